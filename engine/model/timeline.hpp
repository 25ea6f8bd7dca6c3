// Any moment of a run, quickly: key frames and replay from the nearest.
//
// A position is a number of events: position n is the state after event n-1, position 0 the state before everything.
// Used from one thread. It may have a thread of its own that folds the trace and leaves key frames, so that nobody who
// goes far has to wait for that.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "engine/model/state.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::model {

class Timeline {
 public:
  // The trace must outlive the timeline and may grow meanwhile.
  explicit Timeline(const trace::Trace& trace);
  ~Timeline();
  Timeline(const Timeline&) = delete;
  Timeline& operator=(const Timeline&) = delete;

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

  // Has the thread fold what was recorded so far, if that is much; returns at once. Without it frames are left wherever
  // a seek passes.
  void fold_ahead();
  // Waits until that is done.
  void wait_for_frames();
  // How far the frames reach: a seek to a position up to here, or not much beyond, costs no more than any other.
  Seq folded() const;

  const trace::Trace& trace() const { return *trace_; }
  // Key frames held at present, events between two of them, and bytes of memory that only they take. The frames become
  // sparser when there come to be too many, or when they take more than `most_frame_bytes`.
  std::size_t frame_count() const;
  Seq frame_spacing() const { return spacing_.load(std::memory_order_relaxed); }
  std::size_t frame_bytes() const;

  static constexpr std::size_t most_frames = 1024;
  static constexpr std::size_t most_frame_bytes = std::size_t{512} << 20;

 private:
  void advance(State& state, Seq position);
  State nearest_frame(Seq position) const;
  void keep_frame(const State& state);
  void thin_out();
  void fold();

  const trace::Trace* trace_;
  std::atomic<Seq> spacing_;
  mutable std::mutex mutex_;        // of frames_ and what follows it
  std::vector<State> frames_;       // frames_[i]: the state after i * spacing_ events; frames_[0] is the empty state
  std::vector<std::size_t> bytes_;  // of each: those it does not share with the one before
  std::size_t all_bytes_ = 0;
  State current_;
  bool alone_ = false;  // no thread can be had
  Seq goal_ = 0;        // how far the thread is to fold
  Seq reached_ = 0;     // how far it has
  bool stop_ = false;
  std::condition_variable goal_changed_, folded_;
  std::thread thread_;
};

}  // namespace orrery::model
