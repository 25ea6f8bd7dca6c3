#pragma once
// Arrows between things: who wakes whom.

#include "app/widgets/look.hpp"

namespace orrery::widgets {

struct Arrow {
  Tone tone = Tone::waiting;
  float thickness = 1.5F;  // design units
  bool dashed = false;     // a promise: it will happen
  float flow = 0;  // 0..1: how far the dashes have moved on, for an animated one; a pure function of time or phase
  float opacity = 1;
  float bend = 0.45F;  // how far the curve leaves its ends, as a part of the distance
  bool head = true;
};

// A direction in which an arrow leaves or meets an end.
enum class Side { left, right, up, down };

// A curve from a to b that leaves a towards `from` and meets b coming from `to` (the side of b it arrives at).
void arrow(const Pen& pen, Vec a, Side from, Vec b, Side to, const Arrow& look);
// A straight one.
void arrow(const Pen& pen, Vec a, Vec b, const Arrow& look);
// The point at t 0..1 of the curve drawn by arrow(): for things that travel along it.
Vec arrow_point(Vec a, Side from, Vec b, Side to, float bend, float t);
// A line through points with rounded corners, dashed or not, with a head at the last.
void arrow_path(const Pen& pen, const Vec* points, int count, float radius, const Arrow& look);

void dashed_line(const Pen& pen, Vec a, Vec b, ImU32 color, float thickness = 1, float flow = 0);
void dashed_rect(const Pen& pen, const Rect& box, ImU32 color, float rounding, float thickness = 1);

}  // namespace orrery::widgets
