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

Seq Trace::append(const Event& event) noexcept {
  const Seq seq = size_.load(std::memory_order_relaxed);
  if (seq == event::no_seq || !events_.reserve(seq)) return event::no_seq;
  events_[seq] = event;
  size_.store(seq + 1, std::memory_order_release);
  return seq;
}

}  // namespace orrery::trace
