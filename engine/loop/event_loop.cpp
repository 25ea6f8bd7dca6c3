#include "engine/loop/event_loop.hpp"

#include <algorithm>

#include "engine/loop/interrupt.hpp"
#include "engine/loop/task_step.hpp"
#include "engine/loop/threadsafe.hpp"

namespace orrery::loop {

using event::Kind;
using event::Phase;
using event::SelectReason;

namespace {
constexpr double longest_timeout = 24 * 3600;  // MAXIMUM_SELECT_TIMEOUT, seconds
Interrupts* interrupts_of(const Environment& environment) {
  const ThreadPorts* const ports = environment.thread_ports();
  return ports ? ports->interrupts() : nullptr;
}

// A signal may have come: what its handler raises leaves the loop here.
void deal_with_interrupts(const Environment& environment) {
  if (Interrupts* const interrupts = interrupts_of(environment)) interrupts->deal();
}

// What an exception handler of the program's own runs in, since 3.12: the context of the task, or else the handle, that
// it is told about; null: what is current.
Ref<Context> context_of_handler(const Environment& environment, const ExceptionContext& about) {
  if (environment.rules() < Rules::py312) return {};
  if (about.future)
    return about.future->tag() == Tag::task ? static_cast<Task&>(*about.future).context() : Ref<Context>();
  return about.handle ? about.handle->context_object() : Ref<Context>();
}

}  // namespace

EventLoop::EventLoop(Environment& environment, Clock& clock, std::unique_ptr<Selector> selector)
    : Object(Tag::loop),
      environment_(environment),
      clock_(clock),
      selector_(std::move(selector)),
      probe_(environment.probe()),
      door_(std::make_unique<ThreadDoor>(*this)),
      id_(environment.next(event::Sort::loop)) {
  note_observers();
}

EventLoop::~EventLoop() {
  let_go();
}

void EventLoop::dispose() noexcept {
  if (disposed_) {
    Object::dispose();
    return;
  }
  disposed_ = true;
  retain();
  let_go();
  release();
}

void EventLoop::let_go() noexcept {
  ready_.clear();
  timers_.clear();
  clear_watches();
  door_->close();
  futures_.orphan_all();
}

// Five phases; with nobody to see them and nothing in them but handles to run, no more than that.
void EventLoop::run_once() {
  if (nothing_but_handles()) {
    looked_ = false;
    ++turn_;
    run_ready();
    return;
  }
  begin_turn();
  const event::CauseScope because(probe_, turn_begin_);
  const Wait wait = timeout_phase();
  select_phase(wait);
  io_phase();
  timers_phase();
  run_phase();
}

bool EventLoop::nothing_but_handles() const noexcept {
  return !probe_ && !gate_ && timers_.empty() && may_skip_select() && !door_->waiting();
}

void EventLoop::begin_turn() {
  ++turn_;
  if (!probe_) return;
  stamp();
  turn_begin_ = probe_->emit(Kind::turn_begin, id_, {}, 0, {.integer = turn_});
}

void EventLoop::enter(Phase phase) {
  if (gate_ && !gate_->pass(phase, nullptr)) throw Aborted();
  if (!probe_) return;
  probe_->cause = turn_begin_;
  probe_->cause = probe_->emit(Kind::phase_begin, id_, {}, phase);
}

// How long may select() sleep?
Wait EventLoop::timeout_phase() {
  enter(Phase::timeout);
  if (door_->waiting()) door_->deliver();
  timers_.forget_cancelled();
  if (!ready_.empty() || stopping_) return {0, forever};
  if (timers_.empty()) return {};
  const double deadline = timers_.next_deadline();
  return {std::min(std::max(0.0, deadline - time()), longest_timeout), deadline};
}

void EventLoop::select_phase(const Wait& wait) {
  enter(Phase::select);
  selected_.clear();
  looked_ = !may_skip_select();
  if (!looked_) {
    if (probe_) select_return_ = probe_->emit(Kind::select_elided, id_);
    return;
  }
  const Selected selected = probe_ ? select_observed(*probe_, wait) : select(wait);
  if (selected.outcome == event::SelectOutcome::interrupted) deal_with_interrupts(environment_);
  if (door_->waiting())
    door_->deliver(&selected_);
  else if (selected.hopeless)
    deadlock();
}

bool EventLoop::may_skip_select() const noexcept {
  return select_policy_ == SelectPolicy::when_observable && !ready_.empty() && (watched_ == 0 || looked_) &&
         !interrupted();
}

// Then select() has something to say.
bool EventLoop::interrupted() const noexcept {
  const Interrupts* const interrupts = interrupts_of(environment_);
  return interrupts && interrupts->pending();
}

Selected EventLoop::select(const Wait& wait) {
  return selector_->select(wait, selected_);
}

Selected EventLoop::select_observed(event::Probe& probe, const Wait& wait) {
  const SelectReason reason = select_reason();
  const event::Id timer = reason == SelectReason::next_timer ? timers_.top().id() : event::Id();
  const event::CauseScope because(&probe, probe.emit(Kind::select_enter, id_, timer, reason, {.number = wait.timeout}));
  const Selected selected = select(wait);
  stamp();
  select_return_ = probe.emit(Kind::select_return, id_, {}, selected.outcome,
                              {.integer = static_cast<std::int64_t>(selected_.size())});
  return selected;
}

SelectReason EventLoop::select_reason() const noexcept {
  if (!ready_.empty()) return SelectReason::ready_handles;
  if (stopping_) return SelectReason::stopping;
  return timers_.empty() ? SelectReason::forever : SelectReason::next_timer;
}

void EventLoop::deadlock() {
  Deadlock deadlock;
  deadlock.text = "deadlock: nothing is ready, no timer is set, and nothing outside can wake the loop";
  std::string_view separator = "; waiting: ";
  for (const Ref<Task>& task : all_tasks()) {
    deadlock.waiting.push_back(task->id());
    deadlock.text += std::string(separator) + task->name();
    separator = ", ";
  }
  throw deadlock;
}

// What is ready goes to the ready queue: per descriptor, its reader before its writer.
void EventLoop::io_phase() {
  enter(Phase::io);
  for (const Ready& ready : selected_) {
    if (ready.read) io_ready(ready.fd, event::Direction::read);
    if (ready.write) io_ready(ready.fd, event::Direction::write);
  }
}

// Timers that are due go to the ready queue, cancelled ones too.
void EventLoop::timers_phase() {
  enter(Phase::timers);
  if (timers_.empty()) return;
  const double end = time() + clock_.resolution();
  while (!timers_.empty() && !(timers_.next_deadline() >= end)) {
    Ref<TimerHandle> timer = timers_.pop();
    if (probe_) {
      const event::CauseScope because(probe_, timer->scheduled_);
      timer->scheduled_ = probe_->emit(Kind::timer_due, timer->id());
    }
    ready_.push(std::move(timer));
  }
}

void EventLoop::call(Handle& handle) {
  try {
    const ContextScope inside(environment_, handle.context_);
    if (handle.role() == event::HandleRole::step || handle.role() == event::HandleRole::wakeup)
      Task::run_turn(handle);
    else
      handle.run();
  } catch (...) {
    callback_raised(handle);
  }
}

void EventLoop::run_handle(Handle& handle) {
  if (probe_) [[unlikely]]
    run_observed(*probe_, handle);
  else if (!handle.cancelled())
    call(handle);
}

// Runs the handles that are ready now; those that they schedule wait for the next turn.
void EventLoop::run_phase() {
  enter(Phase::run);
  run_ready();
}

// Most are tasks that take their turn and are queued again: with nobody to see it, nothing else is done for them.
void EventLoop::run_ready() {
  for (std::size_t left = ready_.size(); left > 0; --left) {
    Ref<Handle> handle = ready_.pop();
    if (left > Task::fetch_distance) Task::fetch_ahead(ready_);
    if (!handle->straight_ || observed_) [[unlikely]]
      run_by_rules(*handle);
    else if (go_straight_on(*handle)) [[likely]]
      ready_.push(std::move(handle));
  }
}

// True if all that the task has done is to give up its turn.
ORRERY_HOT bool EventLoop::go_straight_on(Handle& turn) {
  try {
    const ContextScope inside(environment_, turn.context_);
    return Task::go_straight_on(turn);
  } catch (...) {
    callback_raised(turn);
    return false;
  }
}

void EventLoop::run_by_rules(Handle& handle) {
  if (gate_ && !handle.cancelled() && !gate_->pass(Phase::run, &handle)) [[unlikely]]
    throw Aborted();
  if (debug_) [[unlikely]]
    run_timed(handle);
  else
    run_handle(handle);
}

// handle_end comes whatever way the handle ends. The clock is read once a handle, at its end: that is where the next
// one begins.
class EventLoop::HandleScope {
 public:
  HandleScope(EventLoop& loop, event::Probe& probe, const Handle& handle)
      : loop_(loop), probe_(probe), id_(handle.id()), because_(&probe, handle.scheduled_) {
    probe_.line = 0;
    probe_.cause = probe_.emit(Kind::handle_begin, id_, handle.owner(), static_cast<std::uint8_t>(handle.role()),
                               {.text = {handle.trace_name(probe), 0}});
  }
  ~HandleScope() {
    loop_.stamp();
    probe_.line = 0;
    probe_.emit(Kind::handle_end, id_);
  }
  HandleScope(const HandleScope&) = delete;
  HandleScope& operator=(const HandleScope&) = delete;

 private:
  EventLoop& loop_;
  event::Probe& probe_;
  event::Id id_;
  event::CauseScope because_;
};

void EventLoop::run_observed(event::Probe& probe, Handle& handle) {
  if (handle.cancelled()) {
    const event::CauseScope because(&probe, handle.scheduled_);
    probe.emit(Kind::handle_skipped, handle.id());
    return;
  }
  const HandleScope scope(*this, probe, handle);
  call(handle);
}

void EventLoop::callback_raised(Handle& handle) {
  const Ref<Error> error = environment_.errors().current();
  if (error->leaves_loop()) throw;
  call_exception_handler({"Exception in callback " + handle.name(), error, nullptr, Ref<Handle>(&handle)});
}

void EventLoop::call_exception_handler(const ExceptionContext& context) {
  const event::Id about = context.future ? context.future->id() : context.handle ? context.handle->id() : event::Id();
  if (probe_) probe_->emit_text(Kind::exception_handler, about, {}, 0, context.message);
  const bool own = bool(exception_handler_);
  // A copy, for it may set another one.
  const Environment::ExceptionHandler handler = own ? exception_handler_ : environment_.default_exception_handler();
  if (!handler) return;
  try {
    if (const Ref<Context> inside = own ? context_of_handler(environment_, context) : Ref<Context>())
      run_in_context(environment_, inside, [&] { handler(*this, context); });
    else
      handler(*this, context);
  } catch (...) {
    const Ref<Error> error = environment_.errors().current();
    if (error->leaves_loop()) throw;
  }
}

void EventLoop::stamp() noexcept {
  if (probe_) probe_->now = clock_.now();
}

}  // namespace orrery::loop
