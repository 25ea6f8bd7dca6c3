// Generator<Y, S, R>: a generator that yields Y, is sent S, returns R, as Python's are (PEP 255, 342, 380).
//
//   Generator<int, Value, std::string> count(int n) {
//     for (int i = 0; i < n; ++i) Value sent = co_yield i;
//     int total = co_yield elements_of(other(3));     // `yield from`: sends and throws go through, its return value
//     comes back co_return "done";
//   }
//   auto g = start(environment, count(3));
//   while (auto y = g.next()) …;  g.result();
#pragma once

#include "engine/loop/co.hpp"
#include "engine/loop/drive.hpp"

namespace orrery::loop {

template <class Y, class S = Value, class R = void>
class RunningGenerator;

template <class G>
struct ElementsOf {
  G generator;
};
// `yield from` a generator that has, or has not, begun.
template <class G>
ElementsOf<G> elements_of(G generator) {
  return {std::move(generator)};
}

template <class Y, class S = Value, class R = void>
class [[nodiscard]] Generator {
 public:
  // The awaiter of `co_yield value`: gives what was sent, a default S if that was nothing.
  struct SendAwaiter : YieldAwaiter {
    S await_resume() {
      const Value sent = YieldAwaiter::await_resume();
      return sent.is_none() ? S{} : from_value<S>(sent);
    }
  };
  template <class R2>
  struct ReturnAwaiter : DelegateAwaiter {
    R2 await_resume() {
      const Value value = DelegateAwaiter::await_resume();
      if constexpr (!std::is_void_v<R2>) return from_value<R2>(value);
    }
  };

  class promise_type final : public Returning<R, Frame> {
   public:
    explicit promise_type(std::source_location where = std::source_location::current()) : Returning<R, Frame>(where) {
      this->set_handle(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    Generator get_return_object() noexcept { return Generator(FrameOwner(this)); }
    using Where = std::source_location;
    SendAwaiter yield_value(Y value, Where where = Where::current()) {
      this->at(where);
      return {{to_value<Y>(std::move(value))}};
    }
    template <class R2>
    auto yield_value(ElementsOf<Generator<Y, S, R2>> inner, Where where = Where::current()) {
      this->at(where);
      return CallAwaiter<typename Generator<Y, S, R2>::promise_type>(std::move(inner.generator).release());
    }
    template <class R2>
    ReturnAwaiter<R2> yield_value(ElementsOf<RunningGenerator<Y, S, R2>> inner, Where where = Where::current()) {
      this->at(where);
      return {{inner.generator.coroutine()}};
    }
    void await_transform() = delete;  // a generator does not await
  };

  Generator named(std::string_view name) && {
    frame_.get()->set_name(std::string(name));
    return std::move(*this);
  }
  FrameOwner release() && noexcept { return std::move(frame_); }

 private:
  explicit Generator(FrameOwner frame) noexcept : frame_(std::move(frame)) {}
  FrameOwner frame_;
};

// A generator object. Copies share it. Errors are raised as C++ exceptions.
template <class Y, class S, class R>
class RunningGenerator {
 public:
  RunningGenerator(Environment& environment, Generator<Y, S, R> generator)
      : coroutine_(
            make<NativeCoroutine>(environment, std::move(generator).release(), event::CoroutineSort::generator)) {}

  // Runs to the next yield; nothing if it returned instead (or had before), and then result() is there.
  std::optional<Y> next() { return take(drive_send(environment(), *coroutine_, {})); }
  std::optional<Y> send(S value) { return take(drive_send(environment(), *coroutine_, to_value<S>(std::move(value)))); }
  std::optional<Y> throw_in(Ref<Error> error) {
    return take(drive_throw(environment(), *coroutine_, std::move(error)));
  }
  // Raises GeneratorExit at the yield; RuntimeError if the generator yields again.
  void close() { take(drive_close(environment(), *coroutine_)); }

  bool finished() const noexcept { return coroutine_->finished(); }
  // What it returned (StopIteration.value): nothing until next() or send() came upon its end.
  const Value& result_value() const noexcept { return result_; }
  R result() const {
    if constexpr (!std::is_void_v<R>) return from_value<R>(result_);
  }
  Ref<Coroutine> coroutine() const noexcept { return coroutine_; }

 private:
  Environment& environment() const noexcept { return coroutine_->environment(); }
  std::optional<Y> take(Sent sent) {
    if (sent.outcome == Sent::Outcome::raised) sent.error->raise();
    if (sent.outcome == Sent::Outcome::yielded) return from_value<Y>(sent.value);
    if (!sent.value.is_none()) result_ = std::move(sent.value);
    return std::nullopt;
  }

  Ref<NativeCoroutine> coroutine_;
  Value result_;
};

template <class Y, class S, class R>
RunningGenerator<Y, S, R> start(Environment& environment, Generator<Y, S, R> generator) {
  return {environment, std::move(generator)};
}

}  // namespace orrery::loop
