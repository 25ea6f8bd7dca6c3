// Which of a native program's files is shown: that of whom one looks at, else that of who runs.
#include <algorithm>

#include "app/views/program.hpp"
#include "engine/model/state.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {
namespace {

constexpr int deepest = 1000;

// Below a task or a coroutine, the innermost one that is the program's; null: there is none.
const model::Coroutine* innermost(const model::State& state, event::Id id) {
  const model::Task* task = state.task(id);
  if (task) id = task->coroutine;
  const model::Coroutine* found = nullptr;
  for (int depth = 0; depth < deepest; ++depth) {
    const model::Coroutine* coroutine = state.coroutine(id);
    if (!coroutine) break;
    if (coroutine->file != 0) found = coroutine;
    id = coroutine->awaiting;
  }
  return found;
}

}  // namespace

event::Name running_file(const model::State& state) {
  event::Id id = state.running.coroutine;
  for (int depth = 0; depth < deepest; ++depth) {
    const model::Coroutine* coroutine = state.coroutine(id);
    if (!coroutine) break;
    if (coroutine->file != 0) return coroutine->file;
    id = coroutine->awaited_by;
  }
  return 0;
}

event::Name shown_file(const app::View& view, event::Name before) {
  const model::State& state = view.moment.state;
  if (state.program.sources.empty()) return 0;
  if (const model::Coroutine* selected = innermost(state, view.selection.id)) return selected->file;
  if (const event::Name file = running_file(state)) return file;
  const auto known = [&](event::Name file) {
    return std::ranges::count(state.program.sources, file, &model::SourceFile::path);
  };
  return known(before) ? before : state.program.sources.front().path;
}

unsigned selected_line(const app::View& view, event::Name file) {
  const model::Coroutine* selected = innermost(view.moment.state, view.selection.id);
  return selected && selected->file == file ? selected->line : 0;
}

std::string_view text_of_file(const app::View& view, event::Name file) {
  const auto& sources = view.moment.state.program.sources;
  const auto found = std::ranges::find(sources, file, &model::SourceFile::path);
  const event::Name text = found == sources.end() ? 0 : found->text;
  return text ? view.trace.name(text)
              : "The recording does not hold this file: it could not be read when it was made.\n";
}

}  // namespace orrery::views
