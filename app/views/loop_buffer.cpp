#include "app/views/loop_buffer.hpp"

#include <algorithm>

namespace orrery::views::loop {
namespace {

constexpr std::uint64_t most_bytes = 256;  // more are drawn as a bar without letters
constexpr event::Seq most_events = 4000;   // looked through, so that a frame stays cheap

// The bytes an event names, or nothing if the trace holds them shortened: they stand as they are or as a bytes literal.
std::string_view bytes_of(const trace::Trace& trace, const event::Event& event) {
  std::string_view text = trace.text(event);
  const std::size_t count = event.value.text.extra;
  if (text.size() == count) return text;
  if (text.size() == count + 3 && text.starts_with("b")) return text.substr(2, count);
  return {};
}

bool arrives_at(const event::Event& event, event::Id socket, event::Id peer) {
  if (event.kind == event::Kind::world_sent) return event.subject == socket || event.object == socket;
  return event.kind == event::Kind::socket_sent && peer && event.subject == peer &&
         event.arg == static_cast<std::uint8_t>(event::IoResult::ok);
}

event::Id peer_of(const trace::Trace& trace, event::Seq from, event::Seq to, event::Id socket) {
  for (event::Seq seq = to; seq-- > from;) {
    const event::Event& event = trace.at(seq);
    if (event.kind != event::Kind::socket_opened) continue;
    if (event.subject == socket && event.object) return event.object;
    if (event.object == socket) return event.subject;
  }
  return {};
}

bool succeeded(const event::Event& event) {
  return event.arg == static_cast<std::uint8_t>(event::IoResult::ok);
}

// How many bytes more were under way before this event: negative if it sent some.
std::int64_t change_backwards(const event::Event& event, event::Id socket, event::Id peer) {
  const std::int64_t count = event.value.text.extra;
  const bool sent = event.kind == event::Kind::socket_sent && event.subject == socket && succeeded(event);
  const bool read = (event.kind == event::Kind::world_read && event.subject == socket) ||
                    (event.kind == event::Kind::socket_received && peer && event.subject == peer && succeeded(event));
  return sent ? -count : read ? count : 0;
}

}  // namespace

std::uint64_t most_under_way(const trace::Trace& trace, event::Seq applied, event::Id socket, std::uint64_t outgoing) {
  const event::Seq end = std::min(applied, trace.size());
  const event::Seq begin = end - std::min(end, most_events);
  const event::Id peer = peer_of(trace, begin, end, socket);
  auto now = static_cast<std::int64_t>(outgoing), most = now;
  for (event::Seq seq = end; seq-- > begin;) {
    now += change_backwards(trace.at(seq), socket, peer);
    most = std::max(most, now);
  }
  return static_cast<std::uint64_t>(most);
}

std::string bytes_in_buffer(const trace::Trace& trace, event::Seq applied, event::Id socket, std::uint64_t length) {
  if (length == 0 || length > most_bytes) return {};
  const event::Seq end = std::min(applied, trace.size());
  const event::Seq begin = end - std::min(end, most_events);
  const event::Id peer = peer_of(trace, begin, end, socket);
  std::string found;
  for (event::Seq seq = end; seq-- > begin && found.size() < length;) {
    const event::Event& event = trace.at(seq);
    if (!arrives_at(event, socket, peer)) continue;
    const std::string_view bytes = bytes_of(trace, event);
    if (bytes.empty()) return {};
    found.insert(0, bytes);
  }
  return found.size() < length ? std::string() : found.substr(found.size() - length);
}

}  // namespace orrery::views::loop
