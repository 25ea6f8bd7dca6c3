// An event: a flag that tasks wait for. (CPython: asyncio/locks.py, Event; asyncio-semantics.md, 1.9.)
#pragma once

#include "engine/loop/co.hpp"
#include "engine/loop/sync/loop_bound.hpp"
#include "engine/loop/sync/waiters.hpp"

namespace orrery::loop {

class Event final : public LoopBound {
 public:
  explicit Event(Environment& environment) noexcept : LoopBound(environment, "Event") {}

  bool is_set() const noexcept { return set_; }
  // Wakes all who wait now, in the order they came; a clear() afterwards does not take that back.
  void set();
  void clear() noexcept { set_ = false; }
  // True, without suspending if it is set.
  Co<bool> wait();

  std::string state_words() const override;
  std::size_t waiter_count() const noexcept { return waiters_.size(); }
  void let_go() noexcept override { waiters_.clear(); }

  // Those who wait, first come first.
  const Waiters& waiters() const noexcept { return waiters_; }

 private:
  static Co<bool> waiting(Ref<Event> self, Ref<Object> holder);

  Waiters waiters_;
  bool set_ = false;
};

}  // namespace orrery::loop
