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
  const float view = ImGui::GetWindowHeight();
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
  for (int i = place.first; i < place.last; ++i) {
    const Vec at{origin.x, detail::line_strip(place, i).min.y};
    detail::draw_line(inner, at, detail::line_of(code.text, starts, i), starts[static_cast<std::size_t>(i)],
                      code.syntax);
  }
  draw_labels(inner, place, code, starts);
  detail::draw_squiggles(inner, place, code.text, starts, code.squiggles);
  ImGui::EndChild();
  ImGui::PopStyleVar();
  detail::draw_gutter(pen, gutter, place, code, result);
  ImGui::PopID();
  return result;
}

}  // namespace orrery::widgets
