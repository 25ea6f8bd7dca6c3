#pragma once
// The heart of the window: the loop with its queue, its ring of five phases, its selector, sockets and timers, the
// tasks with their frames, the futures with their callbacks; or, while there is no loop, the generators driven by hand.
//
// What is shown is a pure function of the view: between two moments things slide from where they were to where they
// are, by `view.moment.progress`. The pane keeps nothing but ImGui's scroll position.

#include "app/state/view.hpp"
#include "app/widgets/look.hpp"

namespace orrery::views {

// Draws the pane into `box` (pixels of the display) of the current ImGui window and says what the user asks for.
// Items are named "loop/<sort> <ordinal>" and, where a thing is shown in several places, "loop/<sort>
// <ordinal>/<part>".
void loop_view(const widgets::Look& look, const app::View& view, const widgets::Rect& box, app::Commands& commands);

}  // namespace orrery::views
