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

ORRERY_HOT bool Task::drives_native() const noexcept {
  return coroutine_ && coroutine_->native();
}

// The turn keeps the task alive as long as anybody holds the turn.
ORRERY_HOT void Task::schedule(event::HandleRole role, std::uint32_t serial, bool straight) {
  if (!loop()) return;
  if (turn_.references() == 0) retain();
  if (probe()) [[unlikely]]
    turn_.id_ = environment().next(event::Sort::handle);
  turn_.role_ = role;
  turn_.serial_ = serial;
  turn_.straight_ = straight && !must_cancel_ && drives_native();
  loop()->schedule(Ref<Handle>(&turn_));
}

ORRERY_HOT void Task::schedule_step(Ref<Error> error) {
  pending_error_ = std::move(error);
  schedule(event::HandleRole::step, 0, !pending_error_);
}

ORRERY_HOT void Task::wait_for(Ref<Future> future) {
  if (future.get() == this || future->loop() != loop() || !future->blocking()) [[unlikely]]
    return refuse_to_wait_for(*future);
  if (future->face() && future->is_subclassed()) [[unlikely]]
    if (Ref<Future> theirs = environment().awaitables().foreign_future(*this, Value(future)))
      return wait_for_stand_in(std::move(theirs));
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

// What a native coroutine has come to, if not just to a yield of nothing.
inline void Task::came_to(NativeCoroutine& chain, NativeCoroutine::Came came) {
  turn_.straight_ = false;
  if (came == NativeCoroutine::Came::to_a_value)
    yielded(chain.take_yielded());
  else
    take(go_on(chain));
}

// A native coroutine is driven without a virtual call: most switches of a C++ program are this.
ORRERY_HOT bool Task::go_straight_on() {
  const Ref<Future> woken_by = std::move(waits_for_);
  auto& chain = static_cast<NativeCoroutine&>(*coroutine_);
  if (!chain.can_advance()) [[unlikely]] {
    step({}, nullptr);
    return false;
  }
  const CurrentTask current(loop()->current_task_, *this);
  const NativeCoroutine::Came came = chain.advance();
  turn_.role_ = event::HandleRole::step;
  if (came == NativeCoroutine::Came::to_nothing) return true;
  came_to(chain, came);
  return false;
}

ORRERY_HOT const NativeCoroutine& Task::chain_of(const Handle& straight_turn) {
  return static_cast<const NativeCoroutine&>(*static_cast<const Turn&>(straight_turn).task_->coroutine_);
}

// A pointer leads to the next: the turn, its chain, its frame, each one some steps after the one before.
ORRERY_HOT void Task::fetch_ahead(const ReadyQueue& ready) {
  __builtin_prefetch(&ready.at(fetch_distance - 1));
  if (const Handle& soon = ready.at(4); soon.straight_) __builtin_prefetch(&chain_of(soon));
  if (const Handle& next = ready.at(2); next.straight_) chain_of(next).fetch();
}

ORRERY_HOT bool Task::go_straight_on(Handle& turn) {
  return static_cast<Turn&>(turn).task_->go_straight_on();
}

inline void Task::step(Ref<Error> error, const Future* woken_by) {
  if (must_cancel_) [[unlikely]] {
    if (!error || error->kind() != ErrorKind::cancelled) error = make_cancelled_error();
    must_cancel_ = false;
  }
  waits_for_ = nullptr;
  take(resume(std::move(error), woken_by));
}

inline void Task::run_turn() {
  if (done()) [[unlikely]]
    return refuse_to_step();
  if (turn_.role() == event::HandleRole::step) {
    step(std::move(pending_error_), nullptr);
    return;
  }
  const Ref<Future> woken_by = waits_for_;
  step(woken_by->retrieve_error(), woken_by.get());
}

inline void Task::run_turn(Handle& turn) {
  static_cast<Turn&>(turn).task_->run_turn();
}

}  // namespace orrery::loop
