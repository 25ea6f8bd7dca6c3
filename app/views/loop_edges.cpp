// Lines that last: from a future that is done to its callbacks in the queue; from a selected task to what it waits for.

#include <algorithm>

#include "app/views/loop_sections.hpp"
#include "engine/model/queries.hpp"

namespace orrery::views::loop {
namespace {

using widgets::Tone;

constexpr std::size_t most_edges = 4;  // more would be a tangle

// A handle in the queue, or waiting for it: not the one that runs.
bool queued(const Scope& scope, const Item& item) {
  const model::Handle* handle = scope.state.handle(item.key.id);
  return item.key.what == What::handle && handle && handle->state == model::HandleState::ready;
}

Key future_of(const Item& item) {
  for (const Key& origin : item.origin)
    if (origin.what == What::future) return origin;
  return {};
}

void callbacks_in_queue(const Scope& scope) {
  std::vector<Edge> edges;
  for (const Item& item : scope.scene.items) {
    if (!queued(scope, item)) continue;
    const Key future = future_of(item);
    if (future && scope.scene.find(future)) edges.push_back({future, item.key, Tone::ready});
  }
  if (edges.size() > most_edges) edges.resize(most_edges);
  scope.scene.edges.insert(scope.scene.edges.end(), edges.begin(), edges.end());
}

// Of a task that waits: its innermost frame, and the card or the future that it waits for.
void wait_of(const Scope& scope, event::Id id, const model::Task& task) {
  const std::vector<event::Id> frames = model::frames(scope.state, task.coroutine);
  if (frames.empty()) return;
  const What what = task.waits_on.sort() == event::Sort::task ? What::task : What::future;
  const bool is_meant = scope.selected == id || scope.selected == task.waits_on ||
                        std::find(frames.begin(), frames.end(), scope.selected) != frames.end();
  if (is_meant) scope.scene.edges.push_back({{What::frame, frames.back(), 0}, {what, task.waits_on, 0}, Tone::waiting});
}

void waits_of_the_selected(const Scope& scope) {
  if (!scope.selected) return;
  for (std::size_t i = 0; i < scope.scene.items.size() && scope.scene.edges.size() < 2 * most_edges; ++i) {
    const Item& item = scope.scene.items[i];
    const model::Task* task = item.key.what == What::task && !item.compact ? scope.state.task(item.key.id) : nullptr;
    if (task && task->state == model::TaskState::waiting) wait_of(scope, item.key.id, *task);
  }
}

}  // namespace

void lasting_edges(const Scope& scope) {
  callbacks_in_queue(scope);
  waits_of_the_selected(scope);
}

}  // namespace orrery::views::loop
