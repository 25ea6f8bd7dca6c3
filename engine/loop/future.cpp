#include "engine/loop/future.hpp"

#include <algorithm>
#include <utility>

#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

using event::Kind;

namespace {

constexpr std::string_view stop_iteration_words =
    "StopIteration interacts badly with generators and cannot be raised into a Future";

// A StopIteration in a future would end whoever awaits it: refused, or wrapped by the newer rules.
Ref<Error> storable(Environment& environment, Ref<Error> error) {
  if (error->kind() != ErrorKind::stop_iteration) return error;
  ErrorFactory& errors = environment.errors();
  if (environment.rules() < Rules::py313) errors.make(ErrorKind::type, stop_iteration_words)->raise();
  return errors.chained(errors.make(ErrorKind::runtime, stop_iteration_words), error);
}

event::Id task_or_none(const EventLoop& loop) {
  return loop.current_task() ? loop.current_task()->id() : event::Id();
}

}  // namespace

Future::Future(EventLoop& loop, std::string_view label)
    : Future(loop, Tag::future, loop.environment().next(event::Sort::future)) {
  note_created(label);
}

void Future::note_created(std::string_view label) {
  if (event::Probe* p = probe()) p->emit_text(Kind::future_created, id_, task_or_none(*loop_), 0, label);
}

Future::Future(EventLoop& loop, Tag tag, event::Id id)
    : Object(tag), id_(id), loop_(&loop), environment_(&loop.environment()) {
  loop.futures_.add(*this);
}

Future::Future(Environment& environment, Tag tag) noexcept : Object(tag), loop_(nullptr), environment_(&environment) {}

void Future::enter(EventLoop& loop, event::Id id) {
  loop_ = &loop;
  id_ = id;
  loop.futures_.add(*this);
}

Future::~Future() {
  if (loop_) loop_->futures_.remove(*this);
  if (event::Probe* p = probe(); p && id_ != event::Id()) p->emit(Kind::future_released, id_);
}

Future::Rare& Future::rare() {
  if (!rare_) rare_ = std::make_unique<Rare>();
  return *rare_;
}

const Value& Future::cancel_message() const noexcept {
  static const Value none;
  return rare_ ? rare_->cancel_message : none;
}

void Future::set_cancel_message(Value message) {
  if (rare_ || !message.is_none()) rare().cancel_message = std::move(message);
}

Sent Future::outcome() {
  if (Ref<Error> error = retrieve_error()) return Sent::raised(std::move(error));
  return Sent::returned(result_);
}

Ref<Error> Future::retrieve_failure() {
  if (state_ == State::cancelled) return make_cancelled_error();
  if (state_ == State::pending) return environment_->errors().make(ErrorKind::invalid_state, "Result is not set.");
  error_->cut_trace(rare_ ? std::exchange(rare_->trace_length, 0) : 0);
  return error_;
}

Value Future::result() {
  if (const Ref<Error> error = retrieve_error()) [[unlikely]]
    error->raise();
  return result_;
}

Ref<Error> Future::exception() {
  if (state_ == State::cancelled) make_cancelled_error()->raise();
  if (state_ == State::pending) environment_->errors().make(ErrorKind::invalid_state, "Exception is not set.")->raise();
  unretrieved_ = false;
  return error_;
}

void Future::require_pending() {
  if (done()) environment_->errors().make(ErrorKind::invalid_state, "invalid state")->raise();
}

void Future::set_result(Value result) {
  require_pending();
  finish(std::move(result));
}

void Future::set_exception(Ref<Error> error) {
  require_pending();
  finish(storable(*environment_, std::move(error)));
}

bool Future::cancel(Value message) {
  unretrieved_ = false;
  if (done()) return false;
  finish_cancelled(std::move(message));
  return true;
}

void Future::finish(Value result) {
  state_ = State::finished;
  result_ = std::move(result);
  event::Seq seq = event::no_seq;
  if (event::Probe* p = probe())
    seq = p->emit(Kind::future_result, id_, {}, 0, {.text = {environment_->shown(result_), 0}});
  schedule_callbacks(seq);
}

void Future::finish(Ref<Error> error) {
  state_ = State::finished;
  error_ = std::move(error);
  if (const std::uint32_t length = error_->trace_length()) rare().trace_length = length;
  event::Seq seq = event::no_seq;
  if (event::Probe* p = probe()) seq = p->emit_text(Kind::future_exception, id_, {}, 0, error_->repr());
  schedule_callbacks(seq);
  unretrieved_ = true;
}

void Future::finish_cancelled(Value message, Ref<Error> error) {
  state_ = State::cancelled;
  set_cancel_message(std::move(message));
  event::Seq seq = event::no_seq;
  if (event::Probe* p = probe()) {
    const Value shown = error ? error->first_argument() : cancel_message();
    seq = p->emit_text(Kind::future_cancelled, id_, {}, 0, shown.is_none() ? "" : environment_->values().repr(shown));
  }
  error_ = std::move(error);
  schedule_callbacks(seq);
}

Ref<Error> Future::make_cancelled_error() {
  // gather() asks it of futures that ended otherwise, too.
  if (cancelled() && error_) return std::move(error_);
  return environment_->errors().make(ErrorKind::cancelled, cancel_message());
}

void Future::note_added(DoneCallback& callback) {
  event::Probe& probe = *environment_->probe();
  callback.serial = environment_->next_callback_serial();
  if (callback.target->tag() == Tag::task) {
    auto& task = static_cast<Task&>(*callback.target);
    probe.emit(Kind::callback_added, id_, task.id(), 0, {.text = {task.wakeup_name(probe), callback.serial}});
  } else {
    const auto& function = static_cast<const Callback&>(*callback.target);
    probe.emit_text(Kind::callback_added, id_, function.owner(), 0, function.name(), callback.serial);
  }
}

void Future::add(DoneCallback callback) {
  if (probe()) [[unlikely]]
    note_added(callback);
  if (done())
    schedule(callback);
  else
    callbacks_.push_back(std::move(callback));
}

void DoneCallbacks::push_back(DoneCallback callback) {
  if (empty()) {
    first_ = std::move(callback);
    return;
  }
  if (!more_) more_ = std::make_unique<std::vector<DoneCallback>>();
  more_->push_back(std::move(callback));
}

void Future::add_done_callback(Ref<Callback> callback, Ref<Context> context) {
  add({std::move(callback), context_or_copy(*environment_, std::move(context))});
}

Value Future::callback_context(std::size_t i) const {
  const DoneCallback& callback = callbacks_[i];
  if (callback.target->tag() == Tag::task) return Value(static_cast<Task&>(*callback.target).context());
  ContextHolder holder = callback.context.copy();
  return Value(holder.context());
}

void Future::add_wakeup(Task& task) {
  add({Ref<Object>(&task), {}});
}

std::size_t Future::remove_done_callback(const Callback& callback) {
  const auto matches = [&callback](const DoneCallback& entry) {
    return entry.target->tag() != Tag::task && static_cast<const Callback&>(*entry.target).equals(callback);
  };
  std::vector<DoneCallback> kept, removed;
  callbacks_.take().each([&](DoneCallback& entry) { (matches(entry) ? removed : kept).push_back(std::move(entry)); });
  for (DoneCallback& entry : kept) callbacks_.push_back(std::move(entry));
  if (event::Probe* p = probe())
    for (const DoneCallback& entry : removed)
      p->emit_text(Kind::callback_removed, id_, {}, 0, static_cast<const Callback&>(*entry.target).name(),
                   entry.serial);
  return removed.size();
}

void Future::schedule_callbacks(event::Seq cause) {
  if (callbacks_.empty()) return;
  const event::CauseScope because(probe(), cause);
  callbacks_.take().each([this](DoneCallback& callback) { schedule(callback); });
}

void Future::schedule(DoneCallback& callback) {
  if (!loop_) return;
  if (callback.target->tag() == Tag::task) {
    static_cast<Task&>(*callback.target).schedule_wakeup(*this, callback.serial);
    return;
  }
  Ref<Callback> function(static_cast<Callback*>(callback.target.get()));
  auto handle = make<CallbackHandle>(*environment_, std::move(function), *this, std::move(callback.context));
  handle->serial_ = callback.serial;
  loop_->schedule(std::move(handle));
}

void Future::orphan() noexcept {
  loop_ = nullptr;
  if (done()) return;
  const DoneCallbacks dropped = callbacks_.take();
}

// The report is made while the object still lives, so that a handler may look at it; a reference keeps it until then.
void Future::dispose() noexcept {
  if (!unretrieved_) {
    if (death_watched_) [[unlikely]]
      environment_->tell_death(*this);
    Object::dispose();
    return;
  }
  unretrieved_ = false;
  retain();
  report_unretrieved();
  release();
}

void Future::report_unretrieved() noexcept {
  if (event::Probe* p = probe()) p->emit_text(Kind::never_retrieved, id_, {}, 0, error_->repr());
  if (!loop_) return;
  try {
    loop_->call_exception_handler(
        {std::string(type_name()) + " exception was never retrieved", error_, Ref<Future>(this), nullptr});
  } catch (...) {  // nothing leaves a death (CPython: "Exception ignored in"), nor does it when the run is unwound
  }
}

void FutureList::add(Future& future) {
  if (places_.size() == places_.capacity() && gone_ > places_.size() / 2) close_ranks();
  future.place_ = static_cast<std::uint32_t>(places_.size());
  places_.push_back(&future);
}

void FutureList::remove(Future& future) noexcept {
  if (future.place_ + 1 == places_.size()) {
    places_.pop_back();
    return;
  }
  places_[future.place_] = nullptr;
  ++gone_;
}

void FutureList::close_ranks() noexcept {
  std::erase(places_, nullptr);
  for (std::uint32_t i = 0; i < places_.size(); ++i) places_[i]->place_ = i;
  gone_ = 0;
}

// What an orphan lets go of may make futures and end others, so the list is gone through until none is left.
void FutureList::orphan_all() noexcept {
  for (bool any = true; any;) {
    any = false;
    for (std::size_t i = 0; i < places_.size(); ++i) {
      if (!places_[i]) continue;
      any = true;
      ++gone_;
      Ref<Future>(std::exchange(places_[i], nullptr))->orphan();
    }
  }
}

}  // namespace orrery::loop
