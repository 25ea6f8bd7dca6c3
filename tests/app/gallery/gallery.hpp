// All widgets on one sheet, for looking at them and for finding a crash in any of them.
#pragma once

#include "app/shell/frame.hpp"

namespace orrery::gallery {

// Chips, cards, the ring, arrows and buffers; controls; rows, tables, notices; code and timeline. Each fills
// frame.screen.
void draw_things(shell::Frame& frame);
void draw_controls(shell::Frame& frame);
void draw_texts(shell::Frame& frame);

}  // namespace orrery::gallery
