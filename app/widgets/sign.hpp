#pragma once
// The small drawn signs that stand beside colours: a shape for each tone, crisp at every size, without a font.

#include "app/widgets/look.hpp"

namespace orrery::widgets {

// Running a triangle, ready a diamond, waiting an open circle, done a tick, failed a cross, cancelled a circle with a
// stroke, I/O a filled circle with a ring, timer a clock, accent a dot. Nothing for plain and dim. `color` 0 takes the
// tone's.
void sign(const Pen& pen, Vec centre, float radius, Tone tone, ImU32 color = 0);

}  // namespace orrery::widgets
