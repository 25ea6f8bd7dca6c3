#pragma once
// Things that are dragged: the scrub bar, sliders, splitters. They return the new value and keep nothing.

#include <cstdint>
#include <span>
#include <string_view>

#include "app/widgets/look.hpp"

namespace orrery::widgets {

// A mark above the scrub bar.
struct ScrubMark {
  std::uint64_t at = 0;
  Tone tone = Tone::accent;
  std::string_view tip;
};

struct Scrub {
  std::uint64_t length = 0;  // positions 0 .. length
  std::uint64_t position = 0;
  std::span<const ScrubMark> marks;  // any number: those that fall on one pixel are drawn once, the last one on top
};

struct ScrubResult {
  std::uint64_t position = 0;  // where the user dragged or clicked it, else what was given
  bool changed = false;
  bool dragging = false;
  std::int64_t hovered = -1;  // the position under the mouse, -1 when it isn't there
};

ScrubResult scrub_bar(const Pen& pen, const char* id, const Rect& box, const Scrub& look);

// A slider over low..high on a logarithmic scale, both above 0; snaps to 1 nearby. Double click sets 1. Returns the new
// value.
float log_slider(const Pen& pen, const char* id, const Rect& box, float value, float low, float high);
// A speed as people write it: "0.05×", "0.5×", "1×", "20×".
const char* speed_words(float speed, char (&buffer)[16]);

// The line between two panes. `vertical` = an upright line that is dragged sideways. Returns how far it was dragged
// this frame, in pixels; 0 when not. Drawn as a thin line, brighter under the mouse, with a wider zone to grab.
float splitter(const Pen& pen, const char* id, const Rect& line, bool vertical);
// True when the splitter was double-clicked (go back to the default); ask right after splitter().
bool splitter_reset();

}  // namespace orrery::widgets
