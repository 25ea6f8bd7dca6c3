#pragma once
// The way of an arrow between two things: along the free strips between the sections, so that it crosses nothing.

#include <optional>
#include <vector>

#include "app/views/loop_scene.hpp"
#include "app/widgets/arrow.hpp"

namespace orrery::views::loop {

// An end of a way: a box, and the card it stands in, if it does.
struct End {
  widgets::Rect box;
  std::optional<widgets::Rect> card;
};

// From one thing to the next.
struct Leg {
  std::vector<widgets::Vec> points;  // at least two
  bool curved = false;               // a curve through the points, leaving and arriving at these sides
  widgets::Side from = widgets::Side::right, to = widgets::Side::left;
  float length() const;
  widgets::Vec at(float t) const;  // 0..1
};

// Empty if one lies inside the other.
std::optional<Leg> leg_between(const widgets::Look& look, const Gutters& gutters, const End& a, const End& b);

// The point at t 0..1 of all legs together. Precondition: legs is not empty.
widgets::Vec point_on(const std::vector<Leg>& legs, float t);
// The middle of the longest straight stretch: where words stand best. Precondition: legs is not empty.
// Stretches between cards are left out where there are others.
widgets::Vec resting_place(const std::vector<Leg>& legs, const Gutters& gutters);

}  // namespace orrery::views::loop
