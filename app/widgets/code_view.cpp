#include "app/widgets/code_view.hpp"

#include <algorithm>
#include <cmath>

#include "app/widgets/code_text.hpp"
#include "app/widgets/text.hpp"

namespace orrery::widgets {
namespace {

float widest(const Pen& pen, std::string_view text, const std::vector<std::uint32_t>& starts) {
  std::size_t longest = 0;
  for (int i = 0; i < detail::line_count(starts); ++i)
    longest = std::max(longest, detail::line_of(text, starts, i).size());
  return text_size(pen, Type::code, "0").x * static_cast<float>(longest) + pen.px(12);
}

void bring_into_view(float step, int line) {
  if (line <= 0) return;
  const float top = step * static_cast<float>(line - 1);
  const float view = ImGui::GetWindowHeight() - ImGui::GetStyle().ScrollbarSize;
  const float now = ImGui::GetScrollY();
  if (top < now + step || top + 2 * step > now + view) ImGui::SetScrollY(std::max(0.0F, top - view * 0.4F));
}

void line_items(const detail::CodePlace& place, CodeResult& result) {
  for (int i = place.first; i < place.last; ++i) {
    ImGui::PushID(i + 1);
    const Touch t = touch("line", detail::line_strip(place, i));
    ImGui::PopID();
    if (t.clicked) result.clicked_line = i + 1;
    if (t.hovered) result.hovered_line = i + 1;
  }
}

bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80) != 0;
}

// The name that holds a byte of a line, from the beginning of the chain of attributes it is in.
std::string_view name_at(std::string_view line, std::size_t byte) {
  if (byte >= line.size() || !is_name(line[byte])) return {};
  std::size_t begin = byte, end = byte;
  while (end < line.size() && is_name(line[end])) ++end;
  while (begin > 0 && (is_name(line[begin - 1]) || line[begin - 1] == '.')) --begin;
  return line[begin] >= '0' && line[begin] <= '9' ? std::string_view() : line.substr(begin, end - begin);
}

// What is under the mouse in the line that it is on.
void look_under_mouse(const Pen& pen, const detail::CodePlace& place, const Code& code,
                      const std::vector<std::uint32_t>& starts, CodeResult& result) {
  if (result.hovered_line == 0) return;
  const std::string_view line = detail::line_of(code.text, starts, result.hovered_line - 1);
  const float letter = text_size(pen, Type::code, "0").x;
  const float x = ImGui::GetIO().MousePos.x - place.origin.x;
  result.cut =
      place.origin.x + text_size(pen, Type::code, line).x > place.view.max.x || place.origin.x < place.view.min.x;
  int letters = static_cast<int>(x / letter);
  std::size_t byte = 0;
  for (; letters > 0 && byte < line.size(); --letters) do
      ++byte;
    while (byte < line.size() && (static_cast<unsigned char>(line[byte]) & 0xc0) == 0x80);
  result.hovered_byte = static_cast<int>(starts[static_cast<std::size_t>(result.hovered_line) - 1] + byte);
  if (x >= 0) result.hovered_name = name_at(line, byte);
}

void draw_caret(const Pen& pen, const detail::CodePlace& place, const Code& code,
                const std::vector<std::uint32_t>& starts) {
  if (code.caret < 0 || static_cast<std::size_t>(code.caret) > code.text.size()) return;
  const auto byte = static_cast<std::uint32_t>(code.caret);
  const int line = detail::line_at(starts, byte);
  const auto before = detail::line_of(code.text, starts, line).substr(0, byte - starts[static_cast<std::size_t>(line)]);
  const Vec top(place.origin.x + text_size(pen, Type::code, before).x, detail::line_strip(place, line).min.y);
  pen.list->AddRectFilled(top, top + Vec(pen.px(2), place.step), with_alpha(pen.theme().accent, 0.7F));
}

// Who is at a line, behind its code; only one of several, and only where there is room.
void draw_labels(const Pen& pen, const detail::CodePlace& place, const Code& code,
                 const std::vector<std::uint32_t>& starts) {
  int labelled = 0;
  for (const LineMark& mark : code.marks) {
    const int index = mark.line - 1;
    if (mark.label.empty() || index < place.first || index >= place.last || mark.line == labelled) continue;
    const float code_end = place.origin.x + text_size(pen, Type::code, detail::line_of(code.text, starts, index)).x;
    Rect strip = detail::line_strip(place, index);
    strip.min.x = code_end + pen.px(16);
    strip.max.x -= pen.px(16);
    if (text_size(pen, Type::tiny, mark.label).x > strip.width()) continue;
    text_in(pen, strip, Type::tiny, pen.of(mark.tone), mark.label, Align::right);
    labelled = mark.line;
  }
}

}  // namespace

float code_line_height(const Pen& pen) {
  return pen.face(Type::code).size;
}

CodeResult code_view(const Pen& pen, const char* id, const Rect& box, const Code& code) {
  CodeResult result;
  if (box.empty()) return result;
  const auto starts = detail::line_starts(code.text);
  const int lines = detail::line_count(starts);
  Rect body = box;
  const Rect gutter = body.cut_left(detail::gutter_width(pen, lines));
  if (body.empty()) return result;
  ImGui::PushID(id);
  ImGui::SetCursorScreenPos(body.min);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::BeginChild("text", {body.width(), body.height()}, false, ImGuiWindowFlags_HorizontalScrollbar);
  const Pen inner(pen.look);
  const float step = code_line_height(pen);
  bring_into_view(step, code.scroll_to_line);
  const Vec origin = ImGui::GetCursorScreenPos();
  const detail::CodePlace place = detail::place_code(inner, body, origin, lines);
  ImGui::Dummy({widest(inner, code.text, starts), step * static_cast<float>(lines)});
  detail::draw_strips(pen, box, place, code);  // beneath the text, over gutter and text
  line_items(place, result);
  look_under_mouse(inner, place, code, starts, result);
  for (int i = place.first; i < place.last; ++i) {
    const Vec at{origin.x, detail::line_strip(place, i).min.y};
    detail::draw_line(inner, at, detail::line_of(code.text, starts, i), starts[static_cast<std::size_t>(i)],
                      code.syntax);
  }
  draw_labels(inner, place, code, starts);
  draw_caret(inner, place, code, starts);
  detail::draw_squiggles(inner, place, code.text, starts, code.squiggles);
  ImGui::EndChild();
  ImGui::PopStyleVar();
  detail::draw_gutter(pen, gutter, place, code, result);
  ImGui::PopID();
  return result;
}

}  // namespace orrery::widgets
