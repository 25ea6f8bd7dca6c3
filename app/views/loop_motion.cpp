#include "app/views/loop_motion.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "app/views/loop_route.hpp"
#include "app/widgets/motion.hpp"

namespace orrery::views::loop {
namespace {

using widgets::Rect;

constexpr float arcs = 5;

class Index {
 public:
  explicit Index(const Scene& scene) {
    for (const Item& item : scene.items) items_.emplace(item.key, &item);
  }
  const Item* find(const Key& key) const {
    const auto found = items_.find(key);
    return found == items_.end() ? nullptr : found->second;
  }
  // The first origin of `item` that is here.
  const Item* origin_of(const Item& item) const {
    for (const Key& key : item.origin)
      if (const Item* origin = key ? find(key) : nullptr) return origin;
    return nullptr;
  }

 private:
  std::map<Key, const Item*> items_;
};

bool apart(const Rect& a, const Rect& b) {
  return std::abs(a.min.x - b.min.x) + std::abs(a.min.y - b.min.y) + std::abs(a.max.x - b.max.x) +
             std::abs(a.max.y - b.max.y) >
         2;
}

// Slides boxes within one picture.
class Slides {
 public:
  Slides(const widgets::Look& look, const Gutters& gutters) : look_(look), gutters_(gutters) {}

  // The way back is the way there, seen from the other end.
  Placed slide(const Item& item, const Item& was, bool backwards, float progress) const {
    const Rect& from = was.box;
    if (!apart(from, item.box)) return {&item, item.box, 1, false};
    const float t = widgets::ease(backwards ? 1 - progress : progress);
    const Rect& begin = backwards ? item.box : from;
    const Rect& end = backwards ? from : item.box;
    return {&item, in_a_card(item) && in_a_card(was) ? widgets::lerp(begin, end, t) : on_the_way(begin, end, t), 1,
            !grows(item, from)};
  }

  // What comes: out of its origin, or out of nothing at its place. (What goes, is the same with the time reversed.)
  Placed grow(const Item& item, const Item* origin, float progress) const {
    if (!origin || origin->key.what == What::more) return {&item, item.box, widgets::coming(progress), false};
    const float seen = widgets::ease_out(widgets::part(progress, 0, 0.4F));
    const Rect begin = at_origin(item, *origin);
    const float t = widgets::ease(progress);
    const Rect box = in_a_card(item) ? widgets::lerp(begin, item.box, t) : on_the_way(begin, item.box, t);
    return {&item, box, seen, apart(box, item.box)};
  }

 private:
  // A card that gets rows or loses them stays below those it has.
  static bool grows(const Item& item, const Rect& from) {
    return item.key.what == What::task && item.box.min.x == from.min.x && item.box.min.y == from.min.y;
  }
  // What stays inside of a card goes straight to its place.
  static bool in_a_card(const Item& item) {
    const bool row = item.key.what == What::frame && !item.compact && !item.round;
    return row || item.key.what == What::values || item.key.what == What::callback;
  }
  // The size the item will have, at the middle of what it grows out of, so that its words are never squeezed.
  static Rect at_origin(const Item& item, const Item& origin) {
    return Rect::around(origin.box.centre(), item.box.width(), item.box.height());
  }

  // Along the strips between the sections if the ends are in different ones, else straight on with a little bow.
  Rect on_the_way(const Rect& from, const Rect& to, float t) const {
    if (t <= 0 || t >= 1) return t <= 0 ? from : to;
    const std::optional<Leg> leg = leg_between(look_, gutters_, {from, {}}, {to, {}});
    if (!leg || leg->curved || leg->points.size() < 3) return widgets::glide(from, to, t);
    const widgets::Vec begin = from.centre() - leg->points.front(), end = to.centre() - leg->points.back();
    const Rect size = widgets::lerp(from, to, t);
    const Rect box = Rect::around(leg->at(t) + widgets::lerp(begin, end, t), size.width(), size.height());
    return box.moved({0, std::max(0.0F, gutters_.top - box.min.y)});  // the topmost strip is lower than a chip is high
  }

  const widgets::Look& look_;
  const Gutters& gutters_;
};

// Frames and callbacks appear in their cards; only what the loop hands around flies.
bool flies(const Item& item) {
  return item.key.what != What::callback && item.key.what != What::socket;
}

}  // namespace

std::vector<Placed> between(const widgets::Look& look, const Scene& before, const Scene& after, bool backwards,
                            float progress) {
  const Slides slides(look, after.gutters);
  std::vector<Placed> still, moving;
  const auto place = [&](const Placed& placed) { (placed.moving ? moving : still).push_back(placed); };
  const Index old(before), now(after);
  for (const Item& item : before.items) {
    if (progress >= 1 || now.find(item.key)) continue;
    place(slides.grow(item, backwards && flies(item) ? now.origin_of(item) : nullptr, 1 - progress));
  }
  for (const Item& item : after.items) {
    if (const Item* was = old.find(item.key))
      place(slides.slide(item, *was, backwards, progress));
    else
      place(slides.grow(item, !backwards && flies(item) ? old.origin_of(item) : nullptr, progress));
  }
  still.insert(still.end(), moving.begin(), moving.end());
  return still;
}

float hand_between(const RingPart& before, const RingPart& after, bool backwards, float progress) {
  if (before.hand < 0 || after.hand < 0) return after.hand;
  float way = std::fmod(after.hand - before.hand + arcs, arcs);  // with the clock
  if (backwards && way > 0) way -= arcs;
  const float hand = before.hand + way * widgets::ease(progress);
  return std::fmod(hand + arcs, arcs);
}

}  // namespace orrery::views::loop
