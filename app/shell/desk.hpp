#pragma once
// The program on the screen: one frame, from the keys to the picture and back to the state.

#include "app/shell/frame.hpp"
#include "app/shell/panes.hpp"
#include "app/state/app_state.hpp"

namespace orrery::shell {

// What is on the screen besides the state: where the splitters are, what the panes remember.
struct Desk {
  Splits splits;
  Crumbs crumbs;
  unsigned run = 0;  // the number of the run they belong to
};

// Draws one frame of everything and applies what the user asked for in it. The same for the window, for pictures and
// for tests.
void frame(Frame& frame, app::AppState& state, Desk& desk);

}  // namespace orrery::shell
