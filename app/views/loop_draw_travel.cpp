// Lines: who waits for whom, and what the event moves from where to where.

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "app/views/loop_draw.hpp"
#include "app/views/loop_route.hpp"
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
  const bool over = lower.centre().x > upper.min.x && lower.centre().x < upper.max.x;
  const float x = over && upper.width() < lower.width() ? upper.centre().x : lower.centre().x;
  const float top = upper.max.y + pen.px(4), bottom = lower.min.y - pen.px(4);
  if (bottom - top < pen.px(12)) return;
  const bool beside = x < upper.min.x || x > upper.max.x;
  const Vec from = beside ? Vec(std::clamp(x, upper.min.x + pen.px(12), upper.max.x - pen.px(12)), top) : Vec(x, top);
  const Arrow quiet{.tone = Tone::waiting, .thickness = 1.2F, .opacity = 0.45F};
  const Vec side{pen.px(9), 0};
  widgets::arrow(pen, from - side, Side::down, Vec(x, bottom) - side, Side::up, quiet);
  widgets::arrow(pen, Vec(x, bottom) + side, Side::up, from + side, Side::down, quiet);
}

// ---------------------------------------------------------------- stops

class Places {
 public:
  Places(const Pen& pen, const Scene& before, const Scene& after, std::span<const Placed> placed)
      : pen_(pen), before_(before), after_(after), placed_(placed) {}

  std::optional<End> of(const Stop& stop) const {
    switch (stop.at) {
      case Stop::At::outside:
        return End{after_.outside, {}};
      case Stop::At::selector:
        return if_any(after_.selector);
      case Stop::At::head:
        return if_any(after_.head);
      case Stop::At::timers:
        return if_any(after_.timers);
      case Stop::At::ring:
        return ring();
      case Stop::At::item:
        return item(stop.key);
    }
    return std::nullopt;
  }

 private:
  static std::optional<End> if_any(const Rect& box) { return box.empty() ? std::nullopt : std::optional(End{box, {}}); }
  std::optional<End> ring() const {
    const RingPart& r = after_.ring;
    if (!r.shown) return std::nullopt;
    const Vec edge = widgets::ring_point(pen_, r.centre, r.radius, 5, std::max(r.hand, 0.0F), pen_.px(9));
    return End{Rect::around(edge, 1, 1), {}};
  }
  // Where it is going, or where it was; a card stands for a frame that has no row.
  std::optional<End> item(const Key& key) const {
    for (const Scene* scene : {&after_, &before_}) {
      const Item* found = scene->find(key);
      if (found && found->key.what == What::task && found->compact)
        return std::nullopt;  // one cell among many: it glows
      if (found) return End{found->box, card_around(*scene, *found)};
    }
    if (key.what == What::frame) return item({What::task, key.id, 0});
    return std::nullopt;
  }
  static std::optional<Rect> card_around(const Scene& scene, const Item& item) {
    if (item.key.what == What::task) return std::nullopt;
    for (const Item& card : scene.items)
      if (card.key.what == What::task && card.box.contains(item.box.centre())) return card.box;
    return std::nullopt;
  }

  const Pen& pen_;
  const Scene& before_;
  const Scene& after_;
  std::span<const Placed> placed_;
};

// The world is at the right edge, at the height of what it deals with.
void level(End& outside, const End& partner) {
  outside.box = Rect::around({outside.box.centre().x, partner.box.centre().y}, 1, 1);
}

std::vector<Leg> legs_of(const Pen& pen, const Scene& scene, const Places& places, const Travel& travel) {
  std::vector<Leg> legs;
  const Stop* before = nullptr;
  std::optional<End> last;
  for (const Stop& stop : travel.stops) {
    std::optional<End> here = places.of(stop);
    if (!here) continue;
    if (last && before->at == Stop::At::outside) level(*last, *here);
    if (last && stop.at == Stop::At::outside) level(*here, *last);
    if (last)
      if (std::optional<Leg> leg = leg_between(pen.look, scene.gutters, *last, *here)) legs.push_back(std::move(*leg));
    last = here;
    before = &stop;
  }
  return legs;
}

void draw_leg(const Pen& pen, const Leg& leg, const Arrow& look) {
  if (leg.curved)
    widgets::arrow(pen, leg.points.front(), leg.from, leg.points.back(), leg.to, look);
  else
    widgets::arrow_path(pen, leg.points.data(), static_cast<int>(leg.points.size()), pen.px(9), look);
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

bool is_drawn_by(const Travel& travel, const Edge& edge) {
  return travel.stops.size() >= 2 && travel.stops.front().key == edge.from && travel.stops.back().key == edge.to;
}

void lasting(const Pen& pen, const Scene& scene, const Places& places, const Edge& edge) {
  const std::optional<End> from = places.of({Stop::At::item, edge.from}), to = places.of({Stop::At::item, edge.to});
  if (!from || !to) return;
  const std::optional<Leg> leg = leg_between(pen.look, scene.gutters, *from, *to);
  if (leg) draw_leg(pen, *leg, {.tone = edge.tone, .thickness = 1.2F, .dashed = true, .opacity = 0.55F});
}

}  // namespace

void draw_edges(const Pen& pen, const Scene& scene, const Travel& travel, std::span<const Placed> placed) {
  const Places places(pen, scene, scene, placed);
  for (const Edge& edge : scene.edges) {
    const Placed* from = placed_of(placed, edge.from);
    const Placed* to = placed_of(placed, edge.to);
    if (!from || !to || is_drawn_by(travel, edge)) continue;
    const Fade fade(pen, std::min(from->opacity, to->opacity));
    if (edge.tunnel)
      tunnel(pen, from->box, to->box);
    else
      lasting(pen, scene, places, edge);
  }
}

void draw_travel(const Pen& pen, const Scene& before, const Scene& after, const Travel& travel,
                 std::span<const Placed> placed, float progress) {
  const std::vector<Leg> legs = legs_of(pen, after, Places(pen, before, after, placed), travel);
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
  if (travel.arrives) return;
  const Vec rest = resting_place(legs, after.gutters);
  const bool in_a_card = after.gutters.shown && rest.y > after.gutters.middle + pen.px(12);
  const Rect place = in_a_card ? Rect{bounds.min, {rest.x + pen.px(8), 0}} : bounds;
  value_pill(pen, rest, travel.words, travel.tone, arrived, place);
}

}  // namespace orrery::views::loop
