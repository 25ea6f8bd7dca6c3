#include "engine/loop/sync/event.hpp"

namespace orrery::loop {

void Event::set() {
  if (set_) return;
  set_ = true;
  waiters_.wake(waiters_.size(), Value::constant(1));
}

Co<bool> Event::wait() {
  return waiting(Ref<Event>(this), holder()).named("Event.wait");
}

Co<bool> Event::waiting(Ref<Event> self, [[maybe_unused]] Ref<Object> holder) {
  if (self->set_) co_return true;
  const Ref<Future> woken = self->new_waiter("Event.wait");
  const Waiting place(self->waiters_, woken);
  co_await woken;
  co_return true;
}

std::string Event::state_words() const {
  return (set_ ? "set" : "unset") + waiters_.words();
}

}  // namespace orrery::loop
