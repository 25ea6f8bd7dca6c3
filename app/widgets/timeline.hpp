#pragma once
// Time from left to right: axis, lanes of spans, marks. Times in nanoseconds.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/widgets/look.hpp"

namespace orrery::widgets {

// Which time is at which pixel: `from` is at the left edge, `to` at the right one.
struct TimeScale {
  std::int64_t from = 0;
  std::int64_t to = 1;
  float left = 0;
  float right = 1;
  float x_of(std::int64_t time) const;
  std::int64_t time_at(float x) const;
  // Zoomed by `factor` (2 = twice the span) with the time at pixel x kept there; never below 10 ns or over `longest`.
  TimeScale zoomed(float factor, float x, std::int64_t longest) const;
  TimeScale moved(float pixels) const;
};

// Ticks at 1, 2, 5 × 10^k nanoseconds, at least `apart` pixels from each other; the first one at or after `from`.
struct Ticks {
  std::int64_t first = 0;
  std::int64_t step = 1;
};
Ticks nice_ticks(const TimeScale& scale, float apart);
// "0.4 s", "120 ms", "35 µs", "20 ns": with the digits that `step` needs, at least one.
std::string time_words(std::int64_t time, std::int64_t step);

// Draws tick labels at the top of `box` and faint lines down to its bottom.
void time_axis(const Pen& pen, const Rect& box, const TimeScale& scale);
float time_axis_height(const Pen& pen);

// What a lane draws for a stretch of time.
enum class SpanShape { block, line, band };  // something runs; it only exists; a pale stretch with words in it
struct Span {
  std::int64_t begin = 0;
  std::int64_t end = 0;  // begin <= end; spans of a lane are in order and do not overlap
  Tone tone = Tone::waiting;
  SpanShape shape = SpanShape::line;
  std::string_view words;  // for bands that are wide enough
};

// Draws a lane's spans into `box`, those that are visible only; blocks are at least 3 px wide, and neighbours closer
// than a pixel merge into one (the stronger shape wins). O(visible pixels + log n) for sorted spans that fill pixels.
// Returns the index of the span at `mouse`, or -1.
int lane(const Pen& pen, const Rect& box, const TimeScale& scale, std::span<const Span> spans, Vec mouse = {-1, -1});

// The upright line at the current time.
void time_cursor(const Pen& pen, const Rect& box, const TimeScale& scale, std::int64_t time);

}  // namespace orrery::widgets
