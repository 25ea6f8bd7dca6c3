// The slots of native types as methods: what `list.__len__`, `super().__init__` and `object.__setattr__` call.
#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/special.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script::wrapper {

namespace {

Str* name_argument(Runtime& rt, const Value& v) {
  if (!is_str(v)) raise_type_error(rt, fmt::format("attribute name must be string, not '{}'", type_of(rt, v)->name()));
  return rt.heap().intern(&as_str(v));
}

}  // namespace

Value repr(Runtime& rt, Type& owner, Args args) {
  return owner.slots.repr(rt, args[0]);
}
Value str(Runtime& rt, Type& owner, Args args) {
  return owner.slots.str(rt, args[0]);
}

Value format(Runtime& rt, Type& owner, Args args) {
  if (!is_str(args[1]))
    raise_type_error(rt, fmt::format("__format__() argument must be str, not {}", type_of(rt, args[1])->name()));
  return owner.slots.format(rt, args[0], &as_str(args[1]));
}

Value hash(Runtime& rt, Type& owner, Args args) {
  return make_int(rt, owner.slots.hash(rt, args[0]));
}
Value compare(Runtime& rt, Type& owner, Args args, CompareOp op) {
  return owner.slots.compare(rt, op, args[0], args[1]);
}
Value truth(Runtime& rt, Type& owner, Args args) {
  return boolean(owner.slots.truth(rt, args[0]));
}
Value length(Runtime& rt, Type& owner, Args args) {
  return make_int(rt, owner.slots.length(rt, args[0]));
}

Value getattr(Runtime& rt, Type& owner, Args args) {
  Str* name = name_argument(rt, args[1]);
  Value found = owner.slots.getattr(rt, args[0], name);
  if (is_unset(found)) raise_no_attribute(rt, args[0], name);
  return found;
}
Value setattr(Runtime& rt, Type& owner, Args args) {
  owner.slots.setattr(rt, args[0], name_argument(rt, args[1]), args[2]);
  return none;
}
Value delattr(Runtime& rt, Type& owner, Args args) {
  owner.slots.setattr(rt, args[0], name_argument(rt, args[1]), unset);
  return none;
}

Value getitem(Runtime& rt, Type& owner, Args args) {
  return owner.slots.getitem(rt, args[0], args[1]);
}
Value setitem(Runtime& rt, Type& owner, Args args) {
  owner.slots.setitem(rt, args[0], args[1], args[2]);
  return none;
}
Value delitem(Runtime& rt, Type& owner, Args args) {
  owner.slots.setitem(rt, args[0], args[1], unset);
  return none;
}
Value contains(Runtime& rt, Type& owner, Args args) {
  return boolean(owner.slots.contains(rt, args[0], args[1]));
}
Value iter(Runtime& rt, Type& owner, Args args) {
  return owner.slots.iter(rt, args[0]);
}

Value next(Runtime& rt, Type& owner, Args args) {
  Value item = owner.slots.next(rt, args[0]);
  if (is_unset(item)) raise(make_exception(rt, rt.types().stop_iteration));
  return item;
}

Value call(Runtime& rt, Type& owner, Args args) {
  return owner.slots.call(rt, args[0], args.skip(1));
}

Value construct(Runtime& rt, Args args) {
  auto& owner = *static_cast<Type*>(args[0].object());
  if (args.size() < 2) raise_type_error(rt, owner.name() + ".__new__(): not enough arguments");
  if (!has_flag(args[1], TypeFlag::is_type))
    raise_type_error(
        rt, fmt::format("{0}.__new__(X): X is not a type object ({1})", owner.name(), type_of(rt, args[1])->name()));
  auto* type = static_cast<Type*>(args[1].object());
  if (!type->is_subtype_of(&owner))
    raise_type_error(rt, fmt::format("{0}.__new__({1}): {1} is not a subtype of {0}", owner.name(), type->name()));
  return owner.slots.construct(rt, type, args.skip(2));
}

Value init(Runtime& rt, Type& owner, Args args) {
  owner.slots.init(rt, args[0], args.skip(1));
  return none;
}

Value descr_get(Runtime& rt, Type& owner, Args args) {
  const bool of_class = args[1].is_none();
  const bool has_type = args.size() > 2 && has_flag(args[2], TypeFlag::is_type);
  if (of_class && !has_type) raise_type_error(rt, "__get__(None, None) is invalid");
  Type* type = has_type ? static_cast<Type*>(args[2].object()) : type_of(rt, args[1]);
  return owner.slots.descr_get(rt, args[0], of_class ? Value(unset) : args[1], type);
}
Value descr_set(Runtime& rt, Type& owner, Args args) {
  owner.slots.descr_set(rt, args[0], args[1], args[2]);
  return none;
}
Value descr_delete(Runtime& rt, Type& owner, Args args) {
  owner.slots.descr_set(rt, args[0], args[1], unset);
  return none;
}

Value await(Runtime& rt, Type& owner, Args args) {
  return owner.slots.await(rt, args[0]);
}
Value aiter(Runtime& rt, Type& owner, Args args) {
  return owner.slots.aiter(rt, args[0]);
}
Value anext(Runtime& rt, Type& owner, Args args) {
  return owner.slots.anext(rt, args[0]);
}
Value index(Runtime& rt, Type& owner, Args args) {
  return owner.slots.index(rt, args[0]);
}
Value to_int(Runtime& rt, Type& owner, Args args) {
  return owner.slots.to_int(rt, args[0]);
}
Value to_float(Runtime& rt, Type& owner, Args args) {
  return owner.slots.to_float(rt, args[0]);
}

Value concat(Runtime& rt, Type& owner, Args args) {
  return owner.slots.concat(rt, args[0], args[1]);
}
Value repeat(Runtime& rt, Type& owner, Args args) {
  return owner.slots.repeat(rt, args[0], index_number(rt, args[1], rt.types().overflow_error));
}
Value inplace_concat(Runtime& rt, Type& owner, Args args) {
  return owner.slots.inplace_concat(rt, args[0], args[1]);
}
Value inplace_repeat(Runtime& rt, Type& owner, Args args) {
  return owner.slots.inplace_repeat(rt, args[0], index_number(rt, args[1], rt.types().overflow_error));
}

namespace {

template <std::size_t op>
Value binary_wrapper(Runtime& rt, Type& owner, Args args) {
  return owner.slots.binary[op](rt, args[0], args[1]);
}
template <std::size_t op>
Value reflected_wrapper(Runtime& rt, Type& owner, Args args) {
  return owner.slots.binary[op](rt, args[1], args[0]);
}
template <std::size_t op>
Value inplace_wrapper(Runtime& rt, Type& owner, Args args) {
  return owner.slots.inplace[op](rt, args[0], args[1]);
}
template <std::size_t op>
Value unary_wrapper(Runtime& rt, Type& owner, Args args) {
  return owner.slots.unary[op](rt, args[0]);
}

struct Row {
  SlotWrapper plain;
  SlotWrapper reflected;
  SlotWrapper inplace;
};
template <std::size_t... ops>
Row row_of(std::size_t op, std::index_sequence<ops...>) {
  const Row rows[] = {{&binary_wrapper<ops>, &reflected_wrapper<ops>, &inplace_wrapper<ops>}...};
  return rows[op];
}
Row row(BinaryOp op) {
  return row_of(static_cast<std::size_t>(op), std::make_index_sequence<binary_ops>());
}

}  // namespace

SlotWrapper binary(BinaryOp op) noexcept {
  return row(op).plain;
}
SlotWrapper reflected(BinaryOp op) noexcept {
  return row(op).reflected;
}
SlotWrapper inplace(BinaryOp op) noexcept {
  return row(op).inplace;
}
SlotWrapper unary(UnaryOp op) noexcept {
  const SlotWrapper rows[] = {&unary_wrapper<0>, &unary_wrapper<1>, &unary_wrapper<2>};
  return rows[static_cast<std::size_t>(op)];
}

}  // namespace orrery::script::wrapper
