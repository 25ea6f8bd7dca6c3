// Moving through a run: playing, steps of every size, seeking.
#include <algorithm>

#include "app/state/app_state.hpp"

namespace orrery::app {

// Whether the cursor runs along with what a live run records.
bool AppState::following() const {
  return following_ && session_ && session_->live();
}

void AppState::moved() {
  selection_.event = event::no_seq;
  if (session_) session_->looked_at(playback_->cursor());
}

void AppState::on(const command::TogglePlay&) {
  if (!playback_) return;
  const bool play = !playback_->playing();
  if (session_->real_clock() && session_->live()) {
    following_ = play;
    play ? session_->resume() : session_->pause();
  }
  playback_->play(play);
}

void AppState::on(const command::Pause&) {
  if (!playback_ || !playback_->playing()) return;
  on(command::TogglePlay{});
}

// Before a step: a run under the real clock waits. Whether it does and the cursor is at the end of what it has
// recorded.
bool AppState::hold_live_run() {
  if (!session_->real_clock() || !session_->live()) return false;
  session_->pause();
  following_ = false;
  return playback_->cursor() + 1 >= session_->trace().size();
}

void AppState::on(const command::Step& step) {
  if (!playback_) return;
  if (step.size == StepSize::line) return on(command::StepLine{step.direction, model::LineStep::over});
  if (hold_live_run() && step.direction > 0) {
    step.size == StepSize::turn ? session_->step_turn() : session_->step_handle();
    session_->settle(0.02);
  }
  playback_->step(step.direction, step.size);
  moved();
}

void AppState::on(const command::StepLine& step) {
  if (!playback_ || session_->trace().empty()) return;
  if (hold_live_run() && step.direction > 0) {
    session_->step_handle();
    session_->settle(0.02);
  }
  const model::State& state = session_->timeline().seek(playback_->cursor());
  const auto toward = step.direction > 0 ? model::Toward::future : model::Toward::past;
  playback_->step_to(model::next_line(session_->trace(), state, model::looked_at_frame(state, selection_.id),
                                      playback_->cursor(), step.how, toward));
  moved();
}

void AppState::on(const command::Seek& seek) {
  if (!playback_) return;
  following_ = false;
  playback_->seek(seek.to);
  moved();
}

void AppState::on(const command::Home&) {
  if (playback_) playback_->play(false);
  on(command::Seek{0});
}

void AppState::on(const command::End&) {
  if (!playback_) return;
  playback_->play(false);
  on(command::Seek{event::no_seq});
}

void AppState::on(const command::SetStepSize& size) {
  if (playback_) playback_->set_step_size(size.size);
}

void AppState::on(const command::SetSpeed& speed) {
  speed_ = std::clamp(speed.speed, slowest, fastest);
  if (playback_) playback_->set_speed(speed_);
}

}  // namespace orrery::app
