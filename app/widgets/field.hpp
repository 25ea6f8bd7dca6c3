#pragma once
// A field of one line to write into.

#include <string>

#include "app/widgets/look.hpp"

namespace orrery::widgets {

struct Field {
  const char* hint = "";    // shown while it is empty
  const char* icon = "";    // in front
  bool take_focus = false;  // puts the caret into it
};
struct FieldResult {
  bool changed = false;
  bool focused = false;
};

// An ImGui input named `id`; `text` is changed in place. Escape gives the focus away.
FieldResult text_field(const Pen& pen, const char* id, const Rect& box, std::string& text, const Field& look);

}  // namespace orrery::widgets
