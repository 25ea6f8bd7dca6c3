// The rules of apply: one for each kind of event, grouped by file as the vocabulary is. Inside of engine/model only.
#pragma once

#include "engine/event/vocabulary.hpp"
#include "engine/model/apply.hpp"

namespace orrery::model::rules {

// One event being folded into a state.
struct Fold {
  State& state;
  const event::Event& event;
  Seq seq;
  const trace::Trace& trace;

  Moment now() const { return {event.time, seq}; }
  Id subject() const { return event.subject; }
  Id object() const { return event.object; }
  Name text() const { return event.value.text.text; }
  std::uint32_t extra() const { return event.value.text.extra; }
  // The enum in `arg`; its last value if the event holds nonsense.
  template <class Enum>
  Enum arg(Enum last) const {
    return event.arg > static_cast<std::uint8_t>(last) ? last : static_cast<Enum>(event.arg);
  }

  // The thing for changing, or null if it is of another sort or not there.
  Task* task(Id id) { return id.sort() == Sort::task ? state.tasks.find_to_edit(id.ordinal()) : nullptr; }
  Handle* handle(Id id) { return id.sort() == Sort::handle ? state.handles.find_to_edit(id.ordinal()) : nullptr; }
  Coroutine* coroutine(Id id) {
    return id.sort() == Sort::coroutine ? state.coroutines.find_to_edit(id.ordinal()) : nullptr;
  }
  Socket* socket(Id id) { return id.sort() == Sort::socket ? state.sockets.find_to_edit(id.ordinal()) : nullptr; }
  Future* future(Id id) {
    if (id.sort() == Sort::future) return state.futures.find_to_edit(id.ordinal());
    Task* t = task(id);
    return t ? &t->future : nullptr;
  }
};

// Moves a task to a state, and books the time it spent in the one before.
void enter(Task& task, TaskState to, Moment now);
// The task's step is over: whatever ran before it runs again.
void leave(Fold& fold, Id task);
// The handle is not on the ready queue and not in the heap: it goes back to its descriptor, or away.
void retire(Fold& fold, Id handle);

#define ORRERY_KIND(name, group, subject, object, arg, shape, says) void name(Fold& fold);
#include "engine/event/kinds.def"

}  // namespace orrery::model::rules
