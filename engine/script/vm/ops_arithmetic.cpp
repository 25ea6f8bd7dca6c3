#include "engine/script/vm/ops_arithmetic.hpp"

#include "engine/script/object/str.hpp"

namespace orrery::script::ops {

namespace {

constexpr std::int64_t exact_in_double = std::int64_t{1} << 53;

// True and the number if `v` is a float, or an int that a double holds exactly.
bool as_number(Interpreter& in, const Value& v, double& number) noexcept {
  if (v.is_integer()) {
    number = static_cast<double>(v.as_integer());
    return v.as_integer() <= exact_in_double && v.as_integer() >= -exact_in_double;
  }
  if (!is_exact(v, in.types().float_)) return false;
  number = as_double(v);
  return true;
}

// Floats, mixed with ints or not; `unset` if this is something else.
Value quick_float(Interpreter& in, BinaryOp op, const Value& a, const Value& b) {
  double x = 0, y = 0;
  if (!as_number(in, a, x) || !as_number(in, b, y)) return unset;
  if (op == BinaryOp::true_divide) return y != 0 ? make_float(in, x / y) : Value(unset);
  if (a.is_integer() && b.is_integer()) return unset;
  if (op == BinaryOp::add) return make_float(in, x + y);
  if (op == BinaryOp::subtract) return make_float(in, x - y);
  return op == BinaryOp::multiply ? make_float(in, x * y) : Value(unset);
}

}  // namespace

Value slow_binary(Interpreter& in, BinaryOp op, const Value& a, const Value& b) {
  if (op == BinaryOp::add && is_exact(a, in.types().str) && is_exact(b, in.types().str))
    return concatenate(in, as_str(a), as_str(b));
  Value quick = quick_float(in, op, a, b);
  return is_unset(quick) ? script::binary(in, op, a, b) : quick;
}

bool extend_string(Interpreter& in, Machine m) {
  Value& target = m.sp[-2];
  if (!is_exact(m.sp[-1], in.types().str)) return false;
  if (m.pc->op() == Op::store_fast) {
    // The variable holds the second reference; the store that follows would drop it anyway.
    Value& local = m.locals()[m.pc->argument()];
    if (local == target) local = unset;
  }
  append_in_place(in, target, as_str(m.sp[-1]));
  return true;
}

}  // namespace orrery::script::ops
