// The one protocol by which a task, or anybody, drives a coroutine or a generator: send, throw, close.
//
// Native Co<T> and generators, and the coroutines of scripts, all implement it. (CPython: genobject.c, PEP 342, 380,
// 492.)
#pragma once

#include "engine/event/id.hpp"
#include "engine/loop/error.hpp"
#include "engine/loop/value.hpp"

namespace orrery::loop {

// What came out of a resumption: `value` if it yielded or returned, `error` if it raised.
struct Sent {
  enum class Outcome : std::uint8_t { yielded, returned, raised };
  Outcome outcome = Outcome::returned;
  Value value;
  Ref<Error> error;

  static Sent yielded(Value v) { return {Outcome::yielded, std::move(v), nullptr}; }
  static Sent returned(Value v) { return {Outcome::returned, std::move(v), nullptr}; }
  static Sent raised(Ref<Error> e) { return {Outcome::raised, {}, std::move(e)}; }
};

// Who emits what: a coroutine emits its own coroutine_created, _awaits, _returned, _raised, never_awaited and
// _released. Whoever drives a chain from outside (a task, `next(g)`) calls drive_send … of drive.hpp, which emit
// coroutine_resumed and coroutine_yielded once for the whole chain; inside the chain a delegating coroutine calls send
// … of its delegate bare.
class Coroutine : public Object {
 public:
  // Resumes with a value; the first resumption takes nothing. Errors come back in Sent, never as C++ exceptions.
  virtual Sent send(Value value) = 0;
  // Raises `error` at the point of suspension.
  virtual Sent throw_in(Ref<Error> error) = 0;
  // Raises GeneratorExit there; returned if it ended, raised RuntimeError if it yielded instead.
  virtual Sent close() = 0;

  virtual std::string_view name() const noexcept = 0;
  event::Id id() const noexcept { return id_; }
  // Where a send to this one arrives: at the far end of the chain of `await` and `yield from`, itself if there is none.
  virtual event::Id innermost() const noexcept { return id_; }

  // Whether it is a NativeCoroutine: a task drives those without a virtual call.
  bool native() const noexcept { return native_; }

  // The coroutine that awaits this one now, or nothing. Whoever begins to delegate to it sets it, for
  // coroutine_returned.
  event::Id awaiter() const noexcept { return awaiter_; }
  void set_awaiter(event::Id awaiter) noexcept { awaiter_ = awaiter; }

 protected:
  explicit Coroutine(event::Id id, bool native = false) noexcept : Object(Tag::coroutine), native_(native), id_(id) {}

 private:
  bool native_;
  event::Id id_;
  event::Id awaiter_;
};

}  // namespace orrery::loop
