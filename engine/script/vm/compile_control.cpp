// Branches, loops, and what leaving a block by return, break or continue must undo.
#include "engine/script/vm/compile_unit.hpp"

namespace orrery::script {
namespace {

constexpr std::size_t most_blocks = 20;  // CPython's limit of what may be nested in one function

}  // namespace

void Unit::push_block(Block block) {
  if (blocks_.size() >= most_blocks && block.kind != Block::Kind::value)
    throw CompileError{out_.position, "too many statically nested blocks"};
  block.outer_handler = out_.handler;
  blocks_.push_back(block);
}

void Unit::pop_block() {
  blocks_.pop_back();
}

void Unit::if_statement(const ast::If& node) {
  const Label otherwise = out_.label(), end = out_.label();
  jump_if(*node.test, otherwise, false);
  body(node.body);
  if (!node.otherwise.empty()) out_.jump(Op::jump, end);
  out_.bind(otherwise);
  body(node.otherwise);
  out_.bind(end);
}

void Unit::while_loop(const ast::While& node) {
  const Label again = out_.label(), otherwise = out_.label(), end = out_.label();
  out_.bind(again);
  mark_line(node);
  push_block({.kind = Block::Kind::while_loop, .exit = end, .again = again});
  jump_if(*node.test, otherwise, false);
  body(node.body);
  out_.jump(Op::jump_back, again);
  pop_block();
  out_.bind(otherwise);
  body(node.otherwise);
  out_.bind(end);
}

void Unit::for_loop(const ast::For& node) {
  const Label again = out_.label(), otherwise = out_.label(), end = out_.label();
  expression(*node.iterable);
  emit(Op::get_iter);
  out_.bind(again);
  mark_line(node);
  push_block({.kind = Block::Kind::for_loop, .exit = end, .again = again});
  out_.jump(Op::for_iter, otherwise);
  store(*node.target);
  body(node.body);
  out_.jump(Op::jump_back, again);
  pop_block();
  out_.bind(otherwise);
  body(node.otherwise);
  out_.bind(end);
}

void Unit::async_for_loop(const ast::For& node) {
  const Label again = out_.label(), end = out_.label();
  const std::uint32_t outer = out_.handler;
  expression(*node.iterable);
  emit(Op::get_aiter);
  out_.bind(again);
  mark_line(node);
  push_block({.kind = Block::Kind::for_loop, .exit = end, .again = again});
  const std::uint32_t handler = out_.make_handler(out_.depth());
  out_.handler = handler;
  emit(Op::get_anext);
  emit(Op::load_unset);
  emit(Op::send);
  out_.handler = outer;
  store(*node.target);
  body(node.body);
  out_.jump(Op::jump_back, again);
  pop_block();
  out_.bind_handler(handler);
  emit(Op::end_async_for);
  body(node.otherwise);
  out_.bind(end);
}

void Unit::return_statement(const ast::Return& node) {
  const bool keep = node.value && node.value->kind != ast::Kind::constant;
  if (keep) expression(*node.value);
  const Leaving leaving(*this);
  unwind_to(0, keep);
  if (!keep) node.value ? expression(*node.value) : emit(Op::load_none);
  emit_return();
}

void Unit::emit_return() {
  if (context_.options.watch) emit(Op::watch_return);
  emit(Op::return_value);
}

void Unit::leave_loop(const ast::Stmt&, bool again) {
  std::size_t loop = blocks_.size();
  while (loop > 0 && blocks_[loop - 1].kind != Block::Kind::while_loop &&
         blocks_[loop - 1].kind != Block::Kind::for_loop)
    --loop;
  if (loop == 0) throw CompileError{out_.position, again ? "'continue' not properly in loop" : "'break' outside loop"};
  const Block target = blocks_[loop - 1];
  const Leaving leaving(*this);
  unwind_to(loop, false);
  if (!again && target.kind == Block::Kind::for_loop) emit(Op::pop_top);
  out_.jump(again ? Op::jump_back : Op::jump, again ? target.again : target.exit);
}

// Emits what leaving all blocks from the innermost to number `outermost` takes. They are gone then, so that nothing
// inside catches what the rest of the way does; the caller's Leaving brings them back.
void Unit::unwind_to(std::size_t outermost, bool keep) {
  while (blocks_.size() > outermost) {
    const Block block = blocks_.back();
    blocks_.pop_back();
    out_.handler = block.outer_handler;
    unwind(block, keep);
  }
}

void Unit::unwind(const Block& block, bool keep) {
  switch (block.kind) {
    case Block::Kind::while_loop:
    case Block::Kind::try_body:
      return;
    case Block::Kind::for_loop:
    case Block::Kind::value:
      if (keep) emit(Op::swap, 2);
      return emit(Op::pop_top);
    case Block::Kind::handler_body:
    case Block::Kind::finally_error:
      return unwind_handler(block, keep);
    case Block::Kind::finally_body:
      return unwind_finally(block, keep);
    case Block::Kind::star_body:
      throw CompileError{out_.position, "'break', 'continue' and 'return' cannot appear in an except* block"};
    case Block::Kind::with:
    case Block::Kind::async_with:
      return unwind_with(block, keep);
  }
}

void Unit::unwind_handler(const Block& block, bool keep) {
  if (block.kind == Block::Kind::finally_error) {
    if (keep) emit(Op::swap, 2);
    emit(Op::pop_top);
  }
  if (keep) emit(Op::swap, 2);
  emit(Op::pop_handled);
  forget(block.bound);
}

void Unit::unwind_finally(const Block& block, bool keep) {
  if (keep) push_block({.kind = Block::Kind::value});
  body(block.finally);
  if (keep) pop_block();
}

void Unit::unwind_with(const Block& block, bool keep) {
  if (keep) emit(Op::swap, 2);
  call_exit_with_none(*block.node, block.kind == Block::Kind::async_with);
}

}  // namespace orrery::script
