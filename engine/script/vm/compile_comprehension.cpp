// Comprehensions and generator expressions: a function of their own whose only parameter is the first iterable's
// iterator.
#include "engine/script/object/str.hpp"
#include "engine/script/vm/compile_unit.hpp"

namespace orrery::script {

void Unit::comprehension(const ast::Comprehension& node) {
  {
    Unit inner(context_, *node.scope, this);
    make_function(inner.comprehension_body(node), *node.scope, 0);
  }
  emit(Op::load_unset);
  expression(*node.clauses[0].iterable);
  emit(node.clauses[0].is_async ? Op::get_aiter : Op::get_iter);
  emit(Op::call, 1);
  if (node.kind != ast::Kind::generator && node.scope->is_coroutine) await_top(0);
}

Ref<Code> Unit::comprehension_body(const ast::Comprehension& node) {
  code_->positional = code_->positional_only = 1;
  code_->flags.simple_arguments = true;
  begin();
  const At at(*this, node);
  const bool generator = node.kind == ast::Kind::generator;
  if (!generator) {
    const Op build = node.kind == ast::Kind::list_comprehension  ? Op::build_list
                     : node.kind == ast::Kind::set_comprehension ? Op::build_set
                                                                 : Op::build_dict;
    emit(build, 0);
  }
  clauses(node, 0, 0);
  if (generator) emit(Op::load_none);
  emit(Op::return_value);
  return finish();
}

// `depth`: how many iterators lie above the list, set or dict.
void Unit::clauses(const ast::Comprehension& node, std::size_t clause, std::uint32_t depth) {
  if (clause == node.clauses.size()) return element(node, depth);
  if (clause == 0)
    emit(Op::load_fast, 0);
  else {
    expression(*node.clauses[clause].iterable);
    emit(node.clauses[clause].is_async ? Op::get_aiter : Op::get_iter);
  }
  node.clauses[clause].is_async ? async_clause(node, clause, depth + 1) : for_clause(node, clause, depth + 1);
}

void Unit::for_clause(const ast::Comprehension& node, std::size_t clause, std::uint32_t depth) {
  const Label again = out_.label(), skip = out_.label(), end = out_.label();
  out_.bind(again);
  out_.jump(Op::for_iter, end);
  store(*node.clauses[clause].target);
  for (const ast::Expr* condition : node.clauses[clause].conditions) jump_if(*condition, skip, false);
  clauses(node, clause + 1, depth);
  out_.bind(skip);
  out_.jump(Op::jump_back, again);
  out_.bind(end);
}

void Unit::async_clause(const ast::Comprehension& node, std::size_t clause, std::uint32_t depth) {
  const Label again = out_.label(), skip = out_.label();
  const std::uint32_t outer = out_.handler;
  out_.bind(again);
  const std::uint32_t handler = out_.make_handler(out_.depth());
  out_.handler = handler;
  emit(Op::get_anext);
  emit(Op::load_unset);
  emit(Op::send);
  out_.handler = outer;
  store(*node.clauses[clause].target);
  for (const ast::Expr* condition : node.clauses[clause].conditions) jump_if(*condition, skip, false);
  clauses(node, clause + 1, depth);
  out_.bind(skip);
  out_.jump(Op::jump_back, again);
  out_.bind_handler(handler);
  emit(Op::end_async_for);
}

void Unit::element(const ast::Comprehension& node, std::uint32_t depth) {
  const At at(*this, *node.element);
  expression(*node.element);
  switch (node.kind) {
    case ast::Kind::generator:
      emit(Op::yield_value, scope_.is_async_generator);
      return emit(Op::pop_top);
    case ast::Kind::dict_comprehension:
      expression(*node.value);
      return emit(Op::dict_add, depth + 1);
    default:
      return emit(node.kind == ast::Kind::set_comprehension ? Op::set_add : Op::list_append, depth + 1);
  }
}

}  // namespace orrery::script
