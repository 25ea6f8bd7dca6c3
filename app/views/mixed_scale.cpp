#include "app/views/mixed_scale.hpp"

#include <algorithm>
#include <cmath>

#include "engine/trace/trace.hpp"

namespace orrery::views {

namespace {

constexpr double shortest = 5e-6;          // seconds: what is shorter is part of its instant
constexpr double gaps_to_events = 0.9;     // all gaps together are as wide as this many times all events
constexpr double widest_to_usual = 3;      // a gap longer than this many usual ones is broken
constexpr double usual_to_longest = 1e-3;  // gaps shorter than this part of the longest say nothing about what is usual

constexpr std::size_t many_gaps = 200'000;  // laying them out takes milliseconds

double middle(std::vector<double> values) {
  const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, half);
  return *half;
}

// The length beyond which a gap is broken.
double longest_whole(const std::vector<MixedScale::Gap>& gaps) {
  const double longest = std::ranges::max(gaps, {}, &MixedScale::Gap::length).length;
  std::vector<double> usual;
  for (const MixedScale::Gap& gap : gaps)
    if (gap.length >= longest * usual_to_longest) usual.push_back(gap.length);
  return middle(std::move(usual)) * widest_to_usual;
}

}  // namespace

void MixedScale::extend(const trace::Trace& trace, bool growing) {
  const event::Seq size = trace.size();
  if (trace_ != &trace || size < count_) *this = {};
  trace_ = &trace;
  if (size == count_) return;
  if (growing && gaps_.size() > many_gaps && size - count_ < count_ / 16) return;
  for (; count_ < size; ++count_) {
    const double time = trace.at(count_).time;
    if (time - last_time_ < shortest) continue;
    if (count_ > 0) gaps_.push_back({.after = count_, .time = time, .length = time - last_time_});
    last_time_ = time;
  }
  lay_out();
}

void MixedScale::lay_out() {
  if (gaps_.empty()) return;
  const double cap = longest_whole(gaps_);
  double sum = 0;
  for (const Gap& gap : gaps_) sum += std::min(gap.length, cap);
  const double unit = sum > 0 ? gaps_to_events * static_cast<double>(count_) / sum : 0;
  double before = 0;
  for (Gap& gap : gaps_) {
    gap.broken = gap.length > cap;
    gap.width = std::min(gap.length, cap) * unit;
    before += gap.width;
    gap.end = static_cast<double>(gap.after) + before;
  }
}

double MixedScale::at(event::Seq seq) const {
  seq = std::min(seq, count_);
  const auto next = std::ranges::upper_bound(gaps_, seq, {}, &Gap::after);
  if (next == gaps_.begin()) return seq;
  const Gap& gap = *std::prev(next);
  return gap.end + static_cast<double>(seq - gap.after);
}

std::size_t MixedScale::gap_from(double position) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(gaps_, position, {}, &Gap::end) - gaps_.begin());
}

event::Seq MixedScale::event_at(double position) const {
  if (count_ == 0 || position <= 0) return 0;
  // Inside the gap before gaps_[next], or on an event between it and the gap before that.
  const auto next = std::ranges::upper_bound(gaps_, position, {}, &Gap::end);
  const double offset = next == gaps_.begin() ? position : position - std::prev(next)->end;
  const event::Seq first = next == gaps_.begin() ? 0 : std::prev(next)->after;
  const event::Seq end = next == gaps_.end() ? count_ : next->after;
  const double events = std::min(std::floor(offset), static_cast<double>(end - first - 1));
  return first + static_cast<event::Seq>(std::max(0.0, events));
}

}  // namespace orrery::views
