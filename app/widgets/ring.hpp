#pragma once
// The ring: arcs in the order of the clock from the top, their names outside, a hand upon one of them, words in the
// middle.

#include <span>
#include <string_view>

#include "app/widgets/look.hpp"
#include "app/widgets/text.hpp"

namespace orrery::widgets {

// A line in the middle of the ring.
struct RingLine {
  std::string_view words;
  Type type = Type::small;
  ImU32 color = 0;  // 0: dim
};

struct Ring {
  std::span<const std::string_view> labels;  // one for each arc, clockwise from the top
  int active = -1;                           // the arc that is lit; -1 none
  float hand = -1;                           // where the hand is, in arcs: 2.5 = middle of the third; below 0 no hand
  Tone tone = Tone::running;                 // of the lit arc and the hand
  bool asleep = false;                       // the lit arc is drawn as a dotted, dim band with a moon: nothing runs
  std::span<const RingLine> centre;          // lines in the middle, wrapped to the inside and cut at its edge
};

// Draws the ring; `radius` goes to the middle of the band. Labels stand outside: leave ring_margin() around it.
void ring(const Pen& pen, Vec centre, float radius, const Ring& look);
float ring_margin(const Pen& pen);
// The point on the band at `hand` (in arcs), where arrows may begin or end; `outside` pixels beyond the band.
Vec ring_point(const Pen& pen, Vec centre, float radius, int arcs, float hand, float outside = 0);
// Which arc is at a place: -1 when none. For clicks and hover.
int ring_hit(const Pen& pen, Vec centre, float radius, int arcs, Vec at);

}  // namespace orrery::widgets
