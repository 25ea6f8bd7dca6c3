// A step of a task, for those who run steps: the loop, and the task itself. Inside of engine/loop only.
//
// This is what a switch from task to task costs, so all of it is compiled into the loop that runs the ready handles.
#pragma once

#include "engine/loop/event_loop.hpp"
#include "engine/loop/hot.hpp"
#include "engine/loop/native_coroutine.hpp"
#include "engine/loop/task.hpp"

namespace orrery::loop {

// current_task() for the length of a step.
class CurrentTask {
 public:
  CurrentTask(Task*& slot, Task& task) noexcept : slot_(slot), before_(std::exchange(slot, &task)) {}
  ~CurrentTask() { slot_ = before_; }
  CurrentTask(const CurrentTask&) = delete;
  CurrentTask& operator=(const CurrentTask&) = delete;

 private:
  Task*& slot_;
  Task* before_;
};

// The turn keeps the task alive as long as anybody holds the turn.
ORRERY_HOT void Task::schedule(event::HandleRole role, std::uint32_t serial) {
  if (!loop()) return;
  if (turn_.references() == 0) retain();
  if (probe()) [[unlikely]]
    turn_.id_ = environment().next(event::Sort::handle);
  turn_.role_ = role;
  turn_.serial_ = serial;
  loop()->schedule(Ref<Handle>(&turn_));
}

ORRERY_HOT void Task::schedule_step(Ref<Error> error) {
  pending_error_ = std::move(error);
  schedule(event::HandleRole::step, 0);
}

ORRERY_HOT void Task::wait_for(Ref<Future> future) {
  if (future.get() == this || future->loop() != loop() || !future->blocking()) [[unlikely]]
    return refuse_to_wait_for(*future);
  future->set_blocking(false);
  future->add_wakeup(*this);
  if (event::Probe* p = probe()) p->emit(event::Kind::task_waits, id(), future->id());
  waits_for_ = std::move(future);
  if (must_cancel_ && waits_for_->cancel(cancel_message())) [[unlikely]]
    must_cancel_ = false;
}

ORRERY_HOT void Task::yielded(Value value) {
  if (value.is_none()) {
    if (event::Probe* p = probe()) p->emit(event::Kind::task_yields, id());
    schedule_step();
  } else if (value.has_tag(Tag::future) || value.has_tag(Tag::task)) {
    wait_for(std::move(value).detach_as<Future>());
  } else {
    yielded_nonsense(value);
  }
}

ORRERY_HOT NativeCoroutine::Came Task::advance_as_current(NativeCoroutine& chain) {
  const CurrentTask current(loop()->current_task_, *this);
  return chain.advance();
}

// A native coroutine is driven without a virtual call: most switches of a C++ program are this.
ORRERY_HOT void Task::advance(NativeCoroutine& chain) {
  switch (advance_as_current(chain)) {
    case NativeCoroutine::Came::to_nothing:
      return schedule(event::HandleRole::step, 0);
    case NativeCoroutine::Came::to_a_value:
      return yielded(chain.take_yielded());
    case NativeCoroutine::Came::nowhere:
      return take(go_on(chain));
  }
}

ORRERY_HOT void Task::step(Ref<Error> error, const Future* woken_by) {
  if (must_cancel_) [[unlikely]] {
    if (!error || error->kind() != ErrorKind::cancelled) error = make_cancelled_error();
    must_cancel_ = false;
  }
  waits_for_ = nullptr;
  if (!probe() && !error && coroutine_->native() && static_cast<NativeCoroutine&>(*coroutine_).can_advance())
    advance(static_cast<NativeCoroutine&>(*coroutine_));
  else
    take(resume(std::move(error), woken_by));
}

ORRERY_HOT void Task::run_turn() {
  if (done()) [[unlikely]]
    return;
  if (turn_.role() == event::HandleRole::step) {
    step(std::move(pending_error_), nullptr);
    return;
  }
  const Ref<Future> woken_by = std::move(woken_by_);
  step(woken_by->retrieve_error(), woken_by.get());
}

ORRERY_HOT void Task::run_turn(Handle& turn) {
  static_cast<Turn&>(turn).task_->run_turn();
}

}  // namespace orrery::loop
