#pragma once
// Where the panes are. Pure arithmetic, and the splitters that change it.

#include "app/widgets/look.hpp"

namespace orrery::shell {

// Where the splitters are, as parts of the window: kept in the settings.
struct Splits {
  float left = 0.238F;    // width of program and output
  float right = 0.228F;   // width of the inspector
  float bottom = 0.207F;  // height of the timeline pane
  float output = 0.235F;  // height of the output in the left column
  friend bool operator==(const Splits&, const Splits&) = default;
};

// The regions of the window, without gaps; neighbours meet at the line of a splitter.
struct Layout {
  widgets::Rect top_bar, transport, program, output, loop, inspector, narration, bottom;
  widgets::Rect split_left, split_right, split_bottom, split_output;  // the lines, one pixel wide
};

// Keeps every pane at a useful size: the splits are clamped, not the window. Below 900 × 600 design units panes get as
// small as they must.
Layout arrange(const widgets::Rect& screen, const Splits& splits, const widgets::Look& look);

// Draws the splitters' lines and lets the mouse move them; a double click sets the default. Call inside a window that
// covers the screen. Returns whether anything changed (a reason to save).
bool drag_splitters(const widgets::Pen& pen, const Layout& layout, const widgets::Rect& screen, Splits& splits);

}  // namespace orrery::shell
