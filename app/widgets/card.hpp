#pragma once
// A card: a rounded box with a header and rows of things in it, as for a task with its frames, a future with its
// callbacks.

#include <string_view>

#include "app/widgets/look.hpp"

namespace orrery::widgets {

struct Card {
  std::string_view title;
  std::string_view aside;  // right, in the tone: the state in words
  Tone tone = Tone::waiting;
  std::string_view badge;     // two or three letters in a round badge before the title ("F5"); may be empty
  bool badge_filled = false;  // filled when the thing has come to its end
  bool icon = true;           // the tone's icon before the aside
  bool selected = false;
  bool hovered = false;
  bool dashed = false;
  bool quiet = false;  // outline in the colour of lines: not of interest now
  float opacity = 1;
};

float card_header_height(const Pen& pen);
float card_padding(const Pen& pen);
// The height of a card with rows of card_row_height() each.
float card_height(const Pen& pen, int rows);
float card_row_height(const Pen& pen);  // with the gap below it

// Draws outline, fill and header. Returns the place for the rows.
Rect card(const Pen& pen, const Rect& box, const Card& look);
// The whole card as an item; its rows' items must be submitted before it (the first item wins the mouse).
Touch card_item(const char* id, const Rect& box);

struct CardRow {
  std::string_view name;    // mono
  std::string_view aside;   // right, dim, small
  Tone tone = Tone::plain;  // outline when not plain
  int indent = 0;           // steps to the right, as frames nest
  bool selected = false;
  bool hovered = false;
};

// The box of row `index` in a card's place for rows.
Rect card_row_box(const Pen& pen, const Rect& rows, int index, int indent = 0);
void card_row(const Pen& pen, const Rect& box, const CardRow& look);
Touch card_row_item(const Pen& pen, const char* id, const Rect& box, CardRow look);

// A round badge with two or three letters: filled or a ring.
void badge(const Pen& pen, Vec centre, float radius, std::string_view letters, Tone tone, bool filled);

// A pill: words in a rounded field of their tone. Returns its width; `draw` false only measures.
float pill(const Pen& pen, Vec at, std::string_view words, Tone tone, bool draw = true);
float pill_height(const Pen& pen);

}  // namespace orrery::widgets
