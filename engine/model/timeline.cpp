#include "engine/model/timeline.hpp"

#include <algorithm>

#include "engine/model/apply.hpp"

namespace orrery::model {
namespace {
constexpr Seq first_spacing = 512;
constexpr std::size_t most_frames = 512;
}  // namespace

Timeline::Timeline(const trace::Trace& trace) : trace_(&trace), spacing_(first_spacing), frames_(1) {}

const State& Timeline::seek(Seq k) {
  return seek_position(k == no_seq ? trace_->size() : k + 1);
}

const State& Timeline::seek_position(Seq position) {
  position = std::min(position, trace_->size());
  const State& frame = nearest_frame(position);
  if (position < current_.applied || current_.applied < frame.applied) current_ = frame;
  advance(current_, position);
  return current_;
}

State Timeline::state_after(Seq k) {
  const Seq position = std::min(k == no_seq ? trace_->size() : k + 1, trace_->size());
  State state = nearest_frame(position);
  advance(state, position);
  return state;
}

void Timeline::advance(State& state, Seq position) {
  while (state.applied < position) {
    const Seq seq = state.applied;
    apply(state, trace_->at(seq), seq, *trace_);
    if (state.applied % spacing_ == 0) keep_frame(state);
  }
}

const State& Timeline::nearest_frame(Seq position) const {
  return frames_[std::min<std::size_t>(position / spacing_, frames_.size() - 1)];
}

void Timeline::keep_frame(const State& state) {
  if (state.applied / spacing_ != frames_.size()) return;
  frames_.push_back(state);
  if (frames_.size() > most_frames) thin_out();
}

// Every other frame goes: a trace of any length has a bounded number of them.
void Timeline::thin_out() {
  for (std::size_t i = 1; 2 * i < frames_.size(); ++i) frames_[i] = std::move(frames_[2 * i]);
  frames_.resize((frames_.size() + 1) / 2);
  spacing_ *= 2;
}

}  // namespace orrery::model
