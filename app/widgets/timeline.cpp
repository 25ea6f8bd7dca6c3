#include "app/widgets/timeline.hpp"

#include <cmath>
#include <cstdio>

#include "app/widgets/text.hpp"

namespace orrery::widgets {
namespace {

struct Unit {
  std::int64_t size;
  const char* name;
};
constexpr Unit units[] = {{1'000'000'000, "s"}, {1'000'000, "ms"}, {1'000, "\xc2\xb5s"}, {1, "ns"}};

Unit unit_for(std::int64_t time, std::int64_t step) {
  for (const Unit& u : units)
    if (step >= u.size / 10 && (std::abs(time) >= u.size || step >= u.size / 10)) return u;
  return units[3];
}

int decimals(std::int64_t step, std::int64_t unit) {
  int count = 0;
  for (std::int64_t scaled = unit; scaled > 1 && step % scaled != 0; scaled /= 10) ++count;
  return count;
}

}  // namespace

float TimeScale::x_of(std::int64_t time) const {
  const double part = static_cast<double>(time - from) / static_cast<double>(std::max<std::int64_t>(1, to - from));
  return left + static_cast<float>(part * static_cast<double>(right - left));
}

std::int64_t TimeScale::time_at(float x) const {
  const double part = static_cast<double>(x - left) / static_cast<double>(std::max(1.0F, right - left));
  return from + std::llround(part * static_cast<double>(to - from));
}

TimeScale TimeScale::zoomed(float factor, float x, std::int64_t longest) const {
  const double span = static_cast<double>(to - from);
  const double wanted =
      std::clamp(span * static_cast<double>(factor), 10.0, std::max(10.0, static_cast<double>(longest)));
  const double anchor = static_cast<double>(x - left) / static_cast<double>(std::max(1.0F, right - left));
  TimeScale out = *this;
  out.from = from + std::llround((span - wanted) * anchor);
  out.to = out.from + std::llround(wanted);
  return out;
}

TimeScale TimeScale::moved(float pixels) const {
  const std::int64_t by = time_at(left + pixels) - from;
  TimeScale out = *this;
  out.from += by;
  out.to += by;
  return out;
}

Ticks nice_ticks(const TimeScale& scale, float apart) {
  const double per_pixel =
      static_cast<double>(scale.to - scale.from) / static_cast<double>(std::max(1.0F, scale.right - scale.left));
  const double least = std::max(1.0, per_pixel * static_cast<double>(apart));
  std::int64_t power = 1;
  while (static_cast<double>(power) * 10 <= least && power <= std::int64_t{100'000'000'000'000'000}) power *= 10;
  std::int64_t step = power;
  for (const std::int64_t k : {1, 2, 5, 10}) {
    step = power * k;
    if (static_cast<double>(step) >= least) break;
  }
  std::int64_t first = scale.from / step * step;
  if (first < scale.from) first += step;
  return {first, step};
}

std::string time_words(std::int64_t time, std::int64_t step) {
  const Unit unit = unit_for(time, std::max<std::int64_t>(1, step));
  const int digits = std::max(unit.size == 1               ? 0
                              : unit.size >= 1'000'000'000 ? 1
                                                           : 0,
                              decimals(std::max<std::int64_t>(1, step), unit.size));
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%.*f %s", digits, static_cast<double>(time) / static_cast<double>(unit.size),
                unit.name);
  return buffer;
}

float time_axis_height(const Pen& pen) {
  return pen.px(22);
}

void time_axis(const Pen& pen, const Rect& box, const TimeScale& scale) {
  const Ticks ticks = nice_ticks(scale, pen.px(96));
  const Theme& theme = pen.theme();
  for (std::int64_t t = ticks.first; t <= scale.to; t += ticks.step) {
    const float x = std::round(scale.x_of(t));
    pen.list->AddRectFilled({x, box.min.y}, {x + 1, box.max.y}, with_alpha(theme.line, 0.7F));
    const std::string words = time_words(t, ticks.step);
    const float room = box.max.x - x - pen.px(6);
    if (text_size(pen, Type::tiny, words).x > room) continue;
    text(pen, {x + pen.px(5), box.min.y + pen.px(2)}, Type::tiny, theme.faint, words);
  }
}

void time_cursor(const Pen& pen, const Rect& box, const TimeScale& scale, std::int64_t time) {
  const float x = std::round(scale.x_of(time));
  if (x < scale.left - 1 || x > scale.right + 1) return;
  const Theme& theme = pen.theme();
  const float half = pen.px(1);
  pen.list->AddRectFilled({x - half + 0.5F, box.min.y}, {x + half, box.max.y}, theme.text);
  const float size = pen.px(5);
  pen.list->AddTriangleFilled({x - size, box.min.y}, {x + size, box.min.y}, {x, box.min.y + size * 1.2F}, theme.text);
}

}  // namespace orrery::widgets
