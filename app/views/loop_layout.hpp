#pragma once
// From a state to a scene: where everything of the loop pane is and what it looks like.

#include <span>
#include <string>

#include "app/views/loop_scene.hpp"
#include "engine/model/state.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views::loop {

// The height below which the pane scrolls instead of getting smaller.
float least_height(const widgets::Look& look);

// A pure function. `source`: the lines of the program. `pane`: the place to fill, in pixels. `selected` is kept out of
// counts. Nothing in it depends on what was shown before, so any moment looks the same however one came to it.
Scene layout(const model::State& state, const trace::Trace& trace, std::span<const std::string> source,
             const widgets::Look& look, const widgets::Rect& pane, event::Id selected,
             std::string_view selector = "select(2)");

}  // namespace orrery::views::loop
