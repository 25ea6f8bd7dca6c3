// Debug mode: who keeps everybody else waiting. (CPython: base_events.BaseEventLoop._run_once.)
#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

void EventLoop::run_timed(Handle& handle) {
  const bool skipped = handle.cancelled();
  const double begin = time();
  run_handle(handle);
  const double took = time() - begin;
  if (skipped || !debug_ || took < slow_callback_duration_) return;
  if (probe_) probe_->emit(event::Kind::slow_callback, handle.id(), handle.owner(), 0, {.number = took});
  if (const Environment::SlowHandler& told = environment_.slow_handler()) told(*this, handle, took);
}

}  // namespace orrery::loop
