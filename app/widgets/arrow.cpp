#include "app/widgets/arrow.hpp"

#include <cmath>
#include <vector>

namespace orrery::widgets {
namespace {

constexpr float dash_length = 6;
constexpr float gap_length = 5;

Vec direction(Side side) {
  switch (side) {
    case Side::left:
      return {-1, 0};
    case Side::right:
      return {1, 0};
    case Side::up:
      return {0, -1};
    case Side::down:
      return {0, 1};
  }
  return {1, 0};
}

float distance(Vec a, Vec b) {
  return std::hypot(b.x - a.x, b.y - a.y);
}

struct Curve {
  Vec p0, p1, p2, p3;
  Vec at(float t) const {
    const float u = 1 - t;
    return p0 * (u * u * u) + p1 * (3 * u * u * t) + p2 * (3 * u * t * t) + p3 * (t * t * t);
  }
};

Curve curve(Vec a, Side from, Vec b, Side to, float bend) {
  const float reach = std::max(12.0F, distance(a, b) * bend);
  return {a, a + direction(from) * reach, b + direction(to) * reach, b};
}

// Strokes points as dashes that go on over the corners.
void dash(ImDrawList& list, const std::vector<ImVec2>& points, ImU32 color, float thick, float scale, float flow) {
  const float on = dash_length * scale;
  const float period = on + gap_length * scale;
  float walked = period - std::fmod(std::max(0.0F, flow), 1.0F) * period;  // the dashes move towards the head
  std::vector<ImVec2> run;
  const auto flush = [&] {
    if (run.size() > 1) list.AddPolyline(run.data(), static_cast<int>(run.size()), color, 0, thick);
    run.clear();
  };
  for (std::size_t i = 1; i < points.size(); ++i) {
    const Vec a = points[i - 1];
    const Vec b = points[i];
    const float length = distance(a, b);
    float done = 0;
    while (done < length) {
      const float place = std::fmod(walked, period);
      const bool inked = place < on;
      const float step = std::min(length - done, std::max(0.01F, (inked ? on : period) - place));
      if (inked) {
        if (run.empty()) run.push_back(a + (b - a) * (done / length));
        run.push_back(a + (b - a) * ((done + step) / length));
      } else {
        flush();
      }
      done += step;
      walked += step;
    }
  }
  flush();
}

void stroke(const Pen& pen, const std::vector<ImVec2>& points, ImU32 color, const Arrow& look) {
  const float thick = std::max(1.0F, look.thickness * pen.look.scale);
  if (look.dashed) {
    dash(*pen.list, points, color, thick, pen.look.scale, look.flow);
  } else {
    pen.list->AddPolyline(points.data(), static_cast<int>(points.size()), color, 0, thick);
  }
}

// A filled head at `tip`, pointing along `way`; returns where the shaft should end.
Vec head(const Pen& pen, Vec tip, Vec way, ImU32 color, const Arrow& look) {
  const float length = std::hypot(way.x, way.y);
  if (!look.head || length < 0.01F) return tip;
  const Vec dir = way * (1 / length);
  const Vec side{-dir.y, dir.x};
  const float size = pen.px(6 + look.thickness);
  const Vec base = tip - dir * size;
  pen.list->AddTriangleFilled(tip, base + side * (size * 0.5F), base - side * (size * 0.5F), color);
  return base + dir * 1.0F;
}

ImU32 ink(const Pen& pen, const Arrow& look) {
  return with_alpha(pen.of(look.tone), look.opacity);
}

// One rounded corner of a path, as a few points of a quadratic curve.
void corner(std::vector<ImVec2>& out, Vec before, Vec at, Vec after, float radius) {
  const float in = distance(before, at);
  const float on = distance(at, after);
  const float r = std::min({radius, in / 2, on / 2});
  if (r < 0.5F) {
    out.push_back(at);
    return;
  }
  const Vec begin = at + (before - at) * (r / in);
  const Vec end = at + (after - at) * (r / on);
  for (int i = 0; i <= 8; ++i) {
    const float t = static_cast<float>(i) / 8;
    out.push_back(begin * ((1 - t) * (1 - t)) + at * (2 * t * (1 - t)) + end * (t * t));
  }
}

}  // namespace

void arrow(const Pen& pen, Vec a, Side from, Vec b, Side to, const Arrow& look) {
  if (look.opacity <= 0 || distance(a, b) < 1) return;
  const ImU32 color = ink(pen, look);
  const Vec end = head(pen, b, direction(to) * -1, color, look);
  const Curve c = curve(a, from, end, to, look.bend);
  const int steps = std::clamp(static_cast<int>(distance(a, b) / 6), 12, 64);
  std::vector<ImVec2> points;
  for (int i = 0; i <= steps; ++i) points.push_back(c.at(static_cast<float>(i) / static_cast<float>(steps)));
  stroke(pen, points, color, look);
}

void arrow(const Pen& pen, Vec a, Vec b, const Arrow& look) {
  const Vec points[] = {a, b};
  arrow_path(pen, points, 2, 0, look);
}

Vec arrow_point(Vec a, Side from, Vec b, Side to, float bend, float t) {
  return curve(a, from, b, to, bend).at(t);
}

void arrow_path(const Pen& pen, const Vec* points, int count, float radius, const Arrow& look) {
  if (look.opacity <= 0 || count < 2) return;
  const ImU32 color = ink(pen, look);
  const Vec last = points[count - 1];
  const Vec end = head(pen, last, last - points[count - 2], color, look);
  std::vector<ImVec2> line{points[0]};
  for (int i = 1; i + 1 < count; ++i)
    corner(line, points[i - 1], points[i], i + 2 == count ? end : points[i + 1], radius);
  line.push_back(end);
  stroke(pen, line, color, look);
}

void dashed_line(const Pen& pen, Vec a, Vec b, ImU32 color, float thickness, float flow) {
  dash(*pen.list, {a, b}, color, std::max(1.0F, thickness * pen.look.scale), pen.look.scale, flow);
}

void dashed_rect(const Pen& pen, const Rect& box, ImU32 color, float rounding, float thickness) {
  const Rect line = box.inset(0.5F);
  const Vec tl = line.min;
  const Vec tr{line.max.x, line.min.y};
  const Vec br = line.max;
  const Vec bl{line.min.x, line.max.y};
  std::vector<ImVec2> points{line.top()};
  corner(points, tl, tr, br, rounding);
  corner(points, tr, br, bl, rounding);
  corner(points, br, bl, tl, rounding);
  corner(points, bl, tl, tr, rounding);
  points.push_back(line.top());
  dash(*pen.list, points, color, std::max(1.0F, thickness * pen.look.scale), pen.look.scale, 0);
}

}  // namespace orrery::widgets
