#include "engine/trace/recorder.hpp"

#include <algorithm>
#include <cassert>

namespace orrery::trace {

using event::Seq;

Recorder::Recorder(Trace& trace) noexcept : trace_(&trace) {
  assert(trace.empty());
  trace_->recorder_.store(this, std::memory_order_release);
}

Recorder::~Recorder() {
  const Seq size = trace_->size();
  trace_->recorder_.store(nullptr, std::memory_order_release);
  trace_->size_.store(size, std::memory_order_release);
}

event::Name Recorder::intern(std::string_view text) noexcept {
  return trace_->names_.intern(text);
}

// The next block, or for ever the discard slot once there was no memory: sequence numbers must stay positions.
void Recorder::refill() noexcept {
  const Seq stored = trace_->size_.load(std::memory_order_relaxed);
  if (trace_->lost() > 0 || stored == event::no_seq || !trace_->events_.reserve(stored)) {
    trace_->lost_.fetch_add(1, std::memory_order_relaxed);
    next_ = &discard_;
    end_ = next_ + 1;
    return;
  }
  const auto room = std::min<std::size_t>(trace_->events_.room_from(stored), event::no_seq - stored);
  next_ = &trace_->events_[stored];
  end_ = next_ + room;
  trace_->size_.store(stored + static_cast<Seq>(room), std::memory_order_release);
}

}  // namespace orrery::trace
