#include "engine/loop/combine/timeout.hpp"

#include <array>

namespace orrery::loop {

namespace {

constexpr std::array<std::string_view, 5> state_words{"created", "active", "expiring", "expired", "finished"};

[[noreturn]] void refuse(Environment& environment, std::string_view words) {
  raise_error(environment.errors().make(ErrorKind::runtime, words));
}

}  // namespace

Timeout::Timeout(Environment& environment, std::optional<double> when) noexcept
    : Object(Tag::other), environment_(environment), when_(when) {}

std::string_view Timeout::state_word() const noexcept {
  return state_words[static_cast<std::size_t>(state_)];
}

void Timeout::enter() {
  if (state_ != State::created) refuse(environment_, "Timeout has already been entered");
  EventLoop* loop = environment_.running_loop();
  if (!loop) refuse(environment_, "no running event loop");
  if (!loop->current_task()) refuse(environment_, "Timeout should be used inside a task");
  task_ = Ref<Task>(loop->current_task());
  state_ = State::active;
  cancelling_ = task_->cancelling();
  reschedule(when_);
}

void Timeout::reschedule(std::optional<double> when) {
  if (state_ == State::created) refuse(environment_, "Timeout has not been entered");
  if (state_ != State::active) refuse(environment_, "Cannot change state of " + std::string(state_word()) + " Timeout");
  when_ = when;
  abandon();
  if (when) start(*when);
}

void Timeout::start(double when) {
  EventLoop& loop = *task_->loop();
  const auto callback = alarm_.callback(
      Ref<Object>(this), "_on_timeout", [this] { expire(); }, task_->id());
  if (when <= loop.time())
    alarm_.set(*loop.call_soon(callback));
  else
    alarm_.set(*loop.call_at(when, callback));
}

void Timeout::abandon() noexcept {
  alarm_.cancel();
}

void Timeout::expire() {
  task_->cancel();
  state_ = State::expiring;
}

Ref<Error> Timeout::exit(const Ref<Error>& error) {
  abandon();
  if (state_ == State::active) state_ = State::finished;
  const Ref<Task> task = std::move(task_);  // whose frames may hold this timeout
  if (state_ != State::expiring) return {};
  state_ = State::expired;
  return task->uncancel() <= cancelling_ && error ? in_place_of(error) : Ref<Error>();
}

// Nobody else has asked for the task to be cancelled: the cancellation was this timeout's. Up to 3.12 a class derived
// from CancelledError is not taken for it.
Ref<Error> Timeout::in_place_of(const Ref<Error>& error) {
  ErrorFactory& errors = environment_.errors();
  const bool newer = environment_.rules() >= Rules::py313;
  if (newer ? error->kind() == ErrorKind::cancelled : error->is_plain_cancelled())
    return errors.chained(errors.make(ErrorKind::timeout, Value()), error);
  if (newer) errors.came_of_timeout(error);
  return {};
}

Ref<Timeout> timeout(Environment& environment, std::optional<double> delay) {
  EventLoop* loop = environment.running_loop();
  if (!loop) refuse(environment, "no running event loop");
  return timeout_at(environment, delay ? std::optional(loop->time() + *delay) : std::nullopt);
}

Ref<Timeout> timeout_at(Environment& environment, std::optional<double> when) {
  return make<Timeout>(environment, when);
}

void TimeoutScope::failed() {
  rethrow_unwind();
  const Ref<Error> error = timeout_->environment().errors().current();
  const Ref<Error> instead = timeout_->exit(error);
  raise_error(instead ? instead : error);
}

}  // namespace orrery::loop
