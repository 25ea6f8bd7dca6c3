// The one protocol by which a task, or anybody, drives a coroutine or a generator: send, throw, close.
//
// Native Co<T> and generators, and the coroutines of scripts, all implement it. (CPython: genobject.c, PEP 342, 380, 492.)
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

 protected:
  explicit Coroutine(event::Id id) noexcept : Object(Tag::coroutine), id_(id) {}

 private:
  event::Id id_;
};

}  // namespace orrery::loop
