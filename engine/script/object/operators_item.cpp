// Subscripts, membership, iteration and unpacking of any values. (abstract.c)
#include <fmt/format.h>

#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

const std::string& name_of(Runtime& rt, const Value& v) {
  return type_of(rt, v)->name();
}

Value class_getitem(Runtime& rt, const Value& object, const Value& key) {
  auto* type = static_cast<Type*>(object.object());
  if (type == rt.types().type) return make_generic_alias(rt, object, key);
  const Value method = getattr_or_unset(rt, object, rt.names().dunder.class_getitem_);
  if (is_unset(method)) raise_type_error(rt, fmt::format("type '{}' is not subscriptable", type->name()));
  return call(rt, method, key);
}

}  // namespace

Value getitem(Runtime& rt, const Value& object, const Value& key) {
  const Slots& slots = type_of(rt, object)->slots;
  if (slots.getitem) return slots.getitem(rt, object, key);
  if (has_flag(object, TypeFlag::is_type)) return class_getitem(rt, object, key);
  raise_type_error(rt, fmt::format("'{}' object is not subscriptable", name_of(rt, object)));
}

void setitem(Runtime& rt, const Value& object, const Value& key, const Value& value) {
  const Slots& slots = type_of(rt, object)->slots;
  if (slots.setitem) return slots.setitem(rt, object, key, value);
  raise_type_error(rt, fmt::format("'{}' object does not support item assignment", name_of(rt, object)));
}

void delitem(Runtime& rt, const Value& object, const Value& key) {
  const Slots& slots = type_of(rt, object)->slots;
  if (slots.setitem) return slots.setitem(rt, object, key, unset);
  raise_type_error(rt, fmt::format("'{}' object {} support item deletion", name_of(rt, object),
                                   slots.getitem && slots.iter ? "doesn't" : "does not"));
}

bool contains(Runtime& rt, const Value& container, const Value& item) {
  const Slots& slots = type_of(rt, container)->slots;
  if (slots.contains) return slots.contains(rt, container, item);
  if (!slots.iter && !slots.getitem)
    raise_type_error(rt, fmt::format("argument of type '{}' is not iterable", name_of(rt, container)));
  const Value iterator = iter(rt, container);
  for (;;) {
    const Value candidate = next(rt, iterator);
    if (is_unset(candidate)) return false;
    if (equal(rt, candidate, item)) return true;
  }
}

Value iter(Runtime& rt, const Value& iterable) {
  const Slots& slots = type_of(rt, iterable)->slots;
  if (slots.iter) {
    Value iterator = slots.iter(rt, iterable);
    if (!type_of(rt, iterator)->slots.next)
      raise_type_error(rt, fmt::format("iter() returned non-iterator of type '{}'", name_of(rt, iterator)));
    return iterator;
  }
  if (!slots.getitem || is_unset(getattr_or_unset(rt, iterable, rt.names().dunder.getitem_)))
    raise_type_error(rt, fmt::format("'{}' object is not iterable", name_of(rt, iterable)));
  return Value(rt.heap().make<SequenceIterator>(rt.types().sequence_iterator, iterable));
}

Value next(Runtime& rt, const Value& iterator) {
  const Slots& slots = type_of(rt, iterator)->slots;
  if (!slots.next) raise_type_error(rt, fmt::format("'{}' object is not an iterator", name_of(rt, iterator)));
  rt.check_stack();
  rt.count_operations();
  return slots.next(rt, iterator);
}

Value aiter(Runtime& rt, const Value& iterable) {
  const Slots& slots = type_of(rt, iterable)->slots;
  if (!slots.aiter) raise_type_error(rt, fmt::format("'{}' object is not an async iterable", name_of(rt, iterable)));
  Value iterator = slots.aiter(rt, iterable);
  if (!type_of(rt, iterator)->slots.anext)
    raise_type_error(rt, fmt::format("aiter() returned not an async iterator of type '{}'", name_of(rt, iterator)));
  return iterator;
}

Value anext(Runtime& rt, const Value& iterator) {
  const Slots& slots = type_of(rt, iterator)->slots;
  if (!slots.anext) raise_type_error(rt, fmt::format("'{}' object is not an async iterator", name_of(rt, iterator)));
  return slots.anext(rt, iterator);
}

// ---- unpacking

namespace {

Value iterator_to_unpack(Runtime& rt, const Value& v) {
  const Slots& slots = type_of(rt, v)->slots;
  if (!slots.iter && !slots.getitem)
    raise_type_error(rt, fmt::format("cannot unpack non-iterable {} object", name_of(rt, v)));
  return iter(rt, v);
}

[[noreturn]] void too_few(Runtime& rt, bool starred, std::size_t expected, std::size_t got) {
  raise_value_error(rt, fmt::format("not enough values to unpack (expected {}{}, got {})", starred ? "at least " : "",
                                    expected, got));
}

[[noreturn]] void too_many(Runtime& rt, std::size_t expected) {
  raise_value_error(rt, fmt::format("too many values to unpack (expected {})", expected));
}

void unpack_items(Runtime& rt, std::span<const Value> items, std::size_t count, Value* into) {
  if (items.size() < count) too_few(rt, false, count, items.size());
  if (items.size() > count) too_many(rt, count);
  for (std::size_t i = 0; i < count; ++i) into[i] = items[i];
}

}  // namespace

void unpack(Runtime& rt, const Value& v, std::size_t count, Value* into) {
  if (is_exact(v, rt.types().tuple)) return unpack_items(rt, as_tuple(v).items(), count, into);
  if (is_exact(v, rt.types().list)) return unpack_items(rt, {as_list(v).items.begin(), as_list(v).size()}, count, into);
  const Value iterator = iterator_to_unpack(rt, v);
  for (std::size_t i = 0; i < count; ++i) {
    into[i] = next(rt, iterator);
    if (is_unset(into[i])) too_few(rt, false, count, i);
  }
  if (!is_unset(next(rt, iterator))) too_many(rt, count);
}

void unpack_star(Runtime& rt, const Value& v, std::size_t before, std::size_t after, Value* into) {
  const Value iterator = iterator_to_unpack(rt, v);
  for (std::size_t i = 0; i < before; ++i) {
    into[i] = next(rt, iterator);
    if (is_unset(into[i])) too_few(rt, true, before + after, i);
  }
  Ref<List> rest = list_of(rt, iterator);
  if (rest->size() < after) too_few(rt, true, before + after, before + rest->size());
  for (std::size_t i = after; i > 0; --i) into[before + i] = rest->items.pop();
  into[before] = Value(std::move(rest));
}

// ---- __index__

Value index(Runtime& rt, const Value& v) {
  if (v.is_integer() || is_boolean(v)) return v;
  if (has_flag(v, TypeFlag::is_int)) return v;
  const Slots& slots = type_of(rt, v)->slots;
  if (!slots.index)
    raise_type_error(rt, fmt::format("'{}' object cannot be interpreted as an integer", name_of(rt, v)));
  return slots.index(rt, v);
}

std::int64_t index_number(Runtime& rt, const Value& v, Type* overflow) {
  if (v.is_integer()) return v.as_integer();
  const Value number = index(rt, v);
  std::int64_t result = 0;
  if (int_to_number(number, result)) return result;
  if (overflow == rt.types().overflow_error) raise(rt, overflow, "Python int too large to convert to C ssize_t");
  if (overflow) raise(rt, overflow, fmt::format("cannot fit '{}' into an index-sized integer", name_of(rt, v)));
  return int_sign(number) < 0 ? INT64_MIN : INT64_MAX;
}

}  // namespace orrery::script
