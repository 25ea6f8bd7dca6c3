// try, except, except*, finally. (CPython: compiler_try_except and its sisters, which draw the same pictures.)
//
// What the stack holds above its depth d at the `try`, in a handler: the error handled before, then the error.
#include "engine/script/object/sequence.hpp"
#include "engine/script/vm/compile_unit.hpp"

namespace orrery::script {

void Unit::try_statement(const ast::Try& node) {
  if (!node.finally.empty()) return try_finally(node);
  node.is_star ? try_star(node) : try_except(node);
}

void Unit::try_finally(const ast::Try& node) {
  const Label end = out_.label();
  const std::uint32_t outer = out_.handler;
  const std::uint32_t handler = out_.make_handler(out_.depth());
  push_block({.kind = Block::Kind::finally_body, .finally = node.finally});
  out_.handler = handler;
  if (node.handlers.empty())
    body(node.body);
  else
    node.is_star ? try_star(node) : try_except(node);
  out_.handler = outer;
  pop_block();
  body(node.finally);
  out_.jump(Op::jump, end);

  out_.bind_handler(handler);
  const std::uint32_t cleanup = out_.make_handler(out_.depth());
  emit(Op::push_handled);
  push_block({.kind = Block::Kind::finally_error});
  out_.handler = cleanup;
  body(node.finally);
  out_.handler = outer;
  pop_block();
  emit(Op::reraise_cleanup);
  out_.bind_handler(cleanup);
  emit(Op::reraise_cleanup);
  out_.bind(end);
}

void Unit::try_except(const ast::Try& node) {
  const Label end = out_.label();
  const std::uint32_t outer = out_.handler;
  const std::uint32_t handler = out_.make_handler(out_.depth());
  push_block({.kind = Block::Kind::try_body});
  out_.handler = handler;
  body(node.body);
  out_.handler = outer;
  pop_block();
  body(node.otherwise);
  out_.jump(Op::jump, end);

  out_.bind_handler(handler);
  const std::uint32_t cleanup = out_.make_handler(out_.depth());
  emit(Op::push_handled);
  out_.handler = cleanup;
  except_clauses(node, {outer, cleanup, end});
  out_.handler = outer;
  emit(Op::reraise_cleanup);
  out_.bind_handler(cleanup);
  emit(Op::reraise_cleanup);
  out_.bind(end);
}

// Falls through, with the error on the stack, if no clause wants it.
void Unit::except_clauses(const ast::Try& node, const Clauses& around) {
  for (const ast::ExceptHandler& clause : node.handlers) {
    const At at(*this, clause.at);
    const Label next = out_.label();
    if (clause.type) {
      if (context_.options.lines) emit(Op::line, static_cast<std::uint32_t>(clause.at.line));
      expression(*clause.type);
      emit(Op::match_exception);
      out_.jump(Op::jump_if_false, next);
    }
    except_clause(clause, around);
    out_.bind(next);
  }
}

// The statements of a clause; however they end, the name of the error is unbound.
void Unit::except_clause(const ast::ExceptHandler& clause, const Clauses& around) {
  clause.name.empty() ? emit(Op::pop_top) : name(clause.name, Access::store);
  const std::uint32_t named = clause.name.empty() ? 0 : out_.make_handler(out_.depth());
  push_block({.kind = Block::Kind::handler_body, .bound = clause.name});
  blocks_.back().outer_handler = around.outer;
  if (named) out_.handler = named;
  body(clause.body);
  pop_block();
  out_.handler = around.cleanup;
  emit(Op::pop_handled);
  forget(clause.name);
  out_.jump(Op::jump, around.end);
  if (!named) return;
  out_.bind_handler(named);
  out_.handler = around.outer;
  forget(clause.name);
  emit(Op::reraise_cleanup);
  out_.handler = around.cleanup;
}

// Above the error handled before: the whole group, the list of what clauses raised, what is left to match.
void Unit::try_star(const ast::Try& node) {
  const Label end = out_.label();
  const std::uint32_t outer = out_.handler;
  const std::uint32_t handler = out_.make_handler(out_.depth());
  push_block({.kind = Block::Kind::try_body});
  out_.handler = handler;
  body(node.body);
  out_.handler = outer;
  pop_block();
  body(node.otherwise);
  out_.jump(Op::jump, end);

  out_.bind_handler(handler);
  const std::uint32_t cleanup = out_.make_handler(out_.depth());
  emit(Op::push_handled);
  out_.handler = cleanup;
  emit(Op::build_list, 0);
  emit(Op::copy, 2);
  for (const ast::ExceptHandler& clause : node.handlers) star_clause(clause, {outer, cleanup, end});
  end_star(outer, end);
  out_.bind_handler(cleanup);
  emit(Op::reraise_cleanup);
  out_.bind(end);
}

void Unit::star_clause(const ast::ExceptHandler& clause, const Clauses& around) {
  const At at(*this, clause.at);
  const Label no_match = out_.label(), next = out_.label();
  expression(*clause.type);
  emit(Op::match_group);
  emit(Op::copy, 1);
  emit(Op::load_none);
  emit(Op::is);
  out_.jump(Op::jump_if_true, no_match);
  star_body(clause, around, next);
  out_.bind(no_match);
  emit(Op::pop_top);
  out_.bind(next);
}

void Unit::star_body(const ast::ExceptHandler& clause, const Clauses& around, Label next) {
  clause.name.empty() ? emit(Op::pop_top) : name(clause.name, Access::store);
  const std::uint32_t raised = out_.make_handler(out_.depth());
  push_block({.kind = Block::Kind::star_body});
  out_.handler = raised;
  body(clause.body);
  pop_block();
  out_.handler = around.cleanup;
  forget(clause.name);
  out_.jump(Op::jump, next);
  out_.bind_handler(raised);
  forget(clause.name);
  emit(Op::list_append, 2);
  out_.jump(Op::jump, next);
}

// What is left, and what the clauses raised, becomes one error again, or none.
void Unit::end_star(std::uint32_t outer, Label end) {
  const Label nothing = out_.label();
  emit(Op::list_append, 1);
  emit(Op::raise_star);
  out_.handler = outer;
  emit(Op::copy, 1);
  emit(Op::load_none);
  emit(Op::is);
  out_.jump(Op::jump_if_true, nothing);
  emit(Op::reraise_cleanup);
  out_.bind(nothing);
  emit(Op::pop_top);
  emit(Op::pop_handled);
  out_.jump(Op::jump, end);
}

void Unit::forget(std::string_view bound) {
  if (bound.empty()) return;
  emit(Op::load_none);
  name(bound, Access::store);
  name(bound, Access::del);
}

}  // namespace orrery::script
