#include "app/views/top_bar.hpp"

#include <fmt/format.h>

#include <string>

#include "app/views/mark.hpp"
#include "app/views/scroll_area.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/icons.hpp"
#include "app/widgets/text.hpp"
#include "engine/model/state.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {

using namespace widgets;

namespace {

// Words right-aligned in what is left of the bar, which they take off.
void put_right(const Pen& pen, Rect& left, Type type, ImU32 color, std::string_view words, const char* glyph = "") {
  if (words.empty()) return;
  const float glyph_width = *glyph ? pen.px(20) : 0;
  const float width = text_size(pen, type, words).x;
  if (left.width() < width + pen.px(300)) return;
  const Rect place = left.cut_right(width);
  text_in(pen, place, type, color, words);
  if (*glyph) icon(pen, Vec(place.min.x - pen.px(11), place.centre().y), glyph, color);
  left.cut_right(glyph_width + pen.px(26));
}

// "1.000 000 s": six decimals in groups of three, so that the digits keep their places.
std::string grouped(double time) {
  std::string digits = fmt::format("{:.6f}", time);
  return digits.insert(digits.size() - 3, " ") + " s";
}

void buttons(const Pen& pen, Rect& left, const app::View& view, app::Commands& commands) {
  const float size = button_height(pen);
  const auto place = [&] {
    const Rect cell = left.cut_right(size);
    left.cut_right(pen.px(4));
    return Rect::around(cell.centre(), size, size);
  };
  if (button(pen, "top/help", place(), {.icon = icons::question, .tip = "the keys  F1", .plain = true}))
    commands(app::command::ToggleHelp{});
  const Button theme{.icon = view.dark ? icons::sun : icons::moon,
                     .tip = view.dark ? "light colours  T" : "dark colours  T",
                     .plain = true};
  if (button(pen, "top/theme", place(), theme)) commands(app::command::ToggleTheme{});
  if (button(pen, "top/lessons", place(), {.icon = icons::graduation, .tip = "all lessons  L", .plain = true}))
    commands(app::command::ShowBrowser{});
  left.cut_right(pen.px(18));
}

void moment(const Pen& pen, Rect& left, const app::View& view) {
  const model::State& state = view.moment.state;
  const Theme& theme = pen.theme();
  if (!view.trace.empty())
    put_right(pen, left, Type::small, theme.dim,
              fmt::format("event {} of {}", view.number(view.moment.cursor), view.number(view.transport.last)));
  if (view.transport.live) put_right(pen, left, Type::small, theme.running, "running", icons::circle);
  if (view.recorded) put_right(pen, left, Type::small, theme.dim, "recording", icons::book);
  if (const std::uint64_t lost = view.trace.lost())
    put_right(pen, left, Type::small, theme.failed, fmt::format("{} events lost", lost), icons::warning);
  const bool real = view.clock == "real";
  put_right(pen, left, Type::small, theme.timer, fmt::format("{} clock", view.clock),
            real ? icons::clock : icons::hourglass);
  put_right(pen, left, Type::mono_small, theme.text, fmt::format("t = {}", grouped(state.time)));
  if (state.loop.turn != 0) put_right(pen, left, Type::small, theme.dim, fmt::format("turn {}", state.loop.turn));
}

// Words from the left; returns false when there is no room for more.
bool put_left(const Pen& pen, Rect& left, Type type, ImU32 color, std::string_view words) {
  if (words.empty() || left.width() < pen.px(60)) return false;
  const float width = text_size(pen, type, words).x;
  text_in(pen, left, type, color, words);
  left.cut_left(width + pen.px(18));
  return true;
}

std::string_view file_name(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1);
}

}  // namespace

void top_bar(const Look& look, const app::View& view, const Rect& box, app::Commands& commands) {
  const Pen pen(look);
  const Clip clip(pen, box);
  Rect left = box.inset(pen.px(16), 0);
  const float brand_begin = left.min.x;
  draw_mark(pen, Vec(left.min.x + pen.px(10), left.centre().y), pen.px(9));
  left.cut_left(pen.px(32));
  put_left(pen, left, Type::strong, pen.theme().text, "Orrery");
  const Rect brand{Vec(brand_begin, box.min.y), Vec(left.min.x - pen.px(10), box.max.y)};
  if (const Touch hand = touch("top/browser", brand); hand.clicked)
    commands(app::command::ShowBrowser{});
  else if (hand.hovered)
    tooltip(pen, "all lessons");

  buttons(pen, left, view, commands);
  moment(pen, left, view);
  put_left(pen, left, Type::body, pen.theme().text, view.title.empty() ? file_name(view.source.file) : view.title);
  if (!view.title.empty() && put_left(pen, left, Type::small, pen.theme().faint, file_name(view.source.file)))
    left.cut_left(pen.px(6));
  text_in(pen, left, Type::small, pen.theme().dim, view.question);
}

}  // namespace orrery::views
