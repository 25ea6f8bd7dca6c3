#include "app/widgets/rows.hpp"

#include <cmath>

#include "app/widgets/buttons.hpp"

namespace orrery::widgets {

Touch key_value(const Pen& pen, const char* id, const KeyValue& look, float key_width) {
  const Theme& theme = pen.theme();
  const Type type = look.mono ? Type::mono_small : Type::small;
  const float keys = std::min(pen.px(key_width), ImGui::GetContentRegionAvail().x * 0.5F);
  const float room = ImGui::GetContentRegionAvail().x - keys;
  const float height = std::max(line_height(pen, Type::small), text_wrapped(pen, {}, room, type, 0, look.value, false));
  const Rect row = take_row(height, pen.px(5));
  Touch t;
  if (id) t = touch(id, row);
  const Rect key{row.min, {row.min.x + keys - pen.px(8), row.min.y + line_height(pen, Type::small)}};
  text_in(pen, key, Type::small, theme.dim, look.key);
  ImU32 color = look.value_color ? look.value_color : look.is_link ? theme.accent : theme.text;
  if (look.is_link && t.hovered) color = mix(color, theme.text, 0.35F);
  if (look.is_link && t.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  text_wrapped(pen, {row.min.x + keys, row.min.y}, room, type, color, look.value);
  return t;
}

Touch chain_row(const Pen& pen, const char* id, const ChainRow& look) {
  const Theme& theme = pen.theme();
  const Rect row = take_row(pen.px(28));
  const Touch t = touch(id, row);
  const Vec dot{row.min.x + pen.px(8), row.centre().y};
  if (t.hovered) pen.list->AddRectFilled(row.min, row.max, with_alpha(theme.raised, 0.8F), pen.px(5));
  const float half = pen.px(1) / 2;
  if (!look.first) pen.list->AddRectFilled({dot.x - half, row.min.y}, {dot.x + half, dot.y - pen.px(7)}, theme.line);
  if (!look.last) pen.list->AddRectFilled({dot.x - half, dot.y + pen.px(7)}, {dot.x + half, row.max.y}, theme.line);
  const ImU32 color = look.tone == Tone::plain ? theme.text : pen.of(look.tone);
  pen.list->AddCircleFilled(dot, pen.px(look.current ? 5.5F : 3.5F), look.current ? theme.text : color);
  Rect line{{row.min.x + pen.px(24), row.min.y}, {row.max.x - pen.px(6), row.max.y}};
  const float aside = text_size(pen, Type::mono_small, look.aside).x;
  text_in(pen, line.cut_right(std::min(aside + 1, line.width() * 0.5F)), Type::mono_small, theme.faint, look.aside,
          Align::right);
  line.max.x -= pen.px(8);
  const bool cut = text_in(pen, line, look.current ? Type::small_strong : Type::small,
                           look.current ? theme.text : color, look.words);
  if (cut && t.hovered) tooltip(pen, look.words);
  return t;
}

void separator(const Pen& pen) {
  const Rect row = take_row(pen.px(25));
  const float y = std::round(row.centre().y);
  pen.list->AddRectFilled({row.min.x, y}, {row.max.x, y + pen.px(1)}, pen.theme().line);
}

void heading_row(const Pen& pen, std::string_view name, std::string_view aside) {
  const Rect row = take_row(heading_height(pen), pen.px(7));
  heading(pen, row.min, name, aside);
}

}  // namespace orrery::widgets
