// AsyncGenerator<Y, S>: a generator that may await between its yields, as Python's are (PEP 525).
//
//   AsyncGenerator<int> ticks(EventLoop& loop, int n) {
//     for (int i = 0; i < n; ++i) {
//       co_await sleep(loop, 1);
//       co_yield i;
//     }
//   }
//   auto ticking = ticks(loop, 3);
//   while (const auto i = co_await ticking.next()) use(*i);
//
// What is left in the middle is closed by the runner (shutdown_asyncgens); one that goes before is destroyed where it
// stands: its C++ objects are, and nothing of it is awaited any more. For that there is aclose().
// (CPython: genobject.c, async_gen_asend_send, async_gen_athrow_send.)
#pragma once

#include <optional>
#include <string>

#include "engine/loop/co.hpp"
#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

// A generator that was made, whoever has it.
class AsyncGeneratorObject final : public Object {
 public:
  explicit AsyncGeneratorObject(FrameOwner root) noexcept : Object(Tag::other), root_(std::move(root)) {}

  bool finished() const noexcept { return coroutine_ && coroutine_->finished(); }
  // Of the loop that ran when it began, and that closes it in the end.
  bool belongs_to(const EventLoop& loop) const noexcept { return loop_ == &loop; }
  const Ref<NativeCoroutine>& coroutine() const noexcept { return coroutine_; }
  // The name of its function, or the one given.
  std::string name() const;
  void set_name(std::string name);

 private:
  friend class AsyncStep;
  ~AsyncGeneratorObject() override;
  void begin(Environment& environment);
  void forget() noexcept;

  FrameOwner root_;  // until it begins
  Ref<NativeCoroutine> coroutine_;
  EventLoop* loop_ = nullptr;
  bool running_ = false;  // a step is under way
};

// One step of it, for the frame that awaits: what asend(), athrow() and aclose() return in Python.
class AsyncStep final : public Coroutine {
 public:
  enum class What : std::uint8_t { send, throw_in, close };
  // Begins the generator if it has not. `error`: for throw_in.
  AsyncStep(Environment& environment, Ref<AsyncGeneratorObject> generator, What what, Value value = {},
            Ref<Error> error = {});
  ~AsyncStep() override;

  Sent send(Value value) override;
  Sent throw_in(Ref<Error> error) override;
  Sent close() override;
  std::string_view name() const noexcept override { return generator_->coroutine()->name(); }
  event::Id innermost() const noexcept override { return generator_->coroutine()->innermost(); }
  // It came upon the end of the generator, not upon an item.
  bool ended() const noexcept { return ended_; }

 private:
  enum class State : std::uint8_t { created, running, closed };
  static event::Id begun(Environment& environment, AsyncGeneratorObject& generator);
  Sent start();
  Sent take(Sent sent);
  Sent take_raised(Sent sent);
  Sent over();
  Sent refuse(std::string_view words);
  std::string_view word() const noexcept;

  Environment& environment_;
  Ref<AsyncGeneratorObject> generator_;
  Value value_;
  Ref<Error> error_;
  What what_;
  State state_ = State::created;
  bool ended_ = false;
};

// What `co_await generator.next()` and its kin suspend with. Holds the generator.
struct AsyncStepAwaiter {
  Ref<AsyncGeneratorObject> generator;
  AsyncStep::What what;
  Value value;
  Ref<Error> error;
  Ref<AsyncStep> step;
  Frame* frame = nullptr;

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> handle) {
    frame = &handle.promise();
    step = make<AsyncStep>(frame->environment(), std::move(generator), what, std::move(value), std::move(error));
    frame->delegate(step);
  }
};

template <class Y>
struct ItemAwaiter : AsyncStepAwaiter {
  // The item; nothing at the end.
  std::optional<Y> await_resume() {
    const Value item = frame->take_sent();
    if (step->ended()) return std::nullopt;
    return from_value<Y>(item);
  }
};
struct CloseAwaiter : AsyncStepAwaiter {
  void await_resume() { frame->take_sent(); }
};

// Something to be awaited, once, in a native coroutine.
template <class A>
class [[nodiscard]] Step {
 public:
  Step(Ref<AsyncGeneratorObject> generator, AsyncStep::What what, Value value = {}, Ref<Error> error = {})
      : generator_(std::move(generator)), what_(what), value_(std::move(value)), error_(std::move(error)) {}
  A awaiter() && { return A{{std::move(generator_), what_, std::move(value_), std::move(error_), nullptr}}; }

 private:
  Ref<AsyncGeneratorObject> generator_;
  AsyncStep::What what_;
  Value value_;
  Ref<Error> error_;
};

// Copies share it.
template <class Y, class S = Value>
class [[nodiscard]] AsyncGenerator {
 public:
  // The awaiter of `co_yield value`: gives what was sent, a default S if that was nothing.
  struct YieldedAwaiter {
    Value item;
    Frame* frame = nullptr;
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> handle) {
      frame = &handle.promise();
      frame->yield_item(std::move(item));
    }
    S await_resume() {
      const Value sent = frame->take_sent();
      return sent.is_none() ? S{} : from_value<S>(sent);
    }
  };

  class promise_type final : public Returning<void, AwaitingFrame> {
   public:
    explicit promise_type(std::source_location end = std::source_location::current())
        : Returning<void, AwaitingFrame>(end) {
      this->set_handle(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    AsyncGenerator get_return_object() { return AsyncGenerator(FrameOwner(this)); }
    YieldedAwaiter yield_value(Y value, std::source_location where = std::source_location::current()) {
      this->at(where);
      return {to_value<Y>(std::move(value))};
    }
  };

  // The next item; nothing if it returned instead, or had before. RuntimeError while another step is under way.
  Step<ItemAwaiter<Y>> next() { return {object_, AsyncStep::What::send}; }
  // TypeError for its first step.
  Step<ItemAwaiter<Y>> asend(S value) { return {object_, AsyncStep::What::send, to_value<S>(std::move(value))}; }
  // Raises at the yield.
  Step<ItemAwaiter<Y>> athrow(Ref<Error> error) { return {object_, AsyncStep::What::throw_in, {}, std::move(error)}; }
  // Raises GeneratorExit at the yield and waits until it has ended; RuntimeError if it yields again.
  Step<CloseAwaiter> aclose() { return {object_, AsyncStep::What::close}; }

  bool finished() const noexcept { return object_->finished(); }
  const Ref<AsyncGeneratorObject>& object() const noexcept { return object_; }
  AsyncGenerator named(std::string_view name) && {
    object_->set_name(std::string(name));
    return std::move(*this);
  }

 private:
  explicit AsyncGenerator(FrameOwner root) : object_(make<AsyncGeneratorObject>(std::move(root))) {}
  Ref<AsyncGeneratorObject> object_;
};

// Closes the loop's native async generators that have begun and are not over, all at once. Errors go to the exception
// handler. (CPython: base_events.shutdown_asyncgens.)
Co<void> shutdown_asyncgens(EventLoop& loop);

}  // namespace orrery::loop
