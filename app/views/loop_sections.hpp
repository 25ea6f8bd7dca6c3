#pragma once
// The parts of the loop pane. Each adds what it shows to the scene of its scope.

#include <vector>

#include "app/views/loop_scope.hpp"

namespace orrery::views::loop {

// The five phases, what goes on in words, and the slot of the handle that runs.
void ring_part(const Scope& scope, const widgets::Rect& box);

void ready_queue(const Scope& scope, widgets::Rect column);

// These take their room off the top of `column`.
void selector_card(const Scope& scope, widgets::Rect& column);
void socket_rows(const Scope& scope, widgets::Rect& column);
void timer_heap(const Scope& scope, widgets::Rect& column);
// The room that they want: of the sockets the first few, of the timers one.
float selector_height(const Scope& scope);
float sockets_height(const Scope& scope);
float timers_height(const Scope& scope);
// Nothing where no thread has a job.
float threads_height(const Scope& scope);
void thread_jobs(const Scope& scope, widgets::Rect& column);

void task_cards(const Scope& scope, widgets::Rect area);
// Coroutines and generators without a task, as chips in the row of the tasks' heading: they come and go without moving
// a card.
void free_coroutines(const Scope& scope, widgets::Rect row);
void future_cards(const Scope& scope, widgets::Rect area);

// Between what the others have placed: futures and their callbacks in the queue, waiting tasks and what they wait for.
void lasting_edges(const Scope& scope);

// The whole pane while there is no loop: coroutines and generators that the program drives by hand.
void by_hand(const Scope& scope, widgets::Rect area);

// The chip of a handle at a place; what it grew out of.
Item handle_item(const Scope& scope, event::Id id, const widgets::Rect& box);
// Whether the moment is one of a blocking call: time passes and nothing else can run.
bool is_blocked(const Scope& scope);
// The row of a coroutine in a card.
Item frame_item(const Scope& scope, event::Id id, const widgets::Rect& box);
// The coroutines of a chain from the outermost to the innermost, and the one below them that has just returned or
// raised.
std::vector<event::Id> shown_frames(const Scope& scope, event::Id outermost);
// The pills of a future's done-callbacks in a row.
void callback_pills(const Scope& scope, event::Id future, const widgets::Rect& row);

// Coroutines and generators that no task drives and nothing else awaits, in order of creation, at most `limit`.
std::vector<event::Id> driven_by_hand(const model::State& state, std::size_t limit);

}  // namespace orrery::views::loop
