// TaskGroup: tasks that end together. When one fails the others are cancelled, and all errors come out as one group.
// (CPython: asyncio/taskgroups.py; asyncio-semantics.md, 1.8.)
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/loop/co.hpp"
#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

// C++ programs use with_task_group() below; enter() and exit() are what `async with` calls.
class TaskGroup final : public Object {
 public:
  // `environment` outlives it.
  explicit TaskGroup(Environment& environment) noexcept;

  // The current task becomes the group's parent. RuntimeError if it was entered before, if no loop is running, or
  // outside of a task.
  void enter();
  // Waits for the tasks, aborting them first if `error`, what leaves the body, is not null. Raises the group of errors,
  // or a child's KeyboardInterrupt or SystemExit, or the CancelledError of the parent; returns if there is nothing to
  // raise: then `error` goes on.
  static Co<void> exit(Ref<TaskGroup> group, Ref<Error> error);

  // Starts a task that belongs to the group. RuntimeError if the group was not entered, is finished or shutting down;
  // the coroutine is closed then (3.13).
  Ref<Task> create_task(Ref<Coroutine> coroutine, std::string_view name = {}, Ref<Context> context = {});
  template <class T>
  Ref<Task> create_task(Co<T> co, std::string_view name = {}, Ref<Context> context = {}) {
    return create_task(as_coroutine(environment_, std::move(co)), name, std::move(context));
  }

  // The tasks that have not been seen to end, in order of creation.
  const std::vector<Ref<Task>>& tasks() const noexcept { return tasks_; }
  Environment& environment() const noexcept { return environment_; }
  // "<TaskGroup tasks=2 entered>"
  std::string repr() const;

 private:
  class OnTaskDone;
  class ParentScope;

  void refuse_if_not_open(Coroutine& coroutine);
  [[noreturn]] void refuse(Coroutine& coroutine, std::string_view words);
  void abort();
  void task_done(Task& task);
  void wake();
  void failed(Task& task, Ref<Error> error);
  bool is_cancellation(const Error& error) const;
  void begin_exit(const Ref<Error>& error);
  void interrupted(Ref<Error> cancelled);
  void settle_parent();
  void raise_outcome(const Ref<Error>& error);
  void raise_errors();

  Environment& environment_;
  EventLoop* loop_ = nullptr;
  Ref<Task> parent_;  // until the group is over
  std::vector<Ref<Task>> tasks_;
  std::vector<Ref<Error>> errors_;
  Ref<Error> base_error_;    // the KeyboardInterrupt or SystemExit that goes before all else
  Ref<Error> cancellation_;  // the parent's CancelledError, to be raised if there are no errors
  Ref<Future> all_done_;     // while exit() waits
  bool entered_ = false;
  bool exiting_ = false;
  bool aborting_ = false;
  bool parent_cancel_requested_ = false;
};

// co_await with_task_group(loop, [](TaskGroup& group) -> Co<void> { group.create_task(…); co_return; })
// The body is kept until it has ended. Raises what exit() raises, or what left the body.
template <class Body>
Co<void> with_task_group(EventLoop& loop, Body body) {
  Environment& environment = loop.environment();
  const Ref<TaskGroup> group = make<TaskGroup>(environment);
  group->enter();
  Ref<Error> error;
  try {
    co_await body(*group);
  } catch (...) {
    error = environment.errors().current();  // an Unwind goes on from here
  }
  co_await TaskGroup::exit(group, error);
  if (error) error->raise();
}

}  // namespace orrery::loop
