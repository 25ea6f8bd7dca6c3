#pragma once
// Between two scenes: where every item is on its way. Pure: nothing is remembered from frame to frame.

#include <vector>

#include "app/views/loop_scene.hpp"

namespace orrery::views::loop {

struct Placed {
  const Item* item = nullptr;  // of the scene it arrives in, or of the one it leaves
  widgets::Rect box;
  float opacity = 1;
  bool moving = false;
};

// Items of the same identity slide, from section to section along the ways of the arrows; new ones grow out of their
// origin, gone ones fade, or go back to their origin when time runs backwards. `progress` 0: all as in `before`; 1: all
// as in `after`. Order: from below to above, moving ones on top. The scenes must outlive the result.
std::vector<Placed> between(const widgets::Look& look, const Scene& before, const Scene& after, bool backwards,
                            float progress);

// The hand goes with the clock when time goes on, and against it when it runs backwards.
float hand_between(const RingPart& before, const RingPart& after, bool backwards, float progress);

}  // namespace orrery::views::loop
