// slice. (sliceobject.c)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence_parts.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

Ref<Slice> make_slice(Runtime& rt, const Value& start, const Value& stop, const Value& step) {
  return rt.heap().make<Slice>(rt.types().slice, start, stop, step);
}

namespace {

Slice& self_of(const Value& v) {
  return *static_cast<Slice*>(v.object());
}

std::int64_t part(Runtime& rt, const Value& v, std::int64_t otherwise) {
  if (v.is_none()) return otherwise;
  if (!is_index(rt, v)) raise_type_error(rt, "slice indices must be integers or None or have an __index__ method");
  return index_number(rt, v, nullptr);
}

std::int64_t clamp_bound(std::int64_t bound, std::int64_t length, std::int64_t step) {
  if (bound < 0) {
    bound += length;
    return bound < 0 ? (step < 0 ? -1 : 0) : bound;
  }
  return bound >= length ? (step < 0 ? length - 1 : length) : bound;
}

}  // namespace

SliceIndices slice_indices(Runtime& rt, const Slice& slice, std::int64_t length) {
  SliceIndices at;
  at.step = part(rt, slice.step, 1);
  if (at.step == 0) raise_value_error(rt, "slice step cannot be zero");
  at.step = std::max(at.step, -INT64_MAX);
  at.start = clamp_bound(part(rt, slice.start, at.step < 0 ? INT64_MAX : 0), length, at.step);
  at.stop = clamp_bound(part(rt, slice.stop, at.step < 0 ? INT64_MIN : INT64_MAX), length, at.step);
  if (slice.stop.is_none() && at.step < 0) at.stop = -1;
  if (at.step < 0 && at.stop < at.start) at.count = (at.start - at.stop - 1) / -at.step + 1;
  if (at.step > 0 && at.start < at.stop) at.count = (at.stop - at.start - 1) / at.step + 1;
  return at;
}

namespace {

Value construct(Runtime& rt, Type*, Args args) {
  no_keywords(rt, args, "slice");
  check_arity(rt, between(1, 3), args, "slice", "slice");
  if (args.size() == 1) return Value(make_slice(rt, none, args[0], none));
  return Value(make_slice(rt, args[0], args[1], args.size() == 3 ? args[2] : Value()));
}

Value repr_slice(Runtime& rt, const Value& self) {
  const Slice& s = self_of(self);
  return make_str(rt, fmt::format("slice({}, {}, {})", repr(rt, s.start)->view(), repr(rt, s.stop)->view(),
                                  repr(rt, s.step)->view()));
}

Value compare_slice(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (!is_exact(a, rt.types().slice) || !is_exact(b, rt.types().slice)) return not_implemented;
  const Slice& x = self_of(a);
  const Slice& y = self_of(b);
  return compare(rt, op, Value(make_tuple(rt, {x.start, x.stop, x.step})),
                 Value(make_tuple(rt, {y.start, y.stop, y.step})));
}

Value indices(Runtime& rt, Args args) {
  const std::int64_t size = index_number(rt, args[1], rt.types().overflow_error);
  if (size < 0) raise_value_error(rt, "length should not be negative");
  const SliceIndices at = slice_indices(rt, self_of(args[0]), size);
  return make_tuple(rt, {make_int(rt, at.start), make_int(rt, at.stop), make_int(rt, at.step)});
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
constexpr NativeMethod methods[] = {{"indices", indices, one_argument()}};
constexpr NativeAttribute attributes[] = {{"start", get_start, set_readonly_member},
                                          {"stop", get_stop, set_readonly_member},
                                          {"step", get_step, set_readonly_member}};

}  // namespace

TypeSpec specs::slice(Types&) {
  Slots slots{};
  slots.construct = construct;
  slots.repr = repr_slice;
  slots.compare = compare_slice;
  return {.name = "slice", .slots = slots, .methods = methods, .attributes = attributes};
}

}  // namespace orrery::script
