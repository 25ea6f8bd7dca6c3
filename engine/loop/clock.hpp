// The loop's time. Seconds, as a double, from some beginning.
#pragma once

namespace orrery::loop {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual double now() const = 0;
  // How far ahead of now a timer already counts as due (CPython: BaseEventLoop._clock_resolution).
  virtual double resolution() const = 0;
  // A timer was scheduled, its deadline is computed. A virtual clock lets a microsecond pass (asyncio-semantics.md,
  // 0.1).
  virtual void timer_scheduled() {}
};

}  // namespace orrery::loop
