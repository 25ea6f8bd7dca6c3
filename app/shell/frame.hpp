#pragma once
// One frame, as the program sees it: the same for the window, off-screen pictures and tests.

#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "app/shell/keys.hpp"
#include "app/widgets/look.hpp"

namespace orrery::shell {

enum class ThemeName { dark, light };

struct Frame {
  const widgets::Look& look;  // fonts, colours, scale
  widgets::Rect screen;       // the whole area to draw, from 0,0, in pixels
  double now = 0;             // seconds since the first frame, by the wall; fixed steps off-screen
  float elapsed = 0;          // seconds since the frame before
  std::span<const KeyChord>
      keys;  // shortcuts since the frame before; those a text field needs are left out while it has the keyboard
  std::span<const std::string> dropped;  // paths of files that were dropped upon the window

  // What the program wishes; read by the window after the frame.
  int more_frames = 0;    // draw at least so many frames more without waiting
  double busy_until = 0;  // keep drawing until this `now`
  double look_again = std::numeric_limits<double>::infinity();  // draw once more after so many seconds at the latest
  bool close = false;
  ThemeName theme = ThemeName::dark;  // set to change it; in force from the next frame
  std::string title;                  // the window's; empty leaves it

  void request_frames(int count) { more_frames = count > more_frames ? count : more_frames; }
  void animate_until(double time) { busy_until = time > busy_until ? time : busy_until; }
};

// Draws everything of one frame with ImGui, between its NewFrame and Render.
using Draw = std::function<void(Frame&)>;

}  // namespace orrery::shell
