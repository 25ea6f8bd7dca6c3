#include "app/views/browser.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/views/mark.hpp"
#include "app/views/scroll_area.hpp"
#include "app/widgets/buttons.hpp"
#include "app/widgets/card.hpp"
#include "app/widgets/icons.hpp"
#include "app/widgets/text.hpp"

namespace orrery::views {

using namespace widgets;
namespace command = app::command;

namespace {

constexpr float header_height = 132;

// The grid: as many columns as fit, at most four, with the width shared.
struct Grid {
  int columns = 1;
  float width = 0, height = 0, gap = 0, left = 0, whole = 0;

  Grid(const Pen& pen, float room) {
    gap = pen.px(18);
    whole = std::min(room, pen.px(1480));
    columns = std::clamp(static_cast<int>((whole + gap) / (pen.px(300) + gap)), 1, 4);
    width = (whole - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    height = pen.px(238);
    left = (room - whole) / 2;
  }
  Rect cell(Vec origin, int index) const {
    const auto x = static_cast<float>(index % columns), y = static_cast<float>(index / columns);
    return Rect::at(origin + Vec(left + x * (width + gap), y * (height + gap)), width, height);
  }
  float rows_height(std::size_t cards) const {
    const auto rows = (cards + static_cast<std::size_t>(columns) - 1) / static_cast<std::size_t>(columns);
    return static_cast<float>(rows) * (height + gap);
  }
};

// With room for the scroll bar if there will be one.
Grid grid_for(const Pen& pen, const Rect& box, std::size_t cards) {
  const Grid grid(pen, box.width());
  const bool fits = pen.px(header_height) + grid.rows_height(cards) <= box.height();
  return fits ? grid : Grid(pen, box.width() - pen.px(18));
}

// Tags in a row, as many as fit.
void tag_row(const Pen& pen, Rect left, const std::vector<std::string>& tags) {
  for (const std::string& tag : tags) {
    const float width = pill(pen, left.min, tag, Tone::dim, false);
    if (width > left.width()) return;
    pill(pen, left.min, tag, Tone::dim);
    left.cut_left(width + pen.px(6));
  }
}

void card_words(const Pen& pen, Rect left, const app::LessonCard& card) {
  const Theme& theme = pen.theme();
  const bool broken = !card.problem.empty();
  const Rect tags = left.cut_bottom(pill_height(pen));
  text_in(pen, left.cut_top(line_height(pen, Type::strong)), Type::strong, theme.text, card.title);
  left.cut_top(pen.px(4));
  if (!broken) tag_row(pen, tags, card.tags);
  const Clip clip(pen, broken ? Rect{left.min, tags.max} : left);
  text_wrapped(pen, left.min, left.width(), Type::small, broken ? theme.failed : theme.dim,
               broken ? card.problem : card.question);
}

void draw_card(const Pen& pen, const Rect& cell, const app::LessonCard& card, bool chosen, const Touch& hand) {
  const Theme& theme = pen.theme();
  const float rounding = pen.px(10);
  const bool broken = !card.problem.empty();
  pen.list->AddRectFilled(cell.min, cell.max, hand.hovered ? theme.raised : theme.pane, rounding);
  Rect left = cell;
  const Rect picture = left.cut_top(pen.px(122));
  pen.list->AddRectFilled(picture.min, picture.max, mix(theme.ground, theme.pane, 0.35F), rounding,
                          ImDrawFlags_RoundCornersTop);
  if (broken)
    empty_state(pen, picture, "this file can't be opened as it is", icons::warning);
  else {
    const Clip clip(pen, picture);
    browser_picture(pen, picture.inset(pen.px(20), pen.px(14)), card);
  }
  card_words(pen, left.inset(pen.px(16), pen.px(12)), card);
  const ImU32 outline = broken ? theme.failed : chosen ? theme.accent : hand.hovered ? theme.faint : theme.line;
  pen.list->AddRect(cell.min, cell.max, outline, rounding, 0, chosen ? pen.px(2) : pen.px(1));
}

void one_card(const Pen& pen, const Rect& cell, const BrowserView& view, int number, app::Commands& commands,
              BrowserCrumbs& crumbs) {
  const app::LessonCard& card = view.cards[static_cast<std::size_t>(number)];
  const Touch hand = touch(fmt::format("browser/{}", number).c_str(), cell);
  draw_card(pen, cell, card, number == crumbs.chosen, hand);
  if (hand.hovered && !card.about.empty()) tooltip(pen, card.about);
  if (!hand.clicked) return;
  crumbs.chosen = number;
  commands(command::Open{card.path});
}

void header(const Pen& pen, Rect head, const BrowserView& view, app::Commands& commands) {
  const Theme& theme = pen.theme();
  const float size = button_height(pen);
  Rect buttons = head;
  const auto place = [&] {
    return Rect::around(buttons.cut_right(size + pen.px(6)).cut_top(size).centre(), size, size);
  };
  if (view.behind &&
      button(pen, "browser/close", place(), {.icon = icons::cross, .tip = "back to the program  Esc", .plain = true}))
    commands(command::CloseBrowser{});
  if (button(pen, "browser/help", place(), {.icon = icons::question, .tip = "the keys  F1", .plain = true}))
    commands(command::ToggleHelp{});
  if (button(pen, "browser/theme", place(),
             {.icon = view.dark ? icons::sun : icons::moon,
              .tip = view.dark ? "light colours  T" : "dark colours  T",
              .plain = true}))
    commands(command::ToggleTheme{});
  draw_mark(pen, head.min + Vec(pen.px(18), pen.px(20)), pen.px(16));
  text(pen, head.min + Vec(pen.px(52), 0), Type::display, theme.text, "Orrery");
  text(pen, head.min + Vec(pen.px(52), pen.px(38)), Type::body, theme.dim,
       "An event loop that you can stop, turn by hand and wind back. Choose a lesson.");
}

void footer(const Pen& pen, const Rect& foot) {
  text_in(pen, foot, Type::small, pen.theme().dim, "Drop a .json or .py file here to open it", Align::centre);
}

}  // namespace

void move(BrowserCrumbs& crumbs, BrowserMove move, std::size_t cards) {
  const int last = static_cast<int>(cards) - 1;
  const int step[] = {-1, +1, -crumbs.columns, +crumbs.columns};
  int to = crumbs.chosen;
  if (move == BrowserMove::first)
    to = 0;
  else if (move == BrowserMove::last)
    to = last;
  else
    to += step[static_cast<int>(move)];
  if (to >= 0 && to <= last) crumbs.chosen = to;
  crumbs.reveal = true;
}

void browser(const Look& look, const BrowserView& view, const Rect& box, app::Commands& commands,
             BrowserCrumbs& crumbs) {
  Rect left = box.inset(Pen(look).px(48), 0);
  const float foot_height = Pen(look).px(48);
  const Rect foot = left.cut_bottom(foot_height);
  footer(Pen(look), foot);
  const ScrollArea area("browser", left);
  const Pen pen(look);
  const Vec origin = area.origin();
  const Grid grid = grid_for(pen, left, view.cards.size());
  const float head_height = pen.px(header_height);
  header(pen, Rect::at(origin + Vec(grid.left, pen.px(36)), grid.whole, head_height), view, commands);
  const int cards = static_cast<int>(view.cards.size());
  for (int i = 0; i < cards; ++i) {
    const Rect cell = grid.cell(origin + Vec(0, head_height), i);
    if (cell.overlaps(left)) one_card(pen, cell, view, i, commands, crumbs);
    if (i == crumbs.chosen && std::exchange(crumbs.reveal, false))
      ImGui::SetScrollFromPosY(cell.centre().y - left.min.y);
  }
  crumbs.columns = grid.columns;
  if (cards == 0)
    empty_state(pen, Rect::at(origin + Vec(0, head_height), left.width(), pen.px(200)),
                "There are no lessons in the folder of scenarios.", icons::folder);
  area.content_height(head_height + grid.rows_height(view.cards.size()));
}

}  // namespace orrery::views
