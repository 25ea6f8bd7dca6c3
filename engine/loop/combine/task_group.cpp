#include "engine/loop/combine/task_group.hpp"

#include <algorithm>

namespace orrery::loop {

class TaskGroup::OnTaskDone final : public Callback {
 public:
  explicit OnTaskDone(Ref<TaskGroup> group) noexcept : group_(std::move(group)) {}
  void call(Future* task) override { group_->task_done(static_cast<Task&>(*task)); }
  std::string name() const override { return "_on_task_done"; }

 private:
  Ref<TaskGroup> group_;
};

TaskGroup::TaskGroup(Environment& environment) noexcept : Object(Tag::other), environment_(environment) {}

std::string TaskGroup::repr() const {
  std::string text = "<TaskGroup";
  if (!tasks_.empty()) text += " tasks=" + std::to_string(tasks_.size());
  if (!errors_.empty()) text += " errors=" + std::to_string(errors_.size());
  if (aborting_)
    text += " cancelling";
  else if (entered_)
    text += " entered";
  return text + '>';
}

void TaskGroup::enter() {
  const auto fail = [this](const std::string& words) {
    environment_.errors().make(ErrorKind::runtime, words)->raise();
  };
  if (entered_) fail("TaskGroup " + repr() + " has already been entered");
  if (!loop_) loop_ = environment_.running_loop();
  if (!loop_) fail("no running event loop");
  if (!loop_->current_task()) fail("TaskGroup " + repr() + " cannot determine the parent task");
  parent_ = Ref<Task>(loop_->current_task());
  entered_ = true;
}

// ---- children

Ref<Task> TaskGroup::create_task(Ref<Coroutine> coroutine, std::string_view name, Ref<Context> context) {
  refuse_if_not_open(*coroutine);
  const bool names_later = environment_.rules() < Rules::py313;
  Ref<Task> task = loop_->create_task(std::move(coroutine), names_later ? "" : name, std::move(context));
  if (names_later && !name.empty()) task->set_name(std::string(name));
  if (task->done() && environment_.rules() >= Rules::py312) {
    task_done(*task);  // it was eager
  } else {
    tasks_.push_back(task);
    task->add_done_callback(make<OnTaskDone>(Ref<TaskGroup>(this)));
  }
  return task;
}

void TaskGroup::refuse_if_not_open(Coroutine& coroutine) {
  if (!entered_) refuse(coroutine, "has not been entered");
  if (exiting_ && tasks_.empty()) refuse(coroutine, "is finished");
  if (aborting_) refuse(coroutine, "is shutting down");
}

void TaskGroup::refuse(Coroutine& coroutine, std::string_view words) {
  if (environment_.rules() >= Rules::py313) coroutine.close();
  raise_error(environment_.errors().make(ErrorKind::runtime, "TaskGroup " + repr() + ' ' + std::string(words)));
}

void TaskGroup::task_done(Task& task) {
  std::erase_if(tasks_, [&task](const Ref<Task>& other) { return other.get() == &task; });
  if (tasks_.empty()) wake();
  if (task.cancelled()) return;
  if (const Ref<Error> error = task.exception()) failed(task, error);
}

void TaskGroup::wake() {
  if (all_done_ && !all_done_->done()) all_done_->set_result(Value::constant(1));
}

// The first to fail takes all others with it, and the parent, which may be waiting for something in the body.
void TaskGroup::failed(Task& task, Ref<Error> error) {
  errors_.push_back(error);
  if (error->leaves_loop() && !base_error_) base_error_ = error;
  if (!parent_ || parent_->done()) {
    Values& values = environment_.values();
    loop_->call_exception_handler({"Task " + values.repr(Value(Ref<Task>(&task))) +
                                       " has errored out but its parent task " + values.repr(Value(parent_)) +
                                       " is already completed",
                                   error, Ref<Future>(&task), nullptr});
    return;
  }
  if (aborting_ || parent_cancel_requested_) return;
  abort();
  parent_cancel_requested_ = true;
  parent_->cancel();
}

void TaskGroup::abort() {
  aborting_ = true;
  const std::vector<Ref<Task>> tasks = tasks_;
  for (const Ref<Task>& task : tasks)
    if (!task->done()) task->cancel();
}

// ---- the end

// A group that is over has no need of its parent, whose frames may hold the group.
class TaskGroup::ParentScope {
 public:
  explicit ParentScope(TaskGroup& group) noexcept : group_(group) {}
  ~ParentScope() { group_.parent_ = nullptr; }
  ParentScope(const ParentScope&) = delete;
  ParentScope& operator=(const ParentScope&) = delete;

 private:
  TaskGroup& group_;
};

Co<void> TaskGroup::exit(Ref<TaskGroup> group, Ref<Error> error) {
  group->begin_exit(error);
  while (!group->tasks_.empty()) {
    if (!group->all_done_) group->all_done_ = group->loop_->create_future("TaskGroup");
    try {
      co_await group->all_done_;
    } catch (const CancelledError& cancelled) {
      group->interrupted(cancelled.error());
    }
    group->all_done_ = nullptr;
  }
  const ParentScope let_go(*group);
  group->raise_outcome(error);
}

void TaskGroup::begin_exit(const Ref<Error>& error) {
  exiting_ = true;
  if (error && error->leaves_loop() && !base_error_) base_error_ = error;
  if (error && is_cancellation(*error)) cancellation_ = error;
  if (environment_.rules() < Rules::py313) settle_parent();
  if (error && !aborting_) abort();
}

// Up to 3.12 a class derived from CancelledError is an error like any other.
bool TaskGroup::is_cancellation(const Error& error) const {
  return environment_.rules() >= Rules::py313 ? error.kind() == ErrorKind::cancelled : error.is_plain_cancelled();
}

// The parent is cancelled while the group waits, perhaps more than once.
void TaskGroup::interrupted(Ref<Error> cancelled) {
  if (aborting_) return;
  cancellation_ = std::move(cancelled);
  abort();
}

// Takes back the group's own request to cancel the parent; without others the CancelledError was the group's, too.
void TaskGroup::settle_parent() {
  if (parent_cancel_requested_ && parent_->uncancel() == 0) cancellation_ = nullptr;
}

void TaskGroup::raise_outcome(const Ref<Error>& error) {
  if (const Ref<Error> base = std::move(base_error_)) base->raise();
  if (environment_.rules() >= Rules::py313) settle_parent();
  const Ref<Error> cancellation = std::move(cancellation_);
  if (cancellation && errors_.empty()) cancellation->raise();
  if (error && !is_cancellation(*error)) errors_.push_back(error);
  if (!errors_.empty()) raise_errors();
}

// 3.13: who was cancelled from outside as well is cancelled once more, so that the next await tells it.
void TaskGroup::raise_errors() {
  if (environment_.rules() >= Rules::py313 && parent_->cancelling() > 0) {
    parent_->uncancel();
    parent_->cancel();
  }
  ErrorFactory& errors = environment_.errors();
  errors.chained(errors.make_group("unhandled errors in a TaskGroup", std::move(errors_)), {})->raise();
}

}  // namespace orrery::loop
