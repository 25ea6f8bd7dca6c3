// Semaphores: so many tasks at a time, first come first served.
// (CPython: asyncio/locks.py, Semaphore and BoundedSemaphore; asyncio-semantics.md, 1.9.)
#pragma once

#include <cstdint>

#include "engine/loop/co.hpp"
#include "engine/loop/sync/held.hpp"
#include "engine/loop/sync/loop_bound.hpp"
#include "engine/loop/sync/waiters.hpp"

namespace orrery::loop {

class Semaphore : public LoopBound {
 public:
  // ValueError "Semaphore initial value must be >= 0".
  explicit Semaphore(Environment& environment, std::int64_t value = 1) : Semaphore(environment, "Semaphore", value) {}

  // True if acquire() would have to wait: nothing is left, or somebody waits already.
  bool locked() const noexcept { return value_ == 0 || waiters_.any_not_cancelled(); }
  // True. Does not suspend if it is not locked.
  Co<bool> acquire();
  // One more; the first who waits gets it now, before it runs.
  virtual void release();
  std::int64_t value() const noexcept { return value_; }

  // Acquired for the length of a scope.
  Co<Held<Semaphore>> scoped();
  std::string state_words() const override;
  std::size_t waiter_count() const noexcept { return waiters_.size(); }
  void let_go() noexcept override { waiters_.clear(); }
  // Those who wait, first come first.
  const Waiters& waiters() const noexcept { return waiters_; }

 protected:
  Semaphore(Environment& environment, std::string_view type_name, std::int64_t value);

 private:
  static Co<bool> acquiring(Ref<Semaphore> self, Ref<Object> holder);
  static Co<Held<Semaphore>> scoping(Ref<Semaphore> self);
  void give_back(const Future& turn);
  void pass_on();
  bool wake_next();

  Waiters waiters_;
  std::int64_t value_;
};

// One that refuses to be released more often than it was acquired.
class BoundedSemaphore final : public Semaphore {
 public:
  explicit BoundedSemaphore(Environment& environment, std::int64_t value = 1)
      : Semaphore(environment, "BoundedSemaphore", value), bound_(value) {}
  // ValueError "BoundedSemaphore released too many times".
  void release() override;

 private:
  std::int64_t bound_;
};

}  // namespace orrery::loop
