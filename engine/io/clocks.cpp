#include "engine/io/clocks.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace orrery::io {
namespace {

double monotonic() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

double VirtualClock::resolution() const {
  return std::max(1e-9, std::nextafter(now_, std::numeric_limits<double>::infinity()) - now_);
}

void VirtualClock::advance_to(double time, std::optional<event::ClockReason> reason) {
  while (passenger_ && passenger_->next_moment() <= time) {
    const double moment = passenger_->next_moment();
    set(moment, reason);
    passenger_->pass(std::max(moment, now_));
  }
  set(time, reason);
}

void VirtualClock::set(double time, std::optional<event::ClockReason> reason) noexcept {
  if (!(time > now_)) return;
  const double by = time - now_;
  now_ = time;
  if (!probe_) return;
  probe_->now = now_;
  if (reason) probe_->emit(event::Kind::clock_advanced, {}, {}, *reason, {.number = by});
}

RealClock::RealClock() : start_(monotonic()) {}

double RealClock::now() const {
  return monotonic() - start_;
}

void block(VirtualClock& clock, event::Probe* probe, double seconds, event::Id task) {
  const event::Seq seq =
      probe ? probe->emit(event::Kind::blocking_call, task, {}, 0, {.number = seconds}) : event::no_seq;
  const event::CauseScope because(probe, seq);
  clock.advance_to(clock.now() + std::max(0.0, seconds), event::ClockReason::blocking_call);
}

}  // namespace orrery::io
