#include "app/views/bottom.hpp"

#include <fmt/format.h>

#include <array>

#include "app/views/scroll_area.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/text.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {

using namespace widgets;

namespace {

constexpr std::array<std::string_view, 2> tab_words{"Timeline", "Events"};

// Right of the tabs: what the shown one can do.
void aside(const Look& look, const app::View& view, Rect place, BottomCrumbs& crumbs) {
  const Pen pen(look);
  if (view.tab == app::BottomTab::events) {
    const Rect field = place.cut_right(std::min(place.width(), pen.px(300)));
    events_filter(look, Rect::around(field.centre(), field.width(), pen.px(28)), crumbs.events);
    place.cut_right(pen.px(14));
    if (!crumbs.events.rows.all())
      text_in(pen, place, Type::small, pen.theme().dim,
              fmt::format("{} of {} events", crumbs.events.rows.size(), view.trace.size()), Align::right);
    return;
  }
  const std::string_view words = crumbs.timeline.fit ? "wheel zooms, drag moves, click goes there" : "show everything";
  const float width = text_size(pen, Type::small, words).x;
  const Vec at(place.max.x - width, place.centre().y - line_height(pen, Type::small) / 2);
  if (crumbs.timeline.fit)
    text(pen, at, Type::small, pen.theme().faint, words);
  else if (link(pen, "timeline/fit", at, Type::small, words))
    crumbs.timeline.fit = true;
}

}  // namespace

void bottom(const Look& look, const app::View& view, const Rect& box, app::Commands& commands, BottomCrumbs& crumbs) {
  const Pen pen(look);
  const Clip clip(pen, box);
  Rect left = box.inset(pen.px(18), pen.px(4));
  Rect head = left.cut_top(std::max(tabs_height(pen), pen.px(32)));
  float edge = head.min.x;
  const int chosen = static_cast<int>(view.tab);
  const int now = tabs(pen, "bottom/tabs", head, tab_words, chosen, {}, &edge);
  if (now != chosen) commands(app::command::SelectTab{static_cast<app::BottomTab>(now)});
  head.min.x = edge + pen.px(24);
  crumbs.events.typing = false;
  crumbs.events.searching = false;
  aside(look, view, head, crumbs);
  left.cut_top(pen.px(4));
  if (view.tab == app::BottomTab::events)
    events(look, view, left, commands, crumbs.events);
  else
    timeline(look, view, left, commands, crumbs.timeline);
}

}  // namespace orrery::views
