#pragma once
// Points and rectangles in the pixels of the display, y downwards. Plain values, no ImGui state.

#include <imgui.h>

#include <algorithm>

namespace orrery::widgets {

// A point or a distance. Converts to and from ImVec2, which has no operators of its own in imgui.h.
struct Vec {
  float x = 0;
  float y = 0;
  constexpr Vec() = default;
  constexpr Vec(float px, float py) : x(px), y(py) {}
  constexpr Vec(const ImVec2& v) : x(v.x), y(v.y) {}  // NOLINT: implicit on purpose
  operator ImVec2() const { return {x, y}; }
  friend constexpr Vec operator+(Vec a, Vec b) { return {a.x + b.x, a.y + b.y}; }
  friend constexpr Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y}; }
  friend constexpr Vec operator*(Vec a, float k) { return {a.x * k, a.y * k}; }
  friend constexpr bool operator==(Vec a, Vec b) = default;
};

// min is inside, max is just outside; the cut_* functions take a strip off the rectangle and return it (a strip never
// exceeds what is left).
struct Rect {
  Vec min;
  Vec max;
  static constexpr Rect at(Vec corner, float width, float height) { return {corner, corner + Vec(width, height)}; }
  static constexpr Rect around(Vec centre, float width, float height) {
    return at(centre - Vec(width / 2, height / 2), width, height);
  }
  constexpr float width() const { return max.x - min.x; }
  constexpr float height() const { return max.y - min.y; }
  constexpr Vec centre() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
  constexpr Vec left() const { return {min.x, (min.y + max.y) / 2}; }    // middle of the left edge
  constexpr Vec right() const { return {max.x, (min.y + max.y) / 2}; }   // middle of the right edge
  constexpr Vec top() const { return {(min.x + max.x) / 2, min.y}; }     // middle of the top edge
  constexpr Vec bottom() const { return {(min.x + max.x) / 2, max.y}; }  // middle of the bottom edge
  constexpr bool empty() const { return max.x <= min.x || max.y <= min.y; }
  constexpr bool contains(Vec p) const { return p.x >= min.x && p.x < max.x && p.y >= min.y && p.y < max.y; }
  constexpr bool overlaps(const Rect& o) const {
    return min.x < o.max.x && o.min.x < max.x && min.y < o.max.y && o.min.y < max.y;
  }
  constexpr Rect moved(Vec by) const { return {min + by, max + by}; }
  constexpr Rect inset(float dx, float dy) const { return {{min.x + dx, min.y + dy}, {max.x - dx, max.y - dy}}; }
  constexpr Rect inset(float d) const { return inset(d, d); }
  constexpr Rect cut_top(float h) {
    const float y = std::min(max.y, min.y + h);
    const Rect strip{min, {max.x, y}};
    min.y = y;
    return strip;
  }
  constexpr Rect cut_bottom(float h) {
    const float y = std::max(min.y, max.y - h);
    const Rect strip{{min.x, y}, max};
    max.y = y;
    return strip;
  }
  constexpr Rect cut_left(float w) {
    const float x = std::min(max.x, min.x + w);
    const Rect strip{min, {x, max.y}};
    min.x = x;
    return strip;
  }
  constexpr Rect cut_right(float w) {
    const float x = std::max(min.x, max.x - w);
    const Rect strip{{x, min.y}, max};
    max.x = x;
    return strip;
  }
  friend constexpr bool operator==(const Rect& a, const Rect& b) = default;
};

}  // namespace orrery::widgets
