// Which of a native program's files is shown: that of whom one looks at, else that of who runs.
#include <algorithm>

#include "app/views/program.hpp"
#include "engine/model/state.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::views {
namespace {

constexpr int deepest = 1000;

// Of the innermost coroutine below this one that is the program's.
event::Name file_below(const model::State& state, event::Id id) {
  event::Name file = 0;
  for (int depth = 0; depth < deepest; ++depth) {
    const model::Coroutine* coroutine = state.coroutine(id);
    if (!coroutine) break;
    if (coroutine->file != 0) file = coroutine->file;
    id = coroutine->awaiting;
  }
  return file;
}

event::Name file_of(const model::State& state, event::Id id) {
  const model::Task* task = state.task(id);
  return file_below(state, task ? task->coroutine : id);
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
  if (const event::Name file = file_of(state, view.selection.id)) return file;
  if (const event::Name file = running_file(state)) return file;
  const auto known = [&](event::Name file) {
    return std::ranges::count(state.program.sources, file, &model::SourceFile::path);
  };
  return known(before) ? before : state.program.sources.front().path;
}

std::string_view text_of_file(const app::View& view, event::Name file) {
  const auto& sources = view.moment.state.program.sources;
  const auto found = std::ranges::find(sources, file, &model::SourceFile::path);
  const event::Name text = found == sources.end() ? 0 : found->text;
  return text ? view.trace.name(text)
              : "The recording does not hold this file: it could not be read when it was made.\n";
}

}  // namespace orrery::views
