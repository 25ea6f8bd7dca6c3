#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "app/views/loop_buffer.hpp"
#include "app/views/loop_sections.hpp"

namespace orrery::views::loop {
namespace {

using event::IoResult;
using widgets::Rect;
using widgets::Tone;

bool sends(const model::Socket& socket) {
  return socket.written > 0 || socket.outgoing > 0 || socket.writer;
}

std::string result_words(const model::Socket& socket) {
  if (socket.closed) return "closed";
  if (socket.reset) return "reset";
  if (!socket.has_result) return {};
  switch (socket.last_result) {
    case IoResult::would_block:
      return "EAGAIN";
    case IoResult::eof:
      return "EOF";
    case IoResult::error:
      return "error";
    case IoResult::ok:
      break;
  }
  return {};
}

Tone tone_of_socket(const model::Socket& socket) {
  if (socket.reset || (socket.has_result && socket.last_result == IoResult::error)) return Tone::failed;
  if (socket.closed) return Tone::done;
  return socket.incoming > 0 || socket.outgoing > 0 || socket.peer_closed ? Tone::io : Tone::waiting;
}

std::string buffers_words(const model::Socket& socket) {
  if (socket.listening) return "listens for connections";
  std::string words = fmt::format("{} waiting, {} read", counted(socket.incoming, "byte"), socket.read);
  if (sends(socket))
    words += fmt::format("\n{} under way, {} written", counted(socket.outgoing, "byte"), socket.written);
  if (socket.peer_closed) words += "\nthe other end has closed";
  return words;
}

std::string aside_words(const model::Socket& socket) {
  const std::string result = result_words(socket);
  if (!result.empty()) return result;
  return sends(socket) ? fmt::format("{} written", socket.written) : fmt::format("{} read", socket.read);
}

// A socket that only ever sent shows no empty receive buffer.
bool shows_incoming(const model::Socket& socket) {
  const bool received = socket.incoming > 0 || socket.read > 0 || socket.reader || socket.peer_closed;
  return !socket.closed && !socket.listening && (received || !sends(socket));
}

float height_of(const Scope& scope, const model::Socket& socket) {
  const bool incoming = shows_incoming(socket), outgoing = sends(socket);
  if (socket.listening) return scope.sizes.line + scope.px(4);  // has no buffers, and never will
  return scope.sizes.line + scope.px(22) * (outgoing && incoming ? 2.0F : 1.0F);
}

Item socket_item(const Scope& scope, event::Id id, const model::Socket& socket, const Rect& box) {
  Item item;
  item.key = {What::socket, id, 0};
  item.box = box;
  item.title = scope.label(id);
  item.tone = tone_of_socket(socket);
  item.aside = aside_words(socket);
  item.dashed = socket.closed;
  item.tip = item.title + "\n" + buffers_words(socket);
  item.incoming.shown = shows_incoming(socket);
  item.incoming.length = socket.incoming;
  item.incoming.end_of_file = socket.peer_closed;
  item.incoming.text = bytes_in_buffer(scope.trace, scope.state.applied, id, socket.incoming);
  item.outgoing.shown = sends(socket) && !socket.closed;
  item.outgoing.length = socket.outgoing;
  // The kernel never says how much room there is: the most that it ever took stands for it.
  if (item.outgoing.shown)
    item.outgoing.capacity = most_under_way(scope.trace, scope.state.applied, id, socket.outgoing);
  return item;
}

// Open ones first come; the closed are kept while there is room.
std::vector<event::Id> in_order(const model::State& state) {
  std::vector<event::Id> open, closed;
  for (auto [ordinal, socket] : state.sockets)
    (socket.closed ? closed : open).push_back({event::Sort::socket, ordinal});
  open.insert(open.end(), closed.begin(), closed.end());
  return open;
}

}  // namespace

float sockets_height(const Scope& scope) {
  constexpr std::size_t most = 3;
  const std::vector<event::Id> all = in_order(scope.state);
  if (all.empty()) return 0;
  float height = scope.sizes.heading + scope.sizes.gap - scope.px(10);
  for (std::size_t i = 0; i < std::min(most, all.size()); ++i)
    height += height_of(scope, *scope.state.socket(all[i])) + scope.px(10);
  return all.size() > most ? height + scope.sizes.line : height;
}

void socket_rows(const Scope& scope, Rect& column) {
  const std::vector<event::Id> all = in_order(scope.state);
  if (all.empty()) return;
  scope.heading(column, "sockets", "bytes in the kernel");
  const float others = scope.sizes.gap - scope.px(10) + threads_height(scope) + timers_height(scope);
  std::size_t shown = 0;
  for (const event::Id id : all) {
    const model::Socket& socket = *scope.state.socket(id);
    const float height = height_of(scope, socket);
    const float rest = others + (shown + 1 < all.size() ? scope.sizes.line : 0);
    if (column.height() - height - scope.px(10) < rest) break;
    scope.scene.items.push_back(
        socket_item(scope, id, socket, column.cut_top(height).inset(-scope.px(6), -scope.px(3))));
    column.cut_top(scope.px(10));
    ++shown;
  }
  if (shown < all.size()) scope.more(column.cut_top(scope.sizes.line), 4, fmt::format("+ {} more", all.size() - shown));
  column.cut_top(scope.sizes.gap - scope.px(10));
}

}  // namespace orrery::views::loop
