#include "engine/script/vm/ops_arithmetic.hpp"

#include "engine/script/object/str.hpp"

namespace orrery::script::ops {

Value slow_binary(Interpreter& in, BinaryOp op, const Value& a, const Value& b) {
  if (op == BinaryOp::add && is_exact(a, in.types().str) && is_exact(b, in.types().str))
    return concatenate(in, as_str(a), as_str(b));
  return script::binary(in, op, a, b);
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
