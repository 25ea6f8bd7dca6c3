// Any moment of a run, quickly: key frames and replay from the nearest.
//
// A position is a number of events: position n is the state after event n-1, position 0 the state before everything.
#pragma once

#include <vector>

#include "engine/model/state.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::model {

class Timeline {
 public:
  // The trace must outlive the timeline and may grow meanwhile.
  explicit Timeline(const trace::Trace& trace);

  // The state after event k, the fold of the events 0..k; k beyond the end means the last event there is. In an empty
  // trace, the state before everything. The reference is valid until the next call of seek or seek_position; copy the
  // State (cheap) to keep it.
  const State& seek(Seq k);
  // The state after the first `position` events.
  const State& seek_position(Seq position);
  // The state that seek returned last.
  const State& current() const { return current_; }
  // The state after event k as a value, leaving `current` where it is.
  State state_after(Seq k);

  const trace::Trace& trace() const { return *trace_; }
  // Key frames held at present and events between two of them: doubled when there come to be too many.
  std::size_t frame_count() const { return frames_.size(); }
  Seq frame_spacing() const { return spacing_; }

 private:
  void advance(State& state, Seq position);
  const State& nearest_frame(Seq position) const;
  void keep_frame(const State& state);
  void thin_out();

  const trace::Trace* trace_;
  Seq spacing_;
  std::vector<State> frames_;  // frames_[i]: the state after i * spacing_ events; frames_[0] is the empty state
  State current_;
};

}  // namespace orrery::model
