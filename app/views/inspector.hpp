#pragma once
// Everything about the selected thing, or about the event of the moment: what it is, why it happened, what a waiting
// task waits for; and what the lesson says.

#include "app/state/view.hpp"
#include "app/widgets/look.hpp"

namespace orrery::views {

// Items: rows "inspector/<row>", causes "why/<event>", words of what is waited for "waits/<step>/<piece>",
// "inspector/close" (select nothing), choices of a question "choice/<number>".
void inspector(const widgets::Look& look, const app::View& view, const widgets::Rect& box, app::Commands& commands);

// Its parts, each at the ImGui cursor of the pane.

// The chain of causes of an event, the oldest at the top. Empty chains draw nothing.
void why_part(const widgets::Pen& pen, const app::View& view, event::Seq seq, app::Commands& commands);
// What the variables are worth in the frames of a task, coroutine or call, or else of what runs. Items "values/<frame>",
// "values/<event that set it>".
void values_part(const widgets::Pen& pen, const app::View& view, event::Id of, app::Commands& commands);
// What must happen for a task to run again.
void waits_part(const widgets::Pen& pen, const app::View& view, event::Id task, app::Commands& commands);
// The lesson's remark or question, in a card over the lower end of `box`; cuts what it takes off it.
void lesson_part(const widgets::Pen& pen, const app::View& view, widgets::Rect& box, app::Commands& commands);

}  // namespace orrery::views
