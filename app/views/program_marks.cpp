// Who stands where in the source: every suspended coroutine and generator at its line, and the line that runs.

#include <algorithm>
#include <map>
#include <tuple>

#include "app/views/linked.hpp"
#include "app/views/program.hpp"
#include "app/views/tones.hpp"
#include "engine/model/narrate.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {

using widgets::Tone;

namespace {

constexpr std::size_t most_names = 6;    // in a tooltip
constexpr std::size_t most_read = 4000;  // coroutines looked at in a frame

// A task's own name, or that of its coroutine if nobody gave it one: "reader" rather than "Task-2".
std::string telling_name(const app::View& view, event::Id id) {
  const std::string name = model::label(view.moment.state, view.trace, id);
  const model::Task* task = view.moment.state.task(id);
  const model::Coroutine* coroutine = task ? view.moment.state.coroutine(task->coroutine) : nullptr;
  return coroutine && name.starts_with("Task-") ? std::string(view.trace.name(coroutine->name)) : name;
}

// All that stand at one line with one tone.
struct Crowd {
  std::string names;
  std::size_t count = 0;
  event::Id first;
  bool selected = false;  // one of them is

  std::string label(const app::View& view) const {
    return count == 1 ? model::label(view.moment.state, view.trace, first) : std::to_string(count) + " here";
  }
  std::string initials(const app::View& view) const {
    return count == 1 ? initials_of(telling_name(view, first)) : std::to_string(count);
  }
};
using Place = std::tuple<int, Tone>;

// The outermost coroutine of the chain this one belongs to.
event::Id outermost(const model::State& state, event::Id id) {
  for (int depth = 0; depth < 1000; ++depth) {
    const model::Coroutine* coroutine = state.coroutine(id);
    if (!coroutine || !coroutine->awaited_by) break;
    id = coroutine->awaited_by;
  }
  return id;
}

// Whether a coroutine that this one awaits, however far down, has a line in the program: native ones have none.
bool goes_deeper(const model::State& state, const model::Coroutine& coroutine) {
  const model::Coroutine* inner = state.coroutine(coroutine.awaiting);
  for (int depth = 0; inner && depth < 1000; ++depth) {
    if (inner->line != 0 && inner->in_program()) return true;
    inner = state.coroutine(inner->awaiting);
  }
  return false;
}

// The tone of a coroutine's mark: the innermost one has that of its task, those that await it are quiet.
Tone tone_at(const app::View& view, const model::Coroutine& coroutine, const model::Task* task) {
  if (goes_deeper(view.moment.state, coroutine)) return Tone::waiting;
  if (task) return tone_of(view.moment.state, view.trace, *task);
  return tone_of(coroutine);
}

void add(const app::View& view, std::map<Place, Crowd>& crowds, event::Id id, const model::Coroutine& coroutine) {
  // One of the engine's own stands at the line of the one that awaits it.
  if (coroutine.line == 0 || !coroutine.in_program() || model::is_over(coroutine.state) ||
      coroutine.state == model::CoroutineState::created)
    return;
  const model::State& state = view.moment.state;
  const model::Coroutine* outer = state.coroutine(outermost(state, id));
  const event::Id owner = outer && outer->task ? outer->task : id;
  Crowd& crowd = crowds[{coroutine.line, tone_at(view, coroutine, state.task(owner))}];
  if (++crowd.count == 1) crowd.first = owner;
  crowd.selected |= view.selection.id == owner || view.selection.id == id;
  if (crowd.count > most_names) return;
  if (!crowd.names.empty()) crowd.names += '\n';
  crowd.names += tip_of(view, owner);
  if (owner != id) crowd.names += ", in " + model::label(state, view.trace, id);
}

std::map<Place, Crowd> crowds_of(const app::View& view, event::Name file) {
  std::map<Place, Crowd> crowds;
  std::size_t read = 0;
  for (auto [ordinal, coroutine] : view.moment.state.coroutines) {
    if (++read > most_read) break;
    if (coroutine.file != file) continue;
    add(view, crowds, event::Id(event::Sort::coroutine, ordinal), coroutine);
  }
  return crowds;
}

}  // namespace

std::string initials_of(std::string_view name) {
  const std::size_t digits = name.find_last_not_of("0123456789") + 1;
  if (digits > 0 && digits < name.size()) return std::string(name.substr(std::max(digits, name.size() - 2)));
  std::size_t end = std::min<std::size_t>(2, name.size());
  while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) ++end;
  return std::string(name.substr(0, end));
}

ProgramMarks program_marks(const app::View& view, event::Name file) {
  ProgramMarks result;
  const std::map<Place, Crowd> crowds = crowds_of(view, file);
  result.tips.reserve(crowds.size() + 1);
  result.initials.reserve(crowds.size() + 1);
  result.labels.reserve(crowds.size() + 1);
  const bool here = !view.moment.state.program.ended && running_file(view.moment.state) == file;
  const int running_line = here ? view.moment.state.program.line : 0;
  if (running_line != 0) {
    const event::Id task = view.moment.state.running.task;
    result.tips.emplace_back("running now");
    result.labels.push_back(task ? model::label(view.moment.state, view.trace, task) : "running");
    result.initials.push_back(task ? initials_of(telling_name(view, task)) : std::string());
    result.marks.push_back(
        {running_line, Tone::running, true, true, result.tips.back(), result.initials.back(), result.labels.back()});
    result.ids.push_back(task);
  }
  for (const auto& [place, crowd] : crowds) {
    const auto [line, tone] = place;
    if (line == running_line && tone == Tone::running) continue;
    const std::size_t more = crowd.count > most_names ? crowd.count - most_names : 0;
    result.tips.push_back(crowd.names + (more ? "\nand " + std::to_string(more) + " more" : std::string()));
    result.labels.push_back(crowd.label(view));
    result.initials.push_back(crowd.initials(view));
    result.marks.push_back({line, tone, line != running_line, crowd.selected, result.tips.back(),
                            result.initials.back(), result.labels.back()});
    result.ids.push_back(crowd.first);
  }
  return result;
}

}  // namespace orrery::views
