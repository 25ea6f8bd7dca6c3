// Comparison, truth, hash and length of any values. (object.c)
#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

constexpr CompareOp swapped[] = {CompareOp::greater,   CompareOp::greater_equal, CompareOp::equal,
                                 CompareOp::not_equal, CompareOp::less,          CompareOp::less_equal};
constexpr std::string_view symbols[] = {"<", "<=", "==", "!=", ">", ">="};

bool holds(CompareOp op, std::int64_t a, std::int64_t b) noexcept {
  switch (op) {
    case CompareOp::less:
      return a < b;
    case CompareOp::less_equal:
      return a <= b;
    case CompareOp::equal:
      return a == b;
    case CompareOp::not_equal:
      return a != b;
    case CompareOp::greater:
      return a > b;
    default:
      return a >= b;
  }
}

Value try_compare(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  Type* left = type_of(rt, a);
  Type* right = type_of(rt, b);
  const CompareOp back = swapped[static_cast<std::size_t>(op)];
  bool checked_reverse = false;
  if (left != right && right->slots.compare && right->is_subtype_of(left)) {
    checked_reverse = true;
    Value result = right->slots.compare(rt, back, b, a);
    if (!(result == not_implemented)) return result;
  }
  if (left->slots.compare) {
    Value result = left->slots.compare(rt, op, a, b);
    if (!(result == not_implemented)) return result;
  }
  if (!checked_reverse && right->slots.compare) return right->slots.compare(rt, back, b, a);
  return not_implemented;
}

}  // namespace

Value compare(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (a.is_integer() && b.is_integer()) return boolean(holds(op, a.as_integer(), b.as_integer()));
  const Nested nested(rt, " in comparison");
  Value result = try_compare(rt, op, a, b);
  if (!(result == not_implemented)) return result;
  if (op == CompareOp::equal) return boolean(a == b);
  if (op == CompareOp::not_equal) return boolean(!(a == b));
  raise_type_error(
      rt, fmt::format("'{}' not supported between instances of '{}' and '{}'", symbols[static_cast<std::size_t>(op)],
                      type_of(rt, a)->name(), type_of(rt, b)->name()));
}

bool equal(Runtime& rt, const Value& a, const Value& b) {
  if (a == b) return true;
  if (a.is_integer() && b.is_integer()) return false;
  if (is_exact_str(rt, a) && is_exact_str(rt, b)) return as_str(a).view() == as_str(b).view();
  return truth(rt, compare(rt, CompareOp::equal, a, b));
}

bool less(Runtime& rt, const Value& a, const Value& b) {
  return truth(rt, compare(rt, CompareOp::less, a, b));
}

bool truth_slow(Runtime& rt, const Value& v) {
  const Slots& slots = type_of(rt, v)->slots;
  if (slots.truth) return slots.truth(rt, v);
  return slots.length ? slots.length(rt, v) > 0 : true;
}

std::int64_t hash(Runtime& rt, const Value& v) {
  if (v.is_integer()) return hash_int(v);
  Type* type = type_of(rt, v);
  if (type == rt.types().str) return as_str(v).hash();
  if (!type->slots.hash) raise_type_error(rt, fmt::format("unhashable type: '{}'", type->name()));
  return type->slots.hash(rt, v);
}

std::int64_t length(Runtime& rt, const Value& v) {
  const Slots& slots = type_of(rt, v)->slots;
  if (!slots.length) raise_type_error(rt, fmt::format("object of type '{}' has no len()", type_of(rt, v)->name()));
  return slots.length(rt, v);
}

std::int64_t length_hint(Runtime& rt, const Value& v, std::int64_t fallback) {
  const Slots& slots = type_of(rt, v)->slots;
  return slots.length ? slots.length(rt, v) : fallback;
}

}  // namespace orrery::script
