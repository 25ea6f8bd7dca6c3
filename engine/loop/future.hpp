// A future: a result that is not there yet, and those who want to be called when it is.
// (CPython: asyncio/futures.py and _asynciomodule.c; asyncio-semantics.md, 1.3.)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/loop/coroutine.hpp"
#include "engine/loop/environment.hpp"
#include "engine/loop/handle.hpp"

namespace orrery::loop {

class EventLoop;
class FutureList;

// One who wants to be called.
struct DoneCallback {
  Ref<Object> target;     // a Callback, or the Task to wake
  ContextHolder context;  // of a Callback; a Task has its own
  std::uint32_t serial = 0;
};

// Those who want to be called, in order. Mostly there is one, and that one has its place right here.
class DoneCallbacks {
 public:
  bool empty() const noexcept { return !first_.target; }
  std::size_t size() const noexcept { return empty() ? 0 : 1 + (more_ ? more_->size() : 0); }
  const DoneCallback& operator[](std::size_t i) const noexcept { return i == 0 ? first_ : (*more_)[i - 1]; }
  void push_back(DoneCallback callback);
  // Takes all of them out.
  DoneCallbacks take() noexcept { return std::move(*this); }
  // Calls `function` with each, to be moved from.
  template <class Function>
  void each(Function function) {
    if (first_.target) function(first_);
    if (more_) [[unlikely]]
      for (DoneCallback& callback : *more_) function(callback);
  }

 private:
  DoneCallback first_;  // without a target: there is none, and there are no more
  std::unique_ptr<std::vector<DoneCallback>> more_;
};

class Future : public Object {
 public:
  enum class State : std::uint8_t { pending, finished, cancelled };

  // `label`: what it is for, in the trace.
  explicit Future(EventLoop& loop, std::string_view label = {});
  ~Future() override;

  // Null once the loop is gone; a future that was pending then stays so for ever.
  EventLoop* loop() const noexcept { return loop_; }
  Environment& environment() const noexcept { return *environment_; }
  event::Id id() const noexcept { return id_; }
  State state() const noexcept { return state_; }
  bool done() const noexcept { return state_ != State::pending; }
  bool cancelled() const noexcept { return state_ == State::cancelled; }
  // It has a result.
  bool ended_well() const noexcept { return state_ == State::finished && !error_; }

  // The exception that whoever waits for it gets, null if it has a result; marks it as retrieved. InvalidStateError
  // if it is not done.
  Ref<Error> retrieve_error() {
    unretrieved_ = false;
    return state_ == State::finished && !error_ ? Ref<Error>() : retrieve_failure();
  }
  // What it ended with: returned, or raised (its exception, CancelledError, or InvalidStateError if it is not done).
  // Marks an exception as retrieved.
  Sent outcome();
  // The same, raising as a C++ exception.
  Value result();
  // The exception, null if there is none. Throws CancelledError if cancelled, InvalidStateError if not done.
  Ref<Error> exception();

  // Throw InvalidStateError if it is done. Tasks refuse both with RuntimeError.
  virtual void set_result(Value result);
  virtual void set_exception(Ref<Error> error);
  // False if it was done already.
  virtual bool cancel(Value message = {});
  // Whether cancel() would return true now.
  virtual bool accepts_cancel() const noexcept { return !done(); }
  // As its Python class is called: "Future", "Task", "_GatheringFuture".
  virtual std::string_view type_name() const noexcept { return "Future"; }
  // What another language keeps of it: the class that it has there, attributes. Null mostly.
  Object* face() const noexcept { return rare_ ? rare_->face.get() : nullptr; }
  void set_face(Ref<Object> face) { rare().face = std::move(face); }
  // Whether it is of such a class: what it does in place of the engine's is what its virtual functions call.
  virtual bool is_subclassed() const noexcept { return false; }
  // The environment's death watch is told when it dies.
  void watch_death() noexcept { death_watched_ = true; }

  // In order of registration, each by one hop; at once by one hop if it is done. `context`: what it runs in; null: a
  // copy of the one that is current now.
  void add_done_callback(Ref<Callback> callback, Ref<Context> context = {});
  // Removes all that are equal; returns how many. Those scheduled already are not affected.
  std::size_t remove_done_callback(const Callback& callback);
  // The wake-up of a task, as add_done_callback(task.wakeup).
  void add_wakeup(Task& task);
  std::size_t callback_count() const noexcept { return callbacks_.size(); }
  // The done-callback: a Callback, or the Task to wake.
  Object& callback_target(std::size_t i) const noexcept { return *callbacks_[i].target; }
  // What it runs in: Python's context of the callback; of a task, the task's own.
  Value callback_context(std::size_t i) const;

  // The CancelledError to raise for a cancelled future: the one that ended the task, the first time; a new one
  // thereafter.
  Ref<Error> make_cancelled_error();
  const Value& cancel_message() const noexcept;
  void set_cancel_message(Value message);

  // Set by `await`, which yields the future; a task that receives one without it says "yield was used instead of …".
  bool blocking() const noexcept { return blocking_; }
  void set_blocking(bool blocking) noexcept { blocking_ = blocking; }

  // Whether "exception was never retrieved" would be reported if the last reference went now.
  bool never_retrieved() const noexcept { return unretrieved_; }
  void mark_retrieved() noexcept { unretrieved_ = false; }
  // What it holds, without retrieving it: for those who only look (repr).
  const Value& peek_result() const noexcept { return result_; }
  const Ref<Error>& peek_error() const noexcept { return error_; }

 protected:
  Future(EventLoop& loop, Tag tag, event::Id id);
  // For such subclasses, whose objects exist before they are initialised: without a loop, and nothing may be asked of it
  // until it enters one.
  Future(Environment& environment, Tag tag) noexcept;
  void enter(EventLoop& loop, event::Id id);
  void note_created(std::string_view label);
  // The changes of state themselves, which the public ones above guard.
  void finish(Value result);
  void finish(Ref<Error> error);
  void finish_cancelled(Value message, Ref<Error> error = {});
  void dispose() noexcept override;
  event::Probe* probe() const noexcept { return environment_->probe(); }
  // The loop is going away. A pending future lets go of everything it holds, or it would be held in a ring.
  virtual void orphan() noexcept;

 private:
  friend class FutureList;
  friend class Task;

  // What few futures have.
  struct Rare {
    Value cancel_message;
    Ref<Object> face;
    std::uint32_t trace_length = 0;  // of the exception, when it was set; 0 once it was raised
  };

  Rare& rare();
  Ref<Error> retrieve_failure();
  void require_pending();
  void add(DoneCallback callback);
  void note_added(DoneCallback& callback);
  void schedule_callbacks(event::Seq cause);
  void schedule(DoneCallback& callback);
  void report_unretrieved() noexcept;

  State state_ = State::pending;
  bool blocking_ = false;
  bool unretrieved_ : 1 = false;
  bool death_watched_ : 1 = false;
  event::Id id_;
  std::uint32_t place_;  // in the loop's list of its futures
  EventLoop* loop_;
  Environment* environment_;
  DoneCallbacks callbacks_;
  Value result_;
  Ref<Error> error_;  // the exception, or the CancelledError that ended a task
  std::unique_ptr<Rare> rare_;
};

// All futures of a loop that are alive, in order of creation. Holds no references. Each knows its place; a place that
// was left stays empty until there is need for more and half of them are, so that to go is to touch nobody else.
class FutureList {
 public:
  void add(Future& future);
  void remove(Future& future) noexcept;
  // Calls `function` with each.
  template <class Function>
  void each(Function function) const {
    for (Future* const future : places_)
      if (future) function(*future);
  }
  // Parts all of them from the loop.
  void orphan_all() noexcept;

 private:
  void close_ranks() noexcept;
  std::vector<Future*> places_;  // null: it is gone
  std::size_t gone_ = 0;
};

}  // namespace orrery::loop
