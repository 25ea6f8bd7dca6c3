// A condition: a lock, and tasks that wait until another one that holds it notifies them.
// (CPython: asyncio/locks.py, Condition; asyncio-semantics.md, 1.9.)
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <optional>

#include "engine/loop/sync/lock.hpp"

namespace orrery::loop {

class Condition final : public LoopBound {
 public:
  // On a lock of its own, or on one that is shared.
  explicit Condition(Environment& environment, Ref<Lock> lock = {});

  const Ref<Lock>& lock() const noexcept { return lock_; }
  bool locked() const { return lock_->locked(); }
  Co<bool> acquire() { return lock_->acquire(); }
  void release() { lock_->release(); }
  Co<Held<Lock>> scoped() { return lock_->scoped(); }

  // Releases the lock, waits to be notified, and has the lock again when it ends, however it ends: a task that is
  // cancelled gets its CancelledError when it has it. RuntimeError "cannot wait on un-acquired lock".
  // By the rules of 3.13 a wait that raises passes its notification on; before, it is lost.
  Co<bool> wait();
  // Waits until the predicate holds; asks it at once, and whenever it is notified.
  Co<bool> wait_for(std::function<bool()> predicate);
  // The same for a predicate with a value: nothing means not yet; the value is the result.
  Co<Value> wait_for_value(std::function<std::optional<Value>()> predicate);

  // Wakes the first `count` who are not woken yet; they queue for the lock in that order. RuntimeError "cannot notify
  // on un-acquired lock".
  void notify(std::int64_t count = 1);
  void notify_all() { notify(static_cast<std::int64_t>(waiters_.size())); }

  std::string state_words() const override;
  std::size_t waiter_count() const noexcept { return waiters_.size(); }
  void let_go() noexcept override { waiters_.clear(); }

  // Those who wait, first come first.
  const Waiters& waiters() const noexcept { return waiters_; }

 private:
  static Co<bool> waiting(Ref<Condition> self, Ref<Object> holder);
  static Co<Value> waiting_for(Ref<Condition> self, Ref<Object> holder,
                               std::function<std::optional<Value>()> predicate);
  static Co<bool> waiting_for_truth(Ref<Condition> self, Ref<Object> holder, std::function<bool()> predicate);
  std::exception_ptr cancelled_while_acquiring() const;
  void wake(std::int64_t count);

  Ref<Lock> lock_;
  Waiters waiters_;
};

}  // namespace orrery::loop
