#pragma once
// The list of keys, over everything.

#include <span>
#include <string>
#include <string_view>

#include "app/state/view.hpp"
#include "app/widgets/look.hpp"

namespace orrery::views {

struct HelpRow {
  std::string keys;        // "Ctrl+→"; several with a space between
  std::string_view words;  // what they do
  std::string_view group;  // rows of a group follow each other under its name
};

// A card in the middle of the screen; a click beside it, or "help/close", closes it.
void help(const widgets::Look& look, std::span<const HelpRow> rows, const widgets::Rect& screen,
          app::Commands& commands);

}  // namespace orrery::views
