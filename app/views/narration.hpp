#pragma once
// One sentence for the current event, with the hop of the wake-up that it is.

#include "app/state/view.hpp"
#include "app/widgets/look.hpp"

namespace orrery::views {

// Links are items "narration/0", "narration/1", …; the event at the right "narration/event".
void narration(const widgets::Look& look, const app::View& view, const widgets::Rect& box, app::Commands& commands);

}  // namespace orrery::views
