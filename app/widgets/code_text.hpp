#pragma once
// What reading and editing of source share: lines, gutter, colours, squiggles. Only code_view.cpp and code_editor.cpp
// include it.

#include <string_view>
#include <vector>

#include "app/widgets/code_view.hpp"

namespace orrery::widgets::detail {

// Where lines begin: byte offsets, one entry more than there are lines (the last is one past the text and its missing
// line end).
std::vector<std::uint32_t> line_starts(std::string_view text);
int line_count(const std::vector<std::uint32_t>& starts);
std::string_view line_of(std::string_view text, const std::vector<std::uint32_t>& starts, int index);
// The line (from 0) that holds the byte.
int line_at(const std::vector<std::uint32_t>& starts, std::uint32_t byte);

// Width of the strip with signs and numbers.
float gutter_width(const Pen& pen, int lines);

// The place of everything: text begins at `origin` (scrolled), lines are `step` high, `view` is what shows.
struct CodePlace {
  Vec origin;
  float step = 0;
  Rect view;
  int first = 0;  // visible lines first .. last - 1, from 0
  int last = 0;
};
CodePlace place_code(const Pen& pen, const Rect& view, Vec origin, int lines);

Rect line_strip(const CodePlace& place, int index);
void draw_strips(const Pen& pen, const Rect& strip_area, const CodePlace& place, const Code& code);
void draw_line(const Pen& pen, Vec at, std::string_view text, std::uint32_t begin, std::span<const SyntaxSpan> syntax);
void draw_squiggles(const Pen& pen, const CodePlace& place, std::string_view text,
                    const std::vector<std::uint32_t>& starts, std::span<const Squiggle> squiggles);
// Draws numbers, signs and breakpoints and makes them items.
void draw_gutter(const Pen& pen, const Rect& gutter, const CodePlace& place, const Code& code, CodeResult& result);

}  // namespace orrery::widgets::detail
