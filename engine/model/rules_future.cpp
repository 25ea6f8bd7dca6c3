// Futures, and the future side of tasks.
#include <algorithm>

#include "engine/model/rules.hpp"

namespace orrery::model::rules {
namespace {

TaskState end_state(FutureState state) {
  if (state == FutureState::cancelled) return TaskState::cancelled;
  return state == FutureState::failed ? TaskState::failed : TaskState::done;
}

void end_task(Fold& f, Task& task, FutureState how) {
  enter(task, end_state(how), f.now());
  task.must_cancel = false;
  task.waits_on = {};
  task.handle = {};
  leave(f, f.subject());
}

void settle(Fold& f, FutureState how) {
  Future* future = f.future(f.subject());
  if (!future) return;
  future->state = how;
  future->outcome = f.text();
  future->settled = f.now();
  if (Task* task = f.task(f.subject())) end_task(f, *task, how);
}

}  // namespace

void future_created(Fold& f) {
  if (f.subject().sort() == Sort::future) {
    f.state.futures.edit(f.subject().ordinal()) = {};
    f.state.called_future.edit(f.subject().ordinal()) = {f.text(), f.object(), {}, 0};
  }
  Future* future = f.future(f.subject());
  if (!future) return;
  future->label = f.text();
  future->creator = f.object();
  future->created = f.now();
}

void callback_added(Fold& f) {
  if (Future* future = f.future(f.subject())) future->callbacks.push_back({f.extra(), f.text(), f.object(), f.seq, {}});
  if (Future* fed = f.object().sort() == Sort::future ? f.future(f.object()) : nullptr)
    fed->fed = f.object() != f.subject();
}

void callback_removed(Fold& f) {
  if (Future* future = f.future(f.subject()))
    std::erase_if(future->callbacks.edit(), [&](const DoneCallback& c) { return c.serial == f.extra() && !c.handle; });
}

void future_result(Fold& f) {
  settle(f, FutureState::finished);
}
void future_exception(Fold& f) {
  settle(f, FutureState::failed);
}
void future_cancelled(Fold& f) {
  settle(f, FutureState::cancelled);
}

void never_retrieved(Fold& f) {
  if (Future* future = f.future(f.subject())) future->never_retrieved = true;
}

void future_released(Fold& f) {
  if (f.subject().sort() == Sort::future) f.state.futures.erase(f.subject().ordinal());
  if (f.subject().sort() != Sort::task) return;
  leave(f, f.subject());
  f.state.tasks.erase(f.subject().ordinal());
}

}  // namespace orrery::model::rules
