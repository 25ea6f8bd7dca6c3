#include "engine/trace/recorder.hpp"

#include <algorithm>
#include <cassert>

namespace orrery::trace {

using event::Seq;

Recorder::Recorder(Trace& trace, RecorderOptions options) noexcept : trace_(&trace), options_(options) {
  assert(trace.empty());
  if (options.memory_limit) trace_->pool_.set_limit(std::max<std::size_t>(2, options.memory_limit / sizeof(Chunk)));
  trace_->recorder_.store(this, std::memory_order_release);
}

Recorder::~Recorder() {
  const Seq size = trace_->size();
  trace_->pool_.stop();
  trace_->recorder_.store(nullptr, std::memory_order_release);
  trace_->size_.store(size, std::memory_order_release);
}

event::Name Recorder::intern(std::string_view text) noexcept {
  return trace_->lost() > 0 ? 0 : trace_->names_.intern(text);
}

void Recorder::forget_before(Seq seq) noexcept {
  for (; forgotten_ < seq >> Chunk::bits; ++forgotten_)
    trace_->pool_.give_back(Chunk::of(&trace_->events_[forgotten_ << Chunk::bits]));
}

// The texts count too, but a chunk that is under way is finished.
Chunk* Recorder::next_chunk() noexcept {
  const bool full = options_.memory_limit && trace_->events_.size() >= 2 &&
                    trace_->names_.bytes() + sizeof(Chunk) * 2 > options_.memory_limit;
  return full ? nullptr : trace_->new_chunk();
}

// The next chunk, or for ever the discard slot once there was none: sequence numbers must stay positions.
void Recorder::refill() noexcept {
  const Seq stored = trace_->size_.load(std::memory_order_relaxed);
  Chunk* chunk = trace_->lost() > 0 || stored == event::no_seq ? nullptr : next_chunk();
  if (!chunk) {
    trace_->lost_.fetch_add(1, std::memory_order_relaxed);
    next_ = &discard_;
    end_ = next_ + 1;
    return;
  }
  if (stored == Chunk::size) trace_->pool_.prepare_ahead();
  const Seq room = std::min(Chunk::size, event::no_seq - stored);
  trace_->last_ = chunk;
  next_ = chunk->events;
  end_ = next_ + room;
  trace_->size_.store(stored + room, std::memory_order_release);
}

}  // namespace orrery::trace
