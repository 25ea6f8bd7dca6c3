#include "app/state/playback.hpp"

#include <algorithm>

namespace orrery::app {
namespace {

using event::Kind;

constexpr double long_look = 1.1, short_look = 0.35, line_look = 0.22, glance = 0.06;

event::Seq target(const trace::Trace& trace, event::Seq from, int direction, StepSize size) {
  const auto toward = direction > 0 ? model::Toward::future : model::Toward::past;
  if (size == StepSize::callback) return model::next_callback(trace, from, toward);
  if (size == StepSize::turn) return model::next_turn(trace, from, toward);
  return model::next_event(trace, from, toward);
}

}  // namespace

double dwell(const event::Event& event) {
  switch (event.kind) {
    case Kind::phase_begin:
    case Kind::turn_begin:
    case Kind::handle_end:
    case Kind::handle_created:
    case Kind::handle_cancelled:
    case Kind::callback_removed:
    case Kind::timer_scheduled:
    case Kind::coroutine_created:
      return short_look;
    case Kind::line_reached:
      return line_look;
    case Kind::future_released:
    case Kind::coroutine_released:
      return glance;
    case Kind::local_set:
    case Kind::call_begun:
    case Kind::call_returned:
    case Kind::call_raised:
      return 0;
    default:
      return long_look;
  }
}

void Playback::play(bool on) {
  if (on && cursor_ >= last() && !trace_->empty()) move(0, false);
  playing_ = on;
}

void Playback::set_speed(double speed) {
  speed_ = std::clamp(speed, slowest, fastest);
}

void Playback::move(event::Seq to, bool with_motion) {
  from_ = cursor_;
  cursor_ = std::min(to, last());
  progress_ = with_motion && cursor_ != from_ ? 0 : 1;
  rest_ = trace_->empty() ? 0 : dwell(trace_->at(cursor_));
}

void Playback::step(int direction, StepSize size) {
  step_to(target(*trace_, cursor_, direction, size));
}

void Playback::step_to(event::Seq to) {
  playing_ = false;
  const event::Seq before = cursor_;
  move(to, true);
  outcome_ = model::step_outcome(*trace_, std::min(before, cursor_), std::max(before, cursor_));
}

void Playback::seek(event::Seq to) {
  move(to, false);
  from_ = cursor_;
  outcome_ = model::StepOutcome::none;
}

void Playback::follow() {
  if (cursor_ != last()) move(last(), false);
}

void Playback::linger(double seconds) {
  rest_ = std::max(rest_, seconds);
}

// One event further; false if there is none, or if it may not be passed.
bool Playback::walk_on(event::Seq barrier) {
  if (cursor_ >= last() || cursor_ >= barrier) {
    playing_ = false;
    return false;
  }
  const event::Seq before = cursor_;
  move(cursor_ + 1, dwell(trace_->at(cursor_ + 1)) / speed_ > motion_time / 4);
  outcome_ = model::step_outcome(*trace_, before, cursor_);
  return true;
}

void Playback::tick(double seconds, event::Seq barrier) {
  double left = seconds;
  while (left > 0) {
    if (progress_ < 1) {
      const double pace = motion_time / std::max(1.0, speed_);
      const double used = std::min(left, (1 - progress_) * pace);
      progress_ = used < left ? 1 : std::min(1.0, progress_ + used / pace);
      left -= used;
    }
    if (!playing_ || left <= 0) return;
    const double used = std::min(left, rest_ / speed_);
    rest_ -= used * speed_;
    left -= used;
    if (rest_ <= 1e-9 && !walk_on(barrier)) return;
  }
}

}  // namespace orrery::app
