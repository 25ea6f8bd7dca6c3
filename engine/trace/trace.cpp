#include "engine/trace/trace.hpp"

#include <algorithm>

namespace orrery::trace {

using event::Event;
using event::Seq;

Seq Trace::size() const noexcept {
  const Seq stored = size_.load(std::memory_order_acquire);
  const event::Probe* recorder = recorder_.load(std::memory_order_acquire);
  return recorder ? std::min(recorder->count(), stored) : stored;
}

std::string_view Trace::text(const Event& event) const noexcept {
  if (event.kind >= event::Kind::count_) return {};
  return has_text(describe(event.kind).shape) ? name(event.value.text.text) : std::string_view();
}

// Taken and listed; null if memory is exhausted.
Chunk* Trace::new_chunk() noexcept {
  Chunk* chunk = pool_.take();
  return chunk && events_.add(chunk->events) ? chunk : nullptr;
}

Seq Trace::append(const Event& event) noexcept {
  const Seq seq = size_.load(std::memory_order_relaxed);
  const Seq place = seq & (Chunk::size - 1);
  if (seq == event::no_seq) return event::no_seq;
  if (place == 0 && !(last_ = new_chunk())) return event::no_seq;
  last_->events[place] = event;
  size_.store(seq + 1, std::memory_order_release);
  return seq;
}

}  // namespace orrery::trace
