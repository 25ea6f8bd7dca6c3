// with and async with.
#include "engine/script/vm/compile_unit.hpp"

namespace orrery::script {

// What calls of __exit__ point to: since 3.13 the expression of the manager.
const ast::Node& Unit::place_of_exit(const ast::With& node, std::size_t item) const {
  const bool newer = context_.rt.environment().rules() >= loop::Rules::py313;
  return newer ? static_cast<const ast::Node&>(*node.items[item].context) : node;
}

void Unit::with_statement(const ast::With& node, std::size_t item) {
  const Label end = out_.label();
  const std::uint32_t outer = out_.handler;
  expression(*node.items[item].context);
  emit(node.is_async ? Op::enter_async : Op::enter);
  if (node.is_async) await_top(1);
  const std::uint32_t handler = out_.make_handler(out_.depth() - 1);
  push_block({.kind = node.is_async ? Block::Kind::async_with : Block::Kind::with, .node = &place_of_exit(node, item)});
  out_.handler = handler;
  with_body(node, item);
  out_.handler = outer;
  pop_block();
  call_exit_with_none(place_of_exit(node, item), node.is_async);
  out_.jump(Op::jump, end);
  const At at(*this, place_of_exit(node, item));
  with_error(node, handler, end);
  out_.bind(end);
}

void Unit::with_body(const ast::With& node, std::size_t item) {
  if (node.items[item].target)
    store(*node.items[item].target);
  else
    emit(Op::pop_top);
  item + 1 < node.items.size() ? with_statement(node, item + 1) : body(node.body);
}

// __exit__ looks at the error and says whether it ends here.
void Unit::with_error(const ast::With& node, std::uint32_t handler, Label end) {
  const Label suppressed = out_.label();
  const std::uint32_t outer = out_.handler;
  out_.bind_handler(handler);
  const std::uint32_t cleanup = out_.make_handler(out_.depth());
  emit(Op::push_handled);
  out_.handler = cleanup;
  emit(Op::call_exit);
  if (node.is_async) await_top(2);
  out_.jump(Op::jump_if_true, suppressed);
  out_.handler = outer;
  emit(Op::reraise_cleanup);
  out_.bind(suppressed);
  emit(Op::pop_top);
  emit(Op::pop_handled);
  emit(Op::pop_top);
  out_.jump(Op::jump, end);
  out_.bind_handler(cleanup);
  emit(Op::reraise_cleanup);
}

// Pops __exit__.
void Unit::call_exit_with_none(const ast::Node& node, bool is_async) {
  const At at(*this, node);
  mark_line(node);
  emit(Op::load_unset);
  for (int i = 0; i < 3; ++i) emit(Op::load_none);
  emit(Op::call, 3);
  if (is_async) await_top(2);
  emit(Op::pop_top);
}

}  // namespace orrery::script
