#pragma once
// A chip: a small rounded card that stands for one thing (a handle, a timer, a descriptor) and keeps its looks wherever
// it slides.

#include <string_view>

#include "app/widgets/look.hpp"

namespace orrery::widgets {

struct Chip {
  std::string_view title;
  std::string_view subtitle;  // below the title, dim; may be empty
  std::string_view aside;     // right of the title, in the tone; may be empty
  Tone tone = Tone::waiting;  // bar, outline and a breath of fill
  const char* icon = "";      // in front of the title; "" takes none, nullptr takes the tone's own
  bool selected = false;      // outline brighter and thicker
  bool hovered = false;       // brighter fill
  bool dashed = false;        // no longer or not yet real: dashed outline, no fill
  bool mono = false;          // the title is code
  float opacity = 1;          // for things that come and go
};

// The height a chip needs: one line or two.
float chip_height(const Pen& pen, bool with_subtitle);
// The width at which nothing of it is cut.
float chip_width(const Pen& pen, const Chip& chip);

void chip(const Pen& pen, const Rect& box, const Chip& look);

// The same as an item: draws it hovered when it is; shows the whole words as a tooltip where they were cut.
Touch chip_item(const Pen& pen, const char* id, const Rect& box, Chip look);

// The dashed empty place at the tail of a queue.
void empty_slot(const Pen& pen, const Rect& box, std::string_view words = {});

}  // namespace orrery::widgets
