// Tasks: their steps, what they wait for, how they are cancelled.
#include "engine/model/rules.hpp"

namespace orrery::model::rules {

void enter(Task& task, TaskState to, Moment now) {
  const double spent = task.since ? now.time - task.since.time : 0;
  if (task.state == TaskState::running) task.busy += spent;
  if (task.state == TaskState::ready || task.state == TaskState::created) task.ready += spent;
  if (task.state == TaskState::waiting) task.waiting += spent;
  task.state = to;
  task.since = now;
}

void leave(Fold& f, Id id) {
  if (f.state.running.task != id) return;
  const Task* task = f.state.task(id);
  f.state.running.task = task ? task->interrupted : Id{};
}

void task_created(Fold& f) {
  if (f.subject().sort() != Sort::task) return;
  Task& task = f.state.tasks.edit(f.subject().ordinal());
  task = {};
  task.name = f.text();
  task.coroutine = f.object();
  task.since = task.future.created = f.now();
  task.future.creator = f.state.running.task;
  f.state.called_task.edit(f.subject().ordinal()) = {f.text(), task.future.creator, {}, 0};
  if (Coroutine* coroutine = f.coroutine(f.object())) coroutine->task = f.subject();
  if (Called* called =
          f.object().sort() == Sort::coroutine ? f.state.called_coroutine.find_to_edit(f.object().ordinal()) : nullptr)
    called->owner = f.subject();
}

void task_renamed(Fold& f) {
  Task* task = f.task(f.subject());
  if (!task) return;
  task->name = f.text();
  f.state.called_task.edit(f.subject().ordinal()).name = f.text();
}

void task_step(Fold& f) {
  Task* task = f.task(f.subject());
  if (!task) return;
  if (f.state.running.task != f.subject()) task->interrupted = f.state.running.task;
  enter(*task, TaskState::running, f.now());
  task->handle = f.state.running.handle;
  task->started = true;
  task->must_cancel = false;
  task->waits_on = {};
  ++task->steps;
  f.state.running.task = f.subject();
}

void task_waits(Fold& f) {
  Task* task = f.task(f.subject());
  if (!task) return;
  if (!is_over(task->state)) enter(*task, TaskState::waiting, f.now());
  task->waits_on = f.object();
  task->handle = {};
  leave(f, f.subject());
}

// Its handle is put on the ready queue by an event of its own, before or after this one.
void task_yields(Fold& f) {
  Task* task = f.task(f.subject());
  if (!task) return;
  if (task->state == TaskState::running) enter(*task, TaskState::ready, f.now());
  leave(f, f.subject());
}

void task_cancel(Fold& f) {
  Task* task = f.task(f.subject());
  const auto outcome = f.arg(event::CancelOutcome::ignored);
  if (!task || outcome == event::CancelOutcome::ignored) return;
  ++task->cancel_requests;
  if (outcome == event::CancelOutcome::at_next_step) task->must_cancel = true;
}

}  // namespace orrery::model::rules
