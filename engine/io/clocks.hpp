// The two clocks: one that is moved, one that moves.
#pragma once

#include <limits>
#include <optional>

#include "engine/event/probe.hpp"
#include "engine/loop/clock.hpp"

namespace orrery::io {

// Somebody for whom time matters though no program asked: the world, whose actions have their moments.
class Passenger {
 public:
  virtual ~Passenger() = default;
  // The time of the next thing it will do; infinity if there is none.
  virtual double next_moment() const = 0;
  // Does everything due at or before `time`, in order of time.
  virtual void pass(double time) = 0;
};

// One for the whole program, from 0. Stands still while code runs (asyncio-semantics.md, 0.1).
class VirtualClock final : public loop::Clock {
 public:
  static constexpr double timer_cost = 1e-6;  // seconds that scheduling a timer takes

  // `probe`: stamped with the time whenever it moves; may be null.
  explicit VirtualClock(event::Probe* probe = nullptr) noexcept : probe_(probe) {}
  double now() const override { return now_; }
  // 1e-9 or one ulp of the time, whichever is larger.
  double resolution() const override;
  void timer_scheduled() override { advance_to(now_ + timer_cost); }

  // Moves to `time` exactly; what the passenger has to do until then is done on the way, each at its moment. Never
  // moves back. With a reason each move is an event, clock_advanced.
  void advance_to(double time, std::optional<event::ClockReason> reason = {});
  void set_passenger(Passenger* passenger) noexcept { passenger_ = passenger; }

 private:
  void set(double time, std::optional<event::ClockReason> reason) noexcept;

  double now_ = 0;
  event::Probe* probe_;
  Passenger* passenger_ = nullptr;
};

// The monotonic clock of the machine, from 0 at its construction.
class RealClock final : public loop::Clock {
 public:
  RealClock();
  double now() const override;
  double resolution() const override { return 1e-9; }

 private:
  double start_;
};

// What time.sleep() does under the virtual clock: nobody else can run while the clock goes on by `seconds`. Emits
// blocking_call (subject: `task`) and clock_advanced.
void block(VirtualClock& clock, event::Probe* probe, double seconds, event::Id task = {});

}  // namespace orrery::io
