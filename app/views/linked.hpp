#pragma once
// Sentences of the model on the screen: the names in them are links.

#include <vector>

#include "app/state/view.hpp"
#include "app/widgets/rows.hpp"
#include "engine/model/state.hpp"
#include "engine/model/text.hpp"

namespace orrery::views {

// A sentence ready to be drawn. Refers to the text it was made from.
class Linked {
 public:
  // `base`: the colour of words that are no links, 0 for that of text.
  Linked(const app::View& view, const widgets::Theme& theme, const model::Text& text, ImU32 base = 0);

  // Draws it and emits what a click asks for: a name selects its thing, a reference to an event goes there. The
  // tooltip of a name says what it is and in what state. Returns the height.
  float draw(const widgets::Pen& pen, const char* id, widgets::Vec at, float width, app::Commands& commands,
             bool big = false) const;
  float height(const widgets::Pen& pen, float width, bool big = false) const;

 private:
  const app::View& view_;
  const model::Text& text_;
  std::vector<widgets::Piece> pieces_;
};

// Selects what an id names.
void select(app::Commands& commands, event::Id id);
// "reader · task, waiting": for tooltips.
std::string tip_of(const app::View& view, event::Id id);
// Shows that tooltip at the mouse.
void tip(const widgets::Pen& pen, const app::View& view, event::Id id);

// The event the panes speak of: the selected one, else the one at the cursor; no_seq in an empty trace.
event::Seq spoken_of(const app::View& view);

}  // namespace orrery::views
