#include "engine/loop/task.hpp"

#include "engine/loop/drive.hpp"
#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

using event::CancelOutcome;
using event::HandleRole;
using event::Kind;
using event::SendMode;

namespace {

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

std::string message_repr(Environment& environment, const Value& message) {
  return message.is_none() ? std::string() : environment.values().repr(message);
}

}  // namespace

Task::Task(EventLoop& loop, Ref<Coroutine> coroutine, std::string_view name, Ref<Context> context)
    : Task(loop, std::move(coroutine), name, context_or_copy(loop.environment(), std::move(context))) {
  schedule_step();
}

Task::Task(EventLoop& loop, Ref<Coroutine> coroutine, std::string_view name, ContextHolder context)
    : Future(loop, Tag::task, loop.environment().next(event::Sort::task)),
      coroutine_(std::move(coroutine)),
      turn_(*this, std::move(context)) {
  number_name(name);
  if (event::Probe* p = probe()) p->emit_text(Kind::task_created, id(), coroutine_->id(), 0, this->name());
}

Ref<Task> Task::eager(EventLoop& loop, Ref<Coroutine> coroutine, std::string_view name, Ref<Context> context) {
  if (!loop.running()) return make<Task>(loop, std::move(coroutine), name, std::move(context));
  ContextHolder holder = context_or_copy(loop.environment(), std::move(context));
  Ref<Task> task(new Task(loop, std::move(coroutine), name, std::move(holder)));
  task->step_at_once();
  return task;
}

void Task::step_at_once() {
  {
    const ContextScope inside(environment(), turn_.context_);
    step({}, {});
  }
  if (done()) coroutine_ = nullptr;
}

Task::~Task() = default;

// 3.11 and 3.12 use up a number for tasks that get a name, too (asyncio-semantics.md, 1.14).
void Task::number_name(std::string_view name) {
  if (name.empty() || environment().rules() < Rules::py313) number_ = environment().next_task_number();
  name_ = name;
}

const std::string& Task::name() const {
  if (name_.empty()) name_ = "Task-" + std::to_string(number_);
  return name_;
}

void Task::set_name(std::string name) {
  name_ = std::move(name);
  turn_.step_name_ = turn_.wakeup_name_ = 0;
  if (event::Probe* p = probe()) p->emit_text(Kind::task_renamed, id(), {}, 0, this->name());
}

void Task::set_result(Value) {
  environment().errors().make(ErrorKind::runtime, "Task does not support set_result operation")->raise();
}

void Task::set_exception(Ref<Error>) {
  environment().errors().make(ErrorKind::runtime, "Task does not support set_exception operation")->raise();
}

bool Task::cancel(Value message) {
  mark_retrieved();
  const bool passes_on = !done() && waits_for_ && waits_for_->accepts_cancel();
  event::Seq seq = event::no_seq;
  if (event::Probe* p = probe()) {
    const CancelOutcome outcome = done()      ? CancelOutcome::ignored
                                  : passes_on ? CancelOutcome::passed_to_future
                                              : CancelOutcome::at_next_step;
    seq = p->emit_text(Kind::task_cancel, id(), {}, static_cast<std::uint8_t>(outcome),
                       message_repr(environment(), message));
  }
  if (done()) return false;
  const event::CauseScope because(probe(), seq);
  ++cancel_requests_;
  const Ref<Future> waits_for = waits_for_;
  if (waits_for && waits_for->cancel(message)) return true;
  must_cancel_ = true;
  set_cancel_message(std::move(message));
  return true;
}

int Task::uncancel() {
  if (cancel_requests_ > 0) --cancel_requests_;
  if (cancel_requests_ == 0 && environment().rules() >= Rules::py313) must_cancel_ = false;
  return cancel_requests_;
}

void Task::schedule_step(Ref<Error> error) {
  pending_error_ = std::move(error);
  schedule(HandleRole::step, 0);
}

void Task::schedule_wakeup(Future& done, std::uint32_t serial) {
  woken_by_ = Ref<Future>(&done);
  schedule(HandleRole::wakeup, serial);
}

// The turn keeps the task alive as long as anybody holds the turn.
void Task::schedule(HandleRole role, std::uint32_t serial) {
  if (!loop()) return;
  if (turn_.references() == 0) retain();
  turn_.id_ = environment().next(event::Sort::handle);
  turn_.role_ = role;
  turn_.serial_ = serial;
  loop()->schedule(Ref<Handle>(&turn_));
}

void Task::run_turn(HandleRole role) {
  if (done()) return;
  if (role == HandleRole::step) {
    step(std::move(pending_error_), {});
    return;
  }
  const Ref<Future> woken_by = std::move(woken_by_);
  Sent outcome = woken_by->outcome();
  step(std::move(outcome.error), outcome.value);
}

void Task::step(Ref<Error> error, const Value& shown) {
  if (must_cancel_) {
    if (!error || error->kind() != ErrorKind::cancelled) error = make_cancelled_error();
    must_cancel_ = false;
  }
  waits_for_ = nullptr;
  take(resume(std::move(error), shown));
}

Sent Task::resume(Ref<Error> error, const Value& shown) {
  const CurrentTask current(loop()->current_task_, *this);
  if (event::Probe* p = probe()) [[unlikely]]
    return resume_observed(*p, std::move(error), shown);
  return error ? coroutine_->throw_in(std::move(error)) : coroutine_->send({});
}

Sent Task::resume_observed(event::Probe& probe, Ref<Error> error, const Value& shown) {
  const SendMode mode = error ? SendMode::throw_in : SendMode::send;
  const event::Seq seq = probe.emit_text(Kind::task_step, id(), coroutine_->id(), static_cast<std::uint8_t>(mode),
                                         error ? error->repr() : environment().values().repr(shown));
  const event::CauseScope because(&probe, seq);
  if (error) return drive_throw(environment(), *coroutine_, std::move(error));
  return drive_send(environment(), *coroutine_, {}, shown);
}

void Task::take(Sent sent) {
  switch (sent.outcome) {
    case Sent::Outcome::yielded:
      yielded(std::move(sent.value));
      return;
    case Sent::Outcome::returned:
      ended(std::move(sent.value));
      return;
    case Sent::Outcome::raised:
      failed(std::move(sent.error));
      return;
  }
}

void Task::ended(Value result) {
  if (std::exchange(must_cancel_, false))
    finish_cancelled(cancel_message());
  else
    finish(std::move(result));
}

void Task::failed(Ref<Error> error) {
  if (error->kind() == ErrorKind::cancelled) {
    finish_cancelled({}, std::move(error));
    return;
  }
  finish(error);
  if (error->leaves_loop()) error->raise();
}

void Task::yielded(Value value) {
  if (value.is_none()) {
    if (event::Probe* p = probe()) p->emit(Kind::task_yields, id());
    schedule_step();
  } else if (value.has_tag(Tag::future) || value.has_tag(Tag::task)) {
    wait_for(static_cast<Future&>(*value.object()));
  } else {
    const std::string shown = environment().values().repr(value);
    const std::string self = environment().values().repr(Value(this));
    refuse(environment().values().is_generator(value)
               ? "yield was used instead of yield from for generator in task " + self + " with " + shown
               : "Task got bad yield: " + shown);
  }
}

// The checks and their words are those of _asynciomodule.c, task_step_handle_result_impl.
void Task::wait_for(Future& future) {
  const auto repr = [this](Object* object) { return environment().values().repr(Value(object)); };
  if (&future == this) return refuse("Task cannot await on itself: " + repr(this));
  if (future.loop() != loop())
    return refuse("Task " + repr(this) + " got Future " + repr(&future) + " attached to a different loop");
  if (!future.blocking())
    return refuse("yield was used instead of yield from in task " + repr(this) + " with " + repr(&future));
  future.set_blocking(false);
  future.add_wakeup(*this);
  waits_for_ = Ref<Future>(&future);
  if (event::Probe* p = probe()) p->emit(Kind::task_waits, id(), future.id());
  if (must_cancel_ && future.cancel(cancel_message())) must_cancel_ = false;
}

void Task::refuse(std::string_view words) {
  schedule_step(environment().errors().make(ErrorKind::runtime, words));
}

void Task::dispose() noexcept {
  if (done() || !log_destroy_pending_ || !loop()) {
    Future::dispose();
    return;
  }
  log_destroy_pending_ = false;
  retain();
  loop()->call_exception_handler({"Task was destroyed but it is pending!", nullptr, Ref<Future>(this), nullptr});
  release();
}

void Task::orphan() noexcept {
  const Ref<Task> self(this);
  Future::orphan();
  if (done()) return;
  const Ref<Coroutine> coroutine = std::move(coroutine_);
  const Ref<Future> waits_for = std::move(waits_for_);
  const Ref<Future> woken_by = std::move(woken_by_);
}

Task::Turn::Turn(Task& task, ContextHolder context)
    : Handle(task.environment(), HandleRole::step, event::Id(), std::move(context)), task_(&task) {}

std::string Task::Turn::name() const {
  return task_->name() + (role() == HandleRole::step ? ".step" : ".wakeup");
}

event::Id Task::Turn::owner() const noexcept {
  return task_->id();
}

event::Name Task::Turn::trace_name(event::Probe& probe) const {
  event::Name& kept = role() == HandleRole::step ? step_name_ : wakeup_name_;
  if (kept == 0) kept = probe.intern(name());
  return kept;
}

void Task::Turn::run() {
  task_->run_turn(role());
}
void Task::Turn::drop() noexcept {}
void Task::Turn::dispose() noexcept {
  task_->release();
}

}  // namespace orrery::loop
