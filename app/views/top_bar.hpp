#pragma once
// The strip at the top: which program this is, and which moment of it is shown.

#include "app/state/view.hpp"
#include "app/widgets/look.hpp"

namespace orrery::views {

// Items: "top/browser", "top/theme", "top/help", "top/lessons".
void top_bar(const widgets::Look& look, const app::View& view, const widgets::Rect& box, app::Commands& commands);

}  // namespace orrery::views
