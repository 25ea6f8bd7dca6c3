// collections.defaultdict and OrderedDict. (CPython: Modules/_collectionsmodule.c, Objects/odictobject.c.)
#include <fmt/format.h>

#include "engine/script/module/collections.hpp"
#include "engine/script/object/dict_views.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- defaultdict

constexpr std::string_view factory = "default_factory";

void init_as_dict(Runtime& rt, const Value& self, Args args) {
  rt.types().dict->slots.init(rt, self, args);
}

Value init_default(Runtime& rt, Args args) {
  const bool given = args.size() > 1;
  if (given && !args[1].is_none() && !is_callable(rt, args[1]))
    raise_type_error(rt, "first argument must be callable or None");
  set_field(rt, args[0], factory, given ? args[1] : Value(none));
  init_as_dict(rt, args[0], args.skip(given ? 2 : 1));
  return none;
}

Value missing(Runtime& rt, Args args) {
  const Value make = field(rt, args[0], factory);
  if (is_none_or_unset(make)) raise(rt, rt.types().key_error, args[1]);
  const Value made = call(rt, make);
  setitem(rt, args[0], args[1], made);
  return made;
}

Value plain_repr(Runtime& rt, const Value& dict) {
  return rt.types().dict->slots.repr(rt, dict);
}

Value repr_default(Runtime& rt, Args args) {
  const Value make = field(rt, args[0], factory);
  std::string of = "...";
  if (const Shown shown(rt, make); !make.is_object() || shown.first())
    of = repr(rt, is_unset(make) ? Value(none) : make)->view();
  const Value items = plain_repr(rt, args[0]);
  return text(rt, fmt::format("{}({}, {})", type_of(rt, args[0])->name(), of, as_str(items).view()));
}

Value copy_default(Runtime& rt, Args args) {
  const Value make = field(rt, args[0], factory);
  return call(rt, value_of(type_of(rt, args[0])), is_unset(make) ? Value(none) : make, args[0]);
}

Value merge_default(Runtime& rt, Args args) {
  if (!is_dict(args[1])) return not_implemented;
  const Value copy = copy_default(rt, args);
  update(rt, as_dict(copy), args[1]);
  return copy;
}
Value merge_default_reflected(Runtime& rt, Args args) {
  if (!is_dict(args[1])) return not_implemented;
  const Value make = field(rt, args[0], factory);
  const Value copy = call(rt, value_of(type_of(rt, args[0])), make, args[1]);
  update(rt, as_dict(copy), args[0]);
  return copy;
}

constexpr NativeMethod default_methods[] = {{"__init__", init_default},
                                            {"__missing__", missing, one_argument()},
                                            {"__repr__", repr_default, no_arguments()},
                                            {"copy", copy_default, no_arguments()},
                                            {"__copy__", copy_default, no_arguments()},
                                            {"__or__", merge_default, one_argument()},
                                            {"__ror__", merge_default_reflected, one_argument()}};

// ---------------------------------------------------------------- OrderedDict

// (odictobject.c, mutablemapping_update: its words for what is no pair are those of the iteration.)
void update_ordered(Runtime& rt, Dict& into, const Value& other) {
  if (is_dict(other) || !is_unset(getattr_or_unset(rt, other, rt.names().plain.keys_))) return update(rt, into, other);
  for_each(rt, other, [&](const Value& pair) {
    const Ref<Tuple> parts = tuple_of(rt, pair);
    if (parts->size() != 2)
      raise_value_error(rt, parts->size() < 2 ? fmt::format("need more than {} value{} to unpack", parts->size(),
                                                            parts->size() == 1 ? "" : "s")
                                              : std::string("too many values to unpack (expected 2)"));
    into.set(rt, (*parts)[0], (*parts)[1]);
  });
}

Value init_ordered(Runtime& rt, Args args) {
  if (args.size() > 2) raise_type_error(rt, fmt::format("expected at most 1 arguments, got {}", args.size() - 1));
  Ref<Dict> fresh = make_dict(rt);
  if (args.size() > 1) update_ordered(rt, *fresh, args[1]);
  for (std::size_t i = 0; i < args.keyword_count(); ++i) fresh->set(args.keyword_name(i), args.keyword_value(i));
  for (std::uint32_t i = 0; i < fresh->entry_count(); ++i)
    if (!is_unset(fresh->entry(i).key)) setitem(rt, args[0], fresh->entry(i).key, fresh->entry(i).value);
  return none;
}

Value repr_ordered(Runtime& rt, Args args) {
  const std::string& name = type_of(rt, args[0])->name();
  const Shown shown(rt, args[0]);
  if (!shown.first()) return text(rt, "...");
  if (as_dict(args[0]).size() == 0) return text(rt, name + "()");
  if (rt.environment().rules() != loop::Rules::py311) {
    const Ref<Dict> plain = make_dict(rt);
    plain->copy_from(rt, as_dict(args[0]));
    return text(rt, fmt::format("{}({})", name, repr(rt, Value(plain))->view()));
  }
  const Value items(list_of(rt, call_method(rt, args[0], "items")));
  return text(rt, fmt::format("{}({})", name, repr(rt, items)->view()));
}

Value move_to_end(Runtime& rt, Args args) {
  const auto [key, last] = script::bind<2>(rt, "move_to_end", {"key", "last"}, args.skip(1), 1);
  Dict& dict = as_dict(args[0]);
  Value value;
  if (!dict.remove(rt, key, &value)) raise(rt, rt.types().key_error, key);
  if (is_unset(last) || truth(rt, last)) {
    dict.set(rt, key, value);
    return none;
  }
  const Ref<Dict> rest = make_dict(rt);
  rest->copy_from(rt, dict);
  dict.clear();
  dict.set(rt, key, value);
  dict.copy_from(rt, *rest);
  return none;
}

Value popitem_ordered(Runtime& rt, Args args) {
  const auto [last] = script::bind<1>(rt, "popitem", {"last"}, args.skip(1));
  Dict& dict = as_dict(args[0]);
  if (dict.size() == 0) raise(rt, rt.types().key_error, "dictionary is empty");
  const bool from_end = is_unset(last) || truth(rt, last);
  std::uint32_t at = from_end ? dict.entry_count() - 1 : 0;
  while (is_unset(dict.entry(at).key)) from_end ? --at : ++at;
  const Value key = dict.entry(at).key;
  Value value;
  dict.remove(rt, key, &value);
  return make_tuple(rt, {key, value});
}

Value copy_ordered(Runtime& rt, Args args) {
  return call(rt, value_of(type_of(rt, args[0])), args[0]);
}

Value compare_ordered(Runtime& rt, const Value& a, const Value& b, CompareOp op) {
  if (!is_dict(b)) return not_implemented;
  const Value same = rt.types().dict->slots.compare(rt, CompareOp::equal, a, b);
  bool equal_items = same == true_value;
  if (equal_items && type_of(rt, b)->is_subtype_of(ordered_dict_type(rt)))
    equal_items = equal(rt, Value(list_of(rt, a)), Value(list_of(rt, b)));
  return boolean(equal_items == (op == CompareOp::equal));
}
Value equals(Runtime& rt, Args args) {
  return compare_ordered(rt, args[0], args[1], CompareOp::equal);
}
Value differs(Runtime& rt, Args args) {
  return compare_ordered(rt, args[0], args[1], CompareOp::not_equal);
}

Value merge_ordered(Runtime& rt, Args args) {
  if (!is_dict(args[1])) return not_implemented;
  const Value copy = copy_ordered(rt, args);
  update(rt, as_dict(copy), args[1]);
  return copy;
}
Value merge_ordered_reflected(Runtime& rt, Args args) {
  if (!is_dict(args[1])) return not_implemented;
  const Value copy = call(rt, value_of(type_of(rt, args[0])), args[1]);
  update(rt, as_dict(copy), args[0]);
  return copy;
}

Type* view_type(Runtime& rt, Type*& type, Type* base, std::string_view name) {
  if (!type) type = rt.types().keep(make_type(rt, {.name = name, .base = base, .flags = TypeFlag::no_construct}));
  return type;
}
Value keys(Runtime& rt, Args args) {
  return make_view(rt, view_type(rt, library_of(rt).odict_keys, rt.types().dict_keys, "odict_keys"), args[0]);
}
Value values(Runtime& rt, Args args) {
  return make_view(rt, view_type(rt, library_of(rt).odict_values, rt.types().dict_values, "odict_values"), args[0]);
}
Value items(Runtime& rt, Args args) {
  return make_view(rt, view_type(rt, library_of(rt).odict_items, rt.types().dict_items, "odict_items"), args[0]);
}

constexpr NativeMethod ordered_methods[] = {{"__init__", init_ordered},
                                            {"__repr__", repr_ordered, no_arguments()},
                                            {"move_to_end", move_to_end},
                                            {"popitem", popitem_ordered},
                                            {"copy", copy_ordered, no_arguments()},
                                            {"__copy__", copy_ordered, no_arguments()},
                                            {"__eq__", equals, one_argument()},
                                            {"__ne__", differs, one_argument()},
                                            {"__or__", merge_ordered, one_argument()},
                                            {"__ror__", merge_ordered_reflected, one_argument()},
                                            {"keys", keys, no_arguments()},
                                            {"values", values, no_arguments()},
                                            {"items", items, no_arguments()}};

}  // namespace

Type* default_dict_type(Runtime& rt) {
  Type*& type = library_of(rt).default_dict;
  if (!type)
    type = make_library_class(
        rt, {.name = "defaultdict", .module = "collections", .bases = {rt.types().dict}, .methods = default_methods});
  return type;
}

Type* ordered_dict_type(Runtime& rt) {
  Type*& type = library_of(rt).ordered_dict;
  if (!type)
    type = make_library_class(
        rt, {.name = "OrderedDict", .module = "collections", .bases = {rt.types().dict}, .methods = ordered_methods});
  return type;
}

}  // namespace orrery::script
