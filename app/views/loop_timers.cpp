#include <fmt/format.h>

#include <algorithm>

#include "app/views/loop_sections.hpp"

namespace orrery::views::loop {
namespace {

using widgets::Rect;
using widgets::Tone;

bool is_cancelled(const Scope& scope, const model::Timer& timer) {
  const model::Handle* handle = scope.state.handle(timer.handle);
  return handle && handle->cancelled;
}

std::string time_left(const Scope& scope, const model::Timer& timer) {
  if (is_cancelled(scope, timer)) return "cancelled";
  const double left = timer.deadline - scope.state.time;
  if (left <= 0) return "due";
  return "in " + (left < 0.0005 ? std::string("< 1 ms") : short_seconds(left));
}

Item timer_item(const Scope& scope, const model::Timer& timer, const Rect& box) {
  Item item = handle_item(scope, timer.handle, box);
  item.dashed = is_cancelled(scope, timer);
  item.tone = item.dashed ? Tone::cancelled : Tone::timer;
  item.subtitle.clear();
  item.aside = time_left(scope, timer);
  item.compact = true;
  item.tip = item.title + "\ndue at " + short_seconds(timer.deadline) + ", " + item.aside;
  return item;
}

}  // namespace

float timers_height(const Scope& scope) {
  return scope.sizes.heading + scope.sizes.low_chip;
}

void timer_heap(const Scope& scope, Rect& column) {
  const model::Timers& timers = scope.state.timers;
  const float chip = scope.sizes.low_chip, gap = scope.px(4);
  scope.heading(column, "timers", timers.size() > 1 ? fmt::format("heap of {}", timers.size()) : "heap");
  scope.scene.timers = Rect::at(column.min, column.width(), chip);
  if (timers.empty()) return scope.caption(column.cut_top(scope.sizes.line), "no timer is set");
  const auto room = static_cast<std::size_t>(std::max(1.0F, (column.height() + gap) / (chip + gap)));
  const std::size_t shown = timers.size() <= room ? timers.size() : std::max<std::size_t>(1, room - 1);
  for (const model::Timer& timer : timers.in_order(shown)) {
    scope.scene.items.push_back(timer_item(scope, timer, column.cut_top(chip)));
    column.cut_top(gap);
  }
  if (shown < timers.size())
    scope.more(column.cut_top(chip), 3, fmt::format("+ {} later", counted(timers.size() - shown, "timer")));
}

}  // namespace orrery::views::loop
