#pragma once
// What every widget needs to draw: colours, fonts, the scale of the display, and a list to draw into. Passed along,
// never global. `Look` lives for the whole program, a `Pen` for the drawing of one pane in one frame.

#include <imgui.h>

#include "app/widgets/geometry.hpp"
#include "app/widgets/theme.hpp"

namespace orrery::widgets {

// The kinds of writing. Sizes at scale 1: display 26, title 20, body and strong 16, small* 14, tiny and caps 13 / 12,
// mono 17, mono_small 15 (its size counts more air).
enum class Type { body, small, tiny, strong, small_strong, caps, title, display, mono, mono_small, code };
inline constexpr int type_count = 11;

// A loaded font at a size in display pixels.
struct Face {
  ImFont* font = nullptr;
  float size = 0;
};

struct Look {
  Theme theme;
  Face faces[type_count];
  float scale = 1;    // display pixels for one unit of design
  bool icons = true;  // false if the icon font is missing: icons are then left out, words stay

  // The one way from design units to pixels: rounded to whole pixels, and at least 1 for anything above 0.
  float px(float units) const;
  Face face(Type type) const { return faces[static_cast<int>(type)]; }
};

// A look and the list to draw into. Every widget takes one first.
struct Pen {
  const Look& look;
  ImDrawList* list;

  // Draws into the current ImGui window (inside a frame only).
  explicit Pen(const Look& l) : look(l), list(ImGui::GetWindowDrawList()) {}
  Pen(const Look& l, ImDrawList* into) : look(l), list(into) {}

  const Theme& theme() const { return look.theme; }
  float px(float units) const { return look.px(units); }
  Face face(Type type) const { return look.face(type); }
  ImU32 of(Tone tone) const { return look.theme.of(tone); }
};

// What the mouse does with an item of this frame.
struct Touch {
  bool hovered = false;
  bool held = false;
  bool clicked = false;  // left button released over the item it was pressed on
  bool double_clicked = false;
  bool right_clicked = false;
};

// Hears of every item of a frame by its name, if ImGui's io.UserData points to one: for tests, which find things to
// click by name.
struct ItemListener {
  virtual ~ItemListener() = default;
  virtual void item(const char* id, const Rect& rect) = 0;
};

// Makes `rect` an ImGui item named `id` in the current window (so tests and the keyboard can find it) and tells what
// the mouse does with it. Draws nothing and leaves the ImGui cursor where it was. Of overlapping items the first one
// wins: submit the inner or upper one first. An empty rectangle is no item.
Touch touch(const char* id, const Rect& rect);

// Reserves a strip of `height` pixels over the whole width that is left at the ImGui cursor and returns its place: the
// way to stack widgets in a scrolling pane. `gap` pixels are left below it.
Rect take_row(float height, float gap = 0);

// The visible part of the current ImGui window; rows outside may be skipped.
Rect visible_part();

}  // namespace orrery::widgets
