#include "app/views/help.hpp"

#include <algorithm>
#include <vector>

#include "app/widgets/buttons.hpp"
#include "app/widgets/icons.hpp"
#include "app/widgets/text.hpp"

namespace orrery::views {

using namespace widgets;

namespace {

constexpr float first_column = 0.4F;  // of the height of all rows, at least

struct Sizes {
  float row, group, width, padding;
  explicit Sizes(const Pen& pen) : row(pen.px(30)), group(pen.px(40)), width(pen.px(380)), padding(pen.px(32)) {}
};

// A key as a cap; returns its width.
float key_cap(const Pen& pen, Vec at, std::string_view name, float height) {
  const float width = std::max(text_size(pen, Type::mono_small, name).x + pen.px(14), pen.px(28));
  const Rect cap = Rect::at(at, width, height);
  pen.list->AddRectFilled(cap.min, cap.max, pen.theme().raised, pen.px(5));
  pen.list->AddRect(cap.min, cap.max, pen.theme().line, pen.px(5));
  text_in(pen, cap, Type::mono_small, pen.theme().text, name, Align::centre);
  return width;
}

void draw_row(const Pen& pen, Rect row, const HelpRow& help) {
  Rect keys = row.cut_left(pen.px(140));
  const float height = pen.px(22);
  std::string_view rest = help.keys;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    keys.cut_left(key_cap(pen, Vec(keys.min.x, row.centre().y - height / 2), rest.substr(0, end), height) + pen.px(6));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  text_in(pen, row, Type::small, pen.theme().text, help.words);
}

// The rows one after the other; below `half` the next group begins the second column. Returns the height.
float draw_rows(const Pen& pen, Vec at, std::span<const HelpRow> rows, float half, bool draw) {
  const Sizes sizes(pen);
  Vec now = at;
  float lowest = at.y;
  std::string_view group;
  for (const HelpRow& row : rows) {
    if (row.group != group) {
      if (now.x == at.x && now.y - at.y >= half) now = Vec(now.x + sizes.width + sizes.padding, at.y);
      group = row.group;
      if (draw) heading(pen, now + Vec(0, sizes.group - heading_height(pen) - pen.px(6)), group);
      now.y += sizes.group;
    }
    if (draw) draw_row(pen, Rect::at(now, sizes.width, sizes.row), row);
    now.y += sizes.row;
    lowest = std::max(lowest, now.y);
  }
  return lowest - at.y;
}

}  // namespace

void help(const Look& look, std::span<const HelpRow> rows, const Rect& screen, app::Commands& commands) {
  ImGui::SetNextWindowPos(screen.min);
  ImGui::SetNextWindowSize({screen.width(), screen.height()});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
  ImGui::Begin("help", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleVar();
  ImGui::SetWindowFocus();
  const Pen pen(look);
  const Sizes sizes(pen);
  pen.list->AddRectFilled(screen.min, screen.max, with_alpha(pen.theme().ground, 0.7F));
  const float all = draw_rows(pen, {}, rows, 1e9F, false);
  const float half = all * first_column;
  const float height = draw_rows(pen, {}, rows, half, false);
  const Rect card =
      Rect::around(screen.centre(), 2 * sizes.width + 3 * sizes.padding, height + sizes.padding * 2 + pen.px(36));
  pen.list->AddRectFilled(card.min, card.max, pen.theme().pane, pen.px(12));
  pen.list->AddRect(card.min, card.max, pen.theme().line, pen.px(12));
  Rect left = card.inset(sizes.padding, sizes.padding * 0.75F);
  const Rect head = left.cut_top(pen.px(36));
  text(pen, head.min, Type::title, pen.theme().text, "Keys");
  const float size = button_height(pen);
  const Rect cross = Rect::at(Vec(head.max.x - size + pen.px(8), head.min.y - pen.px(4)), size, size);
  if (button(pen, "help/close", cross, {.icon = icons::cross, .tip = "close  Esc", .plain = true}))
    commands(app::command::ToggleHelp{});
  draw_rows(pen, left.min, rows, half, true);
  touch("help/card", card);
  if (touch("help/outside", screen).clicked) commands(app::command::ToggleHelp{});
  ImGui::End();
}

}  // namespace orrery::views
