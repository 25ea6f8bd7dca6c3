#include "engine/loop/frame.hpp"

#include "engine/loop/co.hpp"

namespace orrery::loop {

using event::Kind;

// Leaves the frame done, and whatever awaits it to raise the same.
void Frame::unhandled_exception() {
  error_ = chain_->environment().errors().current();
}

Frame::~Frame() {
  if (!awaiter_) return;  // never ran, or is the outermost, for which the chain speaks
  if (event::Probe* probe = chain_->probe()) probe->emit(Kind::coroutine_released, id_);
}

std::string Frame::name() const {
  return name_ ? *name_ : function_name(end_.function_name());
}

// Coroutines of the engine's own stand where they are awaited.
void Frame::note_line(Environment& environment) const noexcept {
  if (begin_.file != 0) environment.note_place({begin_.file, where_.line() ? line_of(where_) : begin_.line});
}

Environment& Frame::environment() const noexcept {
  return chain_->environment();
}

void Frame::call(Frame& callee, Frame*& owner) {
  callee.owner_ = &owner;
  callee.awaiter_ = this;
  chain_->adopt(callee, chain_->environment().next(event::Sort::coroutine));
  chain_->innermost_ = &callee;
  if (!chain_->probe()) return;
  note_line(chain_->environment());
  chain_->note_created(callee);
  chain_->probe()->emit(Kind::coroutine_awaits, id_, callee.id_);
}

void Frame::note_awaits(event::Id what) {
  event::Probe* const probe = chain_->probe();
  if (!probe) return;
  note_line(chain_->environment());
  probe->emit(Kind::coroutine_awaits, id_, what);
}

void Frame::delegate(Ref<Coroutine> coroutine) {
  coroutine->set_awaiter(id_);
  note_awaits(coroutine->id());
  chain_->sent_ = {};
  chain_->delegate_ = std::move(coroutine);
}

void Frame::wait(Ref<Future> future) {
  note_awaits(future->id());
  future->set_blocking(true);
  yield(std::move(future));
}

Value FutureAwaiter::await_resume() {
  if (frame) frame->take_sent();
  if (!future->done())
    future->environment().errors().make(ErrorKind::runtime, "await wasn't used with future")->raise();
  return future->result();
}

std::string function_name(std::string_view signature) {
  int depth = 0;  // of template arguments
  std::size_t begin = 0;
  std::size_t i = 0;
  for (; i < signature.size() && !(signature[i] == '(' && depth == 0 && i > begin); ++i) {
    const char c = signature[i];
    if (c == '<') ++depth;
    if (c == '>') --depth;
    if (depth == 0 && (c == ' ' || c == ':' || c == '*' || c == '&')) begin = i + 1;
  }
  if (signature.find("<lambda") != signature.npos) return "<lambda>";
  return std::string(signature.substr(begin, i - begin));
}

}  // namespace orrery::loop
