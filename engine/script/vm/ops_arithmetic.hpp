// Operators. Small ints, floats and strings have their own short ways; the rest goes to the object model.
#pragma once

#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/vm/machine.hpp"

namespace orrery::script::ops {

Value slow_binary(Interpreter& in, BinaryOp op, const Value& a, const Value& b);
// `a += b` for str when what is being added to is about to be stored back where it came from: grows it in place.
bool extend_string(Interpreter& in, Machine m);

ORRERY_INLINE bool both_small(const Value& a, const Value& b) noexcept {
  return (a.bits() & b.bits() & 1) != 0;
}
ORRERY_INLINE bool both_floats(Steps& s, const Value& a, const Value& b) noexcept {
  const Type* type = s.in.types().float_;
  return is_exact(a, type) && is_exact(b, type);
}
// The two operands make room for the result.
ORRERY_INLINE Next replace_two(Machine& m, Value result) noexcept {
  m.drop();
  const Value old = std::exchange(m.top(), std::move(result));
  return Next::go;
}
ORRERY_INLINE Next replace_two_small(Machine& m, std::int64_t result) noexcept {
  --m.sp;
  new (m.sp - 1) Value(Value::integer(result));
  return Next::go;
}
// A float result: in the left operand's object if nobody else holds it.
ORRERY_INLINE Next replace_two_floats(Steps& s, Machine& m, double result) {
  if (m.sp[-2].object()->references() == 1) {
    static_cast<Float*>(m.sp[-2].object())->value = result;
    m.drop();
    return Next::go;
  }
  return replace_two(m, make_float(s.in, result));
}

ORRERY_INLINE Next binary(Steps& s, Machine& m, std::uint32_t a) {
  return replace_two(m, slow_binary(s.in, static_cast<BinaryOp>(a), m.sp[-2], m.sp[-1]));
}

ORRERY_INLINE Next add(Steps& s, Machine& m, std::uint32_t) {
  const Value &a = m.sp[-2], &b = m.sp[-1];
  if (both_small(a, b)) {
    const std::int64_t sum = a.as_integer() + b.as_integer();
    if (Value::fits(sum)) [[likely]]
      return replace_two_small(m, sum);
  } else if (both_floats(s, a, b)) {
    return replace_two_floats(s, m, as_double(a) + as_double(b));
  }
  return binary(s, m, static_cast<std::uint32_t>(BinaryOp::add));
}
ORRERY_INLINE Next subtract(Steps& s, Machine& m, std::uint32_t) {
  const Value &a = m.sp[-2], &b = m.sp[-1];
  if (both_small(a, b)) {
    const std::int64_t difference = a.as_integer() - b.as_integer();
    if (Value::fits(difference)) [[likely]]
      return replace_two_small(m, difference);
  } else if (both_floats(s, a, b)) {
    return replace_two_floats(s, m, as_double(a) - as_double(b));
  }
  return binary(s, m, static_cast<std::uint32_t>(BinaryOp::subtract));
}
ORRERY_INLINE Next multiply(Steps& s, Machine& m, std::uint32_t) {
  const Value &a = m.sp[-2], &b = m.sp[-1];
  if (both_small(a, b)) {
    std::int64_t product = 0;
    if (!__builtin_mul_overflow(a.as_integer(), b.as_integer(), &product) && Value::fits(product)) [[likely]]
      return replace_two_small(m, product);
  } else if (both_floats(s, a, b)) {
    return replace_two_floats(s, m, as_double(a) * as_double(b));
  }
  return binary(s, m, static_cast<std::uint32_t>(BinaryOp::multiply));
}
ORRERY_INLINE Next floor_divide(Steps& s, Machine& m, std::uint32_t) {
  const Value &a = m.sp[-2], &b = m.sp[-1];
  if (both_small(a, b) && b.as_integer() > 0) {
    const std::int64_t n = a.as_integer(), d = b.as_integer();
    const std::int64_t quotient = n / d;
    return replace_two_small(m, quotient - (n % d < 0));
  }
  return binary(s, m, static_cast<std::uint32_t>(BinaryOp::floor_divide));
}
ORRERY_INLINE Next modulo(Steps& s, Machine& m, std::uint32_t) {
  const Value &a = m.sp[-2], &b = m.sp[-1];
  if (both_small(a, b) && b.as_integer() > 0) {
    const std::int64_t rest = a.as_integer() % b.as_integer();
    return replace_two_small(m, rest < 0 ? rest + b.as_integer() : rest);
  }
  return binary(s, m, static_cast<std::uint32_t>(BinaryOp::modulo));
}

ORRERY_INLINE Next inplace(Steps& s, Machine& m, std::uint32_t a) {
  return replace_two(m, script::inplace(s.in, static_cast<BinaryOp>(a), m.sp[-2], m.sp[-1]));
}
ORRERY_INLINE Next inplace_add(Steps& s, Machine& m, std::uint32_t a) {
  if (both_small(m.sp[-2], m.sp[-1]) || both_floats(s, m.sp[-2], m.sp[-1])) return add(s, m, a);
  if (is_exact(m.sp[-2], s.in.types().str) && extend_string(s.in, m)) {
    m.drop();
    return Next::go;
  }
  return inplace(s, m, static_cast<std::uint32_t>(BinaryOp::add));
}

ORRERY_INLINE Next replace_one(Machine& m, Value result) noexcept {
  const Value old = std::exchange(m.top(), std::move(result));
  return Next::go;
}
ORRERY_INLINE Next negative(Steps& s, Machine& m, std::uint32_t) {
  return replace_one(m, unary(s.in, UnaryOp::negative, m.top()));
}
ORRERY_INLINE Next positive(Steps& s, Machine& m, std::uint32_t) {
  return replace_one(m, unary(s.in, UnaryOp::positive, m.top()));
}
ORRERY_INLINE Next invert(Steps& s, Machine& m, std::uint32_t) {
  return replace_one(m, unary(s.in, UnaryOp::invert, m.top()));
}
ORRERY_INLINE Next not_(Steps& s, Machine& m, std::uint32_t) {
  return replace_one(m, boolean(!truth(s.in, m.top())));
}

ORRERY_INLINE Next jump_if_false(Steps& s, Machine& m, std::uint32_t a) {
  const bool yes = truth(s.in, m.top());
  m.drop();
  if (!yes) m.pc = m.frame->code->instructions.data() + a;
  return Next::go;
}
ORRERY_INLINE Next jump_if_true(Steps& s, Machine& m, std::uint32_t a) {
  const bool yes = truth(s.in, m.top());
  m.drop();
  if (yes) m.pc = m.frame->code->instructions.data() + a;
  return Next::go;
}
ORRERY_INLINE Next jump_if_false_or_pop(Steps& s, Machine& m, std::uint32_t a) {
  if (truth(s.in, m.top()))
    m.drop();
  else
    m.pc = m.frame->code->instructions.data() + a;
  return Next::go;
}
ORRERY_INLINE Next jump_if_true_or_pop(Steps& s, Machine& m, std::uint32_t a) {
  if (!truth(s.in, m.top()))
    m.drop();
  else
    m.pc = m.frame->code->instructions.data() + a;
  return Next::go;
}

// The result of comparing two small ints; a conditional jump that follows is taken at once.
ORRERY_INLINE Next compared(Machine& m, bool result) noexcept {
  m.sp -= 2;
  if (m.pc->op() == Op::jump_if_false) {
    m.pc = result ? m.pc + 1 : m.frame->code->instructions.data() + m.pc->argument();
    return Next::go;
  }
  m.push(boolean(result));
  return Next::go;
}
ORRERY_INLINE Next slow_compare(Steps& s, Machine& m, CompareOp op) {
  return replace_two(m, compare(s.in, op, m.sp[-2], m.sp[-1]));
}
#define ORRERY_COMPARE(name, symbol)                                                \
  ORRERY_INLINE Next compare_##name(Steps& s, Machine& m, std::uint32_t) {          \
    const Value &a = m.sp[-2], &b = m.sp[-1];                                       \
    if (both_small(a, b)) return compared(m, a.as_integer() symbol b.as_integer()); \
    return slow_compare(s, m, CompareOp::name);                                     \
  }
ORRERY_COMPARE(less, <)
ORRERY_COMPARE(less_equal, <=)
ORRERY_COMPARE(equal, ==)
ORRERY_COMPARE(not_equal, !=)
ORRERY_COMPARE(greater, >)
ORRERY_COMPARE(greater_equal, >=)
#undef ORRERY_COMPARE

ORRERY_INLINE Next is(Steps&, Machine& m, std::uint32_t a) {
  return replace_two(m, boolean((m.sp[-2] == m.sp[-1]) != (a != 0)));
}
ORRERY_INLINE Next contains(Steps& s, Machine& m, std::uint32_t a) {
  return replace_two(m, boolean(script::contains(s.in, m.sp[-1], m.sp[-2]) != (a != 0)));
}

}  // namespace orrery::script::ops
