#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "app/views/loop_sections.hpp"

namespace orrery::views::loop {
namespace {

using event::Direction;
using event::SelectOutcome;
using event::SelectReason;
using model::Select;
using widgets::Rect;
using widgets::Tone;

constexpr std::size_t most_rows = 4;
constexpr std::size_t most_roomy_rows = 2;  // of two lines each

struct Interest {
  event::Id socket;
  event::Id handle;
  bool ready = false;
};

std::vector<Interest> interests(const model::State& state, Direction direction) {
  std::vector<Interest> found;
  for (auto [ordinal, socket] : state.sockets) {
    const bool reads = direction == Direction::read;
    const event::Id handle = reads ? socket.reader : socket.writer;
    if (handle)
      found.push_back({{event::Sort::socket, ordinal}, handle, reads ? socket.read_ready : socket.write_ready});
  }
  return found;
}

// The least number of rows that the lists have: as many as there are sockets, so that the card keeps its height while
// descriptors come and go.
std::size_t rows_of(const model::State& state) {
  std::size_t open = 0;
  for (auto [ordinal, socket] : state.sockets)
    if (!socket.closed) ++open;
  return std::clamp<std::size_t>(open, 1, most_rows);
}

// What the system call calls those that it watches: select(2) has two lists, the others an event for each direction.
std::string list_name(const Scope& scope, Direction direction) {
  const bool reads = direction == Direction::read;
  if (scope.selector.starts_with("epoll")) return reads ? "EPOLLIN" : "EPOLLOUT";
  if (scope.selector.starts_with("poll")) return reads ? "POLLIN" : "POLLOUT";
  return reads ? "rlist" : "wlist";
}

std::string state_words(Direction direction, bool ready) {
  if (!ready) return "waiting";
  return direction == Direction::read ? "readable" : "writable";
}

// A pane with room shows each descriptor's state in words, unless there are many.
bool is_low(const Scope& scope) {
  return !scope.sizes.roomy || rows_of(scope.state) > most_roomy_rows;
}
float row_height(const Scope& scope) {
  return is_low(scope) ? std::min(scope.sizes.interest, scope.px(26)) : scope.sizes.interest;
}

Item interest_item(const Scope& scope, const Interest& interest, Direction direction, const Rect& box) {
  Item item;
  const bool low = is_low(scope);
  item.key = {What::interest, interest.socket, static_cast<std::uint32_t>(direction)};
  item.box = box;
  item.title = scope.label(interest.socket);
  item.tip = item.title + " in " + list_name(scope, direction) + ", " + state_words(direction, interest.ready) +
             "\ncalls " + scope.label(interest.handle);
  if (const model::Socket* socket = scope.state.socket(interest.socket); socket && low)
    item.title = fmt::format("fd {}", socket->fd);
  item.subtitle = low ? std::string() : state_words(direction, interest.ready);
  item.tone = interest.ready ? Tone::io : Tone::waiting;
  item.icon = low ? nullptr : "";
  item.compact = low;
  item.strong = interest.ready;
  item.origin[0] = {What::socket, interest.socket, 0};
  if (const model::Handle* handle = scope.state.handle(interest.handle); handle && handle->owner)
    item.tip += "\nfor " + scope.label(handle->owner);
  return item;
}

void list(const Scope& scope, Rect column, Direction direction) {
  const std::vector<Interest> all = interests(scope.state, direction);
  const bool any = std::any_of(all.begin(), all.end(), [](const Interest& i) { return i.ready; });
  scope.caption(column.cut_top(scope.sizes.line), list_name(scope, direction), any ? Tone::io : Tone::dim);
  if (all.empty()) return scope.caption(column.cut_top(row_height(scope)), "empty", Tone::done);
  const std::size_t shown = all.size() > most_rows ? most_rows - 1 : all.size();
  for (std::size_t i = 0; i < shown; ++i) {
    scope.scene.items.push_back(interest_item(scope, all[i], direction, column.cut_top(row_height(scope))));
    column.cut_top(scope.px(4));
  }
  if (shown < all.size())
    scope.more(column.cut_top(scope.sizes.low_chip), 1 + static_cast<std::uint32_t>(direction),
               fmt::format("+ {} more", all.size() - shown));
}

std::string timeout_words(const Select& select) {
  if (select.elided) return "left out this turn";
  if (!select.entered) return "not called yet";
  return "timeout " + short_seconds(select.timeout);
}

std::string why_words(const Scope& scope, const Select& select) {
  if (select.elided) return "why: nothing is watched";
  if (!select.entered) return {};
  switch (select.reason) {
    case SelectReason::ready_handles:
      return "why: handles are ready";
    case SelectReason::stopping:
      return "why: the loop is stopping";
    case SelectReason::forever:
      return "why: no timer is set";
    case SelectReason::next_timer:
      break;
  }
  return select.timer ? "why: " + scope.label(select.timer) : "why: the next timer";
}

std::string came_back(const Select& select) {
  const char* verb = select.outcome == SelectOutcome::polled ? "came back with" : "woke with";
  return fmt::format("{} {} at {}", verb, select.ready_count, short_seconds(select.returned.time));
}

std::string outcome_words(const Select& select) {
  if (select.elided) return "handles are ready: on to them";
  if (select.asleep) return "asleep since " + short_seconds(select.entered.time);
  if (select.inside) return "looking, not sleeping";
  if (!select.returned) return {};
  if (select.ready_count > 0) return came_back(select);
  switch (select.outcome) {
    case SelectOutcome::jumped:
      return "the clock jumped to " + short_seconds(select.returned.time);
    case SelectOutcome::timed_out:
      return "timed out at " + short_seconds(select.returned.time);
    case SelectOutcome::interrupted:
      return "a signal interrupted it";
    default:
      return "came back at once, none ready";
  }
}

Tone outcome_tone(const Select& select) {
  return select.asleep || select.ready_count > 0 ? Tone::io : Tone::dim;
}

float padding(const Scope& scope) {
  return scope.px(scope.sizes.roomy ? 12 : 8);
}
float lists_height(const Scope& scope) {
  return scope.sizes.line + static_cast<float>(rows_of(scope.state)) * (row_height(scope) + scope.px(4));
}

}  // namespace

float selector_height(const Scope& scope) {
  return scope.sizes.heading + 2 * padding(scope) + lists_height(scope) + 3 * scope.sizes.line + scope.sizes.gap;
}

void selector_card(const Scope& scope, Rect& column) {
  const Sizes& size = scope.sizes;
  scope.heading(column, "selector", std::string(scope.selector));
  const float pad = padding(scope);
  const float lists = lists_height(scope);
  const Rect card = column.cut_top(2 * pad + lists + 3 * size.line);
  scope.scene.selector = card;
  scope.scene.fields.push_back({Field::Kind::card, card, {}});
  Rect inside = card.inset(pad);
  Rect read = inside.cut_top(lists);
  Rect write = read.cut_right((read.width() - scope.px(8)) / 2);
  read.cut_right(scope.px(8));
  list(scope, read, Direction::read);
  list(scope, write, Direction::write);
  const Select& select = scope.state.loop.select;
  scope.scene.words.push_back({Words::Kind::mono, inside.cut_top(size.line), timeout_words(select), {}, Tone::plain});
  scope.caption(inside.cut_top(size.line), why_words(scope, select));
  scope.caption(inside.cut_top(size.line), outcome_words(select), outcome_tone(select));
  column.cut_top(size.gap);
}

}  // namespace orrery::views::loop
