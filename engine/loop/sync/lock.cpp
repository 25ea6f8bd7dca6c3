#include "engine/loop/sync/lock.hpp"

namespace orrery::loop {

Co<bool> Lock::acquire() {
  return acquiring(Ref<Lock>(this), holder()).named("Lock.acquire");
}

Co<bool> Lock::acquiring(Ref<Lock> self, [[maybe_unused]] Ref<Object> holder) {
  if (!self->locked_ && !self->waiters_.any_not_cancelled()) {
    self->locked_ = true;
    co_return true;
  }
  const Ref<Future> turn = self->new_waiter("Lock.acquire");
  try {
    const Waiting place(self->waiters_, turn);
    co_await turn;
  } catch (const CancelledError&) {
    // It may have been this one's turn already: somebody else's now, unless the lock is taken.
    if (!self->locked_) self->wake_first();
    throw;
  }
  self->locked_ = true;
  co_return true;
}

void Lock::release() {
  if (!locked_) raise(ErrorKind::runtime, "Lock is not acquired.");
  locked_ = false;
  wake_first();
}

// One that is done already will run, and take the lock or wake the next.
void Lock::wake_first() {
  if (waiters_.empty() || waiters_.first()->done()) return;
  waiters_.wake(1, Value::constant(1));
}

Co<Held<Lock>> Lock::scoping(Ref<Lock> self) {
  co_await self->acquire();
  co_return Held<Lock>(self);
}
Co<Held<Lock>> Lock::scoped() {
  return scoping(Ref<Lock>(this)).named("_ContextManagerMixin.__aenter__");
}

std::string Lock::state_words() const {
  return (locked() ? "locked" : "unlocked") + waiters_.words();
}

}  // namespace orrery::loop
