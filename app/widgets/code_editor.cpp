// Editing: ImGui's text field does the typing, with its letters invisible; ours, coloured, are drawn at the same
// places.
#include <imgui.h>
//
#include <imgui_stdlib.h>  // wants imgui.h before it

#include <algorithm>
#include <cmath>

#include "app/widgets/code_text.hpp"
#include "app/widgets/code_view.hpp"
#include "app/widgets/text.hpp"

namespace orrery::widgets {
namespace {

struct Typing {
  std::string before;  // the text at the beginning of the frame
  int caret = -1;
  int put = -1;  // where the caret is to be put
};

int line_begin(const ImGuiInputTextCallbackData& data, int at) {
  while (at > 0 && data.Buf[at - 1] != '\n') --at;
  return at;
}

// A new line begins as far to the right as the one before, and further after a colon.
void indent_new_line(ImGuiInputTextCallbackData& data) {
  const int end = data.CursorPos - 1;
  const int begin = line_begin(data, end);
  int spaces = 0;
  while (begin + spaces < end && data.Buf[begin + spaces] == ' ') ++spaces;
  if (end > begin && data.Buf[end - 1] == ':') spaces += 4;
  const std::string blank(static_cast<std::size_t>(spaces), ' ');
  if (spaces > 0) data.InsertChars(data.CursorPos, blank.c_str());
}

void tab_to_spaces(ImGuiInputTextCallbackData& data) {
  const int at = data.CursorPos - 1;
  const int column = at - line_begin(data, at);
  const std::string blank(static_cast<std::size_t>(4 - column % 4), ' ');
  data.DeleteChars(at, 1);
  data.InsertChars(at, blank.c_str());
}

int on_typing(ImGuiInputTextCallbackData* data) {
  auto& typing = *static_cast<Typing*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackEdit &&
      data->BufTextLen == static_cast<int>(typing.before.size()) + 1 && data->CursorPos > 0) {
    const char typed = data->Buf[data->CursorPos - 1];
    if (typed == '\n') indent_new_line(*data);
    if (typed == '\t') tab_to_spaces(*data);
  }
  if (typing.put >= 0)
    data->CursorPos = data->SelectionStart = data->SelectionEnd = std::min(typing.put, data->BufTextLen);
  typing.put = -1;
  typing.caret = data->CursorPos;
  return 0;
}

Vec field_size(const Pen& pen, const std::string& text, const std::vector<std::uint32_t>& starts) {
  const ImVec2 room = ImGui::GetContentRegionAvail();
  std::size_t longest = 0;
  for (int i = 0; i < detail::line_count(starts); ++i)
    longest = std::max(longest, detail::line_of(text, starts, i).size());
  const float wide = text_size(pen, Type::code, "0").x * static_cast<float>(longest + 1);
  const float high = code_line_height(pen) * static_cast<float>(detail::line_count(starts) + 1);
  return {std::max(wide, room.x), std::max(high, room.y)};
}

void keep_caret_in_view(float x, float y, float step) {
  const float bar = ImGui::GetStyle().ScrollbarSize;
  const float view_y = ImGui::GetWindowHeight() - bar;
  const float view_x = ImGui::GetWindowWidth() - bar;
  if (y < ImGui::GetScrollY()) ImGui::SetScrollY(y);
  if (y + 2 * step > ImGui::GetScrollY() + view_y) ImGui::SetScrollY(y + 2 * step - view_y);
  if (x < ImGui::GetScrollX()) ImGui::SetScrollX(std::max(0.0F, x - step));
  if (x + step > ImGui::GetScrollX() + view_x) ImGui::SetScrollX(x + 2 * step - view_x);
}

// Draws the caret in front of byte `at`; follows it when it has moved.
void draw_caret(const Pen& pen, const detail::CodePlace& place, std::string_view text,
                const std::vector<std::uint32_t>& starts, int at) {
  const auto byte = static_cast<std::uint32_t>(std::min<std::size_t>(static_cast<std::size_t>(at), text.size()));
  const int line = detail::line_at(starts, byte);
  const std::string_view before =
      detail::line_of(text, starts, line).substr(0, byte - starts[static_cast<std::size_t>(line)]);
  const float x = text_size(pen, Type::code, before).x;
  const float y = place.step * static_cast<float>(line);
  const Vec top = place.origin + Vec(std::round(x), y);
  pen.list->AddRectFilled(top, top + Vec(pen.px(2), place.step), pen.theme().accent);
  ImGuiStorage* crumbs = ImGui::GetStateStorage();
  const ImGuiID key = ImGui::GetID("caret");
  if (crumbs->GetInt(key, -1) == at) return;
  crumbs->SetInt(key, at);
  keep_caret_in_view(x, y, place.step);
}

void push_field_style(const Pen& pen) {
  ImGui::PushFont(pen.face(Type::code).font);  // its lines are as high as ours: see Type::code
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
  ImGui::PushStyleColor(ImGuiCol_FrameBg, 0);
  ImGui::PushStyleColor(ImGuiCol_Text, 0);
  ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, with_alpha(pen.theme().accent, 0.30F));
}

void pop_field_style() {
  ImGui::PopStyleColor(3);
  ImGui::PopStyleVar(2);
  ImGui::PopFont();
}

// The colours of the text before an edit, moved to where their letters are after it: until the caller has looked again.
std::vector<SyntaxSpan> moved_syntax(std::span<const SyntaxSpan> syntax, const std::string& before,
                                     const std::string& after) {
  const auto [old_at, new_at] = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
  const auto edit = static_cast<std::uint32_t>(old_at - before.begin());
  const auto by = static_cast<std::int64_t>(after.size()) - static_cast<std::int64_t>(before.size());
  std::vector<SyntaxSpan> out(syntax.begin(), syntax.end());
  for (SyntaxSpan& span : out) {
    if (span.end < edit) continue;
    span.end = static_cast<std::uint32_t>(std::max<std::int64_t>(edit, span.end + by));
    if (span.begin > edit) span.begin = static_cast<std::uint32_t>(std::max<std::int64_t>(edit, span.begin + by));
  }
  return out;
}

// The invisible field. An Escape would bring back the text from before the editing: what was typed stays. ImGui ends
// the typing at Ctrl+Enter; if the field is still there in the next frame (the program could not run), it goes on.
EditorResult field(std::string& text, Vec size, bool take_focus, Typing& typing) {
  constexpr int flags = ImGuiInputTextFlags_AllowTabInput | ImGuiInputTextFlags_CallbackAlways |
                        ImGuiInputTextFlags_CallbackEdit | ImGuiInputTextFlags_NoHorizontalScroll;
  EditorResult result;
  typing.before = text;
  bool* const go_on = ImGui::GetStateStorage()->GetBoolRef(ImGui::GetID("go on typing"));
  if (take_focus || *go_on) ImGui::SetKeyboardFocusHere();
  result.changed = ImGui::InputTextMultiline("##field", &text, size, flags, on_typing, &typing);
  result.focused = ImGui::IsItemActive();
  *go_on = ImGui::IsItemDeactivated() && ImGui::GetIO().KeyCtrl;
  if (ImGui::IsItemDeactivated() && text != typing.before) {
    text = typing.before;
    result.changed = false;
  }
  return result;
}

}  // namespace

EditorResult code_editor(const Pen& pen, const char* id, const Rect& box, std::string& text, const Code& code,
                         bool take_focus, int caret) {
  EditorResult result;
  if (box.empty()) return result;
  auto starts = detail::line_starts(text);
  Rect body = box;
  const Rect gutter = body.cut_left(detail::gutter_width(pen, detail::line_count(starts)));
  if (body.empty()) return result;
  ImGui::PushID(id);
  ImGui::SetCursorScreenPos(body.min);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::BeginChild("text", {body.width(), body.height()}, false, ImGuiWindowFlags_HorizontalScrollbar);
  const Pen inner(pen.look);
  const Vec origin = ImGui::GetCursorScreenPos();
  Typing typing;
  typing.put = caret;
  push_field_style(pen);
  result = field(text, field_size(pen, text, starts), take_focus, typing);
  pop_field_style();
  starts = detail::line_starts(text);
  detail::CodePlace place = detail::place_code(inner, body, origin, detail::line_count(starts));
  detail::draw_strips(pen, box, place, code);
  const auto syntax = moved_syntax(code.syntax, typing.before, text);
  for (int i = place.first; i < place.last; ++i)
    detail::draw_line(inner, {origin.x, detail::line_strip(place, i).min.y}, detail::line_of(text, starts, i),
                      starts[static_cast<std::size_t>(i)], syntax);
  detail::draw_squiggles(inner, place, text, starts, code.squiggles);
  if (result.focused && typing.caret >= 0) draw_caret(inner, place, text, starts, typing.caret);
  ImGui::EndChild();
  ImGui::PopStyleVar();
  CodeResult ignored;
  detail::draw_gutter(pen, gutter, place, code, ignored);
  ImGui::PopID();
  return result;
}

}  // namespace orrery::widgets
