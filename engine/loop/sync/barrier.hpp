// A barrier: tasks wait until so many of them have come. (CPython: asyncio/locks.py, Barrier;
// asyncio-semantics.md, 1.9.)
#pragma once

#include <cstdint>

#include "engine/loop/sync/condition.hpp"

namespace orrery::loop {

// Built on a Condition, step for step as CPython's.
class Barrier final : public LoopBound {
 public:
  // ValueError "parties must be > 0".
  Barrier(Environment& environment, std::int64_t parties);

  // Its place in the order of arrival, from 0; all return when the last one has come. BrokenBarrierError if the barrier
  // is broken, or is reset or aborted meanwhile.
  Co<std::int64_t> wait();
  // Empties it: those who wait get BrokenBarrierError.
  Co<void> reset();
  // Breaks it for good, until reset().
  Co<void> abort();

  std::int64_t parties() const noexcept { return parties_; }
  std::int64_t n_waiting() const noexcept { return state_ == State::filling ? count_ : 0; }
  std::int64_t inside() const noexcept { return count_; }
  bool broken() const noexcept { return state_ == State::broken; }

  std::string state_words() const override;
  void let_go() noexcept override;

 private:
  enum class State : std::uint8_t { filling, draining, resetting, broken };

  static Co<std::int64_t> waiting(Ref<Barrier> self, Ref<Object> holder);
  static Co<void> block(Ref<Barrier> self);
  static Co<void> release_all(Ref<Barrier> self);
  static Co<void> wait_for_release(Ref<Barrier> self);
  static Co<void> resetting(Ref<Barrier> self, Ref<Object> holder);
  static Co<void> aborting(Ref<Barrier> self, Ref<Object> holder);
  void leave();

  Ref<Condition> condition_;
  std::int64_t parties_;
  std::int64_t count_ = 0;  // tasks inside
  State state_ = State::filling;
};

}  // namespace orrery::loop
