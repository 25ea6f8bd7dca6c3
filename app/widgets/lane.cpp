// The lanes of the timeline, at a cost that depends on pixels, not on the length of the run.
#include <algorithm>
#include <cmath>

#include "app/widgets/text.hpp"
#include "app/widgets/timeline.hpp"

namespace orrery::widgets {
namespace {

constexpr int looked_at_per_pixel = 8;  // of the spans that share a pixel so many decide how it looks

int strength(SpanShape shape) {
  switch (shape) {
    case SpanShape::block:
      return 2;
    case SpanShape::band:
      return 1;
    case SpanShape::line:
      return 0;
  }
  return 0;
}

std::size_t first_ending_after(std::span<const Span> spans, std::size_t from, std::int64_t time) {
  const auto rest = spans.subspan(from);
  const auto it =
      std::upper_bound(rest.begin(), rest.end(), time, [](std::int64_t t, const Span& s) { return t < s.end; });
  return from + static_cast<std::size_t>(it - rest.begin());
}

void draw_span(const Pen& pen, const Rect& box, const Span& span, float x0, float x1) {
  const ImU32 color = pen.of(span.tone);
  const float y = box.centre().y;
  if (span.shape == SpanShape::block) {
    const float wide = std::max(pen.px(3), x1 - x0);
    const float rounding = std::min(pen.px(3), wide / 3);
    pen.list->AddRectFilled({x0, box.min.y + pen.px(2)}, {x0 + wide, box.max.y - pen.px(2)}, color, rounding);
    return;
  }
  if (span.shape == SpanShape::line) {
    pen.list->AddRectFilled({x0, y - pen.px(2)}, {std::max(x0 + 1, x1), y + pen.px(2)}, with_alpha(color, 0.6F));
    return;
  }
  const Rect band{{x0, box.min.y + pen.px(2)}, {std::max(x0 + 1, x1), box.max.y - pen.px(2)}};
  pen.list->AddRectFilled(band.min, band.max, with_alpha(color, pen.theme().is_dark ? 0.20F : 0.14F));
  if (text_size(pen, Type::tiny, span.words).x + pen.px(12) < band.width())
    text_in(pen, band, Type::tiny, color, span.words, Align::centre);
}

int span_at(const Rect& box, const TimeScale& scale, std::span<const Span> spans, Vec mouse, float reach) {
  if (!box.contains(mouse) || mouse.x < scale.left || mouse.x > scale.right) return -1;
  int best = -1;
  const std::int64_t low = scale.time_at(mouse.x - reach);
  const std::int64_t high = scale.time_at(mouse.x + reach);
  std::size_t i = first_ending_after(spans, 0, low - 1);
  for (int looked = 0; i < spans.size() && spans[i].begin <= high && looked < looked_at_per_pixel; ++i, ++looked)
    if (best < 0 || strength(spans[i].shape) > strength(spans[static_cast<std::size_t>(best)].shape))
      best = static_cast<int>(i);
  return best;
}

}  // namespace

int lane(const Pen& pen, const Rect& box, const TimeScale& scale, std::span<const Span> spans, Vec mouse) {
  std::size_t i = first_ending_after(spans, 0, scale.from - 1);
  std::vector<std::size_t> blocks;  // drawn last, upon the lines
  while (i < spans.size() && spans[i].begin <= scale.to) {
    const float x0 = std::max(scale.left, scale.x_of(spans[i].begin));
    const float x1 = std::min(scale.right, scale.x_of(spans[i].end));
    if (x1 - x0 >= 1) {
      if (spans[i].shape == SpanShape::block)
        blocks.push_back(i);
      else
        draw_span(pen, box, spans[i], x0, x1);
      ++i;
      continue;
    }
    const std::int64_t pixel_end = scale.time_at(std::floor(x0) + 1);
    const std::size_t next = std::max(i + 1, first_ending_after(spans, i, pixel_end));
    std::size_t best = i;
    for (std::size_t k = i; k < std::min(next, i + looked_at_per_pixel); ++k)
      if (strength(spans[k].shape) > strength(spans[best].shape)) best = k;
    if (spans[best].shape == SpanShape::block)
      blocks.push_back(best);
    else
      draw_span(pen, box, spans[best], x0, x0 + 1);
    i = next;
  }
  for (const std::size_t k : blocks) {
    const float x0 = std::max(scale.left, scale.x_of(spans[k].begin));
    draw_span(pen, box, spans[k], x0, std::min(scale.right, scale.x_of(spans[k].end)));
  }
  return span_at(box, scale, spans, mouse, pen.px(2));
}

}  // namespace orrery::widgets
