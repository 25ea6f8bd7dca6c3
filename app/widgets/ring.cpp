#include "app/widgets/ring.hpp"

#include <cmath>

namespace orrery::widgets {
namespace {

constexpr float full_turn = 6.2831853F;

// Angle of a place on the ring, 0 = top, clockwise, as ImDrawList counts angles.
float angle_of(int arcs, float hand) {
  return full_turn * (hand / static_cast<float>(arcs) - 0.25F);
}

Vec on_circle(Vec centre, float radius, float angle) {
  return centre + Vec(std::cos(angle), std::sin(angle)) * radius;
}

float band(const Pen& pen, float radius) {
  return std::max(pen.px(5), radius * 0.085F);
}

void stroke_arc(const Pen& pen, Vec centre, float radius, float begin, float end, ImU32 color, float thick) {
  const int segments = std::max(8, static_cast<int>(radius * (end - begin) / 4));
  pen.list->PathArcTo(centre, radius, begin, end, segments);
  pen.list->PathStroke(color, 0, thick);
}

void dotted_arc(const Pen& pen, Vec centre, float radius, float begin, float end, ImU32 color, float thick) {
  const int dots = std::max(3, static_cast<int>(radius * (end - begin) / (thick * 1.35F)));
  for (int i = 0; i <= dots; ++i) {
    const float a = begin + (end - begin) * static_cast<float>(i) / static_cast<float>(dots);
    pen.list->AddCircleFilled(on_circle(centre, radius, a), thick * 0.4F, color);
  }
}

void draw_arc(const Pen& pen, Vec centre, float radius, const Ring& look, int index) {
  const int arcs = static_cast<int>(look.labels.size());
  const float gap = pen.px(5) / radius;
  const float begin = angle_of(arcs, static_cast<float>(index)) + gap;
  const float end = angle_of(arcs, static_cast<float>(index + 1)) - gap;
  const float thick = band(pen, radius);
  const bool lit = index == look.active;
  const ImU32 rest = mix(pen.theme().line, pen.theme().waiting, pen.theme().is_dark ? 0.30F : 0.22F);
  if (lit && look.asleep) {
    dotted_arc(pen, centre, radius, begin, end, pen.of(look.tone), thick);
  } else {
    stroke_arc(pen, centre, radius, begin, end, lit ? pen.of(look.tone) : rest, lit ? thick * 1.35F : thick);
  }
}

void draw_label(const Pen& pen, Vec centre, float radius, const Ring& look, int index) {
  const bool lit = index == look.active;
  const float a = angle_of(static_cast<int>(look.labels.size()), static_cast<float>(index) + 0.5F);
  const std::string_view words = look.labels[static_cast<std::size_t>(index)];
  const Type type = lit ? Type::small_strong : Type::small;
  const Vec size = text_size(pen, type, words);
  const Vec anchor = on_circle(centre, radius + band(pen, radius) + pen.px(10), a);
  // The nearer side of the words touches the anchor, whatever the direction.
  const Vec corner{anchor.x - size.x * (0.5F - 0.5F * std::cos(a)), anchor.y - size.y * (0.5F - 0.5F * std::sin(a))};
  text(pen, corner, type, lit ? pen.theme().text : pen.theme().dim, words);
}

// A crescent: a disc, and the ground's disc over its upper right.
void draw_moon(const Pen& pen, Vec at, float radius, ImU32 color) {
  pen.list->AddCircleFilled(at, radius, color);
  pen.list->AddCircleFilled(at + Vec(radius * 0.42F, -radius * 0.34F), radius * 0.84F, pen.theme().ground);
}

void draw_hand(const Pen& pen, Vec centre, float radius, const Ring& look) {
  if (look.hand < 0) return;
  const Vec tip = ring_point(pen, centre, radius, static_cast<int>(look.labels.size()), look.hand);
  const float size = band(pen, radius) * 0.62F;
  const Theme& theme = pen.theme();
  pen.list->AddCircleFilled(tip, size + pen.px(2.5F), theme.ground);
  pen.list->AddCircleFilled(tip, size, look.asleep ? pen.of(look.tone) : theme.text);
  if (look.asleep) pen.list->AddCircleFilled(tip, size * 0.55F, theme.ground);
}

void draw_centre(const Pen& pen, Vec centre, float radius, const Ring& look) {
  float height = look.asleep ? pen.px(26) : 0;
  for (const RingLine& line : look.centre) height += line_height(pen, line.type);
  float y = centre.y - height / 2;
  if (look.asleep) {
    draw_moon(pen, {centre.x, y + pen.px(9)}, pen.px(9), pen.of(look.tone));
    y += pen.px(26);
  }
  const float inside = radius - band(pen, radius) - pen.px(10);
  for (const RingLine& line : look.centre) {
    const float step = line_height(pen, line.type);
    const float off = std::max(std::abs(y - centre.y), std::abs(y + step - centre.y));
    const float half =
        std::sqrt(std::max(0.0F, inside * inside - off * off));  // the chord of the circle at this height
    const Rect box{{centre.x - half, y}, {centre.x + half, y + step}};
    text_in(pen, box, line.type, line.color ? line.color : pen.theme().dim, line.words, Align::centre);
    y += step;
  }
}

}  // namespace

float ring_margin(const Pen& pen) {
  return pen.px(44);
}

void ring(const Pen& pen, Vec centre, float radius, const Ring& look) {
  if (radius <= 0 || look.labels.empty()) return;
  const int arcs = static_cast<int>(look.labels.size());
  for (int i = 0; i < arcs; ++i) {
    draw_arc(pen, centre, radius, look, i);
    draw_label(pen, centre, radius, look, i);
  }
  draw_hand(pen, centre, radius, look);
  draw_centre(pen, centre, radius, look);
}

Vec ring_point(const Pen&, Vec centre, float radius, int arcs, float hand, float outside) {
  return on_circle(centre, radius + outside, angle_of(arcs, hand));
}

int ring_hit(const Pen& pen, Vec centre, float radius, int arcs, Vec at) {
  const Vec d = at - centre;
  if (std::abs(std::hypot(d.x, d.y) - radius) > band(pen, radius) + pen.px(4)) return -1;
  float turn = std::atan2(d.y, d.x) / full_turn + 0.25F;
  if (turn < 0) turn += 1;
  return std::min(arcs - 1, static_cast<int>(turn * static_cast<float>(arcs)));
}

}  // namespace orrery::widgets
