// What of a lane can be seen at some zoom.
#include <algorithm>

#include "engine/model/lanes.hpp"

namespace orrery::model {
namespace {

constexpr std::size_t merge = 16;

}  // namespace

// Where a stretch begins and ends on the axis that is drawn.
struct Lanes::Window {
  Axis axis;
  double from, to, smallest;

  double begin(const auto& s) const { return axis == Axis::time ? s.begin : static_cast<double>(s.first); }
  double end(const auto& s) const { return axis == Axis::time ? s.end : static_cast<double>(s.last); }
  bool is_small(const auto& s) const { return end(s) - begin(s) < smallest; }
};

Lanes::Stretch Lanes::stretch_of(const Span& span) {
  Stretch stretch{span.begin, span.end, span.first, span.last, span.merged, {}, {}};
  const auto activity = static_cast<std::size_t>(span.activity);
  stretch.time[activity] = span.end - span.begin;
  stretch.events[activity] = static_cast<float>(span.last - span.first);
  return stretch;
}

void Lanes::join(Stretch& into, const Stretch& next) {
  into.end = next.end;
  into.last = next.last;
  into.spans += next.spans;
  for (std::size_t i = 0; i < Stretch::activities; ++i) {
    into.time[i] += next.time[i];
    into.events[i] += next.events[i];
  }
}

// The activity that fills more than half of it; where none has any length, the one with the most events.
Span Lanes::drawn(const Stretch& stretch, Axis axis) {
  const bool by_time = axis == Axis::time && stretch.end > stretch.begin;
  std::size_t best = 0;
  double total = 0;
  const auto share = [&](std::size_t i) { return by_time ? stretch.time[i] : static_cast<double>(stretch.events[i]); };
  for (std::size_t i = 0; i < Stretch::activities; ++i) {
    total += share(i);
    if (share(i) > share(best)) best = i;
  }
  const bool clear = stretch.spans == 1 || 2 * share(best) >= total;
  const Activity activity = clear ? static_cast<Activity>(best) : Activity::mixed;
  return {stretch.begin, stretch.end, stretch.first, stretch.last, activity, false, stretch.spans};
}

Span Lanes::closed(const Span& span) const {
  Span result = span;
  if (!span.open) return result;
  result.end = std::max(span.begin, time_);
  result.last = std::max(span.first, seen_);
  return result;
}

// As many spans from `index` on as fit into the smallest width together, at least one; the larger stretches save
// looking at each.
Lanes::Stretch Lanes::group_from(const Built& built, const Window& window, std::size_t& index) const {
  const std::vector<Span>& spans = built.lane.spans;
  Stretch group = stretch_of(closed(spans[index++]));
  const auto fits = [&](const auto& next) { return window.end(next) - window.begin(group) < window.smallest; };
  while (index < spans.size()) {
    std::size_t size = 1;
    const Stretch* largest = nullptr;
    for (std::size_t level = 0, width = merge; level < built.levels.size(); ++level, width *= merge) {
      if (index % width != 0 || index / width >= built.levels[level].size()) break;
      if (!fits(built.levels[level][index / width])) break;
      largest = &built.levels[level][index / width];
      size = width;
    }
    const Span next = closed(spans[index]);
    if (!largest && !fits(next)) break;
    join(group, largest ? *largest : stretch_of(next));
    index += size;
  }
  return group;
}

std::vector<Span> Lanes::visible(std::size_t lane, Axis axis, double from, double to, double smallest) const {
  std::vector<Span> result;
  if (lane >= lanes_.size()) return result;
  const Window window{axis, from, to, smallest};
  const Built& built = lanes_[lane];
  const std::vector<Span>& spans = built.lane.spans;
  const auto ends_before = [&](const Span& span, double place) { return window.end(closed(span)) < place; };
  auto index =
      static_cast<std::size_t>(std::lower_bound(spans.begin(), spans.end(), from, ends_before) - spans.begin());
  while (index < spans.size() && window.begin(spans[index]) <= to) {
    const Span span = closed(spans[index]);
    if (!window.is_small(span)) {
      result.push_back(span);
      result.back().open = spans[index].open;
      ++index;
      continue;
    }
    const std::size_t start = index;
    result.push_back(drawn(group_from(built, window, index), axis));
    if (start + 1 == index) result.back().activity = spans[start].activity;
  }
  return result;
}

}  // namespace orrery::model
