// Exception groups: making, splitting, deriving. (exceptions.c, PEP 654)
#include "engine/script/object/exception_group.hpp"

#include <fmt/format.h>

#include <vector>

#include "engine/script/object/builder.hpp"
#include "engine/script/object/dict.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/exception_types.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/special.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

const Tuple& members(const ExceptionObject& group) {
  return as_tuple(group.fields[1]);
}

Ref<Tuple> checked_members(Runtime& rt, const Value& sequence) {
  if (!is_list(sequence) && !is_tuple(sequence) && !type_of(rt, sequence)->slots.getitem)
    raise_type_error(rt, "second argument (exceptions) must be a sequence");
  Ref<Tuple> items = tuple_of(rt, sequence);
  if (items->size() == 0) raise_value_error(rt, "second argument (exceptions) must be a non-empty sequence");
  for (std::size_t i = 0; i < items->size(); ++i) {
    if (!is_exception((*items)[i]))
      raise_value_error(rt, fmt::format("Item {} of second argument (exceptions) is not an exception", i));
  }
  return items;
}

// The class that really results, or a TypeError if it cannot hold such members.
Type* fitting_class(Runtime& rt, Type* type, const Tuple& items) {
  bool all_exceptions = true;
  for (const Value& item : items.items()) all_exceptions &= is_exception_of(item, rt.types().exception);
  if (type == rt.types().base_exception_group) return all_exceptions ? rt.types().exception_group : type;
  if (all_exceptions || !type->is_subtype_of(rt.types().exception)) return type;
  if (type == rt.types().exception_group) raise_type_error(rt, "Cannot nest BaseExceptions in an ExceptionGroup");
  raise_type_error(rt, fmt::format("Cannot nest BaseExceptions in '{}'", type->name()));
}

Value construct(Runtime& rt, Type* type, Args args) {
  if (args.size() != 2)
    raise_type_error(rt, fmt::format("BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)", args.size()));
  if (!is_str(args[0]))
    raise_type_error(
        rt, fmt::format("BaseExceptionGroup.__new__() argument 1 must be str, not {}", type_of(rt, args[0])->name()));
  const Ref<Tuple> items = checked_members(rt, args[1]);
  type = fitting_class(rt, type, *items);
  auto group = Ref<ExceptionObject>(new ExceptionObject(rt, type, make_tuple(rt, args.positional())));
  group->fields[0] = args[0];
  group->fields[1] = Value(items);
  return Value(group);
}

void init(Runtime& rt, const Value& self, Args args) {
  no_keywords(rt, args, as_exception(self).type()->name());
  as_exception(self).args = make_tuple(rt, args.positional());
}

Value text(Runtime& rt, const Value& self) {
  const ExceptionObject& group = as_exception(self);
  const std::size_t count = members(group).size();
  return make_str(
      rt, fmt::format("{} ({} sub-exception{})", str(rt, group.fields[0])->view(), count, count == 1 ? "" : "s"));
}

Value get_message(Runtime&, const Value& self) {
  return as_exception(self).fields[0];
}
Value get_exceptions(Runtime&, const Value& self) {
  return as_exception(self).fields[1];
}

Value derive(Runtime& rt, Args args) {
  const Value arguments[] = {as_exception(args[0]).fields[0], args[1]};
  return call(rt, Value(static_cast<Object*>(rt.types().base_exception_group)), Args(arguments, 2));
}

// What decides whether an exception belongs to the wanted part.
struct Condition {
  Value classes;  // a class or a tuple of classes
  Value function;
  bool holds(Runtime& rt, const Value& e) const {
    if (!function.is_none()) return truth(rt, call(rt, function, e));
    return matches(rt, as_exception(e), classes);
  }
};

bool is_exception_class(const Value& v) {
  return has_flag(v, TypeFlag::is_type) && static_cast<Type*>(v.object())->has(TypeFlag::is_exception);
}

Condition condition_from(Runtime& rt, const Value& v) {
  if (is_exception_class(v)) return {v, none};
  if (is_tuple(v)) {
    bool classes = true;
    for (const Value& item : as_tuple(v).items()) classes &= is_exception_class(item);
    if (classes) return {v, none};
  }
  if (!is_callable(rt, v) || has_flag(v, TypeFlag::is_type))
    raise_type_error(rt, "expected a function, exception type or tuple of exception types");
  return {none, v};
}

// A group of some members of `original`, with its traceback, cause, context and notes.
Value derived(Runtime& rt, const Value& original, const Ref<List>& items) {
  if (items->size() == 0) return none;
  const Value made = call_special(rt, original, rt.heap().intern("derive"), {Value(items)});
  if (!is_group(made)) raise_type_error(rt, "derive must return an instance of BaseExceptionGroup");
  ExceptionObject& from = as_exception(original);
  ExceptionObject& to = as_exception(made);
  to.traceback = from.traceback;
  to.context = from.context;
  to.cause = from.cause;
  to.suppress_context = from.suppress_context;
  Dict* attributes = from.attributes(false);
  const Value* notes = attributes ? attributes->find(rt.names().dunder.notes_) : nullptr;
  if (notes && is_list(*notes)) to.attributes(true)->set(rt.names().dunder.notes_, Value(list_of(rt, *notes)));
  return made;
}

Split split_by(Runtime& rt, const Value& e, const Condition& condition) {
  const Nested nested(rt, " in exceptiongroup_split_recursive");
  if (condition.holds(rt, e)) return {e, none};
  if (!is_group(e)) return {none, e};
  const Ref<List> matched = make_list(rt);
  const Ref<List> rest = make_list(rt);
  for (const Value& item : members(as_exception(e)).items()) {
    Split part = split_by(rt, item, condition);
    if (!part.matched.is_none()) matched->append(part.matched);
    if (!part.rest.is_none()) rest->append(part.rest);
  }
  return {derived(rt, e, matched), derived(rt, e, rest)};
}

Value split_method(Runtime& rt, Args args) {
  const Split parts = split_by(rt, args[0], condition_from(rt, args[1]));
  return make_tuple(rt, {parts.matched, parts.rest});
}

Value subgroup(Runtime& rt, Args args) {
  return split_by(rt, args[0], condition_from(rt, args[1])).matched;
}

Value class_item(Runtime&, Args args) {
  return args[0];
}

constexpr NativeMethod methods[] = {
    {"derive", derive, one_argument()},
    {"split", split_method, one_argument()},
    {"subgroup", subgroup, one_argument()},
    {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method},
};
constexpr NativeAttribute attributes[] = {{"message", get_message}, {"exceptions", get_exceptions}};

}  // namespace

void fill_group_spec(TypeSpec& spec) {
  spec.slots.construct = construct;
  spec.slots.init = init;
  spec.slots.str = text;
  spec.methods = methods;
  spec.attributes = attributes;
}

void make_group_type(Runtime& rt, const TypeSpec& spec) {
  Types& types = rt.types();
  Type& group = *types.exception_group;
  apply_spec(rt, group, spec);
  TypeBuilder::add_base(rt, group, types.base_exception_group);
  group.slots.construct = types.base_exception_group->slots.construct;
  group.slots.init = types.base_exception_group->slots.init;
  group.slots.str = types.base_exception_group->slots.str;
}

bool is_group(const Value& v) noexcept {
  return is_exception(v) && is_exception_of(v, as_exception(v).runtime().types().base_exception_group);
}

std::vector<Ref<loop::Error>> ExceptionObject::exceptions() const {
  std::vector<Ref<loop::Error>> all;
  if (!type_->is_subtype_of(rt_->types().base_exception_group)) return all;
  for (const Value& member : members(*this).items()) all.emplace_back(&as_exception(member));
  return all;
}

Split split_group(Runtime& rt, const Value& group, const Value& classes) {
  return split_by(rt, group, Condition{classes, none});
}

Ref<ExceptionObject> make_group(Runtime& rt, Type* type, std::string_view message, const Ref<List>& exceptions) {
  const Value args[] = {Value(make_str(rt, message)), Value(exceptions)};
  const Value group = construct(rt, type, Args(args, 2));
  return Ref<ExceptionObject>(&as_exception(group));
}

}  // namespace orrery::script
