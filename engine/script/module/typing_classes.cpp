// typing.NamedTuple and TypedDict as bases of class statements. (CPython: Lib/typing.py.)
#include <fmt/format.h>

#include "engine/script/module/collections.hpp"
#include "engine/script/module/typing_forms.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/metaclass.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

const Value* in_namespace(Args args, std::string_view name) {
  return as_dict(args[2]).find(name);
}

Type* metaclass(Runtime& rt, std::string_view name, Value (*construct)(Runtime&, Type*, Args),
                Value (*called)(Runtime&, const Value&, Args)) {
  TypeSpec spec{.name = name, .module = "typing", .base = rt.types().type, .flags = TypeFlag::base_type};
  spec.slots.construct = construct;
  spec.slots.call = called;
  return rt.types().keep(make_type(rt, spec));
}
// A class of the metaclass with nothing in it, to stand in the bases.
Value bare_class(Runtime& rt, Type* meta, std::string_view name, Type* base) {
  const Ref<Dict> space = make_dict(rt);
  space->set(rt.names().dunder.module_, text(rt, "typing"));
  const Value bases[] = {value_of(base)};
  return value_of(rt.types().keep(make_class_of(rt, meta, rt.heap().intern(name), bases, *space, nullptr)));
}

// ---------------------------------------------------------------- NamedTuple

Value from_fields(Runtime& rt, const Value& name, const Value& pairs) {
  std::vector<Value> names;
  for_each(rt, pairs, [&](const Value& pair) {
    const Value field = getitem(rt, pair, Value::integer(0));
    names.emplace_back(Ref<Str>(rt.heap().intern(&as_str(field))));
  });
  return value_of(make_named_tuple(rt, {as_str(name).view(), names, {}}));
}

// A class statement: annotations are fields, values their defaults, all else stays.
Value construct_named(Runtime& rt, Type*, Args args) {
  std::vector<Value> names, defaults;
  const Ref<Dict> rest = make_dict(rt);
  rest->copy_from(rt, as_dict(args[2]));
  const Value* annotations = in_namespace(args, "__annotations__");
  const Ref<List> annotated = annotations ? list_of(rt, *annotations) : make_list(rt);
  for (const Value& name : annotated->items) {
    Value value = unset;
    rest->remove(rt, name, &value);
    if (!is_unset(value))
      defaults.push_back(value);
    else if (!defaults.empty())
      raise_type_error(rt, fmt::format("Non-default namedtuple field {} cannot follow default field {}",
                                       as_str(name).view(), as_str(names.back()).view()));
    names.push_back(name);
  }
  return value_of(make_named_tuple(rt, {as_str(args[0]).view(), names, defaults, "__main__", rest.get()}));
}
Value call_named(Runtime& rt, const Value&, Args args) {
  if (args.size() < 1) raise_type_error(rt, "NamedTuple() missing 1 required positional argument: 'typename'");
  return from_fields(rt, args[0], args.size() > 1 ? args[1] : Value(make_tuple(rt, 0)));
}

// ---------------------------------------------------------------- TypedDict

Value construct_typed(Runtime& rt, Type* meta, Args args) {
  const Value bases[] = {value_of(rt.types().dict)};
  const Ref<Dict> space = make_dict(rt);
  const Ref<Dict> annotations = make_dict(rt);
  for (const Value& base : as_tuple(args[1]).items())
    if (const Value* theirs = type_from(base)->dict().find("__annotations__"))
      annotations->copy_from(rt, as_dict(*theirs));
  space->copy_from(rt, as_dict(args[2]));
  if (const Value* own = in_namespace(args, "__annotations__")) annotations->copy_from(rt, as_dict(*own));
  space->set(rt.names().dunder.annotations_, Value(annotations));
  const Value* total = args.keyword("total");
  space->set(rt.heap().intern("__total__"), total ? *total : Value(true_value));
  return value_of(rt.types().keep(make_class_of(rt, meta, &as_str(args[0]), bases, *space, nullptr)));
}
// An instance is a plain dict.
Value call_typed(Runtime& rt, const Value&, Args args) {
  return call(rt, value_of(rt.types().dict), args);
}

}  // namespace

Value make_named_tuple_base(Runtime& rt) {
  return bare_class(rt, metaclass(rt, "NamedTupleMeta", construct_named, call_named), "NamedTuple", rt.types().object);
}
Value make_typed_dict_base(Runtime& rt) {
  return bare_class(rt, metaclass(rt, "_TypedDictMeta", construct_typed, call_typed), "TypedDict", rt.types().dict);
}

}  // namespace orrery::script
