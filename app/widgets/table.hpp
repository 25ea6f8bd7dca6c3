#pragma once
// A table of any number of rows of equal height; only the visible ones are asked for.

#include <functional>
#include <span>
#include <string_view>

#include "app/widgets/look.hpp"
#include "app/widgets/text.hpp"

namespace orrery::widgets {

struct Column {
  std::string_view name;
  float width = 0;  // design units; 0 shares what is left
  bool mono = false;
  bool right = false;  // aligned right, for numbers
};

// One cell, filled by the caller; `words` must live until the next call.
struct Cell {
  std::string_view words;
  ImU32 color = 0;  // 0: text
  const char* icon = "";
};

struct Table {
  std::span<const Column> columns;
  int rows = 0;
  int selected = -1;   // shown on a lit strip
  int scroll_to = -1;  // bring this row into view in this frame; -1 leaves the scrolling to the user
  std::function<Cell(int row, int column)> cell;
};

struct TableResult {
  int clicked = -1;  // row
  int double_clicked = -1;
  int hovered = -1;
};

// Draws header and rows into `box` (a child window named `id`, which scrolls). Row items are named "row" under the
// row's number.
TableResult table(const Pen& pen, const char* id, const Rect& box, const Table& look);
float table_row_height(const Pen& pen);

}  // namespace orrery::widgets
