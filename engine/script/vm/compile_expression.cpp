// Expressions.
#include "engine/script/object/number.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/set.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/compile_unit.hpp"
#include "engine/script/vm/constants.hpp"

namespace orrery::script {

void Unit::expression(const ast::Expr& node) {
  const At at(*this, node);
  switch (node.kind) {
    case ast::Kind::constant:
      return constant(ast::as<ast::Constant>(node));
    case ast::Kind::name:
      return name(ast::as<ast::Name>(node).id, Access::load);
    case ast::Kind::attribute:
      return attribute(ast::as<ast::Attribute>(node));
    case ast::Kind::subscript:
      return subscript(ast::as<ast::Subscript>(node));
    case ast::Kind::slice:
      return slice(ast::as<ast::Slice>(node));
    case ast::Kind::call:
      return call(ast::as<ast::Call>(node));
    case ast::Kind::tuple:
      return sequence(node, ast::as<ast::Tuple>(node).elements, Op::build_tuple, Op::list_append, Op::list_extend);
    case ast::Kind::list:
      return sequence(node, ast::as<ast::ListDisplay>(node).elements, Op::build_list, Op::list_append, Op::list_extend);
    case ast::Kind::set:
      return sequence(node, ast::as<ast::Set>(node).elements, Op::build_set, Op::set_add, Op::set_update);
    case ast::Kind::dict:
      return dict(ast::as<ast::Dict>(node));
    default:
      return operator_expression(node);
  }
}

void Unit::operator_expression(const ast::Expr& node) {
  switch (node.kind) {
    case ast::Kind::binary:
      return binary(ast::as<ast::Binary>(node));
    case ast::Kind::unary:
      return unary(ast::as<ast::Unary>(node));
    case ast::Kind::boolean:
      return boolean(ast::as<ast::Boolean>(node));
    case ast::Kind::compare:
      return compare(ast::as<ast::Compare>(node));
    case ast::Kind::conditional:
      return conditional(ast::as<ast::Conditional>(node));
    case ast::Kind::joined_string:
      return joined(ast::as<ast::JoinedString>(node));
    case ast::Kind::formatted_value:
      return formatted(ast::as<ast::FormattedValue>(node));
    case ast::Kind::named:
      return named(ast::as<ast::Named>(node));
    default:
      return function_expression(node);
  }
}

void Unit::function_expression(const ast::Expr& node) {
  switch (node.kind) {
    case ast::Kind::lambda:
      return lambda(ast::as<ast::Lambda>(node));
    case ast::Kind::await:
      return await(ast::as<ast::Await>(node));
    case ast::Kind::yield:
      return yield(ast::as<ast::Yield>(node));
    case ast::Kind::yield_from:
      return yield_from(ast::as<ast::YieldFrom>(node));
    case ast::Kind::list_comprehension:
    case ast::Kind::set_comprehension:
    case ast::Kind::dict_comprehension:
    case ast::Kind::generator:
      return comprehension(ast::as<ast::Comprehension>(node));
    default:
      throw CompileError{out_.position, "a starred expression cannot stand here"};
  }
}

void Unit::constant(const ast::Constant& node) {
  if (node.constant == ast::ConstantKind::none) return emit(Op::load_none);
  load_constant(constant_of(context_.rt, node));
}

// The value of an expression that needs no running: literals, negated numbers, tuples of such.
bool Unit::fold(const ast::Expr& node, Value& value) {
  if (node.kind == ast::Kind::constant) {
    value = constant_of(context_.rt, ast::as<ast::Constant>(node));
    return true;
  }
  if (node.kind == ast::Kind::unary) return negated_constant(context_.rt, ast::as<ast::Unary>(node), value);
  if (node.kind != ast::Kind::tuple) return false;
  const auto elements = ast::as<ast::Tuple>(node).elements;
  std::vector<Value> items(elements.size());
  for (std::size_t i = 0; i < items.size(); ++i)
    if (!fold(*elements[i], items[i])) return false;
  value = script::make_tuple(context_.rt, items);
  return true;
}

void Unit::attribute(const ast::Attribute& node) {
  expression(*node.value);
  emit(Op::load_attribute, out_.attribute(intern(node.name)));
}

void Unit::subscript(const ast::Subscript& node) {
  expression(*node.value);
  expression(*node.index);
  mark_subscript(node);
  emit(Op::load_item);
}

void Unit::mark_subscript(const ast::Subscript& node) {
  mark_operands(node.value->at.end_column, node.index->at.end_column + 1, true);
}

void Unit::slice(const ast::Slice& node) {
  node.lower ? expression(*node.lower) : emit(Op::load_none);
  node.upper ? expression(*node.upper) : emit(Op::load_none);
  if (node.step) expression(*node.step);
  emit(Op::build_slice, node.step ? 3 : 2);
}

// For the instruction to come, if it stands on one line.
void Unit::mark_operands(int left, int right, bool subscript) {
  if (out_.position.line != out_.position.end_line) return;
  out_.position.left = left;
  out_.position.right = right;
  out_.position.subscript = subscript;
}

void Unit::binary(const ast::Binary& node) {
  expression(*node.left);
  expression(*node.right);
  mark_operands(node.left->at.end_column, node.right->at.column, false);
  switch (node.op) {
    case ast::BinaryOp::add:
      return emit(Op::add);
    case ast::BinaryOp::subtract:
      return emit(Op::subtract);
    case ast::BinaryOp::multiply:
      return emit(Op::multiply);
    case ast::BinaryOp::floor_divide:
      return emit(Op::floor_divide);
    case ast::BinaryOp::modulo:
      return emit(Op::modulo);
    default:
      return emit(Op::binary, static_cast<std::uint32_t>(operator_of(node.op)));
  }
}

namespace {

// `True` or `False`: ~True is folded, so that nothing warns of it.
bool is_truth_value(const ast::Expr& node, Value& value) {
  if (node.kind != ast::Kind::constant) return false;
  const ast::ConstantKind kind = ast::as<ast::Constant>(node).constant;
  value = boolean(kind == ast::ConstantKind::true_);
  return kind == ast::ConstantKind::true_ || kind == ast::ConstantKind::false_;
}

}  // namespace

void Unit::unary(const ast::Unary& node) {
  Value folded;
  if (fold(node, folded)) return load_constant(std::move(folded));
  if (node.op == ast::UnaryOp::invert && is_truth_value(*node.operand, folded))
    return load_constant(Value::integer(folded == true_value ? ~1 : ~0));
  expression(*node.operand);
  constexpr Op ops[] = {Op::invert, Op::not_, Op::positive, Op::negative};
  emit(ops[static_cast<std::size_t>(node.op)]);
}

void Unit::boolean(const ast::Boolean& node) {
  const Label end = out_.label();
  for (std::size_t i = 0; i + 1 < node.values.size(); ++i) {
    expression(*node.values[i]);
    out_.jump(node.is_and ? Op::jump_if_false_or_pop : Op::jump_if_true_or_pop, end);
  }
  expression(*node.values.back());
  out_.bind(end);
}

void Unit::compare_op(ast::CompareOp op) {
  constexpr Op ops[] = {Op::compare_equal,
                        Op::compare_not_equal,
                        Op::compare_less,
                        Op::compare_less_equal,
                        Op::compare_greater,
                        Op::compare_greater_equal,
                        Op::is,
                        Op::is,
                        Op::contains,
                        Op::contains};
  const bool negated = op == ast::CompareOp::is_not || op == ast::CompareOp::not_in;
  emit(ops[static_cast<std::size_t>(op)], negated);
}

void Unit::compare(const ast::Compare& node) {
  expression(*node.first);
  const std::size_t last = node.ops.size() - 1;
  const Label drop = out_.label(), end = out_.label();
  for (std::size_t i = 0; i < last; ++i) {
    expression(*node.operands[i]);
    emit(Op::swap, 2);
    emit(Op::copy, 2);
    compare_op(node.ops[i]);
    out_.jump(Op::jump_if_false_or_pop, drop);
  }
  expression(*node.operands[last]);
  compare_op(node.ops[last]);
  if (last == 0) return;
  out_.jump(Op::jump, end);
  out_.bind(drop);
  emit(Op::swap, 2);
  emit(Op::pop_top);
  out_.bind(end);
}

void Unit::conditional(const ast::Conditional& node) {
  const Label otherwise = out_.label(), end = out_.label();
  jump_if(*node.test, otherwise, false);
  expression(*node.body);
  out_.jump(Op::jump, end);
  out_.bind(otherwise);
  expression(*node.otherwise);
  out_.bind(end);
}

// Elements after one with a star: into the list, set or tuple-to-be on top of the stack.
void Unit::spread(ast::List<ast::Expr> elements, std::size_t first, Op, Op add, Op extend) {
  for (std::size_t i = first; i < elements.size(); ++i) {
    const bool starred = elements[i]->kind == ast::Kind::starred;
    const ast::Expr& element = starred ? *ast::as<ast::Starred>(*elements[i]).value : *elements[i];
    expression(element);
    starred ? emit(extend) : emit(add, 1);
  }
}

// Displays too long for the stack are built piece by piece.
constexpr std::size_t longest_at_once = 4096;

// A set display of three constants or more is one frozen set, poured into a new one: CPython does so too, and the order
// of its table shows.
bool Unit::frozen_set(ast::List<ast::Expr> elements) {
  if (elements.size() < 3) return false;
  std::vector<Value> items(elements.size());
  for (std::size_t i = 0; i < items.size(); ++i)
    if (!fold(*elements[i], items[i])) return false;
  emit(Op::build_set, 0);
  load_constant(frozen_set_of(context_.rt, items));
  emit(Op::set_update);
  return true;
}

void Unit::sequence(const ast::Expr& node, ast::List<ast::Expr> elements, Op build, Op add, Op extend) {
  Value folded;
  if (build == Op::build_set && frozen_set(elements)) return;
  if (build == Op::build_tuple && fold(node, folded)) return load_constant(std::move(folded));
  std::size_t plain = 0;
  while (plain < elements.size() && plain < longest_at_once && elements[plain]->kind != ast::Kind::starred)
    expression(*elements[plain++]);
  const bool whole = plain == elements.size();
  const Op first = build == Op::build_tuple && !whole ? Op::build_list : build;
  emit(first, static_cast<std::uint32_t>(plain));
  if (whole) return;
  spread(elements, plain, build, add, extend);
  if (build == Op::build_tuple) emit(Op::list_to_tuple);
}

void Unit::dict(const ast::Dict& node) {
  std::size_t plain = 0;
  while (plain < node.items.size() && plain < longest_at_once && node.items[plain].key) {
    expression(*node.items[plain].key);
    expression(*node.items[plain++].value);
  }
  emit(Op::build_dict, static_cast<std::uint32_t>(plain));
  for (std::size_t i = plain; i < node.items.size(); ++i) {
    if (node.items[i].key) expression(*node.items[i].key);
    expression(*node.items[i].value);
    node.items[i].key ? emit(Op::dict_add, 1) : emit(Op::dict_update);
  }
}

void Unit::joined(const ast::JoinedString& node) {
  for (const ast::Expr* part : node.parts) expression(*part);
  emit(Op::build_string, static_cast<std::uint32_t>(node.parts.size()));
}

void Unit::formatted(const ast::FormattedValue& node) {
  expression(*node.value);
  if (node.format_spec) joined(*node.format_spec);
  const std::uint32_t conversion = static_cast<unsigned char>(node.conversion);
  emit(Op::format_value, conversion << 1 | (node.format_spec ? 1u : 0u));
}

void Unit::await_top(std::uint32_t how) {
  emit(Op::get_awaitable, how);
  emit(Op::load_unset);
  emit(Op::send);
}

void Unit::await(const ast::Await& node) {
  expression(*node.value);
  await_top(0);
}

void Unit::yield(const ast::Yield& node) {
  node.value ? expression(*node.value) : emit(Op::load_none);
  emit(Op::yield_value, scope_.is_async_generator);
}

void Unit::yield_from(const ast::YieldFrom& node) {
  expression(*node.value);
  emit(Op::get_yield_from);
  emit(Op::load_unset);
  emit(Op::send);
}

void Unit::named(const ast::Named& node) {
  expression(*node.value);
  emit(Op::copy, 1);
  store(*node.target);
}

void Unit::jump_if_boolean(const ast::Boolean& node, Label label, bool when) {
  // `a and b` is known to be false with the first false one; `a or b` to be true with the first true one.
  const bool decided = !node.is_and;
  const Label past = out_.label();
  for (std::size_t i = 0; i + 1 < node.values.size(); ++i)
    jump_if(*node.values[i], decided == when ? label : past, decided);
  jump_if(*node.values.back(), label, when);
  out_.bind(past);
}

void Unit::jump_if(const ast::Expr& node, Label label, bool when) {
  if (node.kind == ast::Kind::unary && ast::as<ast::Unary>(node).op == ast::UnaryOp::not_)
    return jump_if(*ast::as<ast::Unary>(node).operand, label, !when);
  if (node.kind == ast::Kind::boolean) return jump_if_boolean(ast::as<ast::Boolean>(node), label, when);
  expression(node);
  out_.jump(when ? Op::jump_if_true : Op::jump_if_false, label);
}

}  // namespace orrery::script
