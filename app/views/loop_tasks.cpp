#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "app/views/loop_sections.hpp"
#include "app/views/loop_task_grid.hpp"
#include "app/views/tones.hpp"
#include "app/widgets/card.hpp"
#include "engine/model/narrate.hpp"
#include "engine/model/queries.hpp"

namespace orrery::views::loop {
namespace {

using widgets::Rect;
using widgets::Tone;

widgets::Pen measure(const Scope& scope) {
  return {scope.look, nullptr};
}

// The frames of a chain that get a row: when there are too many, those in the middle are only counted, or not even that
// when there is no row for a count.
struct Rows {
  std::vector<event::Id> ids;
  std::size_t head = 0;    // rows before the gap
  std::size_t hidden = 0;  // frames in the gap
  bool counted = false;    // the gap has a row
};

Rows choose_rows(std::vector<event::Id> all, std::size_t room) {
  if (all.size() <= room) return {std::move(all), 0, 0, false};
  Rows rows;
  const std::size_t tail = room > 3 ? 2 : 1;  // the innermost ones say what is waited for
  rows.counted = room > 2;
  rows.head = room - tail - (rows.counted ? 1 : 0);
  rows.hidden = all.size() - rows.head - tail;
  rows.ids.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(rows.head));
  rows.ids.insert(rows.ids.end(), all.end() - static_cast<std::ptrdiff_t>(tail), all.end());
  return rows;
}

std::size_t rows_in(const Scope& scope, float height, bool pills) {
  const widgets::Pen pen = measure(scope);
  const float inside = height - widgets::card_header_height(pen) - scope.px(7) - (pills ? scope.px(26) : 0);
  return static_cast<std::size_t>(std::max(1.0F, inside / widgets::card_row_height(pen)));
}

void add_rows(const Scope& scope, const Rect& place, const Rows& rows, std::uint32_t part) {
  const widgets::Pen pen = measure(scope);
  int row = 0;
  for (std::size_t i = 0; i < rows.ids.size(); ++i) {
    const bool below_gap = rows.hidden > 0 && i == rows.head;
    if (below_gap && rows.counted)
      scope.more(widgets::card_row_box(pen, place, row++), 100 + part, counted(rows.hidden, "frame") + " between");
    Item item = frame_item(scope, rows.ids[i], widgets::card_row_box(pen, place, row, row));
    item.indent = row++;
    if (below_gap && !rows.counted) item.title = "… " + item.title;
    scope.scene.items.push_back(std::move(item));
  }
}

// Of an object without anything to tell the card says nothing.
bool says_something(const Scope& scope, const model::Variable& variable) {
  const std::string_view value = scope.trace.name(variable.value);
  return !value.starts_with("<class ") && !value.starts_with("<function ") &&
         !(value.starts_with('<') && value.ends_with(" object>"));
}

// What the card says of the variables of a frame, those set last first: there is seldom room for all.
std::vector<model::Variable> telling(const Scope& scope, event::Id frame) {
  const model::Variables* variables = scope.state.variables(frame);
  if (!variables) return {};
  std::vector<model::Variable> all = variables->all;
  std::erase_if(all, [&](const model::Variable& v) { return !says_something(scope, v); });
  std::ranges::stable_sort(all, std::ranges::greater(), &model::Variable::set);
  return all;
}

// The frame whose variables the card shows: the innermost one of the program's that has any to tell.
event::Id frame_with_values(const Scope& scope, const std::vector<event::Id>& frames) {
  for (auto id = frames.rbegin(); id != frames.rend(); ++id)
    if (!telling(scope, *id).empty()) return *id;
  return {};
}

Item values_item(const Scope& scope, event::Id frame, const Rect& box) {
  Item item;
  item.key = {What::values, frame, 0};
  item.box = box;
  const std::vector<model::Variable> all = telling(scope, frame);
  for (const model::Variable& v : all) {
    const std::string name = scope.text(v.name), value = scope.text(v.value);
    item.title += (item.title.empty() ? "" : "  ") + name + "=" + shortened(value, 24);
    item.tip += "\n" + name + " = " + shortened(value, 120);
  }
  item.strong = model::is_fresh(scope.state, all.front());
  item.tip = "variables of " + scope.label(frame) + item.tip;
  item.origin[0] = {What::frame, frame, 0};
  return item;
}

// The callbacks get a row if the frames leave one.
bool shows_pills(const Scope& scope, const model::Task& task, std::size_t frames, float most) {
  if (task.future.callbacks.empty() || is_over(task.state)) return false;
  return frames <= rows_in(scope, most, true) || rows_in(scope, most, true) >= 4;
}

// The state in the words of the model, in one word, or not at all, as there is room beside the name.
std::string state_words(const Scope& scope, event::Id id, const model::Task& task, float width) {
  static constexpr std::array short_words{"new", "ready", "running", "waiting", "done", "cancelled", "failed"};
  const auto fits = [&](std::string_view words) {
    const auto letters = static_cast<float>(scope.label(id).size());
    return scope.px(7) * letters + static_cast<float>(words.size()) * scope.px(1) * 5.8F + scope.px(46) <= width;
  };
  const std::string words = model::status_words(scope.state, scope.trace, id);
  if (fits(words)) return words;
  const std::string_view word = short_words[static_cast<std::size_t>(task.state)];
  return fits(word) ? std::string(word) : " ";
}

std::string result_words(const Scope& scope, const model::Task& task) {
  if (task.state == model::TaskState::cancelled) return "cancelled";
  const std::string outcome = shortened(scope.trace.name(task.future.outcome), 40);
  return (task.state == model::TaskState::failed ? "raised " : "returned ") + (outcome.empty() ? "None" : outcome);
}

Item task_item(const Scope& scope, event::Id id, const model::Task& task, const Rect& box) {
  Item item;
  item.key = {What::task, id, 0};
  item.title = scope.label(id);
  item.box = box;
  item.aside = state_words(scope, id, task, box.width());
  item.tone = tone_of(scope.state, scope.trace, task);
  item.strong = task.state == model::TaskState::running;
  item.quiet = is_over(task.state);
  if (item.quiet) item.subtitle = result_words(scope, task);
  item.tip = item.title + "  ·  task, " + model::status_words(scope.state, scope.trace, id);
  if (task.must_cancel) item.tip += "\na CancelledError will be thrown in at its next step";
  if (task.future.outcome) item.tip += "\n" + shortened(scope.trace.name(task.future.outcome), 80);
  item.origin[0] = {What::frame, task.coroutine, 0};
  item.origin[1] = {What::handle, scope.state.running.handle, 0};
  return item;
}

}  // namespace

float card_height_for(const Scope& scope, event::Id id, float most) {
  const widgets::Pen pen = measure(scope);
  const model::Task* task = scope.state.task(id);
  const std::size_t frames = task ? std::max<std::size_t>(1, shown_frames(scope, task->coroutine).size()) : 1;
  const bool pills = task && shows_pills(scope, *task, frames, most);
  std::size_t rows = std::min(frames, rows_in(scope, most, pills));
  if (task && !is_over(task->state) && rows < rows_in(scope, most, pills) &&
      frame_with_values(scope, shown_frames(scope, task->coroutine)))
    ++rows;
  return std::min(most, widgets::card_height(pen, static_cast<int>(rows)) + (pills ? scope.px(26) : 0));
}

void add_card(const Scope& scope, event::Id id, const Rect& box, float most) {
  const model::Task* task = scope.state.task(id);
  if (!task) return;
  scope.scene.items.push_back(task_item(scope, id, *task, box));
  if (is_over(task->state)) return;
  const widgets::Pen pen = measure(scope);
  Rect place = box.inset(widgets::card_padding(pen), 0);
  place.cut_top(widgets::card_header_height(pen));
  std::vector<event::Id> frames = shown_frames(scope, task->coroutine);
  const bool pills = shows_pills(scope, *task, frames.size(), most);
  const event::Id values = frame_with_values(scope, frames);
  const std::size_t used = frames.size(), room = rows_in(scope, most, pills);
  add_rows(scope, place, choose_rows(std::move(frames), room), id.bits());
  if (values && used < room)
    scope.scene.items.push_back(values_item(scope, values, widgets::card_row_box(pen, place, static_cast<int>(used))));
  if (!pills) return;
  place.cut_bottom(scope.px(9));
  callback_pills(scope, id, place.cut_bottom(scope.px(20)));
}

Item task_cell(const Scope& scope, event::Id id, const Rect& box) {
  Item item = task_item(scope, id, *scope.state.task(id), box);
  item.compact = true;
  item.aside.clear();
  return item;
}

}  // namespace orrery::views::loop
