#include "app/widgets/buttons.hpp"

#include <cmath>
#include <string>

#include "app/widgets/text.hpp"

namespace orrery::widgets {
namespace {

bool has_icon(const Pen& pen, const Button& look) {
  return look.icon && *look.icon && pen.look.icons;
}

ImU32 fill_of(const Theme& theme, const Button& look, const Touch& t) {
  const bool warm = look.enabled && t.hovered;
  if (look.primary && look.enabled) return mix(theme.accent, theme.text, t.held ? 0.25F : warm ? 0.12F : 0.0F);
  if (look.plain && !warm) return 0;
  return mix(theme.raised, theme.accent, t.held ? 0.28F : warm ? 0.14F : 0.0F);
}

ImU32 ink_of(const Theme& theme, const Button& look, bool hovered) {
  if (!look.enabled) return with_alpha(theme.faint, 0.7F);
  if (look.primary) return theme.on_accent;
  if (look.toggled) return theme.accent;
  return look.plain && !hovered ? theme.dim : theme.text;
}

void draw_button(const Pen& pen, const Rect& box, const Button& look, const Touch& t) {
  const ImU32 fill = fill_of(pen.theme(), look, t);
  const float rounding = pen.px(6);
  if (fill) pen.list->AddRectFilled(box.min, box.max, fill, rounding);
  if (look.toggled) pen.list->AddRect(box.min, box.max, pen.theme().accent, rounding, 0, pen.px(1.2F));
  const ImU32 ink = ink_of(pen.theme(), look, t.hovered);
  const float words = text_size(pen, Type::small, look.words).x;
  if (!has_icon(pen, look)) {
    text_in(pen, box.inset(pen.px(6), 0), Type::small, ink, look.words, Align::centre);
    return;
  }
  if (look.words.empty()) return icon(pen, box.centre(), look.icon, ink);
  const float all = pen.px(22) + words;
  const float left = std::max(box.min.x + pen.px(6), box.centre().x - all / 2);
  icon(pen, {left + pen.px(7), box.centre().y}, look.icon, ink);
  text_in(pen, {{left + pen.px(22), box.min.y}, box.max}, Type::small, ink, look.words);
}

float segment_width(const Pen& pen, std::string_view words) {
  return std::ceil(text_size(pen, Type::small, words).x) + pen.px(26);
}

void draw_segment(const Pen& pen, const Rect& box, std::string_view words, bool chosen, bool hovered) {
  const Theme& theme = pen.theme();
  const float rounding = box.height() / 2;
  if (chosen || hovered)
    pen.list->AddRectFilled(box.min, box.max, chosen ? mix(theme.raised, theme.accent, 0.22F) : theme.raised, rounding);
  const float line = pen.px(chosen ? 1.4F : 1);
  pen.list->AddRect(box.min, box.max, chosen ? theme.accent : theme.line, rounding, 0, line);
  text_in(pen, box, Type::small, chosen || hovered ? theme.text : theme.dim, words, Align::centre);
}

std::string counted(std::string_view words, int count) {
  std::string all(words);
  if (count >= 0) all.append(" ").append(std::to_string(count));
  return all;
}

}  // namespace

float button_height(const Pen& pen) {
  return pen.px(30);
}

float button_width(const Pen& pen, const Button& look) {
  const float icon_part = has_icon(pen, look) ? pen.px(14) : 0;
  if (look.words.empty()) return icon_part + pen.px(22);
  const float between = icon_part > 0 ? pen.px(8) : 0;
  return std::ceil(text_size(pen, Type::small, look.words).x) + icon_part + between + pen.px(24);
}

bool button(const Pen& pen, const char* id, const Rect& box, const Button& look) {
  const Touch t = touch(id, box);
  draw_button(pen, box, look, t);
  if (t.hovered && !look.tip.empty()) tooltip(pen, look.tip);
  return t.clicked && look.enabled;
}

float segmented_width(const Pen& pen, std::span<const std::string_view> words) {
  float width = 0;
  for (std::string_view w : words) width += segment_width(pen, w) + pen.px(6);
  return words.empty() ? 0 : width - pen.px(6);
}

int segmented(const Pen& pen, const char* id, const Rect& box, std::span<const std::string_view> words, int chosen) {
  const float natural = std::max(1.0F, segmented_width(pen, words));
  const float shrink = std::min(1.0F, box.width() / natural);
  ImGui::PushID(id);
  float x = box.min.x;
  int result = chosen;
  for (int i = 0; i < static_cast<int>(words.size()); ++i) {
    const std::string_view w = words[static_cast<std::size_t>(i)];
    const Rect place{{x, box.min.y}, {x + segment_width(pen, w) * shrink, box.max.y}};
    ImGui::PushID(i);
    const Touch t = touch("segment", place);
    ImGui::PopID();
    if (t.clicked) result = i;
    draw_segment(pen, place, w, i == chosen, t.hovered);
    x = place.max.x + pen.px(6) * shrink;
  }
  ImGui::PopID();
  return result;
}

float tabs_height(const Pen& pen) {
  return pen.px(34);
}

int tabs(const Pen& pen, const char* id, const Rect& box, std::span<const std::string_view> words, int chosen,
         std::span<const int> counts, float* right_edge) {
  const Theme& theme = pen.theme();
  ImGui::PushID(id);
  float x = box.min.x - pen.px(14);  // the first word stands at the edge, its room for the mouse beyond
  int result = chosen;
  for (int i = 0; i < static_cast<int>(words.size()); ++i) {
    const auto n = static_cast<std::size_t>(i);
    const std::string name = counted(words[n], n < counts.size() ? counts[n] : -1);
    const bool current = i == chosen;
    const Type type = current ? Type::small_strong : Type::small;
    const float width = std::ceil(text_size(pen, Type::small_strong, name).x);
    const Rect place{{x, box.min.y}, {std::min(box.max.x, x + width + pen.px(28)), box.max.y}};
    ImGui::PushID(i);
    const Touch t = touch("tab", place);
    ImGui::PopID();
    if (t.clicked) result = i;
    text_in(pen, place, type, current || t.hovered ? theme.text : theme.dim, name, Align::centre);
    if (current) {
      const Rect under{{place.min.x + pen.px(14), box.max.y - pen.px(4)},
                       {place.max.x - pen.px(14), box.max.y - pen.px(2)}};
      pen.list->AddRectFilled(under.min, under.max, theme.accent, pen.px(1));
    }
    x = place.max.x;
  }
  ImGui::PopID();
  if (right_edge) *right_edge = x;
  return result;
}

bool link(const Pen& pen, const char* id, Vec at, Type type, std::string_view words) {
  const Vec size = text_size(pen, type, words);
  const Touch t = touch(id, Rect::at(at, size.x, size.y));
  const ImU32 color = t.hovered ? mix(pen.theme().accent, pen.theme().text, 0.3F) : pen.theme().accent;
  text(pen, at, type, color, words);
  const float base = std::round(at.y + size.y * 0.98F);
  if (t.hovered) pen.list->AddLine({at.x, base}, {at.x + size.x, base}, color, pen.px(1));
  if (t.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  return t.clicked;
}

void tooltip(const Pen& pen, std::string_view words) {
  if (words.empty()) return;
  const Face face = pen.face(Type::tiny);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {pen.px(10), pen.px(7)});
  ImGui::BeginTooltip();
  ImGui::PushFont(face.font);
  ImGui::PushTextWrapPos(pen.px(340));
  ImGui::TextUnformatted(words.data(), words.data() + words.size());
  ImGui::PopTextWrapPos();
  ImGui::PopFont();
  ImGui::EndTooltip();
  ImGui::PopStyleVar();
}

}  // namespace orrery::widgets
