// Callbacks and handles: what the loop runs, and its place in the ready queue, the timer heap or the selector.
// (CPython: asyncio/events.py, Handle and TimerHandle.)
#pragma once

#include <functional>
#include <string>

#include "engine/event/probe.hpp"
#include "engine/loop/context.hpp"
#include "engine/loop/value.hpp"

namespace orrery::loop {

class Environment;
class Future;
class Task;
class TimerHeap;

// Something to call. It carries its own arguments; the context it is called in is its handle's.
class Callback : public Object {
 public:
  // `done`: the future that is done, for a done-callback; null for everything else. An exception goes to the loop's
  // exception handler; KeyboardInterrupt and SystemExit leave the loop.
  virtual void call(Future* done) = 0;
  // As asyncio shows it: `_sock_recv`, `main.<locals>.<lambda>`. Only asked with a probe attached or for an error.
  virtual std::string name() const = 0;
  // For whom it is: the future it will set, say; nothing if nobody.
  virtual event::Id owner() const noexcept { return {}; }
  // Same function? What remove_done_callback compares with.
  virtual bool equals(const Callback& other) const { return this == &other; }

 protected:
  Callback() noexcept : Object(Tag::other) {}
};

// A C++ function as a callback.
Ref<Callback> callback(std::string name, std::function<void()> function);
Ref<Callback> done_callback(std::string name, std::function<void(Future&)> function, event::Id owner = {});

class Handle : public Object {
 public:
  event::Id id() const noexcept { return id_; }
  event::HandleRole role() const noexcept { return role_; }
  bool cancelled() const noexcept { return cancelled_; }
  // It will be skipped. Idempotent, and harmless when it has already run. Drops the callback.
  virtual void cancel();
  virtual std::string name() const = 0;
  virtual event::Id owner() const noexcept = 0;
  // What it runs in. The object: Python's Handle.get_context().
  const ContextHolder& context() const noexcept { return context_; }
  Ref<Context> context_object() { return context_.context(); }
  // The text of handle events; `number` is the serial of the done-callback.
  virtual event::Name trace_name(event::Probe& probe) const;

 protected:
  Handle(Environment& environment, event::HandleRole role, ContextHolder context) noexcept;
  // One that is used again and again, and gets an id each time it is scheduled.
  Handle(Environment& environment, event::HandleRole role, event::Id id, ContextHolder context) noexcept
      : Object(Tag::handle), role_(role), id_(id), context_(std::move(context)), environment_(&environment) {}
  Environment& environment() const noexcept { return *environment_; }
  virtual void drop() noexcept = 0;

 private:
  friend class EventLoop;
  friend class Future;
  friend class Task;
  virtual void run() = 0;

  event::HandleRole role_;
  bool cancelled_ = false;
  // A task's turn, and its next step is a plain one: of a native coroutine, with no error to raise and no request to be
  // cancelled. (Task::go_straight_on)
  bool straight_ = false;
  event::Id id_;
  std::uint32_t serial_ = 0;
  event::Seq scheduled_ = event::no_seq;  // the event that put it where it is: the cause of its handle_begin
  ContextHolder context_;
  Environment* environment_;
};
static_assert(sizeof(Handle) == 48);  // together with what follows in a task's turn it is one line of the cache

// A handle that calls a Callback: of call_soon, of a future that is done, of a ready descriptor.
class CallbackHandle : public Handle {
 public:
  // It will run in a copy of the current context, or in `context`.
  CallbackHandle(Environment& environment, event::HandleRole role, Ref<Callback> callback);
  CallbackHandle(Environment& environment, event::HandleRole role, Ref<Callback> callback, ContextHolder context);
  // Of a done-callback; `done` is the future that it is called with.
  CallbackHandle(Environment& environment, Ref<Callback> callback, Future& done, ContextHolder context);
  ~CallbackHandle() override;
  std::string name() const override;
  event::Id owner() const noexcept override;
  // Null once cancelled.
  const Ref<Callback>& callback() const noexcept { return callback_; }
  // The future that a done-callback is called with; null for every other callback, and once cancelled.
  const Ref<Future>& done() const noexcept { return done_; }

 protected:
  void drop() noexcept override;

 private:
  void run() override;

  Ref<Callback> callback_;
  Ref<Future> done_;
};

class TimerHandle final : public CallbackHandle {
 public:
  TimerHandle(Environment& environment, double when, Ref<Callback> callback, ContextHolder context);
  // The deadline, in seconds of the loop's clock.
  double when() const noexcept { return when_; }
  void cancel() override;

 private:
  friend class TimerHeap;
  double when_;
  TimerHeap* heap_ = nullptr;  // while it is in there
};

}  // namespace orrery::loop
