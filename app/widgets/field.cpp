#include "app/widgets/field.hpp"

#include <imgui.h>
//
#include <imgui_stdlib.h>  // wants imgui.h before it

#include "app/widgets/text.hpp"

namespace orrery::widgets {

FieldResult text_field(const Pen& pen, const char* id, const Rect& box, std::string& text, const Field& look) {
  const Theme& theme = pen.theme();
  pen.list->AddRectFilled(box.min, box.max, theme.raised, box.height() / 2);
  const bool with_icon = *look.icon && pen.look.icons;
  if (with_icon) icon(pen, Vec(box.min.x + pen.px(14), box.centre().y), look.icon, theme.faint, Type::tiny);
  const Face face = pen.face(Type::small);
  ImGui::PushFont(face.font);
  const float padding = (box.height() - ImGui::GetFontSize()) / 2;
  ImGui::SetCursorScreenPos(Vec(box.min.x + (with_icon ? pen.px(24) : pen.px(8)), box.min.y));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(pen.px(2), padding));
  ImGui::PushStyleColor(ImGuiCol_FrameBg, IM_COL32(0, 0, 0, 0));
  ImGui::PushStyleColor(ImGuiCol_Text, theme.text);
  ImGui::PushStyleColor(ImGuiCol_TextDisabled, theme.faint);
  ImGui::SetNextItemWidth(box.max.x - ImGui::GetCursorScreenPos().x - pen.px(8));
  if (look.take_focus) ImGui::SetKeyboardFocusHere();
  FieldResult result;
  result.changed = ImGui::InputTextWithHint(id, look.hint, &text);
  result.focused = ImGui::IsItemActive();
  ImGui::PopStyleColor(3);
  ImGui::PopStyleVar();
  ImGui::PopFont();
  pen.list->AddRect(box.min, box.max, result.focused ? theme.accent : theme.line, box.height() / 2);
  return result;
}

}  // namespace orrery::widgets
