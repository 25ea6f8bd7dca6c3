// Statements that run straight through.
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/compile_unit.hpp"
#include "engine/script/vm/constants.hpp"

namespace orrery::script {

void Unit::mark_line(const ast::Node& node) {
  if (!context_.options.lines) return;
  emit(context_.options.watch ? Op::watch_line : Op::line, static_cast<std::uint32_t>(node.at.line));
}

void Unit::body(ast::Body statements) {
  for (const ast::Stmt* node : statements) statement(*node);
}

void Unit::statement(const ast::Stmt& node) {
  if (!out_.reachable()) return;
  const At at(*this, node);
  switch (node.kind) {
    case ast::Kind::pass:
    case ast::Kind::global:
    case ast::Kind::nonlocal:
      return;
    case ast::Kind::function:
    case ast::Kind::class_:
      return scope_statement(node);
    default:
      mark_line(node);
  }
  switch (node.kind) {
    case ast::Kind::expression:
      return expression_statement(ast::as<ast::Expression>(node));
    case ast::Kind::assign:
      return assign(ast::as<ast::Assign>(node));
    case ast::Kind::augmented_assign:
      return augmented(ast::as<ast::AugmentedAssign>(node));
    case ast::Kind::annotated_assign:
      return annotated(ast::as<ast::AnnotatedAssign>(node));
    case ast::Kind::delete_:
      return delete_targets(ast::as<ast::Delete>(node));
    case ast::Kind::raise:
      return raise(ast::as<ast::Raise>(node));
    case ast::Kind::assert_:
      return assertion(ast::as<ast::Assert>(node));
    case ast::Kind::import:
      return import(ast::as<ast::Import>(node));
    case ast::Kind::match:
      return match_statement(ast::as<ast::Match>(node));
    case ast::Kind::type_alias:
      return type_alias(ast::as<ast::TypeAlias>(node));
    case ast::Kind::import_from:
      return import_from(ast::as<ast::ImportFrom>(node));
    default:
      return control_statement(node);
  }
}

void Unit::scope_statement(const ast::Stmt& node) {
  if (node.kind == ast::Kind::function) return function(ast::as<ast::Function>(node));
  class_statement(ast::as<ast::Class>(node));
}

void Unit::control_statement(const ast::Stmt& node) {
  switch (node.kind) {
    case ast::Kind::return_:
      return return_statement(ast::as<ast::Return>(node));
    case ast::Kind::if_:
      return if_statement(ast::as<ast::If>(node));
    case ast::Kind::while_:
      return while_loop(ast::as<ast::While>(node));
    case ast::Kind::for_:
      return ast::as<ast::For>(node).is_async ? async_for_loop(ast::as<ast::For>(node))
                                              : for_loop(ast::as<ast::For>(node));
    case ast::Kind::break_:
    case ast::Kind::continue_:
      return leave_loop(node, node.kind == ast::Kind::continue_);
    case ast::Kind::with:
      return with_statement(ast::as<ast::With>(node), 0);
    case ast::Kind::try_:
      return try_statement(ast::as<ast::Try>(node));
    default:
      throw CompileError{out_.position, "this statement cannot be compiled"};
  }
}

void Unit::expression_statement(const ast::Expression& node) {
  if (node.value->kind == ast::Kind::constant) return;
  expression(*node.value);
  emit(Op::pop_top);
}

void Unit::assign(const ast::Assign& node) {
  expression(*node.value);
  for (std::size_t i = 0; i < node.targets.size(); ++i) {
    if (i + 1 < node.targets.size()) emit(Op::copy, 1);
    store(*node.targets[i]);
  }
}

// Leaves on the stack what storing needs, and the present value on top.
void Unit::augmented_target(const ast::Expr& target) {
  const At at(*this, target);
  if (target.kind == ast::Kind::name) return name(ast::as<ast::Name>(target).id, Access::load);
  if (target.kind == ast::Kind::attribute) {
    expression(*ast::as<ast::Attribute>(target).value);
    emit(Op::copy, 1);
    return emit(Op::load_attribute, out_.attribute(intern(ast::as<ast::Attribute>(target).name)));
  }
  expression(*ast::as<ast::Subscript>(target).value);
  expression(*ast::as<ast::Subscript>(target).index);
  emit(Op::copy, 2);
  emit(Op::copy, 2);
  mark_subscript(ast::as<ast::Subscript>(target));
  emit(Op::load_item);
}

void Unit::store_augmented(const ast::Expr& target) {
  const At at(*this, target);
  if (target.kind == ast::Kind::name) return name(ast::as<ast::Name>(target).id, Access::store);
  if (target.kind == ast::Kind::attribute) {
    emit(Op::swap, 2);
    return emit(Op::store_attribute, out_.attribute(intern(ast::as<ast::Attribute>(target).name)));
  }
  emit(Op::swap, 3);
  emit(Op::swap, 2);
  mark_subscript(ast::as<ast::Subscript>(target));
  emit(Op::store_item);
}

void Unit::augmented(const ast::AugmentedAssign& node) {
  augmented_target(*node.target);
  expression(*node.value);
  const BinaryOp op = operator_of(node.op);
  op == BinaryOp::add ? emit(Op::inplace_add) : emit(Op::inplace, static_cast<std::uint32_t>(op));
  store_augmented(*node.target);
}

// In functions annotations of variables have no effect.
void Unit::annotated(const ast::AnnotatedAssign& node) {
  if (node.value) {
    expression(*node.value);
    store(*node.target);
  } else if (!node.simple) {
    annotated_value(*node.target);
  }
  if (!keeps_annotations()) return;
  if (node.simple) return keep_annotation(ast::as<ast::Name>(*node.target).id, *node.annotation);
  annotation(*node.annotation);
  emit(Op::pop_top);
}

void Unit::delete_targets(const ast::Delete& node) {
  for (const ast::Expr* target : node.targets) delete_target(*target);
}

void Unit::raise(const ast::Raise& node) {
  std::uint32_t count = 0;
  if (node.exception) {
    expression(*node.exception);
    ++count;
    if (node.cause) {
      expression(*node.cause);
      ++count;
    }
  }
  emit(Op::raise, count);
}

void Unit::assertion(const ast::Assert& node) {
  const Label end = out_.label();
  jump_if(*node.test, end, true);
  if (node.message) expression(*node.message);
  // 3.12 alone points to the whole statement.
  const bool whole = context_.rt.environment().rules() == loop::Rules::py312;
  const At at(*this, whole ? static_cast<const ast::Node&>(node) : *node.test);
  emit(Op::raise_assertion, node.message ? 1 : 0);
  out_.bind(end);
}

void Unit::import_alias(const ast::Alias& alias) {
  const bool whole = !alias.as_name.empty();
  emit(whole ? Op::import_module : Op::import_top, out_.name(intern(alias.name)));
  name(alias.bound, Access::store);
}

void Unit::import(const ast::Import& node) {
  for (const ast::Alias& alias : node.names) {
    const At at(*this, node);
    import_alias(alias);
  }
}

void Unit::import_from(const ast::ImportFrom& node) {
  if (node.module == "__future__")
    return;  // the features that matter are always on; the parser has checked their names
  emit(Op::import_module, out_.name(intern(node.module)));
  if (node.names.size() == 1 && node.names[0].name == "*") return emit(Op::import_all);
  for (const ast::Alias& alias : node.names) {
    emit(Op::import_from, out_.name(intern(alias.name)));
    name(alias.bound, Access::store);
  }
  emit(Op::pop_top);
}

}  // namespace orrery::script
