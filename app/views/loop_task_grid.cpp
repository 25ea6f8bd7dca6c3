#include "app/views/loop_task_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "app/views/loop_sections.hpp"

namespace orrery::views::loop {
namespace {

using model::TaskState;
using widgets::Rect;

struct Grid {
  std::size_t columns = 1, rows = 1;
  float gap = 0;
  Rect area;

  std::size_t cells() const { return columns * rows; }
  Rect cell(std::size_t index) const {
    const float width = (area.width() - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    const float height = (area.height() - gap * static_cast<float>(rows - 1)) / static_cast<float>(rows);
    const auto column = static_cast<float>(index % columns), row = static_cast<float>(index / columns);
    return Rect::at(area.min + widgets::Vec(column * (width + gap), row * (height + gap)), width, height);
  }
};

std::size_t how_many(float length, float each, float gap) {
  return static_cast<std::size_t>(std::max(1.0F, (length + gap) / (each + gap)));
}

// As many columns as the rows need that are left when as many fit as can, three at least: a card keeps its width while
// the first few tasks come.
Grid grid_of_cards(const Scope& scope, const Rect& area, std::size_t count) {
  const float gap = scope.sizes.gap * 0.7F;
  Grid grid{how_many(area.width(), scope.px(128), gap), 1, gap, area};
  grid.columns = std::clamp<std::size_t>(count, std::min<std::size_t>(3, grid.columns), grid.columns);
  grid.rows = (count + grid.columns - 1) / grid.columns;
  grid.columns = std::max(std::min<std::size_t>(3, grid.columns), (count + grid.rows - 1) / grid.rows);
  return grid;
}

// A card with one frame is the least that is worth a card.
bool fits(const Scope& scope, const Grid& grid) {
  return grid.rows <= 1 || grid.cell(0).height() >= scope.px(80);
}

void all_cards(const Scope& scope, const Grid& grid, const std::vector<event::Id>& ids) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Rect cell = grid.cell(i);
    const Rect box = Rect::at(cell.min, cell.width(), card_height_for(scope, ids[i], cell.height()));
    add_card(scope, ids[i], box, cell.height());
  }
}

// The task that the moment is about: the one that runs, else one that the event names, else the selected one.
event::Id in_the_light(const Scope& scope) {
  const event::Event* last = scope.event();
  const std::array candidates{scope.state.running.task, last ? last->subject : event::Id{},
                              last ? last->object : event::Id{}, scope.selected};
  for (const event::Id id : candidates)
    if (scope.state.task(id)) return id;
  const model::Handle* handle = scope.state.running.handle ? scope.state.handle(scope.state.running.handle) : nullptr;
  return handle && scope.state.task(handle->owner) ? handle->owner : event::Id{};
}

bool matters(const Scope& scope, event::Id id, const model::Task& task) {
  return task.state == TaskState::running || task.state == TaskState::failed || scope.of_interest(id);
}

// At most `room` tasks, those that matter first, then those that are ready, then the oldest; in order of creation.
std::vector<event::Id> choose(const Scope& scope, std::size_t room) {
  std::array<std::vector<event::Id>, 3> ranks;
  for (auto [ordinal, task] : scope.state.tasks) {
    const event::Id id{event::Sort::task, ordinal};
    auto& rank = ranks[matters(scope, id, task) ? 0 : task.state == TaskState::ready ? 1 : 2];
    if (rank.size() < room) rank.push_back(id);
  }
  std::vector<event::Id> chosen;
  for (const auto& rank : ranks)
    for (std::size_t i = 0; i < rank.size() && chosen.size() < room; ++i) chosen.push_back(rank[i]);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

std::string counts_by_state(const Scope& scope) {
  static constexpr std::array words{"not begun", "ready", "running", "waiting", "done", "cancelled", "failed"};
  std::array<std::size_t, words.size()> counts{};
  for (auto [ordinal, task] : scope.state.tasks) ++counts[static_cast<std::size_t>(task.state)];
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (counts[i] > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", counts[i], words[i]);
  return text;
}

void light(const Scope& scope, const Rect& place) {
  const event::Id id = in_the_light(scope);
  if (!id) {
    scope.scene.fields.push_back({Field::Kind::slot, place, "no task runs"});
    return;
  }
  add_card(scope, id, Rect::at(place.min, place.width(), card_height_for(scope, id, place.height())), place.height());
}

void cells(const Scope& scope, const Rect& area) {
  const float gap = scope.px(5);
  Grid grid{how_many(area.width(), scope.px(104), gap), how_many(area.height(), scope.px(24), gap), gap, area};
  const std::size_t count = scope.state.tasks.size();
  const std::size_t shown = count <= grid.cells() ? count : grid.cells() - 1;
  const event::Id lit = in_the_light(scope);
  std::size_t place = 0;
  for (const event::Id id : choose(scope, shown)) {
    Item item = task_cell(scope, id, grid.cell(place++));
    if (id == lit) item.key.part = 1;  // the card in the light is the task itself
    scope.scene.items.push_back(std::move(item));
  }
  if (shown < count) scope.more(grid.cell(place), 6, fmt::format("+ {} more", count - shown));
}

void one_and_the_others(const Scope& scope, Rect area) {
  scope.caption(area.cut_bottom(scope.sizes.line), counts_by_state(scope));
  area.cut_bottom(scope.px(6));
  const Rect left = area.cut_left(std::min(area.width() * 0.4F, scope.px(210)));
  area.cut_left(scope.sizes.gap * 0.7F);
  light(scope, left);
  cells(scope, area);
}

std::vector<event::Id> all_tasks(const model::State& state, std::size_t limit) {
  std::vector<event::Id> ids;
  for (auto [ordinal, task] : state.tasks) {
    if (ids.size() >= limit) break;
    ids.push_back({event::Sort::task, ordinal});
  }
  return ids;
}

}  // namespace

void task_cards(const Scope& scope, Rect area) {
  constexpr std::size_t most_cards = 60;
  const std::size_t count = scope.state.tasks.size();
  Rect head = Rect{area.min, {area.max.x, area.min.y + scope.sizes.heading - scope.px(4)}};
  head.cut_left(scope.px(100));
  free_coroutines(scope, head);
  scope.heading(area, "tasks", count == 0 ? "" : std::to_string(count));
  const char* const none = scope.state.called_task.empty() ? "no tasks yet" : "no tasks any more";
  if (count == 0) return scope.caption(area.cut_top(scope.sizes.line), none);
  const Grid grid = grid_of_cards(scope, area, count);
  if (count <= most_cards && fits(scope, grid)) return all_cards(scope, grid, all_tasks(scope.state, most_cards));
  one_and_the_others(scope, area);
}

}  // namespace orrery::views::loop
