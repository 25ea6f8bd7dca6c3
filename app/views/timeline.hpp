#pragma once
// The run as lanes: what the loop and each task did, who woke whom, and where we are.

#include "app/state/view.hpp"
#include "app/views/mixed_scale.hpp"
#include "app/widgets/look.hpp"

namespace orrery::views {

struct TimelineCrumbs {
  MixedScale scale;
  double from = 0, to = 0;            // the part shown, in units of the scale
  bool fitting = false;               // a double click is under way: its end is no click
  bool fit = true;                    // everything is shown
  event::Seq cursor = event::no_seq;  // in the frame before: when it moves out of sight it is followed
};

// The wheel zooms at the mouse, dragging moves, a click goes to the event there, a double click shows everything.
// Items: "timeline/area" and the lanes' names "timeline/task 3".
void timeline(const widgets::Look& look, const app::View& view, const widgets::Rect& box, app::Commands& commands,
              TimelineCrumbs& crumbs);

}  // namespace orrery::views
