#pragma once
// Colour tokens. A pane names what it means (Tone::ready), never a number; each tone also has an icon, so that colour
// is never the only sign.

#include <imgui.h>

namespace orrery::widgets {

// What a colour says; the same in every pane. `plain` and `dim` are the colours of words.
enum class Tone { plain, dim, running, ready, waiting, done, failed, cancelled, io, timer, accent };

struct Theme {
  ImU32 ground;            // behind everything
  ImU32 pane;              // cards, strips
  ImU32 raised;            // things upon a pane: chips, buttons, fields
  ImU32 line;              // separators, quiet outlines
  ImU32 text, dim, faint;  // words, labels, hints
  ImU32 running, ready, waiting, done, failed, cancelled, io, timer, accent;
  ImU32 on_accent;  // words and icons upon a filled accent
  ImU32 code_keyword, code_string, code_number, code_comment, code_name, code_builtin;
  bool is_dark;

  static Theme dark();
  static Theme light();

  ImU32 of(Tone tone) const;
};

// The sign beside the colour: an icon of Fork Awesome as UTF-8, never null; empty for plain and dim.
const char* icon_of(Tone tone);

// The colour with its opacity multiplied by `alpha` 0..1.
ImU32 with_alpha(ImU32 color, float alpha);

// a at t = 0, b at t = 1, channel by channel; t is clamped.
ImU32 mix(ImU32 a, ImU32 b, float t);

// Contrast of two opaque colours after WCAG 2.1, 1 (none) .. 21.
float contrast(ImU32 a, ImU32 b);

}  // namespace orrery::widgets
