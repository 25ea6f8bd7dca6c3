#include "engine/model/timeline.hpp"

#include <algorithm>
#include <numeric>
#include <system_error>
#include <utility>

#include "engine/model/apply.hpp"

namespace orrery::model {
namespace {
constexpr Seq first_spacing = 512;
constexpr Seq much = 16 * first_spacing;  // less is folded faster than a thread begins
constexpr Seq stride = 4096;              // of the thread, between two looks whether to stop

// The memory that `state` takes beside `other`.
std::size_t unshared_bytes(const State& state, const State& other) {
  const auto of = [&](auto State::*table) { return (state.*table).bytes_beside(other.*table); };
  return sizeof(State) + of(&State::ready) + of(&State::timers) + of(&State::tasks) + of(&State::futures) +
         of(&State::handles) + of(&State::coroutines) + of(&State::sockets) + of(&State::jobs) + of(&State::calls) +
         of(&State::call_variables) + of(&State::coroutine_variables) + of(&State::called_task) +
         of(&State::called_future) + of(&State::called_handle) + of(&State::called_coroutine) +
         of(&State::called_frame);
}
}  // namespace

Timeline::Timeline(const trace::Trace& trace) : trace_(&trace), spacing_(first_spacing), frames_(1), bytes_(1) {}

Timeline::~Timeline() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  goal_changed_.notify_one();
  thread_.join();
}

const State& Timeline::seek(Seq k) {
  return seek_position(k == no_seq ? trace_->size() : k + 1);
}

const State& Timeline::seek_position(Seq position) {
  position = std::min(position, trace_->size());
  const Seq spacing = spacing_.load(std::memory_order_relaxed);
  if (position < current_.applied || position - current_.applied > spacing) {
    State frame = nearest_frame(position);
    if (position < current_.applied || current_.applied < frame.applied) current_ = std::move(frame);
  }
  advance(current_, position);
  return current_;
}

State Timeline::state_after(Seq k) {
  const Seq position = std::min(k == no_seq ? trace_->size() : k + 1, trace_->size());
  State state = nearest_frame(position);
  if (current_.applied <= position && current_.applied > state.applied) state = current_;
  advance(state, position);
  return state;
}

void Timeline::advance(State& state, Seq position) {
  while (state.applied < position) {
    const Seq seq = state.applied;
    apply(state, trace_->at(seq), seq, *trace_);
    if (state.applied % spacing_.load(std::memory_order_relaxed) == 0) keep_frame(state);
  }
}

// ---------------------------------------------------------------- key frames

State Timeline::nearest_frame(Seq position) const {
  const std::lock_guard lock(mutex_);
  return frames_[std::min<std::size_t>(position / spacing_, frames_.size() - 1)];
}

std::size_t Timeline::frame_count() const {
  const std::lock_guard lock(mutex_);
  return frames_.size();
}

std::size_t Timeline::frame_bytes() const {
  const std::lock_guard lock(mutex_);
  return all_bytes_;
}

void Timeline::keep_frame(const State& state) {
  const std::lock_guard lock(mutex_);
  if (state.applied % spacing_ != 0 || state.applied / spacing_ != frames_.size()) return;
  bytes_.push_back(unshared_bytes(state, frames_.back()));
  all_bytes_ += bytes_.back();
  frames_.push_back(state);
  while (frames_.size() > most_frames || (all_bytes_ > most_frame_bytes && frames_.size() > 2)) thin_out();
}

// Every other frame goes: a trace of any length has a bounded number of them.
void Timeline::thin_out() {
  const std::size_t kept = (frames_.size() + 1) / 2;
  for (std::size_t i = 1; i < kept; ++i) frames_[i] = std::move(frames_[2 * i]);
  frames_.resize(kept);
  bytes_.resize(kept);
  for (std::size_t i = 1; i < kept; ++i) bytes_[i] = unshared_bytes(frames_[i], frames_[i - 1]);
  all_bytes_ = std::accumulate(bytes_.begin(), bytes_.end(), std::size_t{0});
  spacing_ = spacing_ * 2;
}

// ---------------------------------------------------------------- the thread

void Timeline::fold_ahead() try {
  const std::lock_guard lock(mutex_);
  goal_ = trace_->size();
  if (!thread_.joinable() && goal_ >= much) thread_ = std::thread([this] { fold(); });
  goal_changed_.notify_one();
} catch (const std::system_error&) {
  alone_ = true;  // seeks leave frames
}

Seq Timeline::folded() const {
  const std::lock_guard lock(mutex_);
  if (alone_) return trace_->size();
  return std::max({reached_, frames_.back().applied, std::min(much, trace_->size())});
}

void Timeline::wait_for_frames() {
  std::unique_lock lock(mutex_);
  folded_.wait(lock, [this] { return !thread_.joinable() || reached_ >= goal_; });
}

void Timeline::fold() {
  State state;
  for (std::unique_lock lock(mutex_); !stop_;) {
    if (state.applied < frames_.back().applied) state = frames_.back();  // somebody else was faster
    if (state.applied < goal_) {
      const Seq to = std::min(goal_, state.applied + stride);
      lock.unlock();
      advance(state, to);
      lock.lock();
    } else {
      reached_ = state.applied;
      folded_.notify_all();
      goal_changed_.wait(lock, [&] { return stop_ || goal_ > state.applied; });
    }
  }
}

}  // namespace orrery::model
