#pragma once
// Motion between two neighbouring states, as pure functions of a phase 0..1. No state is kept here: whoever holds the
// cursor holds the phase, so a seek can break nothing.

#include "app/widgets/geometry.hpp"
#include "app/widgets/theme.hpp"

namespace orrery::widgets {

// 0 at 0, 1 at 1, slow at both ends; clamped outside.
float ease(float t);
// Fast first, slow at the end: for things that arrive.
float ease_out(float t);
// The part of the phase between `begin` and `end`, as 0..1: lets several motions follow each other within one phase.
float part(float phase, float begin, float end);

float lerp(float a, float b, float t);
Vec lerp(Vec a, Vec b, float t);
Rect lerp(const Rect& a, const Rect& b, float t);
// Between two rectangles along an arc that bows sideways by `bow` of the distance: two that cross don't hide each
// other.
Rect glide(const Rect& from, const Rect& to, float t, float bow = 0.12F);
// Opacity of something that is only in the old state (leaves in the first half) or only in the new one (comes in the
// second half).
float leaving(float phase);
float coming(float phase);
// 0..1 and back, `seconds` long, for a breath of light; a pure function of the time.
float breath(double now, double seconds);

}  // namespace orrery::widgets
