#include "engine/loop/sync/condition.hpp"

#include <algorithm>

namespace orrery::loop {

Condition::Condition(Environment& environment, Ref<Lock> lock)
    : LoopBound(environment, "Condition"), lock_(lock ? std::move(lock) : make<Lock>(environment)) {}

Co<bool> Condition::wait() {
  return waiting(Ref<Condition>(this), holder()).named("Condition.wait");
}

// Three parts, as in CPython: wait without the lock; have the lock again, whatever happened; then say what happened.
// Nothing may be awaited inside a handler, so errors are kept and raised at the end.
Co<bool> Condition::waiting(Ref<Condition> self, [[maybe_unused]] Ref<Object> holder) {
  constexpr std::string_view label = "Condition.wait";
  if (!self->locked()) self->raise(ErrorKind::runtime, "cannot wait on un-acquired lock");
  const bool passes_on = self->rules() >= Rules::py313;
  Ref<Future> notified = passes_on ? self->new_waiter(label) : nullptr;
  self->release();

  std::exception_ptr failure;
  try {
    if (!notified) notified = self->new_waiter(label);
    const Waiting place(self->waiters_, notified);
    co_await notified;
  } catch (...) {
    rethrow_unwind();
    failure = std::current_exception();
  }
  for (bool acquired = false; !acquired;) {
    try {
      co_await self->acquire();
      acquired = true;
    } catch (const CancelledError&) {
      failure = self->cancelled_while_acquiring();
    } catch (...) {
      rethrow_unwind();
      if (passes_on) self->wake(1);
      throw;
    }
  }
  if (!failure) co_return true;
  if (passes_on) self->wake(1);
  std::rethrow_exception(failure);
}

// Inside a handler: 3.13 raises the last error again, older ones a new one without its message.
std::exception_ptr Condition::cancelled_while_acquiring() const {
  if (rules() >= Rules::py313) return std::current_exception();
  return std::make_exception_ptr(CancelledError(environment().errors().make(ErrorKind::cancelled, Value())));
}

Co<Value> Condition::wait_for_value(std::function<std::optional<Value>()> predicate) {
  return waiting_for(Ref<Condition>(this), holder(), std::move(predicate)).named("Condition.wait_for");
}

Co<Value> Condition::waiting_for(Ref<Condition> self, [[maybe_unused]] Ref<Object> holder,
                                 std::function<std::optional<Value>()> predicate) {
  std::optional<Value> result = predicate();
  while (!result) {
    co_await self->wait();
    result = predicate();
  }
  co_return *result;
}

Co<bool> Condition::wait_for(std::function<bool()> predicate) {
  return waiting_for_truth(Ref<Condition>(this), holder(), std::move(predicate)).named("Condition.wait_for");
}

Co<bool> Condition::waiting_for_truth(Ref<Condition> self, [[maybe_unused]] Ref<Object> holder,
                                      std::function<bool()> predicate) {
  while (!predicate()) co_await self->wait();
  co_return true;
}

void Condition::notify(std::int64_t count) {
  if (!locked()) raise(ErrorKind::runtime, "cannot notify on un-acquired lock");
  wake(count);
}

void Condition::wake(std::int64_t count) {
  waiters_.wake(static_cast<std::size_t>(std::max<std::int64_t>(count, 0)), Value::constant(0));
}

std::string Condition::state_words() const {
  return (locked() ? "locked" : "unlocked") + waiters_.words();
}

}  // namespace orrery::loop
