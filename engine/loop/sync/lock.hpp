// A lock: one task at a time, first come first served. (CPython: asyncio/locks.py, Lock; asyncio-semantics.md, 1.9.)
#pragma once

#include "engine/loop/co.hpp"
#include "engine/loop/sync/held.hpp"
#include "engine/loop/sync/loop_bound.hpp"
#include "engine/loop/sync/waiters.hpp"

namespace orrery::loop {

// It has no owner: any task may release it. Virtual for locks of scripts, which a Condition may be given.
class Lock : public LoopBound {
 public:
  explicit Lock(Environment& environment) noexcept : LoopBound(environment, "Lock") {}

  virtual bool locked() const { return locked_; }
  // True. Does not suspend if the lock is free and nobody has been promised it; so release() and acquire() in a row go
  // to the back. Between a release and the next owner's step the lock reads unlocked.
  virtual Co<bool> acquire();
  // Wakes the first who waits. RuntimeError "Lock is not acquired."
  virtual void release();

  // Acquired for the length of a scope.
  Co<Held<Lock>> scoped();
  std::string state_words() const override;
  std::size_t waiter_count() const noexcept { return waiters_.size(); }
  void let_go() noexcept override { waiters_.clear(); }

  // Those who wait, first come first.
  const Waiters& waiters() const noexcept { return waiters_; }

 private:
  static Co<bool> acquiring(Ref<Lock> self, Ref<Object> holder);
  static Co<Held<Lock>> scoping(Ref<Lock> self);
  void wake_first();

  Waiters waiters_;
  bool locked_ = false;
};

}  // namespace orrery::loop
