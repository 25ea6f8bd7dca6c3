#pragma once
// Buttons: icons of the transport, words, segments, links, tabs.

#include <span>
#include <string_view>

#include "app/widgets/look.hpp"

namespace orrery::widgets {

struct Button {
  const char* icon = "";   // a glyph of icons.hpp
  std::string_view words;  // behind the icon
  std::string_view tip;    // tooltip: what it does and its key ("step one event  →")
  bool primary = false;    // filled with the accent: the one thing to do
  bool enabled = true;     // faint and without effect when false
  bool toggled = false;    // outlined in the accent
  bool plain = false;      // no fill until hovered
};

float button_height(const Pen& pen);
float button_width(const Pen& pen, const Button& look);
// true on the frame it is clicked.
bool button(const Pen& pen, const char* id, const Rect& box, const Button& look);

// One of several: rounded segments side by side, the chosen one outlined. Returns the new choice (the old one if not
// clicked).
int segmented(const Pen& pen, const char* id, const Rect& box, std::span<const std::string_view> words, int chosen);
// The width in which no word is cut.
float segmented_width(const Pen& pen, std::span<const std::string_view> words);

// Tabs with an underline; a `counts` entry >= 0 is shown behind its word ("Lints 2"). Returns the new choice.
// `right_edge`, if given, receives the x where the last tab ends.
int tabs(const Pen& pen, const char* id, const Rect& box, std::span<const std::string_view> words, int chosen,
         std::span<const int> counts = {}, float* right_edge = nullptr);
float tabs_height(const Pen& pen);

// A word that can be clicked, in the accent, underlined under the mouse.
bool link(const Pen& pen, const char* id, Vec at, Type type, std::string_view words);

// A tooltip at the mouse, wrapped; call when the item is hovered.
void tooltip(const Pen& pen, std::string_view words);

}  // namespace orrery::widgets
