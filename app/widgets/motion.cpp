#include "app/widgets/motion.hpp"

#include <cmath>

namespace orrery::widgets {

float ease(float t) {
  const float k = std::clamp(t, 0.0F, 1.0F);
  return k * k * k * (k * (k * 6 - 15) + 10);
}

float ease_out(float t) {
  const float k = 1 - std::clamp(t, 0.0F, 1.0F);
  return 1 - k * k * k;
}

float part(float phase, float begin, float end) {
  if (end <= begin) return phase < begin ? 0.0F : 1.0F;
  return std::clamp((phase - begin) / (end - begin), 0.0F, 1.0F);
}

float lerp(float a, float b, float t) {
  return a + (b - a) * t;
}
Vec lerp(Vec a, Vec b, float t) {
  return a + (b - a) * t;
}
Rect lerp(const Rect& a, const Rect& b, float t) {
  return {lerp(a.min, b.min, t), lerp(a.max, b.max, t)};
}

Rect glide(const Rect& from, const Rect& to, float t, float bow) {
  const Vec way = to.centre() - from.centre();
  const float aside = 4 * t * (1 - t) * bow;  // a parabola: nothing at both ends, `bow` in the middle
  return lerp(from, to, t).moved(Vec(way.y, -way.x) * aside);
}

float leaving(float phase) {
  return 1 - ease(part(phase, 0, 0.5F));
}
float coming(float phase) {
  return ease(part(phase, 0.5F, 1));
}

float breath(double now, double seconds) {
  constexpr double full_turn = 6.283185307179586;
  return static_cast<float>(0.5 - 0.5 * std::cos(full_turn * std::fmod(now, seconds) / seconds));
}

}  // namespace orrery::widgets
