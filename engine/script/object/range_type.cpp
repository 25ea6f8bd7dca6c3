// range and slice. (rangeobject.c, sliceobject.c)
#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/int_type.hpp"
#include "engine/script/object/iterators.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence_parts.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

Range& self_of(const Value& v) {
  return *static_cast<Range*>(v.object());
}

// How many numbers a range has, for bounds of any size.
Value count_of(Runtime& rt, const Value& start, const Value& stop, const Value& step) {
  const bool up = int_sign(step) > 0;
  const Value& low = up ? start : stop;
  const Value& high = up ? stop : start;
  if (!less(rt, low, high)) return Value::integer(0);
  const Value span = binary(rt, BinaryOp::subtract, binary(rt, BinaryOp::subtract, high, low), Value::integer(1));
  const Value stride = up ? step : unary(rt, UnaryOp::negative, step);
  return binary(rt, BinaryOp::add, binary(rt, BinaryOp::floor_divide, span, stride), Value::integer(1));
}

Value make_range(Runtime& rt, const Value& start, const Value& stop, const Value& step) {
  auto range = rt.heap().make<Range>(rt.types().range, start, stop, step);
  range->count = count_of(rt, start, stop, step);
  return Value(range);
}

Value construct(Runtime& rt, Type*, Args args) {
  no_keywords(rt, args, "range");
  if (args.size() == 0) raise_type_error(rt, "range expected at least 1 argument, got 0");
  check_arity(rt, between(1, 3), args, "range", "range");
  const Value start = args.size() == 1 ? Value::integer(0) : ints::plain(rt, index(rt, args[0]));
  const Value stop = ints::plain(rt, index(rt, args[args.size() == 1 ? 0 : 1]));
  const Value step = args.size() == 3 ? ints::plain(rt, index(rt, args[2])) : Value::integer(1);
  if (int_sign(step) == 0) raise_value_error(rt, "range() arg 3 must not be zero");
  return make_range(rt, start, stop, step);
}

Value repr_range(Runtime& rt, const Value& self) {
  const Range& r = self_of(self);
  std::string text = fmt::format("range({}, {}", repr(rt, r.start)->view(), repr(rt, r.stop)->view());
  if (!(r.step == Value::integer(1))) text += fmt::format(", {}", repr(rt, r.step)->view());
  return make_str(rt, text + ")");
}

std::int64_t length_range(Runtime& rt, const Value& self) {
  std::int64_t count = 0;
  if (!int_to_number(self_of(self).count, count))
    raise(rt, rt.types().overflow_error, "Python int too large to convert to C ssize_t");
  return count;
}

bool truth_range(Runtime&, const Value& self) {
  return int_sign(self_of(self).count) != 0;
}

Value item_at(Runtime& rt, const Range& r, const Value& i) {
  return binary(rt, BinaryOp::add, r.start, binary(rt, BinaryOp::multiply, i, r.step));
}

Value get_slice(Runtime& rt, const Range& r, const Slice& slice, std::int64_t size) {
  const SliceIndices at = slice_indices(rt, slice, size);
  const Value step = binary(rt, BinaryOp::multiply, r.step, Value::integer(at.step));
  return make_range(rt, item_at(rt, r, Value::integer(at.start)), item_at(rt, r, Value::integer(at.stop)), step);
}

Value getitem_range(Runtime& rt, const Value& self, const Value& key) {
  const Range& r = self_of(self);
  if (is_exact(key, rt.types().slice))
    return get_slice(rt, r, *static_cast<Slice*>(key.object()), length_range(rt, self));
  if (!is_index(rt, key))
    raise_type_error(rt, fmt::format("range indices must be integers or slices, not {}", type_of(rt, key)->name()));
  Value i = index(rt, key);
  if (int_sign(i) < 0) i = binary(rt, BinaryOp::add, i, r.count);
  if (int_sign(i) < 0 || !less(rt, i, r.count)) raise(rt, rt.types().index_error, "range object index out of range");
  return item_at(rt, r, i);
}

bool holds_int(Runtime& rt, const Range& r, const Value& n) {
  const bool up = int_sign(r.step) > 0;
  const bool inside = up ? !less(rt, n, r.start) && less(rt, n, r.stop) : !less(rt, r.start, n) && less(rt, r.stop, n);
  if (!inside) return false;
  const Value offset = binary(rt, BinaryOp::subtract, n, r.start);
  return int_sign(binary(rt, BinaryOp::modulo, offset, r.step)) == 0;
}

Value iter_range(Runtime& rt, const Value& self);

bool contains_range(Runtime& rt, const Value& self, const Value& item) {
  if (is_int(item)) return holds_int(rt, self_of(self), item);
  bool found = false;
  for_each(rt, self, [&](const Value& candidate) { found = found || equal(rt, candidate, item); });
  return found;
}

Value compare_range(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  const bool equality = op == CompareOp::equal || op == CompareOp::not_equal;
  if (!equality || !is_exact(b, rt.types().range) || !is_exact(a, rt.types().range)) return not_implemented;
  const Range& x = self_of(a);
  const Range& y = self_of(b);
  bool same = equal(rt, x.count, y.count);
  if (same && int_sign(x.count) != 0) same = equal(rt, x.start, y.start);
  if (same && less(rt, Value::integer(1), x.count)) same = equal(rt, x.step, y.step);
  return boolean(same == (op == CompareOp::equal));
}

std::int64_t hash_range(Runtime& rt, const Value& self) {
  const Range& r = self_of(self);
  const bool some = int_sign(r.count) != 0;
  const bool several = less(rt, Value::integer(1), r.count);
  return hash(rt, Value(make_tuple(rt, {r.count, some ? r.start : Value(), several ? r.step : Value()})));
}

// ---- iteration

Value next_range(Runtime& rt, const Value& self) {
  auto& it = *static_cast<RangeIterator*>(self.object());
  if (it.left == 0) return unset;
  --it.left;
  const std::int64_t number = it.next;
  it.next = static_cast<std::int64_t>(static_cast<std::uint64_t>(it.next) + static_cast<std::uint64_t>(it.step));
  return make_int(rt, number);
}

Value hint(Runtime& rt, Args args) {
  return make_int(rt, static_cast<RangeIterator*>(args[0].object())->left);
}
constexpr NativeMethod iterator_methods[] = {{"__length_hint__", hint, no_arguments()}};

Value iterate(Runtime& rt, const Value& start, const Value& step, const Value& count) {
  std::int64_t first = 0;
  std::int64_t by = 0;
  std::int64_t left = 0;
  if (!int_to_number(start, first) || !int_to_number(step, by) || !int_to_number(count, left))
    raise(rt, rt.types().overflow_error, "a range beyond 64 bits cannot be iterated");
  return Value(rt.heap().make<RangeIterator>(rt.types().range_iterator, first, by, static_cast<std::uint64_t>(left)));
}

Value iter_range(Runtime& rt, const Value& self) {
  const Range& r = self_of(self);
  return iterate(rt, r.start, r.step, r.count);
}

Value reversed(Runtime& rt, Args args) {
  const Range& r = self_of(args[0]);
  const Value last = item_at(rt, r, binary(rt, BinaryOp::subtract, r.count, Value::integer(1)));
  return iterate(rt, last, unary(rt, UnaryOp::negative, r.step), r.count);
}

// ---- methods

Value count_method(Runtime& rt, Args args) {
  std::int64_t count = 0;
  if (is_int(args[1])) return Value::integer(holds_int(rt, self_of(args[0]), args[1]));
  for_each(rt, args[0], [&](const Value& item) { count += equal(rt, item, args[1]); });
  return Value::integer(count);
}

Value index_method(Runtime& rt, Args args) {
  const Range& r = self_of(args[0]);
  if (!is_int(args[1]) || !holds_int(rt, r, args[1]))
    raise_value_error(rt, fmt::format("{} is not in range", repr(rt, args[1])->view()));
  return binary(rt, BinaryOp::floor_divide, binary(rt, BinaryOp::subtract, args[1], r.start), r.step);
}

Value get_start(Runtime&, const Value& v) {
  return self_of(v).start;
}
Value get_stop(Runtime&, const Value& v) {
  return self_of(v).stop;
}
Value get_step(Runtime&, const Value& v) {
  return self_of(v).step;
}

constexpr NativeMethod methods[] = {{"count", count_method, one_argument()},
                                    {"index", index_method, one_argument()},
                                    {"__reversed__", reversed, no_arguments()}};
constexpr NativeAttribute attributes[] = {{"start", get_start, set_readonly_member},
                                          {"stop", get_stop, set_readonly_member},
                                          {"step", get_step, set_readonly_member}};

}  // namespace

TypeSpec specs::range(Types&) {
  Slots slots{};
  slots.construct = construct;
  slots.repr = repr_range;
  slots.length = length_range;
  slots.truth = truth_range;
  slots.getitem = getitem_range;
  slots.contains = contains_range;
  slots.compare = compare_range;
  slots.hash = hash_range;
  slots.iter = iter_range;
  return {.name = "range", .flags = TypeFlag::sequence, .slots = slots, .methods = methods, .attributes = attributes};
}

TypeSpec specs::range_iterator(Types&) {
  Slots slots{};
  slots.iter = iter_itself;
  slots.next = next_range;
  return {.name = "range_iterator", .flags = TypeFlag::no_construct, .slots = slots, .methods = iterator_methods};
}

}  // namespace orrery::script
