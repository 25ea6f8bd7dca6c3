#include "engine/script/vm/constants.hpp"

#include "engine/script/object/bytes.hpp"
#include "engine/script/object/complex.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

Value constant_of(Runtime& rt, const ast::Constant& node) {
  switch (node.constant) {
    case ast::ConstantKind::none:
      return none;
    case ast::ConstantKind::true_:
      return true_value;
    case ast::ConstantKind::false_:
      return false_value;
    case ast::ConstantKind::ellipsis:
      return ellipsis;
    case ast::ConstantKind::integer:
      return node.fits ? make_int(rt, node.integer) : int_from_digits(rt, std::string(node.text), node.base);
    case ast::ConstantKind::floating:
      return make_float(rt, node.floating);
    case ast::ConstantKind::imaginary:
      return make_complex(rt, {0.0, node.floating});
    case ast::ConstantKind::string:
      // Short ones are interned: they are attribute names and keys as a rule.
      return node.text.size() <= 40 ? Value(rt.heap().intern(node.text)) : Value(make_str(rt, node.text));
    case ast::ConstantKind::bytes:
      return make_bytes(rt, node.text);
  }
  return none;
}

bool negated_constant(Runtime& rt, const ast::Unary& node, Value& value) {
  if (node.op != ast::UnaryOp::minus || node.operand->kind != ast::Kind::constant) return false;
  const auto& constant = ast::as<ast::Constant>(*node.operand);
  if (constant.constant != ast::ConstantKind::integer && constant.constant != ast::ConstantKind::floating) return false;
  value = unary(rt, UnaryOp::negative, constant_of(rt, constant));
  return true;
}

BinaryOp operator_of(ast::BinaryOp op) noexcept {
  constexpr BinaryOp words[] = {
      BinaryOp::add,     BinaryOp::subtract, BinaryOp::multiply,    BinaryOp::matrix_multiply, BinaryOp::true_divide,
      BinaryOp::modulo,  BinaryOp::power,    BinaryOp::left_shift,  BinaryOp::right_shift,     BinaryOp::bit_or,
      BinaryOp::bit_xor, BinaryOp::bit_and,  BinaryOp::floor_divide};
  return words[static_cast<std::size_t>(op)];
}

}  // namespace orrery::script
