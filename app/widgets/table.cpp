#include "app/widgets/table.hpp"

#include <cmath>
#include <vector>

namespace orrery::widgets {
namespace {

// Left edges of the columns and the right edge of the last one.
std::vector<float> edges(const Pen& pen, const Rect& box, std::span<const Column> columns) {
  float fixed = 0;
  int sharing = 0;
  for (const Column& c : columns) {
    fixed += c.width > 0 ? pen.px(c.width) : 0;
    sharing += c.width > 0 ? 0 : 1;
  }
  const float share = sharing > 0 ? std::max(pen.px(40), (box.width() - fixed) / static_cast<float>(sharing)) : 0;
  std::vector<float> out{box.min.x};
  for (const Column& c : columns) out.push_back(out.back() + (c.width > 0 ? pen.px(c.width) : share));
  return out;
}

Rect cell_box(const Pen& pen, const std::vector<float>& at, std::size_t column, float top, float bottom) {
  return {{at[column] + pen.px(8), top}, {at[column + 1] - pen.px(8), bottom}};
}

void draw_header(const Pen& pen, const Rect& box, const Table& look, const std::vector<float>& at) {
  for (std::size_t c = 0; c < look.columns.size(); ++c) {
    const Align align = look.columns[c].right ? Align::right : Align::left;
    text_in(pen, cell_box(pen, at, c, box.min.y, box.max.y), Type::tiny, pen.theme().dim, look.columns[c].name, align);
  }
  pen.list->AddRectFilled({box.min.x, box.max.y - pen.px(1)}, box.max, pen.theme().line);
}

void draw_cells(const Pen& pen, const Rect& row, const Table& look, const std::vector<float>& at, int index) {
  for (std::size_t c = 0; c < look.columns.size(); ++c) {
    const Column& column = look.columns[c];
    const Cell cell = look.cell(index, static_cast<int>(c));
    Rect place = cell_box(pen, at, c, row.min.y, row.max.y);
    const ImU32 color = cell.color ? cell.color : pen.theme().text;
    if (cell.icon && *cell.icon && pen.look.icons) {
      icon(pen, {place.min.x + pen.px(7), place.centre().y}, cell.icon, color, Type::tiny);
      place.min.x += pen.px(20);
    }
    text_in(pen, place, column.mono ? Type::mono_small : Type::small, color, cell.words,
            column.right ? Align::right : Align::left);
  }
}

void draw_row(const Pen& pen, const Rect& row, const Table& look, const std::vector<float>& at, int index,
              TableResult& result) {
  ImGui::PushID(index);
  const Touch t = touch("row", row);
  ImGui::PopID();
  if (t.clicked) result.clicked = index;
  if (t.double_clicked) result.double_clicked = index;
  if (t.hovered) result.hovered = index;
  const Theme& theme = pen.theme();
  if (index == look.selected) {
    pen.list->AddRectFilled(row.min, row.max, mix(theme.ground, theme.accent, 0.22F), pen.px(4));
    pen.list->AddRectFilled(row.min, {row.min.x + pen.px(3), row.max.y}, theme.accent, pen.px(2));
  } else if (t.hovered) {
    pen.list->AddRectFilled(row.min, row.max, theme.raised, pen.px(4));
  }
  draw_cells(pen, row, look, at, index);
}

void follow(float height, const Table& look) {
  if (look.scroll_to < 0) return;
  const float top = height * static_cast<float>(look.scroll_to);
  const float view = ImGui::GetWindowHeight();
  const float now = ImGui::GetScrollY();
  if (top < now || top + height > now + view) ImGui::SetScrollY(std::max(0.0F, top - view * 0.4F));
}

void draw_rows(const Pen& pen, const Rect& box, const Table& look, TableResult& result) {
  const float height = table_row_height(pen);
  follow(height, look);
  const Vec origin = ImGui::GetCursorScreenPos();
  const std::vector<float> at =
      edges(pen, {origin, {origin.x + ImGui::GetContentRegionAvail().x, box.max.y}}, look.columns);
  const float scroll = ImGui::GetScrollY();
  const int first = std::clamp(static_cast<int>(scroll / height), 0, std::max(0, look.rows));
  const int last = std::min(look.rows, first + static_cast<int>(box.height() / height) + 2);
  ImGui::Dummy({1, height * static_cast<float>(look.rows)});
  for (int i = first; i < last; ++i)
    draw_row(pen,
             {{at.front(), origin.y + height * static_cast<float>(i)},
              {at.back(), origin.y + height * static_cast<float>(i + 1)}},
             look, at, i, result);
}

}  // namespace

float table_row_height(const Pen& pen) {
  return pen.px(26);
}

TableResult table(const Pen& pen, const char* id, const Rect& box, const Table& look) {
  TableResult result;
  if (box.empty()) return result;
  Rect body = box;
  Rect header = body.cut_top(pen.px(28));
  Rect columns = header;
  columns.max.x -= ImGui::GetStyle().ScrollbarSize;
  draw_header(pen, header, look, edges(pen, columns, look.columns));
  if (body.height() < 1) return result;
  ImGui::SetCursorScreenPos(body.min);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  if (ImGui::BeginChild(id, {body.width(), body.height()}, false, ImGuiWindowFlags_AlwaysVerticalScrollbar))
    draw_rows(Pen(pen.look), body, look, result);
  ImGui::EndChild();
  ImGui::PopStyleVar();
  return result;
}

}  // namespace orrery::widgets
