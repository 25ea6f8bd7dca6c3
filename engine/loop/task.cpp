#include "engine/loop/task.hpp"

#include "engine/loop/drive.hpp"
#include "engine/loop/event_loop.hpp"
#include "engine/loop/task_step.hpp"

namespace orrery::loop {

using event::CancelOutcome;
using event::HandleRole;
using event::Kind;
using event::SendMode;

namespace {

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
      turn_(*this, std::move(context)),
      coroutine_(std::move(coroutine)) {
  number_name(name);
  if (event::Probe* p = probe()) p->emit_text(Kind::task_created, id(), coroutine_->id(), 0, this->name());
}

Task::Task(Environment& environment) : Future(environment, Tag::task), turn_(*this, ContextHolder()) {}

void Task::begin(EventLoop& loop, Ref<Coroutine> coroutine, std::string_view name, Ref<Context> context,
                 bool at_once) {
  enter(loop, loop.environment().next(event::Sort::task));
  turn_.context_ = context_or_copy(loop.environment(), std::move(context));
  coroutine_ = std::move(coroutine);
  number_name(name);
  if (event::Probe* p = probe()) p->emit_text(Kind::task_created, id(), coroutine_->id(), 0, this->name());
  at_once && loop.running() ? step_at_once() : schedule_step();
}

Ref<Task> Task::eager(EventLoop& loop, Ref<Coroutine> coroutine, std::string_view name, Ref<Context> context) {
  if (!loop.running()) return make<Task>(loop, std::move(coroutine), name, std::move(context));
  ContextHolder holder = context_or_copy(loop.environment(), std::move(context));
  Ref<Task> task(new Task(loop, std::move(coroutine), name, std::move(holder)));
  task->step_at_once();
  return task;
}

void Task::schedule_wakeup(Future& done, std::uint32_t serial) {
  schedule(HandleRole::wakeup, serial, done.ended_well());
}

void Task::wake_at_once(Future& done) {
  const Ref<Task> self(this);
  const Ref<Future> kept(&done);
  if (!this->done()) step(done.retrieve_error(), &done);
}

void Task::step_at_once() {
  {
    const ContextScope inside(environment(), turn_.context_);
    step({}, nullptr);
  }
  if (done()) coroutine_ = nullptr;
}

Task::~Task() = default;

// 3.11 and 3.12 use up a number for tasks that get a name, too (asyncio-semantics.md, 1.14).
void Task::number_name(std::string_view name) {
  if (name.empty() || environment().rules() < Rules::py313) number_ = environment().next_task_number();
  if (!name.empty()) names_ = std::make_unique<Names>(Names{std::string(name)});
}

Task::Names& Task::names() const {
  if (!names_) names_ = std::make_unique<Names>(Names{"Task-" + std::to_string(number_)});
  return *names_;
}

const std::string& Task::name() const {
  return names().task;
}

void Task::set_name(std::string name) {
  names_ = std::make_unique<Names>(Names{std::move(name)});
  if (event::Probe* p = probe()) p->emit_text(Kind::task_renamed, id(), {}, 0, this->name());
}

void Task::set_result(Value) {
  environment().errors().make(ErrorKind::runtime, "Task does not support set_result operation")->raise();
}

void Task::set_exception(Ref<Error>) {
  environment().errors().make(ErrorKind::runtime, "Task does not support set_exception operation")->raise();
}

// While a request to cancel goes from a task to the one that it waits for, and so on: who has it.
class Task::CancelScope {
 public:
  explicit CancelScope(Task& first) noexcept
      : first_(&first), because_(first.probe(), first.probe() ? first.probe()->cause : event::no_seq) {}
  ~CancelScope() {
    for (Task* task = first_.get(); task && task->has_request_; task = task->waited_task()) task->has_request_ = false;
  }
  CancelScope(const CancelScope&) = delete;
  CancelScope& operator=(const CancelScope&) = delete;

 private:
  Ref<Task> first_;
  event::CauseScope because_;
};

// A chain of tasks of any length goes without recursion. Tasks that wait for each other pass it on for ever, and
// CPython ends in its recursion limit.
bool Task::cancel(Value message) {
  const CancelScope scope(*this);
  Ref<Task> innermost;
  Ref<Task> task(this);
  while (task && task->take_cancel_request(message)) {
    innermost = task;
    const Ref<Future> waits_for = task->waits_for_;
    task = Ref<Task>(task->waited_task());
    if (!task && waits_for && waits_for->cancel(message)) return true;
  }
  if (!innermost) return false;
  innermost->must_cancel_ = true;
  innermost->turn_.straight_ = false;
  innermost->set_cancel_message(std::move(message));
  return true;
}

// False if it is done.
bool Task::take_cancel_request(const Value& message) {
  mark_retrieved();
  const bool passes_on = !done() && waits_for_ && waits_for_->accepts_cancel();
  if (event::Probe* p = probe()) {
    const CancelOutcome outcome = done()      ? CancelOutcome::ignored
                                  : passes_on ? CancelOutcome::passed_to_future
                                              : CancelOutcome::at_next_step;
    p->cause = p->emit_text(Kind::task_cancel, id(), {}, static_cast<std::uint8_t>(outcome),
                            message_repr(environment(), message));
  }
  if (done()) return false;
  if (has_request_) raise_recursion(environment().errors());
  has_request_ = true;
  ++cancel_requests_;
  return true;
}

Task* Task::waited_task() const noexcept {
  return waits_for_ && waits_for_->tag() == Tag::task && !waits_for_->is_subclassed() ? static_cast<Task*>(waits_for_.get()) : nullptr;
}

int Task::uncancel() {
  if (cancel_requests_ > 0) --cancel_requests_;
  if (cancel_requests_ == 0 && environment().rules() >= Rules::py313) must_cancel_ = false;
  return cancel_requests_;
}

Sent Task::resume(Ref<Error> error, const Future* woken_by) {
  const CurrentTask current(loop()->current_task_, *this);
  if (event::Probe* p = probe()) return resume_observed(*p, std::move(error), woken_by);
  return error ? coroutine_->throw_in(std::move(error)) : coroutine_->send({});
}

Sent Task::go_on(NativeCoroutine& chain) {
  return chain.go_on();
}

Sent Task::resume_observed(event::Probe& probe, Ref<Error> error, const Future* woken_by) {
  const SendMode mode = error ? SendMode::throw_in : SendMode::send;
  const Value shown = woken_by ? woken_by->peek_result() : Value();
  const event::Name text = error ? probe.intern(error->repr()) : environment().shown(shown);
  const event::Seq seq =
      probe.emit(Kind::task_step, id(), coroutine_->id(), static_cast<std::uint8_t>(mode), {.text = {text, 0}});
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
  const bool cancelled = must_cancel_;
  must_cancel_ = false;
  if (cancelled)
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

void Task::yielded_nonsense(const Value& value) {
  if (Ref<Future> theirs = environment().awaitables().foreign_future(*this, value)) {
    wait_for_stand_in(std::move(theirs));
    return;
  }
  const std::string shown = environment().values().repr(value);
  const std::string self = environment().values().repr(Value(this));
  refuse(environment().values().is_generator(value)
             ? "yield was used instead of yield from for generator in task " + self + " with " + shown
             : "Task got bad yield: " + shown);
}

void Task::wait_for_stand_in(Ref<Future> theirs) {
  waits_for_ = std::move(theirs);
  if (must_cancel_ && waits_for_->cancel(cancel_message())) must_cancel_ = false;
}

void Task::refuse_to_step() {
  const Ref<Future> woken_by = std::exchange(waits_for_, nullptr);
  const Ref<Error> error = woken_by ? woken_by->retrieve_error() : std::exchange(pending_error_, nullptr);
  const std::string self = environment().values().repr(Value(this));
  environment()
      .errors()
      .make(ErrorKind::invalid_state,
            "_step(): already done: " + self + " " + (error ? error->repr() : std::string("None")))
      ->raise();
}

// The checks and their words are those of _asynciomodule.c, task_step_handle_result_impl.
void Task::refuse_to_wait_for(Future& future) {
  const auto repr = [this](Object* object) { return environment().values().repr(Value(object)); };
  if (&future == this) return refuse("Task cannot await on itself: " + repr(this));
  if (future.loop() != loop())
    return refuse("Task " + repr(this) + " got Future " + repr(&future) + " attached to a different loop");
  refuse("yield was used instead of yield from in task " + repr(this) + " with " + repr(&future));
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
  try {
    loop()->call_exception_handler({"Task was destroyed but it is pending!", nullptr, Ref<Future>(this), nullptr});
  } catch (...) {  // nothing leaves a death (CPython: "Exception ignored in")
  }
  release();
}

void Task::orphan() noexcept {
  const Ref<Task> self(this);
  Future::orphan();
  if (done()) return;
  const Ref<Coroutine> coroutine = std::move(coroutine_);
  const Ref<Future> waits_for = std::move(waits_for_);
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
  return name_of(role(), probe);
}

event::Name Task::Turn::name_of(HandleRole role, event::Probe& probe) const {
  Names& names = task_->names();
  event::Name& kept = role == HandleRole::step ? names.step : names.wakeup;
  if (kept == 0) kept = probe.intern(task_->name() + (role == HandleRole::step ? ".step" : ".wakeup"));
  return kept;
}

void Task::Turn::run() {
  task_->run_turn();
}
void Task::Turn::drop() noexcept {}
void Task::Turn::dispose() noexcept {
  task_->release();
}

}  // namespace orrery::loop
