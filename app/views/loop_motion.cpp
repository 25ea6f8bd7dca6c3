#include "app/views/loop_motion.hpp"

#include <algorithm>
#include <cmath>
#include <map>

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

// The way back is the way there, seen from the other end.
Placed slide(const Item& item, const Rect& from, bool backwards, float progress) {
  if (!apart(from, item.box)) return {&item, item.box, 1, false};
  const Rect box = backwards ? widgets::glide(item.box, from, widgets::ease(1 - progress))
                             : widgets::glide(from, item.box, widgets::ease(progress));
  return {&item, box, 1, true};
}

// The size the item will have, at the middle of what it grows out of, so that its words are never squeezed.
Rect at_origin(const Item& item, const Item& origin) {
  return Rect::around(origin.box.centre(), item.box.width(), item.box.height());
}

// What comes: out of its origin, or out of nothing at its place. (What goes, is the same with the time reversed.)
Placed grow(const Item& item, const Item* origin, float progress) {
  if (!origin || origin->key.what == What::more) return {&item, item.box, widgets::coming(progress), false};
  const float seen = widgets::ease_out(widgets::part(progress, 0, 0.4F));
  const Rect box = widgets::glide(at_origin(item, *origin), item.box, widgets::ease(progress));
  return {&item, box, seen, apart(box, item.box)};
}

// Frames and callbacks appear in their cards; only what the loop hands around flies.
bool flies(const Item& item) {
  return item.key.what != What::callback && item.key.what != What::socket;
}

}  // namespace

std::vector<Placed> between(const Scene& before, const Scene& after, bool backwards, float progress) {
  std::vector<Placed> still, moving;
  const auto place = [&](const Placed& placed) { (placed.moving ? moving : still).push_back(placed); };
  const Index old(before), now(after);
  for (const Item& item : before.items) {
    if (progress >= 1 || now.find(item.key)) continue;
    place(grow(item, backwards && flies(item) ? now.origin_of(item) : nullptr, 1 - progress));
  }
  for (const Item& item : after.items) {
    if (const Item* was = old.find(item.key))
      place(slide(item, was->box, backwards, progress));
    else
      place(grow(item, !backwards && flies(item) ? old.origin_of(item) : nullptr, progress));
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
