// Generators, coroutines and async generators: suspended frames. (CPython: Objects/genobject.c of 3.11.)
#pragma once

#include <string_view>

#include "engine/loop/coroutine.hpp"
#include "engine/script/object/object.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/frame.hpp"

namespace orrery::script {

class Interpreter;

class Generator final : public loop::Coroutine, public Tracked {
 public:
  enum class Kind : std::uint8_t { generator, coroutine, async_generator };
  enum class State : std::uint8_t { created, suspended, running, finished };

  // Takes over the frame, with its arguments bound.
  Generator(Interpreter& in, Kind kind, Frame* frame);
  ~Generator() override;

  // loop::Coroutine: what tasks use. (Bare: no coroutine_resumed and coroutine_yielded of its own.)
  loop::Sent send(Value value) override;
  loop::Sent throw_in(Ref<loop::Error> error) override;
  loop::Sent close() override;
  std::string_view name() const noexcept override;
  event::Id innermost() const noexcept override;

  Kind kind() const noexcept { return kind_; }
  // "generator", "coroutine", "async generator": as in CPython's messages.
  std::string_view word() const noexcept;
  // True if it is a coroutine, or a generator that types.coroutine made.
  bool awaitable() const noexcept;
  // What it awaits or yields from now, or None.
  Value delegate() const noexcept;

  Interpreter& in;
  Frame* frame = nullptr;  // owned; null once finished
  Ref<Code> code;
  Handling handling;
  State state = State::created;
  Value given_name, qualname;       // str
  bool iterable_coroutine = false;  // of a function that types.coroutine has marked

  // ---- async generators
  bool item_yielded = false;   // its last step ended with a `yield`, not with something it awaits
  bool hooked = false;         // the loop's hooks know of it
  bool running_async = false;  // an asend(), athrow() or aclose() is under way
  bool closed = false;

  void clear_references() noexcept override;
  Object* tracked_object() noexcept override { return this; }

 protected:
  void dispose() noexcept override;

 private:
  void begin_step() noexcept;
  void finalize() noexcept;
  void warn_never_awaited() noexcept;
  void finalize_async() noexcept;

  Kind kind_;
  bool finalized_ = false;
};

// The generator object that a value is, or null.
Generator* as_generator(const Value& v) noexcept;

// What asend(), athrow() and aclose() of an async generator answer: to be awaited once.
class AsyncStep final : public ScriptObject, public Tracked {
 public:
  enum class Kind : std::uint8_t { asend, athrow, aclose };
  enum class State : std::uint8_t { created, running, closed };

  AsyncStep(Type* type, Ref<Generator> of, Kind what, Value with) noexcept
      : ScriptObject(type), Tracked(type->heap()), generator(std::move(of)), argument(std::move(with)), kind(what) {}

  Ref<Generator> generator;
  Value argument;  // what is sent, or the exception to raise
  Kind kind;
  State state = State::created;

  void clear_references() noexcept override;
  Object* tracked_object() noexcept override { return this; }
};

// One step of the step: yields what the generator awaits, or returns its next item, or raises.
loop::Sent step_send(Interpreter& in, AsyncStep& step, Value value);
loop::Sent step_throw(Interpreter& in, AsyncStep& step, Ref<ExceptionObject> error);

// What coroutine.__await__() answers.
class CoroutineWrapper final : public ScriptObject, public Tracked {
 public:
  CoroutineWrapper(Type* type, Ref<Generator> of) noexcept
      : ScriptObject(type), Tracked(type->heap()), coroutine(std::move(of)) {}
  Ref<Generator> coroutine;
  void clear_references() noexcept override { coroutine = nullptr; }
  Object* tracked_object() noexcept override { return this; }
};

Ref<Type> make_generator_type(Runtime& rt);
Ref<Type> make_coroutine_type(Runtime& rt);
Ref<Type> make_coroutine_wrapper_type(Runtime& rt);
Ref<Type> make_async_generator_type(Runtime& rt);
Ref<Type> make_async_step_type(Runtime& rt, std::string_view name);

// What Sent means to a caller in C++ who wants a value: raises StopIteration with the value when it returned.
Value yielded_or_raise(Interpreter& in, loop::Sent sent);

}  // namespace orrery::script
