#include "app/views/loop_route.hpp"

#include <algorithm>
#include <cmath>

#include "app/widgets/motion.hpp"

namespace orrery::views::loop {
namespace {

using widgets::Look;
using widgets::Rect;
using widgets::Side;
using widgets::Vec;

float distance(Vec a, Vec b) {
  return std::hypot(b.x - a.x, b.y - a.y);
}

// ---------------------------------------------------------------- curves and rails

Leg curve(Vec a, Side from, Vec b, Side to) {
  constexpr int steps = 24;
  Leg leg{{}, true, from, to};
  for (int i = 0; i <= steps; ++i)
    leg.points.push_back(widgets::arrow_point(a, from, b, to, 0.4F, static_cast<float>(i) / steps));
  return leg;
}

bool inside(const Rect& outer, const Rect& inner) {
  return inner.min.x >= outer.min.x && inner.max.x <= outer.max.x && inner.min.y >= outer.min.y &&
         inner.max.y <= outer.max.y;
}

bool stacked(const Rect& a, const Rect& b) {
  return a.min.x < b.max.x && b.min.x < a.max.x;
}

// Between frames of one card: along their right edges.
Leg rail(const Look& look, const Rect& a, const Rect& b) {
  const float x = std::max(a.max.x, b.max.x) + look.px(6);
  return {{a.right(), {x, a.right().y}, {x, b.right().y}, b.right()}};
}

Leg upright(const Look& look, const Rect& a, const Rect& b) {
  const bool down = b.min.y >= a.max.y;
  const float from_y = down ? a.max.y : a.min.y, to_y = down ? b.min.y : b.max.y;
  const float low = std::max(a.min.x, b.min.x) + look.px(8), high = std::min(a.max.x, b.max.x) - look.px(8);
  const float lane = look.px(down ? -9 : 9);  // the way down is on the left, the way up on the right
  const Rect& smaller = a.width() < b.width() ? a : b;
  const float x = low < high ? std::clamp(smaller.centre().x + lane, low, high) : b.centre().x;
  return {{{x, from_y}, {x, to_y}}};
}

Leg direct(const Look& look, const Rect& a, const Rect& b) {
  if (stacked(a, b)) {
    const float gap = std::max(b.min.y - a.max.y, a.min.y - b.max.y);
    return gap < look.px(14) ? rail(look, a, b) : upright(look, a, b);
  }
  if (b.min.x >= a.max.x) return curve(a.right(), Side::right, b.left(), Side::left);
  return curve(a.left(), Side::left, b.right(), Side::right);
}

// ---------------------------------------------------------------- through the gutters

enum class Section { queue, ring, right, tasks, futures };

Section section_of(const Gutters& g, const Rect& box) {
  const Vec c = box.centre();
  if (c.x > g.right) return c.y < g.middle ? Section::right : Section::futures;
  if (c.y > g.middle) return Section::tasks;
  return c.x < g.left ? Section::queue : Section::ring;
}

using Way = std::vector<Vec>;

// From a thing of the tasks up to the strip above them: out of the top of its card, or, from a frame, beside the card.
Way out_of_tasks(const Look& look, const Gutters& g, const End& end) {
  if (!end.card) return {end.box.top(), {end.box.centre().x, g.middle}};
  const float x = std::min(end.card->max.x + look.px(6), g.right);
  return {end.box.right(), {x, end.box.centre().y}, {x, g.middle}};
}

// From a thing to the strip above the tasks, or to the strip above the ring. `rightwards`: where the way goes on from
// there; out of the ring it passes the words below it on that side.
Way to_strip(const Look& look, const Gutters& g, const End& end, bool over_the_ring, bool rightwards) {
  const float y = over_the_ring ? g.top : g.middle;
  const Vec middle = end.box.centre();
  switch (section_of(g, end.box)) {
    case Section::queue:
      return {end.box.right(), {g.left, middle.y}, {g.left, y}};
    case Section::ring: {
      const float x = middle.x + end.box.width() * (rightwards ? 0.3F : -0.3F);
      return {{x, end.box.max.y}, {x, y}};
    }
    case Section::right:
      if (over_the_ring && end.box.min.x > g.right + look.px(80)) return {end.box.top(), {middle.x, y}};
      return {end.box.left(), {g.right, middle.y}, {g.right, y}};
    case Section::futures:
      return {end.box.left(), {g.right, middle.y}, {g.right, y}};
    case Section::tasks:
      return out_of_tasks(look, g, end);
  }
  return {};
}

// Neighbours in the upper row need no strip.
bool adjacent(Section a, Section b) {
  const auto pair = [&](Section x, Section y) { return (a == x && b == y) || (a == y && b == x); };
  return a == b || pair(Section::queue, Section::ring) || pair(Section::ring, Section::right);
}

Leg through_strips(const Look& look, const Gutters& g, const End& a, const End& b, Section from, Section to) {
  const bool over =
      (from == Section::right && to == Section::queue) || (from == Section::queue && to == Section::right);
  const bool rightwards = b.box.centre().x > a.box.centre().x;
  Leg leg{to_strip(look, g, a, over, rightwards)};
  Way back = to_strip(look, g, b, over, !rightwards);
  std::reverse(back.begin(), back.end());
  leg.points.insert(leg.points.end(), back.begin(), back.end());
  const auto same = [](Vec p, Vec q) { return distance(p, q) < 1; };
  leg.points.erase(std::unique(leg.points.begin(), leg.points.end(), same), leg.points.end());
  return leg;
}

bool same_card(const End& a, const End& b) {
  return a.card && b.card && *a.card == *b.card;
}

}  // namespace

float Leg::length() const {
  float sum = 0;
  for (std::size_t i = 1; i < points.size(); ++i) sum += distance(points[i - 1], points[i]);
  return sum;
}

Vec Leg::at(float t) const {
  float way = t * length();
  for (std::size_t i = 1; i < points.size(); ++i) {
    const float step = distance(points[i - 1], points[i]);
    if (way <= step && step > 0) return widgets::lerp(points[i - 1], points[i], way / step);
    way -= step;
  }
  return points.back();
}

std::optional<Leg> leg_between(const Look& look, const Gutters& gutters, const End& a, const End& b) {
  if (inside(a.box, b.box) || inside(b.box, a.box)) return std::nullopt;
  if (!gutters.shown) return direct(look, a.box, b.box);
  const Section from = section_of(gutters, a.box), to = section_of(gutters, b.box);
  const bool tasks_apart = from == Section::tasks && to == Section::tasks && !same_card(a, b);
  if (adjacent(from, to) && !tasks_apart) return direct(look, a.box, b.box);
  return through_strips(look, gutters, a, b, from, to);
}

Vec point_on(const std::vector<Leg>& legs, float t) {
  float all = 0;
  for (const Leg& leg : legs) all += leg.length();
  float way = t * all;
  for (const Leg& leg : legs) {
    const float length = leg.length();
    if (way <= length && length > 0) return leg.at(way / length);
    way -= length;
  }
  return legs.back().points.back();
}

namespace {

struct Stretch {
  Vec middle;
  float length = 0;
};

// The stretches of the legs on which words may stand.
std::vector<Stretch> stretches(const std::vector<Leg>& legs) {
  std::vector<Stretch> all;
  for (const Leg& leg : legs) {
    if (leg.curved) all.push_back({leg.at(0.5F), leg.length()});
    for (std::size_t i = 1; i < leg.points.size() && !leg.curved; ++i)
      all.push_back(
          {widgets::lerp(leg.points[i - 1], leg.points[i], 0.5F), distance(leg.points[i - 1], leg.points[i])});
  }
  return all;
}

}  // namespace

Vec resting_place(const std::vector<Leg>& legs, const Gutters& gutters) {
  const auto worth = [&](const Stretch& stretch) {
    const bool among_cards = gutters.shown && stretch.middle.y > gutters.middle + 2;
    return among_cards ? stretch.length * 0.01F : stretch.length;
  };
  const std::vector<Stretch> all = stretches(legs);
  return std::max_element(all.begin(), all.end(),
                          [&](const Stretch& a, const Stretch& b) { return worth(a) < worth(b); })
      ->middle;
}

}  // namespace orrery::views::loop
