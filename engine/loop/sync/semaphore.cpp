#include "engine/loop/sync/semaphore.hpp"

namespace orrery::loop {

Semaphore::Semaphore(Environment& environment, std::string_view type_name, std::int64_t value)
    : LoopBound(environment, type_name), value_(value) {
  if (value < 0) raise(ErrorKind::value, "Semaphore initial value must be >= 0");
}

Co<bool> Semaphore::acquire() {
  return acquiring(Ref<Semaphore>(this), holder()).named("Semaphore.acquire");
}

Co<bool> Semaphore::acquiring(Ref<Semaphore> self, [[maybe_unused]] Ref<Object> holder) {
  if (!self->locked()) {
    --self->value_;
    co_return true;
  }
  const Ref<Future> turn = self->new_waiter("Semaphore.acquire");
  try {
    const Waiting place(self->waiters_, turn);
    co_await turn;
  } catch (const CancelledError&) {
    self->give_back(*turn);
    throw;
  } catch (...) {
    rethrow_unwind();
    if (self->rules() >= Rules::py313) self->pass_on();
    throw;
  }
  self->pass_on();
  co_return true;
}

// Cancelled: what it was given already goes to others.
void Semaphore::give_back(const Future& turn) {
  const bool old = rules() < Rules::py313;
  const bool given = !turn.cancelled() && (old || turn.done());
  if (given) ++value_;
  if (!old)
    pass_on();
  else if (given)
    wake_next();
}

// Whoever came while this one was on its way had to wait behind it. One of them goes on, by the rules of 3.13 as many
// as can.
void Semaphore::pass_on() {
  if (rules() < Rules::py313) {
    if (value_ > 0) wake_next();
    return;
  }
  while (value_ > 0 && wake_next()) {
  }
}

bool Semaphore::wake_next() {
  --value_;
  if (waiters_.wake(1, Value::constant(1)) == 1) return true;
  ++value_;
  return false;
}

void Semaphore::release() {
  ++value_;
  wake_next();
}

Co<Held<Semaphore>> Semaphore::scoping(Ref<Semaphore> self) {
  co_await self->acquire();
  co_return Held<Semaphore>(self);
}
Co<Held<Semaphore>> Semaphore::scoped() {
  return scoping(Ref<Semaphore>(this)).named("_ContextManagerMixin.__aenter__");
}

std::string Semaphore::state_words() const {
  return (locked() ? "locked" : "unlocked, value:" + std::to_string(value_)) + waiters_.words();
}

void BoundedSemaphore::release() {
  if (value() >= bound_) raise(ErrorKind::value, "BoundedSemaphore released too many times");
  Semaphore::release();
}

}  // namespace orrery::loop
