#include "app/widgets/sliders.hpp"

#include <cmath>
#include <cstdio>

#include "app/widgets/buttons.hpp"

namespace orrery::widgets {
namespace {

void track(const Pen& pen, Vec from, Vec to, float knob, float thick) {
  const float half = thick / 2;
  const Theme& theme = pen.theme();
  pen.list->AddRectFilled({from.x, from.y - half}, {to.x, to.y + half}, theme.line, half);
  pen.list->AddRectFilled({from.x, from.y - half}, {knob, to.y + half}, theme.accent, half);
}

void knob(const Pen& pen, Vec centre, float radius, const Touch& t) {
  const Theme& theme = pen.theme();
  const ImU32 face = theme.is_dark ? theme.text : theme.accent;
  if (t.hovered || t.held) pen.list->AddCircleFilled(centre, radius + pen.px(4), with_alpha(theme.accent, 0.25F));
  pen.list->AddCircleFilled(centre, radius, face);
}

// The part of the line that the mouse is at, 0..1.
float mouse_part(float left, float right) {
  return std::clamp((ImGui::GetIO().MousePos.x - left) / std::max(1.0F, right - left), 0.0F, 1.0F);
}

struct Line {
  float left, right, y;
  std::uint64_t length;
  float x_of(std::uint64_t at) const {
    if (length == 0) return left;
    const double part = static_cast<double>(std::min(at, length)) / static_cast<double>(length);
    return left + static_cast<float>(part) * (right - left);
  }
  std::uint64_t at_mouse() const {
    return static_cast<std::uint64_t>(
        std::llround(static_cast<double>(mouse_part(left, right)) * static_cast<double>(length)));
  }
};

// Draws the marks; returns the tip of the one under the mouse.
std::string_view draw_marks(const Pen& pen, const Line& line, const Scrub& look, bool hovered) {
  std::string_view tip;
  const float mouse = ImGui::GetIO().MousePos.x;
  float last_x = -1e9F;
  const float y = line.y - pen.px(10);
  for (auto mark = look.marks.rbegin(); mark != look.marks.rend(); ++mark) {
    const float x = std::round(line.x_of(mark->at));
    if (std::abs(x - last_x) < 1) continue;
    last_x = x;
    pen.list->AddCircleFilled({x, y}, pen.px(3), pen.of(mark->tone), 10);
    if (hovered && std::abs(mouse - x) <= pen.px(4) && tip.empty()) tip = mark->tip;
  }
  return tip;
}

}  // namespace

ScrubResult scrub_bar(const Pen& pen, const char* id, const Rect& box, const Scrub& look) {
  const float radius = pen.px(8);
  const Line line{box.min.x + radius, box.max.x - radius, box.centre().y + pen.px(2), look.length};
  const Touch t = touch(id, box);
  ScrubResult result{std::min(look.position, look.length)};
  if (t.hovered || t.held) result.hovered = static_cast<std::int64_t>(line.at_mouse());
  if (t.held) {
    result.dragging = true;
    result.position = line.at_mouse();
    result.changed = result.position != look.position;
  }
  const float x = line.x_of(result.position);
  track(pen, {line.left, line.y}, {line.right, line.y}, x, pen.px(4));
  const std::string_view tip = draw_marks(pen, line, look, t.hovered);
  knob(pen, {x, line.y}, radius, t);
  if (!tip.empty()) tooltip(pen, tip);
  return result;
}

float log_slider(const Pen& pen, const char* id, const Rect& box, float value, float low, float high) {
  const float radius = pen.px(6);
  const float left = box.min.x + radius;
  const float right = box.max.x - radius;
  const Touch t = touch(id, box);
  const float span = std::log(high / low);
  float result = std::clamp(value, low, high);
  if (t.held) {
    result = low * std::exp(mouse_part(left, right) * span);
    if (std::abs(std::log(result)) < 0.03F * span) result = 1;
  }
  if (t.double_clicked) result = 1;
  const float x = left + (right - left) * std::log(result / low) / span;
  const float y = box.centre().y;
  track(pen, {left, y}, {right, y}, x, pen.px(3));
  if (low < 1 && high > 1) {
    const float one = std::round(left + (right - left) * std::log(1 / low) / span);
    pen.list->AddRectFilled({one - pen.px(1), y - pen.px(4)}, {one + pen.px(1), y + pen.px(4)}, pen.theme().faint);
  }
  knob(pen, {x, y}, radius, t);
  return result;
}

const char* speed_words(float speed, char (&buffer)[16]) {
  const char* format = speed >= 9.95F ? "%.0f\xc3\x97" : speed >= 0.995F ? "%.1f\xc3\x97" : "%.2f\xc3\x97";
  if (speed >= 0.995F && std::abs(speed - std::round(speed)) < 0.05F) format = "%.0f\xc3\x97";
  std::snprintf(buffer, sizeof buffer, format, static_cast<double>(speed));
  return buffer;
}

float splitter(const Pen& pen, const char* id, const Rect& line, bool vertical) {
  const float grab = pen.px(4);
  const Rect zone = vertical ? line.inset(-grab, 0) : line.inset(0, -grab);
  const Touch t = touch(id, zone);
  if (t.hovered || t.held) ImGui::SetMouseCursor(vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  const Theme& theme = pen.theme();
  const ImU32 color = t.held ? theme.accent : t.hovered ? mix(theme.line, theme.accent, 0.6F) : theme.line;
  const Rect shown = t.hovered || t.held ? (vertical ? line.inset(-pen.px(1), 0) : line.inset(0, -pen.px(1))) : line;
  pen.list->AddRectFilled(shown.min, shown.max, color);
  if (!t.held) return 0;
  const ImVec2 moved = ImGui::GetIO().MouseDelta;
  return vertical ? moved.x : moved.y;
}

bool splitter_reset() {
  return ImGui::IsItemHovered() && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
}

}  // namespace orrery::widgets
