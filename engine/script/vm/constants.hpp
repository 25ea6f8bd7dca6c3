// What literals are worth.
#pragma once

#include "engine/script/object/runtime.hpp"
#include "engine/script/syntax/ast.hpp"

namespace orrery::script {

Value constant_of(Runtime& rt, const ast::Constant& node);
// True and the value if `node` is a number with minus signs before it.
bool negated_constant(Runtime& rt, const ast::Unary& node, Value& value);
// The object model's word for an operator of the tree.
BinaryOp operator_of(ast::BinaryOp op) noexcept;

}  // namespace orrery::script
