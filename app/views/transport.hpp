#pragma once
// Play, step, scrub: how the user moves through the run.

#include "app/state/view.hpp"
#include "app/widgets/look.hpp"

namespace orrery::views {

// Items: "transport/first", "/turn back", "/back", "/play", "/forward", "/turn forward", "/last", "/size", "/scrub",
// "/speed", all below "transport".
void transport(const widgets::Look& look, const app::View& view, const widgets::Rect& box, app::Commands& commands);

}  // namespace orrery::views
