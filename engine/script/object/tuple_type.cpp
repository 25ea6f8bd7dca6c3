// tuple. (tupleobject.c)
#include <fmt/format.h>

#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence_parts.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

Value construct(Runtime& rt, Type* type, Args args) {
  if (type == rt.types().tuple) no_keywords(rt, args, "tuple");
  check_arity(rt, between(0, 1), Args(args.begin(), args.size()), "tuple", "tuple");
  const Ref<Tuple> items = args.size() == 1 ? tuple_of(rt, args[0]) : make_tuple(rt, 0);
  return type == rt.types().tuple ? Value(items) : make_tuple_of(rt, type, items->items());
}

Value repr_tuple(Runtime& rt, const Value& self) {
  const Shown shown(rt, self);
  if (!shown.first()) return make_str(rt, "(...)");
  return make_str(rt, "(" + join_reprs(rt, ItemSource(self)) + (as_tuple(self).size() == 1 ? ",)" : ")"));
}

Value compare_tuple(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (!is_tuple(a) || !is_tuple(b)) return not_implemented;
  return compare_items(rt, op, ItemSource(a), ItemSource(b));
}

// xxHash as tuplehash uses it.
std::int64_t hash_tuple(Runtime& rt, const Value& self) {
  constexpr std::uint64_t prime1 = 11400714785074694791u;
  constexpr std::uint64_t prime2 = 14029467366897019727u;
  constexpr std::uint64_t prime5 = 2870177450012600261u;
  std::uint64_t sum = prime5;
  rt.check_stack();
  for (const Value& item : as_tuple(self).items()) {
    sum += static_cast<std::uint64_t>(hash(rt, item)) * prime2;
    sum = (sum << 31) | (sum >> 33);
    sum *= prime1;
  }
  sum += as_tuple(self).size() ^ (prime5 ^ 3527539u);
  return sum == static_cast<std::uint64_t>(-1) ? 1546275796 : static_cast<std::int64_t>(sum);
}

std::int64_t length_tuple(Runtime&, const Value& self) {
  return static_cast<std::int64_t>(as_tuple(self).size());
}
bool contains_tuple(Runtime& rt, const Value& self, const Value& item) {
  return contains_item(rt, ItemSource(self), item);
}

Value get_slice(Runtime& rt, const Value& self, const Slice& slice) {
  const Tuple& tuple = as_tuple(self);
  const SliceIndices at = slice_indices(rt, slice, static_cast<std::int64_t>(tuple.size()));
  if (at.step == 1 && at.count == static_cast<std::int64_t>(tuple.size()) && is_exact(self, rt.types().tuple))
    return self;
  Ref<Tuple> part = make_tuple(rt, static_cast<std::size_t>(at.count));
  for (std::int64_t i = 0; i < at.count; ++i)
    (*part)[static_cast<std::size_t>(i)] = tuple[static_cast<std::size_t>(at.start + i * at.step)];
  return Value(part);
}

Value getitem_tuple(Runtime& rt, const Value& self, const Value& key) {
  if (is_exact(key, rt.types().slice)) return get_slice(rt, self, *static_cast<Slice*>(key.object()));
  if (!is_index(rt, key))
    raise_type_error(rt, fmt::format("tuple indices must be integers or slices, not {}", type_of(rt, key)->name()));
  return as_tuple(self)[checked_index(rt, key, as_tuple(self).size(), "tuple index out of range")];
}

Value concat(Runtime& rt, const Value& a, const Value& b) {
  if (!is_tuple(b))
    raise_type_error(rt, fmt::format("can only concatenate tuple (not \"{}\") to tuple", type_of(rt, b)->name()));
  const Tuple& left = as_tuple(a);
  const Tuple& right = as_tuple(b);
  Ref<Tuple> sum = make_tuple(rt, left.size() + right.size());
  for (std::size_t i = 0; i < left.size(); ++i) (*sum)[i] = left[i];
  for (std::size_t i = 0; i < right.size(); ++i) (*sum)[left.size() + i] = right[i];
  return Value(sum);
}

Value repeat(Runtime& rt, const Value& self, std::int64_t count) {
  const Tuple& tuple = as_tuple(self);
  const std::size_t total = repeated_size(rt, tuple.size(), count);
  Ref<Tuple> product = make_tuple(rt, total);
  for (std::size_t i = 0; i < total; ++i) (*product)[i] = tuple[i % tuple.size()];
  return Value(product);
}

Value index_method(Runtime& rt, Args args) {
  const std::int64_t at = find_item(rt, ItemSource(args[0]), args);
  if (at < 0) raise_value_error(rt, "tuple.index(x): x not in tuple");
  return Value::integer(at);
}
Value count(Runtime& rt, Args args) {
  return Value::integer(count_item(rt, ItemSource(args[0]), args[1]));
}
Value class_item(Runtime& rt, Args args) {
  return make_generic_alias(rt, args[0], args[1]);
}
Value iter_tuple(Runtime& rt, const Value& self) {
  return Value(rt.heap().make<SequenceIterator>(rt.types().tuple_iterator, self));
}

constexpr NativeMethod methods[] = {
    {"index", index_method, between(1, 3)},
    {"count", count, one_argument()},
    {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method},
};

}  // namespace

TypeSpec specs::tuple(Types&) {
  Slots slots{};
  slots.construct = construct;
  slots.repr = repr_tuple;
  slots.compare = compare_tuple;
  slots.hash = hash_tuple;
  slots.length = length_tuple;
  slots.contains = contains_tuple;
  slots.getitem = getitem_tuple;
  slots.iter = iter_tuple;
  slots.concat = concat;
  slots.repeat = repeat;
  return {.name = "tuple", .flags = TypeFlag::base_type | TypeFlag::is_tuple | TypeFlag::sequence, .slots = slots, .methods = methods};
}

}  // namespace orrery::script
