// The cursor and how it moves: by steps, by seeking, by playing at a speed. Pure arithmetic on a trace; no session, no
// clock of its own.
#pragma once

#include "app/state/command.hpp"
#include "engine/model/queries.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::app {

// Seconds that playing at speed 1 rests on an event: long on what a newcomer must see, short on book-keeping.
double dwell(const event::Event& event);
// Seconds that things take to slide to their new places at speed 1.
constexpr double motion_time = 0.28;
constexpr double slowest = 0.05, fastest = 20;

class Playback {
 public:
  explicit Playback(const trace::Trace& trace) : trace_(&trace) {}

  event::Seq cursor() const { return cursor_; }
  // The picture moves from the state at `from()` to the one at `cursor()`; 1 when it has arrived.
  event::Seq from() const { return from_; }
  double progress() const { return progress_; }
  bool playing() const { return playing_; }
  double speed() const { return speed_; }
  StepSize step_size() const { return step_size_; }
  // What the last step did; none after a seek.
  model::StepOutcome outcome() const { return outcome_; }
  // Whether time must go on for the picture to become still.
  bool moving() const { return playing_ || progress_ < 1; }

  void play(bool on);
  void set_speed(double speed);
  void set_step_size(StepSize size) { step_size_ = size; }
  // One step, with the motion; stops playing.
  void step(int direction, StepSize size);
  // One step to where the caller says, with the motion; stops playing.
  void step_to(event::Seq to);
  // Straight there, without motion.
  void seek(event::Seq to);
  // Straight to the end of what is recorded, as following a live run does.
  void follow();
  // Lets `seconds` pass. While playing, walks on, but never past `barrier` (no_seq: none), where it stops playing.
  void tick(double seconds, event::Seq barrier = event::no_seq);
  // Rests longer on the current event (a lesson's remark is shown).
  void linger(double seconds);

 private:
  event::Seq last() const { return trace_->empty() ? 0 : trace_->size() - 1; }
  void move(event::Seq to, bool with_motion);
  bool walk_on(event::Seq barrier);

  const trace::Trace* trace_;
  event::Seq cursor_ = 0, from_ = 0;
  double progress_ = 1, rest_ = 0, speed_ = 1;
  bool playing_ = false;
  StepSize step_size_ = StepSize::event;
  model::StepOutcome outcome_ = model::StepOutcome::none;
};

}  // namespace orrery::app
