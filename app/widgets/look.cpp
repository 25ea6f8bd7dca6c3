#include "app/widgets/look.hpp"

#include <cmath>

namespace orrery::widgets {

float Look::px(float units) const {
  const float pixels = std::round(units * scale);
  return units > 0 ? std::max(1.0F, pixels) : pixels;
}

Touch touch(const char* id, const Rect& rect) {
  if (rect.empty()) return {};
  if (void* listener = ImGui::GetIO().UserData) static_cast<ItemListener*>(listener)->item(id, rect);
  const ImVec2 cursor = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(rect.min);
  Touch t;
  t.clicked = ImGui::InvisibleButton(id, {rect.width(), rect.height()});
  t.hovered = ImGui::IsItemHovered();
  t.held = ImGui::IsItemActive();
  t.double_clicked = t.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
  t.right_clicked = t.hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Right);
  ImGui::SetCursorScreenPos(cursor);
  return t;
}

Rect take_row(float height, float gap) {
  const Vec at = ImGui::GetCursorScreenPos();
  const float width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
  const float spacing = ImGui::GetStyle().ItemSpacing.y;
  ImGui::Dummy({width, std::max(0.0F, height + gap - spacing)});
  return Rect::at(at, width, height);
}

Rect visible_part() {
  const Vec at = ImGui::GetWindowPos();
  const Vec size = ImGui::GetWindowSize();
  return {at, at + size};
}

}  // namespace orrery::widgets
