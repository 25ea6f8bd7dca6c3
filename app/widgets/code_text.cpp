#include "app/widgets/code_text.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/widgets/buttons.hpp"
#include "app/widgets/sign.hpp"
#include "app/widgets/text.hpp"

namespace orrery::widgets::detail {
namespace {

ImU32 color_of(const Theme& theme, Syntax syntax) {
  switch (syntax) {
    case Syntax::plain:
      return theme.text;
    case Syntax::keyword:
      return theme.code_keyword;
    case Syntax::string:
      return theme.code_string;
    case Syntax::number:
      return theme.code_number;
    case Syntax::comment:
      return theme.code_comment;
    case Syntax::name:
      return theme.code_name;
    case Syntax::builtin:
      return theme.code_builtin;
  }
  return theme.text;
}

float sign_step(const Pen& pen) {
  return pen.px(13);
}

// Byte offset of the n-th character (from 0) of a line.
std::size_t byte_of(std::string_view line, int character) {
  std::size_t i = 0;
  for (; i < line.size() && character > 0; --character) {
    ++i;
    while (i < line.size() && (static_cast<unsigned char>(line[i]) & 0xc0) == 0x80) ++i;
  }
  return i;
}

void wave(const Pen& pen, float x0, float x1, float y, ImU32 color) {
  const float half = pen.px(3);
  const float amplitude = pen.px(1.5F);
  int i = 0;
  for (float x = x0; x < x1; x += half, ++i) pen.list->PathLineTo({x, y + (i % 2 ? -amplitude : amplitude)});
  pen.list->PathLineTo({x1, y});
  pen.list->PathStroke(color, 0, pen.px(1.4F));
}

void draw_number(const Pen& pen, const Rect& row, int line, const Code& code, bool hovered) {
  const Theme& theme = pen.theme();
  const bool lit =
      std::any_of(code.marks.begin(), code.marks.end(), [&](const LineMark& m) { return m.lit && m.line == line; });
  const bool stops = std::find(code.breakpoints.begin(), code.breakpoints.end(), line) != code.breakpoints.end();
  const std::string number = std::to_string(line);
  const float width = text_size(pen, Type::mono_small, number).x;
  const Rect place{{row.max.x - pen.px(10) - width, row.min.y}, {row.max.x - pen.px(10), row.max.y}};
  if (stops) {
    const Rect flag = place.inset(-pen.px(5), pen.px(2));
    pen.list->AddRectFilled(flag.min, flag.max, theme.accent, pen.px(4));
  }
  const ImU32 color = stops ? theme.on_accent : hovered ? theme.text : lit ? theme.dim : theme.faint;
  text_in(pen, place.inset(-1, 0), Type::mono_small, color, number, Align::right);
}

void draw_signs(const Pen& pen, const CodePlace& place, const Rect& gutter, const Code& code, CodeResult& result) {
  std::vector<int> used(static_cast<std::size_t>(std::max(0, place.last - place.first)), 0);
  for (std::size_t i = 0; i < code.marks.size(); ++i) {
    const LineMark& mark = code.marks[i];
    const int row = mark.line - 1 - place.first;
    if (row < 0 || row >= static_cast<int>(used.size())) continue;
    const int column = used[static_cast<std::size_t>(row)]++;
    if (column > 1) continue;
    const float y = line_strip(place, mark.line - 1).centre().y;
    const Vec centre{gutter.min.x + pen.px(8) + sign_step(pen) * static_cast<float>(column), y};
    ImGui::PushID(static_cast<int>(i));
    const Touch t = touch("mark", Rect::around(centre, sign_step(pen), place.step));
    ImGui::PopID();
    if (t.clicked) result.clicked_mark = static_cast<int>(i);
    if (t.hovered) tooltip(pen, mark.tip);
    sign(pen, centre, pen.px(4.5F), mark.tone);
    const auto same_line = [&](const LineMark& other) { return other.line == mark.line; };
    if (std::ranges::count_if(code.marks, same_line) > 1) continue;
    const Rect beside = Rect::around(centre + Vec(sign_step(pen) * 1.15F, 0), pen.px(20), place.step);
    text_in(pen, beside, Type::tiny, pen.of(mark.tone), mark.initials, Align::centre);
  }
}

}  // namespace

std::vector<std::uint32_t> line_starts(std::string_view text) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') starts.push_back(static_cast<std::uint32_t>(i + 1));
  starts.push_back(static_cast<std::uint32_t>(text.size() + 1));
  return starts;
}

int line_count(const std::vector<std::uint32_t>& starts) {
  return static_cast<int>(starts.size()) - 1;
}

std::string_view line_of(std::string_view text, const std::vector<std::uint32_t>& starts, int index) {
  const auto i = static_cast<std::size_t>(index);
  return text.substr(starts[i], starts[i + 1] - 1 - starts[i]);
}

int line_at(const std::vector<std::uint32_t>& starts, std::uint32_t byte) {
  const auto it = std::upper_bound(starts.begin(), starts.end() - 1, byte);
  return static_cast<int>(it - starts.begin()) - 1;
}

float gutter_width(const Pen& pen, int lines) {
  const int digits = lines < 100 ? 2 : lines < 1000 ? 3 : lines < 10000 ? 4 : 6;
  const float digit = text_size(pen, Type::mono_small, "0").x;
  return pen.px(4) + 2 * sign_step(pen) + std::ceil(digit * static_cast<float>(digits)) + pen.px(16);
}

CodePlace place_code(const Pen& pen, const Rect& view, Vec origin, int lines) {
  CodePlace place{origin, code_line_height(pen), view};
  const float above = std::max(0.0F, view.min.y - origin.y);
  place.first = std::clamp(static_cast<int>(above / place.step), 0, lines);
  place.last = std::clamp(static_cast<int>((view.max.y - origin.y) / place.step) + 1, place.first, lines);
  return place;
}

Rect line_strip(const CodePlace& place, int index) {
  const float y = place.origin.y + place.step * static_cast<float>(index);
  return {{place.view.min.x, y}, {place.view.max.x, y + place.step}};
}

void draw_strips(const Pen& pen, const Rect& strip_area, const CodePlace& place, const Code& code) {
  const Theme& theme = pen.theme();
  for (const LineMark& mark : code.marks) {
    if (!mark.lit || mark.line - 1 < place.first || mark.line - 1 >= place.last) continue;
    const Rect strip = line_strip(place, mark.line - 1);
    const float strength = mark.strong ? (theme.is_dark ? 0.26F : 0.20F) : (theme.is_dark ? 0.12F : 0.09F);
    pen.list->AddRectFilled({strip_area.min.x, strip.min.y}, {strip_area.max.x, strip.max.y},
                            with_alpha(pen.of(mark.tone), strength), pen.px(4));
  }
}

void draw_line(const Pen& pen, Vec at, std::string_view line, std::uint32_t begin, std::span<const SyntaxSpan> syntax) {
  const auto end = begin + static_cast<std::uint32_t>(line.size());
  auto span = std::partition_point(syntax.begin(), syntax.end(), [&](const SyntaxSpan& s) { return s.end <= begin; });
  std::uint32_t done = begin;
  float x = at.x;
  const auto put = [&](std::uint32_t to, Syntax kind) {
    to = std::min(to, end);
    if (to <= done) return;
    const std::string_view part = line.substr(done - begin, to - done);
    text(pen, {x, at.y}, Type::code, color_of(pen.theme(), kind), part);
    x += text_size(pen, Type::code, part).x;
    done = to;
  };
  for (; span != syntax.end() && span->begin < end; ++span) {
    put(span->begin, Syntax::plain);
    put(span->end, span->syntax);
  }
  put(end, Syntax::plain);
}

void draw_squiggles(const Pen& pen, const CodePlace& place, std::string_view text,
                    const std::vector<std::uint32_t>& starts, std::span<const Squiggle> squiggles) {
  for (const Squiggle& s : squiggles) {
    const int index = s.line - 1;
    if (index < place.first || index >= place.last) continue;
    const std::string_view line = line_of(text, starts, index);
    const std::size_t from = byte_of(line, s.column - 1);
    const std::size_t to = byte_of(line, s.column - 1 + std::max(1, s.length));
    const float x0 = place.origin.x + text_size(pen, Type::code, line.substr(0, from)).x;
    const float x1 = std::max(x0 + pen.px(8), place.origin.x + text_size(pen, Type::code, line.substr(0, to)).x);
    const Rect strip = line_strip(place, index);
    wave(pen, x0, x1, strip.max.y - pen.px(3), pen.theme().failed);
    if (Rect{{x0, strip.min.y}, {x1, strip.max.y}}.contains(ImGui::GetIO().MousePos) &&
        ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows))
      tooltip(pen, s.words);
  }
}

void draw_gutter(const Pen& pen, const Rect& gutter, const CodePlace& place, const Code& code, CodeResult& result) {
  pen.list->PushClipRect(gutter.min, gutter.max, true);
  draw_signs(pen, place, gutter, code, result);
  for (int i = place.first; i < place.last; ++i) {
    const Rect strip = line_strip(place, i);
    const Rect row{{gutter.min.x, std::max(strip.min.y, gutter.min.y)},
                   {gutter.max.x, std::min(strip.max.y, gutter.max.y)}};
    ImGui::PushID(i + 1);
    const Touch t = touch("number", row);
    ImGui::PopID();
    if (t.clicked) result.clicked_gutter = i + 1;
    draw_number(pen, {{gutter.min.x, strip.min.y}, {gutter.max.x, strip.max.y}}, i + 1, code, t.hovered);
  }
  pen.list->PopClipRect();
}

}  // namespace orrery::widgets::detail
