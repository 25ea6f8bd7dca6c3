#include "app/widgets/sign.hpp"

namespace orrery::widgets {
namespace {

void triangle(ImDrawList& list, Vec c, float r, ImU32 color) {
  list.AddTriangleFilled(c + Vec(-0.65F * r, -0.9F * r), c + Vec(0.95F * r, 0), c + Vec(-0.65F * r, 0.9F * r), color);
}

void diamond(ImDrawList& list, Vec c, float r, ImU32 color) {
  list.AddQuadFilled(c + Vec(0, -r), c + Vec(r, 0), c + Vec(0, r), c + Vec(-r, 0), color);
}

void tick(ImDrawList& list, Vec c, float r, ImU32 color, float thick) {
  const ImVec2 points[] = {c + Vec(-0.8F * r, 0), c + Vec(-0.2F * r, 0.65F * r), c + Vec(0.9F * r, -0.7F * r)};
  list.AddPolyline(points, 3, color, 0, thick);
}

void cross(ImDrawList& list, Vec c, float r, ImU32 color, float thick) {
  const float d = 0.75F * r;
  list.AddLine(c + Vec(-d, -d), c + Vec(d, d), color, thick);
  list.AddLine(c + Vec(-d, d), c + Vec(d, -d), color, thick);
}

void clock(ImDrawList& list, Vec c, float r, ImU32 color, float thick) {
  list.AddCircle(c, r, color, 0, thick);
  const ImVec2 hands[] = {c + Vec(0, -0.6F * r), c, c + Vec(0.45F * r, 0.3F * r)};
  list.AddPolyline(hands, 3, color, 0, thick);
}

void barred(ImDrawList& list, Vec c, float r, ImU32 color, float thick) {
  const float d = 0.68F * r;
  list.AddCircle(c, r, color, 0, thick);
  list.AddLine(c + Vec(-d, d), c + Vec(d, -d), color, thick);
}

}  // namespace

void sign(const Pen& pen, Vec centre, float radius, Tone tone, ImU32 color) {
  ImDrawList& list = *pen.list;
  const ImU32 ink = color ? color : pen.of(tone);
  const float thick = std::max(1.2F * pen.look.scale, radius * 0.32F);
  switch (tone) {
    case Tone::plain:
    case Tone::dim:
      return;
    case Tone::running:
      return triangle(list, centre, radius, ink);
    case Tone::ready:
      return diamond(list, centre, radius, ink);
    case Tone::waiting:
      list.AddCircle(centre, radius * 0.85F, ink, 0, thick);
      return;
    case Tone::done:
      return tick(list, centre, radius, ink, thick);
    case Tone::failed:
      return cross(list, centre, radius, ink, thick);
    case Tone::cancelled:
      return barred(list, centre, radius * 0.9F, ink, thick);
    case Tone::timer:
      return clock(list, centre, radius, ink, thick);
    case Tone::io:
      list.AddCircle(centre, radius, ink, 0, thick * 0.75F);
      list.AddCircleFilled(centre, radius * 0.5F, ink);
      return;
    case Tone::accent:
      list.AddCircleFilled(centre, radius * 0.9F, ink);
      return;
  }
}

}  // namespace orrery::widgets
