#pragma once
// Which tone and sign a thing or an event has: the same in every pane.

#include "app/widgets/theme.hpp"
#include "engine/model/lanes.hpp"
#include "engine/model/state.hpp"

namespace orrery::views {

// Of a task by what it does; while it waits, by what it waits for (a timer, a descriptor, something else).
widgets::Tone tone_of(const model::State& state, const trace::Trace& trace, const model::Task& task);
widgets::Tone tone_of(const model::Future& future);
widgets::Tone tone_of(const model::Coroutine& coroutine);
widgets::Tone tone_of(const model::Handle& handle);
// Of anything; `done` for what is gone.
widgets::Tone tone_of(const model::State& state, const trace::Trace& trace, event::Id id);
// Of an event, by what it says.
widgets::Tone tone_of(const event::Event& event);
widgets::Tone tone_of(model::Activity activity);
widgets::Tone tone_of(model::Mark::What mark);

// "running", "waits for a timer": what a stretch of a lane shows.
const char* words_of(model::Activity activity);
// "output", "an error": what a mark of the scrub bar stands for.
const char* words_of(model::Mark::What mark);

// An icon for a thing of this sort (widgets/icons.hpp).
const char* icon_of(event::Sort sort);

}  // namespace orrery::views
