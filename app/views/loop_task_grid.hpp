#pragma once
// How task cards share their area: all as cards while there is room, else one in the light and the others as cells.

#include "app/views/loop_scope.hpp"

namespace orrery::views::loop {

// The height the card of a task takes; at most `most`.
float card_height_for(const Scope& scope, event::Id id, float most);
// Adds the card with its frames and callbacks. `most` as above.
void add_card(const Scope& scope, event::Id id, const widgets::Rect& box, float most);
// One of many: its name and its state's colour and sign. Precondition: the task is known.
Item task_cell(const Scope& scope, event::Id id, const widgets::Rect& box);

}  // namespace orrery::views::loop
