// Lines: who waits for whom, and what the event moves from where to where.

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "app/views/loop_draw.hpp"
#include "app/widgets/arrow.hpp"
#include "app/widgets/motion.hpp"
#include "app/widgets/ring.hpp"
#include "app/widgets/text.hpp"

namespace orrery::views::loop {
namespace {

using widgets::Arrow;
using widgets::Pen;
using widgets::Rect;
using widgets::Side;
using widgets::Tone;
using widgets::Type;
using widgets::Vec;

const Placed* placed_of(std::span<const Placed> placed, const Key& key) {
  const auto found = std::find_if(placed.begin(), placed.end(), [&](const Placed& p) { return p.item->key == key; });
  return found == placed.end() ? nullptr : &*found;
}

// ---------------------------------------------------------------- tunnels and waits

void tunnel(const Pen& pen, const Rect& upper, const Rect& lower) {
  const float x = lower.centre().x;
  const float top = upper.max.y + pen.px(4), bottom = lower.min.y - pen.px(4);
  if (bottom - top < pen.px(12)) return;
  const bool beside = x < upper.min.x || x > upper.max.x;
  const Vec from = beside ? Vec(std::clamp(x, upper.min.x + pen.px(12), upper.max.x - pen.px(12)), top) : Vec(x, top);
  const Arrow quiet{.tone = Tone::waiting, .thickness = 1.2F, .opacity = 0.45F};
  const Vec side{pen.px(9), 0};
  widgets::arrow(pen, from - side, Side::down, Vec(x, bottom) - side, Side::up, quiet);
  widgets::arrow(pen, Vec(x, bottom) + side, Side::up, from + side, Side::down, quiet);
}

void waits_for(const Pen& pen, const Rect& from, const Rect& to, Tone tone) {
  const Arrow quiet{.tone = tone, .thickness = 1.2F, .dashed = true, .opacity = 0.4F};
  if (to.min.x > from.max.x) return widgets::arrow(pen, from.right(), Side::right, to.left(), Side::left, quiet);
  widgets::arrow(pen, from.top(), Side::up, to.bottom(), Side::down, quiet);
}

// ---------------------------------------------------------------- the way of what travels

struct Leg {
  Vec a, b;
  Side from = Side::right, to = Side::left;
  bool straight = false;
  std::vector<Vec> corners;  // of a rail beside stacked frames: all points, with both ends

  float length() const { return std::hypot(b.x - a.x, b.y - a.y); }
  Vec at(float t) const {
    if (!corners.empty()) return along(t);
    return straight ? widgets::lerp(a, b, t) : widgets::arrow_point(a, from, b, to, 0.4F, t);
  }
  Vec along(float t) const {
    const float place = t * static_cast<float>(corners.size() - 1);
    const auto index = std::min(static_cast<std::size_t>(place), corners.size() - 2);
    return widgets::lerp(corners[index], corners[index + 1], place - static_cast<float>(index));
  }
};

bool inside(const Rect& outer, const Rect& inner) {
  return inner.min.x >= outer.min.x && inner.max.x <= outer.max.x && inner.min.y >= outer.min.y &&
         inner.max.y <= outer.max.y;
}

bool stacked(const Rect& a, const Rect& b) {
  return a.min.x < b.max.x && b.min.x < a.max.x;
}

// Between frames that touch each other: along their right edges.
Leg rail(const Pen& pen, const Rect& a, const Rect& b) {
  Leg leg{a.right(), b.right()};
  const float x = std::max(a.max.x, b.max.x) + pen.px(7);
  leg.corners = {a.right(), {x, a.right().y}, {x, b.right().y}, b.right()};
  return leg;
}

Leg leg_between(const Pen& pen, const Rect& a, const Rect& b) {
  const float far = pen.px(18);
  if (stacked(a, b)) {
    const bool down = b.min.y >= a.max.y;
    const float gap = down ? b.min.y - a.max.y : a.min.y - b.max.y;
    if (gap < far) return rail(pen, a, b);
    const bool narrow = std::abs(a.centre().x - b.centre().x) < pen.px(30);
    if (down) return {{narrow ? b.centre().x : a.centre().x, a.max.y}, b.top(), Side::down, Side::up, narrow, {}};
    return {a.top(), {narrow ? a.centre().x : b.centre().x, b.max.y}, Side::up, Side::down, narrow, {}};
  }
  if (b.min.x >= a.max.x) return {a.right(), b.left(), Side::right, Side::left, false, {}};
  return {a.left(), b.right(), Side::left, Side::right, false, {}};
}

// ---------------------------------------------------------------- stops

class Places {
 public:
  Places(const Pen& pen, const Scene& before, const Scene& after, std::span<const Placed> placed)
      : pen_(pen), before_(before), after_(after), placed_(placed) {}

  std::optional<Rect> of(const Stop& stop) const {
    switch (stop.at) {
      case Stop::At::outside:
        return after_.outside;
      case Stop::At::selector:
        return after_.selector.empty() ? std::nullopt : std::optional(after_.selector);
      case Stop::At::ring:
        return ring();
      case Stop::At::item:
        return item(stop.key);
    }
    return std::nullopt;
  }

 private:
  std::optional<Rect> ring() const {
    const RingPart& r = after_.ring;
    if (!r.shown) return std::nullopt;
    const Vec edge = widgets::ring_point(pen_, r.centre, r.radius, 5, std::max(r.hand, 0.0F), pen_.px(9));
    return Rect::around(edge, 1, 1);
  }
  // Where it is now, where it is going, or where it was; a future without a callback row stands for its callbacks.
  std::optional<Rect> item(const Key& key) const {
    if (const Placed* p = placed_of(placed_, key); p && p->item->key.what != What::handle) return p->box;
    if (const Item* now = after_.find(key)) return now->box;
    if (const Item* was = before_.find(key)) return was->box;
    if (key.what == What::frame || key.what == What::future) return item({What::task, key.id, 0});
    return std::nullopt;
  }

  const Pen& pen_;
  const Scene& before_;
  const Scene& after_;
  std::span<const Placed> placed_;
};

std::vector<Leg> legs_of(const Pen& pen, const Places& places, const Travel& travel) {
  std::vector<Leg> legs;
  std::optional<Rect> last;
  for (const Stop& stop : travel.stops) {
    const std::optional<Rect> here = places.of(stop);
    if (!here) continue;
    if (last && !inside(*last, *here) && !inside(*here, *last)) legs.push_back(leg_between(pen, *last, *here));
    last = here;
  }
  return legs;
}

Vec point_on(const std::vector<Leg>& legs, float t) {
  float all = 0;
  for (const Leg& leg : legs) all += leg.length();
  float way = t * all;
  for (const Leg& leg : legs) {
    const float length = leg.length();
    if (way <= length || &leg == &legs.back()) return leg.at(length > 0 ? std::min(1.0F, way / length) : 1);
    way -= length;
  }
  return legs.back().b;
}

// Where the value is written when all is at rest: in the middle of the longest leg.
Vec resting_place(const std::vector<Leg>& legs) {
  const auto longest =
      std::max_element(legs.begin(), legs.end(), [](const Leg& a, const Leg& b) { return a.length() < b.length(); });
  return longest->at(0.5F);
}

void draw_leg(const Pen& pen, const Leg& leg, const Arrow& look) {
  if (!leg.corners.empty())
    widgets::arrow_path(pen, leg.corners.data(), static_cast<int>(leg.corners.size()), pen.px(5), look);
  else if (leg.straight)
    widgets::arrow(pen, leg.a, leg.b, look);
  else
    widgets::arrow(pen, leg.a, leg.from, leg.b, leg.to, look);
}

// The value in a pill with an edge, upon whatever is below it; kept inside `bounds`.
void value_pill(const Pen& pen, Vec centre, std::string_view words, Tone tone, float opacity, const Rect& bounds) {
  if (words.empty() || opacity <= 0.01F) return;
  const Fade fade(pen, opacity);
  const widgets::Theme& theme = pen.theme();
  const float width = widgets::text_size(pen, Type::mono_small, words).x + pen.px(16);
  Rect box = Rect::around(centre, width, pen.px(22));
  box = box.moved({std::min(0.0F, bounds.max.x - box.max.x), 0});
  box = box.moved({std::max(0.0F, bounds.min.x - box.min.x), 0});
  const ImU32 color = tone == Tone::plain || tone == Tone::dim ? theme.dim : pen.of(tone);
  pen.list->AddRectFilled(box.min, box.max, widgets::mix(theme.ground, color, 0.16F), box.height() / 2);
  pen.list->AddRect(box.min, box.max, color, box.height() / 2, 0, pen.px(1.2F));
  widgets::text_in(pen, box, Type::mono_small, theme.text, words, widgets::Align::centre);
}

}  // namespace

void draw_edges(const Pen& pen, const Scene& scene, std::span<const Placed> placed) {
  for (const Edge& edge : scene.edges) {
    const Placed* from = placed_of(placed, edge.from);
    const Placed* to = placed_of(placed, edge.to);
    if (!from || !to) continue;
    const Fade fade(pen, std::min(from->opacity, to->opacity));
    if (edge.tunnel)
      tunnel(pen, from->box, to->box);
    else
      waits_for(pen, from->box, to->box, edge.tone);
  }
}

void draw_travel(const Pen& pen, const Scene& before, const Scene& after, const Travel& travel,
                 std::span<const Placed> placed, float progress) {
  const std::vector<Leg> legs = legs_of(pen, Places(pen, before, after, placed), travel);
  if (legs.empty()) return;
  const Arrow look{.tone = travel.tone == Tone::done ? Tone::waiting : travel.tone,
                   .thickness = 1.8F,
                   .opacity = widgets::part(progress, 0, 0.35F),
                   .bend = 0.4F};
  for (const Leg& leg : legs) draw_leg(pen, leg, look);
  const Rect bounds{{std::min(after.outside.min.x, after.ring.centre.x) - 1e5F, 0},
                    {after.outside.max.x - pen.px(6), 0}};
  const float arrived = widgets::part(progress, 0.82F, 1);
  value_pill(pen, point_on(legs, widgets::ease(progress)), travel.words, travel.tone, 1 - arrived, bounds);
  value_pill(pen, resting_place(legs), travel.words, travel.tone, arrived, bounds);
}

}  // namespace orrery::views::loop
