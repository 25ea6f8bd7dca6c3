#include "app/views/linked.hpp"

#include "app/views/tones.hpp"
#include "app/widgets/buttons.hpp"
#include "engine/model/narrate.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {

Linked::Linked(const app::View& view, const widgets::Theme& theme, const model::Text& text, ImU32 base)
    : view_(view), text_(text) {
  pieces_.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const model::Piece& piece = text[i];
    const bool link = piece.id || piece.seq != event::no_seq;
    const widgets::Tone tone = piece.id ? tone_of(view.moment.state, view.trace, piece.id) : widgets::Tone::accent;
    const bool quiet = tone == widgets::Tone::done || tone == widgets::Tone::dim;
    pieces_.push_back({.text = piece.text,
                       .color = !link   ? base
                                : quiet ? theme.dim
                                        : theme.of(tone),
                       .link = link ? static_cast<int>(i) : -1,
                       .strong = link && piece.id == view.selection.id && piece.id});
  }
}

float Linked::draw(const widgets::Pen& pen, const char* id, widgets::Vec at, float width, app::Commands& commands,
                   bool big) const {
  const widgets::RichResult result = widgets::rich_text(pen, id, at, width, pieces_, big);
  if (result.clicked >= 0) {
    const model::Piece& piece = text_[static_cast<std::size_t>(result.clicked)];
    if (piece.id)
      select(commands, piece.id);
    else
      commands(app::command::GoTo{piece.seq});
  }
  if (result.hovered >= 0) tip(pen, view_, text_[static_cast<std::size_t>(result.hovered)].id);
  return result.height;
}

float Linked::height(const widgets::Pen& pen, float width, bool big) const {
  return widgets::rich_text_height(pen, width, pieces_, big);
}

void select(app::Commands& commands, event::Id id) {
  commands(app::command::Select{id});
}

std::string tip_of(const app::View& view, event::Id id) {
  const model::State& state = view.moment.state;
  return model::label(state, view.trace, id) + "  ·  " + model::sort_words(state, id) + ", " +
         model::status_words(state, view.trace, id);
}

void tip(const widgets::Pen& pen, const app::View& view, event::Id id) {
  if (id) widgets::tooltip(pen, tip_of(view, id));
}

event::Seq spoken_of(const app::View& view) {
  const event::Seq seq = view.selection.event != event::no_seq ? view.selection.event : view.moment.cursor;
  return seq < view.trace.size() ? seq : event::no_seq;
}

}  // namespace orrery::views
