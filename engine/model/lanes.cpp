// Building lanes from events.
#include "engine/model/lanes.hpp"

#include <algorithm>

namespace orrery::model {
namespace {

constexpr std::size_t loop_lane = 0;
constexpr std::size_t merge = 16;

template <class Item>
std::vector<Item> thinned(const std::vector<Item>& items, Seq first, Seq last, std::size_t limit) {
  const auto before = [](const Item& item, Seq seq) { return item.seq < seq; };
  const auto begin = std::lower_bound(items.begin(), items.end(), first, before);
  const auto end = std::lower_bound(begin, items.end(), last, before);
  const auto count = static_cast<std::size_t>(end - begin);
  const std::size_t stride = limit == 0 ? count + 1 : std::max<std::size_t>(1, (count + limit - 1) / limit);
  std::vector<Item> result;
  for (std::size_t i = 0; i < count; i += stride) result.push_back(begin[static_cast<std::ptrdiff_t>(i)]);
  return result;
}

}  // namespace

Lanes::Lanes(const trace::Trace& trace) : trace_(&trace), lanes_(1) {}

void Lanes::extend(Seq most) {
  const Seq size = trace_->size();
  for (const Seq end = seen_ + std::min(most, size - seen_); seen_ < end; ++seen_) {
    const event::Event& event = trace_->at(seen_);
    time_ = event.time;
    walk_.take(event, seen_);
  }
}

std::size_t Lanes::lane_of(Id id) const {
  if (id.sort() == event::Sort::loop) return loop_lane;
  const auto found = index_.find(id);
  return found == index_.end() ? SIZE_MAX : found->second;
}

std::vector<WakeUp> Lanes::wake_ups(Seq first, Seq last, std::size_t limit) const {
  return thinned(wake_ups_, first, last, limit);
}
std::vector<Mark> Lanes::marks(Seq first, Seq last, std::size_t limit) const {
  return thinned(marks_, first, last, limit);
}

std::size_t Lanes::lane_begins(Id task, event::Name name) {
  const auto [place, is_new] = index_.try_emplace(task, lanes_.size());
  if (is_new) lanes_.push_back({{task, name, {}, TaskEnd::none}, {}});
  lanes_[place->second].lane.end = TaskEnd::none;
  return place->second;
}

void Lanes::renamed(Id task, event::Name name) {
  if (const std::size_t lane = lane_of(task); lane != SIZE_MAX) lanes_[lane].lane.name = name;
}

void Lanes::span_ends(std::size_t lane, const Span& span) {
  Built& built = lanes_[lane];
  std::vector<Span>& spans = built.lane.spans;
  spans.back() = span;
  if (spans.size() % merge != 0) return;
  Stretch whole = stretch_of(spans[spans.size() - merge]);
  for (std::size_t i = spans.size() - merge + 1; i < spans.size(); ++i) join(whole, stretch_of(spans[i]));
  for (std::size_t level = 0;; ++level) {
    if (built.levels.size() == level) built.levels.emplace_back();
    std::vector<Stretch>& stretches = built.levels[level];
    stretches.push_back(whole);
    if (stretches.size() % merge != 0) return;
    whole = stretches[stretches.size() - merge];
    for (std::size_t i = stretches.size() - merge + 1; i < stretches.size(); ++i) join(whole, stretches[i]);
  }
}

}  // namespace orrery::model
