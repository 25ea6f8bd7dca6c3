#include "engine/script/vm/thread_state.hpp"

#include <utility>

#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

void ThreadState::exchange(Interpreter& in) noexcept {
  in.exchange_thread(*this);
  loop::Environment& environment = in.environment();
  loop::EventLoop* const running = environment.running_loop();
  environment.set_running_loop(std::exchange(running_loop_, running));
  context_ = environment.exchange_context(context_);
  event::Probe* const probe = environment.probe();
  if (!probe) return;
  std::swap(probe->cause, cause_);
  std::swap(probe->line, line_);
}

void Interpreter::exchange_thread(ThreadState& state) noexcept {
  std::swap(frame_, state.frame_);
  std::swap(handling_, state.handling_);
  std::swap(propagating_, state.propagating_);
  exchange_nesting(state.depth_, state.showing_);
}

void Interpreter::forget_end() noexcept {
  stop_ = Stop::no;
  unwinding_ = nullptr;
  slice_left_ = slice;
}

}  // namespace orrery::script
