#pragma once
// Rows of an inspector: names and values, chains of causes, rich text with links.

#include <span>
#include <string_view>

#include "app/widgets/look.hpp"
#include "app/widgets/text.hpp"

namespace orrery::widgets {

// "result   b'hello'": drawn at the ImGui cursor over the width that is left, the value wrapped below itself when long.
// `value_color` 0 is the colour of text. Returns a touch of the row; when `id` is nullptr the row is no item.
struct KeyValue {
  std::string_view key;
  std::string_view value;
  ImU32 value_color = 0;
  bool mono = false;     // the value is code
  bool is_link = false;  // drawn as one; ask the touch for a click
};
Touch key_value(const Pen& pen, const char* id, const KeyValue& look, float key_width = 84);

// A row of a chain: a dot upon a line that joins it to its neighbours, words, a faint aside at the right.
struct ChainRow {
  std::string_view words;
  std::string_view aside;
  Tone tone = Tone::waiting;
  bool first = false;
  bool last = false;
  bool current = false;  // larger dot, strong words
};
Touch chain_row(const Pen& pen, const char* id, const ChainRow& look);

// A piece of rich text. Pieces follow each other without a space unless they contain one; they break at spaces.
struct Piece {
  std::string_view text;
  ImU32 color = 0;  // 0: text, or accent for a link
  int link = -1;    // >= 0: can be clicked, reported by this number
  bool strong = false;
  bool mono = false;
};
struct RichResult {
  float height = 0;
  int clicked = -1;  // link number
  int hovered = -1;
};
// Draws pieces from `at`, broken at `width`. Links are ImGui items "<id>/<n>" n = 0, 1, … in order of pieces. `big`
// takes 16 px letters, else 14.
RichResult rich_text(const Pen& pen, const char* id, Vec at, float width, std::span<const Piece> pieces,
                     bool big = true);
// The height it would take.
float rich_text_height(const Pen& pen, float width, std::span<const Piece> pieces, bool big = true);

// A thin line over the whole width with room above and below, at the ImGui cursor.
void separator(const Pen& pen);
// A heading at the ImGui cursor.
void heading_row(const Pen& pen, std::string_view name, std::string_view aside = {});

}  // namespace orrery::widgets
