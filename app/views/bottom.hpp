#pragma once
// The pane at the bottom: tabs over the timeline and the table of events.

#include "app/state/view.hpp"
#include "app/views/events.hpp"
#include "app/views/timeline.hpp"

namespace orrery::views {

struct BottomCrumbs {
  TimelineCrumbs timeline;
  EventsCrumbs events;
};

// Items: the tabs "bottom/tabs", "timeline/fit".
void bottom(const widgets::Look& look, const app::View& view, const widgets::Rect& box, app::Commands& commands,
            BottomCrumbs& crumbs);

}  // namespace orrery::views
