#pragma once
// The mark of the program: a sun, its orbit, a planet upon it.

#include "app/widgets/look.hpp"

namespace orrery::views {

// `turn` 0..1 moves the planet once around, from the right.
void draw_mark(const widgets::Pen& pen, widgets::Vec centre, float radius, float turn = 0);

}  // namespace orrery::views
