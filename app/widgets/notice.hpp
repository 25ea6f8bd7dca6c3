#pragma once
// Messages to the user: a banner in the flow of a pane, a toast above everything.

#include <string_view>

#include "app/widgets/look.hpp"

namespace orrery::widgets {

struct Notice {
  Tone tone = Tone::failed;
  std::string_view title;
  std::string_view words;   // wrapped; may hold several lines
  std::string_view action;  // a link at the end, may be empty
  bool can_close = true;
};
struct NoticeResult {
  float height = 0;
  bool closed = false;
  bool acted = false;
};

// A banner of the given width with its upper left corner at `at`.
NoticeResult banner(const Pen& pen, const char* id, Vec at, float width, const Notice& look);
float banner_height(const Pen& pen, float width, const Notice& look);

// The same, floating at the lower right of `screen` above all panes. Call outside other windows.
NoticeResult toast(const Look& look, const char* id, const Rect& screen, const Notice& notice);

}  // namespace orrery::widgets
