#pragma once
// Source text with line numbers: to read, with marks; and to edit.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "app/widgets/look.hpp"

namespace orrery::widgets {

enum class Syntax { plain, keyword, string, number, comment, name, builtin };

// Bytes begin..end of the text have this colour. Spans are in order and do not overlap; the rest is plain.
struct SyntaxSpan {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  Syntax syntax = Syntax::plain;
};

// A sign at a line, counted from 1. Two signs at one line stand beside each other; of more, the first two show.
struct LineMark {
  int line = 0;
  Tone tone = Tone::waiting;
  bool lit = false;                // the whole line on a strip of the tone
  bool strong = false;             // the strip is brighter: the thing that runs now
  std::string_view tip;            // who is here
  std::string_view initials = {};  // two letters beside the sign, when it is alone at its line
  std::string_view label = {};     // the same in a word, at the end of the line if there is room behind the code
};

// A wavy line under a place, both counted from 1; its words show below the line.
struct Squiggle {
  int line = 0;
  int column = 0;
  int length = 1;  // characters
  std::string_view words;
};

struct Code {
  std::string_view text;
  std::span<const SyntaxSpan> syntax;
  std::span<const LineMark> marks;
  std::span<const Squiggle> squiggles;
  std::span<const int> breakpoints;  // lines
  int caret = -1;                    // byte of the text before which typing would begin; -1: none is shown
  int scroll_to_line = 0;            // bring this line into view in this frame, if it isn't; 0 leaves it
};

struct CodeResult {
  int clicked_line = 0;    // 0: none
  int clicked_gutter = 0;  // line whose number was clicked, for breakpoints
  int hovered_line = 0;
  int clicked_mark = -1;          // index into marks
  int hovered_byte = -1;          // of the text, under the mouse or at the end of its line
  bool cut = false;               // the hovered line is longer than what shows of it
  std::string_view hovered_name;  // the identifier under the mouse, with the attributes before it: "self.items"
};

// A scrolling child window named `id`.
CodeResult code_view(const Pen& pen, const char* id, const Rect& box, const Code& code);

struct EditorResult {
  bool changed = false;
  bool focused = false;  // keys go into the text: leave shortcuts alone
};

// The same looks, editable: `text` is changed in place; `code.text` is ignored, code.syntax must be that of `text`
// before the frame (or empty). `take_focus` puts the caret into it, `caret` before this byte if it is not negative.
EditorResult code_editor(const Pen& pen, const char* id, const Rect& box, std::string& text, const Code& code,
                         bool take_focus = false, int caret = -1);

float code_line_height(const Pen& pen);

}  // namespace orrery::widgets
