#include "app/views/narration.hpp"

#include <fmt/format.h>

#include "app/views/linked.hpp"
#include "app/views/scroll_area.hpp"
#include "app/views/tones.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/card.hpp"
#include "app/widgets/sign.hpp"
#include "app/widgets/text.hpp"
#include "engine/event/vocabulary.hpp"
#include "engine/model/narrate.hpp"
#include "engine/model/queries.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {

using namespace widgets;

namespace {

// The number of the hop in a filled badge, or the sign of the event's tone.
void hop_badge(const Pen& pen, const Rect& cell, const app::View& view) {
  const event::Seq cursor = view.moment.cursor;
  const int hop = model::hop(view.trace, cursor);
  if (hop == 0) {
    const Tone tone = tone_of(view.trace.at(cursor));
    sign(pen, cell.centre(), pen.px(6), tone);
    return;
  }
  badge(pen, cell.centre(), pen.px(12), fmt::format("{}", hop), Tone::io, true);
  const Rect around = Rect::around(cell.centre(), pen.px(28), pen.px(28));
  if (touch("narration/hop", around).hovered) tooltip(pen, fmt::format("hop {} of 7: {}", hop, model::hop_words(hop)));
}

void event_words(const Pen& pen, Rect& left, const app::View& view, app::Commands& commands) {
  const event::Seq cursor = view.moment.cursor;
  const std::string words =
      fmt::format("event {} · {}", view.number(cursor), event::to_string(view.trace.at(cursor).kind));
  const Rect cell = left.cut_right(text_size(pen, Type::mono_small, words).x);
  const Touch hand = touch("narration/event", cell);
  text_in(pen, cell, Type::mono_small, hand.hovered ? pen.theme().dim : pen.theme().faint, words);
  if (hand.hovered) tooltip(pen, event::describe(view.trace.at(cursor).kind).says);
  if (hand.clicked) commands(app::command::SelectEvent{cursor});
  left.cut_right(pen.px(24));
}

}  // namespace

void narration(const Look& look, const app::View& view, const Rect& box, app::Commands& commands) {
  const Pen pen(look);
  const Clip clip(pen, box);
  Rect left = box.inset(pen.px(18), 0);
  if (view.moment.cursor >= view.trace.size()) {
    text_in(pen, left, Type::body, pen.theme().dim, "Nothing has happened yet. Press Space to play.");
    return;
  }
  event_words(pen, left, view, commands);
  hop_badge(pen, left.cut_left(pen.px(24)), view);
  left.cut_left(pen.px(12));
  const app::Moment& moment = view.moment;
  const model::State& before = moment.previous ? *moment.previous : moment.before;
  const model::Text text = model::narrate(before, moment.state, view.trace, moment.cursor);
  const Linked sentence(view, pen.theme(), text);
  const bool big = sentence.height(pen, left.width(), true) <= box.height();
  const float height = sentence.height(pen, left.width(), big);
  sentence.draw(pen, "narration", Vec(left.min.x, left.centre().y - height / 2), left.width(), commands, big);
}

}  // namespace orrery::views
