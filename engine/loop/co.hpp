// Co<T>: a C++20 coroutine as asyncio's `async def`. Lazy: nothing of it runs until it is awaited or made a task.
//
//   Co<int> child(EventLoop& loop) { co_await sleep(loop, 0.1); co_return 7; }
//   loop.run_until_complete(as_coroutine(environment, child(loop)));
//
// It may co_await another Co<U>, a future, a task, any loop::Coroutine, and bare_yield(). Parameters are kept in the
// frame: pass objects by value or make sure that they outlive it. Never write a lambda coroutine that captures.
#pragma once

#include <optional>
#include <source_location>

#include "engine/loop/native_coroutine.hpp"
#include "engine/loop/task.hpp"

namespace orrery::loop {

template <class T>
class Co;
// What `yield` alone is: the task goes to the tail of the ready queue. asyncio's sleep(0).
struct BareYield {};
constexpr BareYield bare_yield() noexcept {
  return {};
}

// Suspends the frame with a value for whoever drives the chain; resumes with what is sent in.
struct YieldAwaiter {
  Value value;
  Frame* frame = nullptr;
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> handle) {
    frame = &handle.promise();
    frame->yield(std::move(value));
  }
  Value await_resume() { return frame->take_sent(); }
};

// The same with nothing: bare_yield().
struct BareYieldAwaiter {
  Frame* frame = nullptr;
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> handle) noexcept {
    frame = &handle.promise();
    frame->yield_nothing();
  }
  void await_resume() { frame->drop_sent(); }
};

// `await future`: its outcome at once if it is done, else yields it and gives the outcome on resumption.
struct FutureAwaiter {
  Ref<Future> future;
  Frame* frame = nullptr;
  bool await_ready() const noexcept { return future->done(); }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> handle) {
    frame = &handle.promise();
    frame->wait(future);
  }
  Value await_resume();
};

// `await coroutine` of a coroutine that is not native.
struct DelegateAwaiter {
  Ref<Coroutine> coroutine;
  Frame* frame = nullptr;
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  void await_suspend(std::coroutine_handle<Promise> handle) {
    frame = &handle.promise();
    frame->delegate(coroutine);
  }
  Value await_resume() { return frame->take_sent(); }
};

// Calls another native coroutine, down the chain.
template <class Promise>
class CallAwaiter {
 public:
  explicit CallAwaiter(FrameOwner callee) noexcept : callee_(std::move(callee)) {}
  bool await_ready() const noexcept { return false; }
  template <class Caller>
  void await_suspend(std::coroutine_handle<Caller> handle) {
    handle.promise().call(*callee_.get(), callee_.slot());
  }
  auto await_resume() {
    callee_.get()->raise_if_failed();
    return static_cast<Promise&>(*callee_.get()).take_result();
  }

 private:
  FrameOwner callee_;
};

// What has an awaiter of its own for native frames: the steps of an async generator.
template <class A>
concept HasAwaiter = requires(A awaitable) { std::move(awaitable).awaiter(); };

// What may be awaited in every native frame. Each await tells where it stands; pass no location of your own.
class AwaitingFrame : public Frame {
 public:
  using Frame::Frame;
  using Where = std::source_location;
  BareYieldAwaiter await_transform(BareYield, Where where = Where::current()) {
    at(where);
    return {};
  }
  FutureAwaiter await_transform(Ref<Future> future, Where where = Where::current()) {
    at(where);
    return {std::move(future)};
  }
  FutureAwaiter await_transform(Ref<Task> task, Where where = Where::current()) {
    at(where);
    return {Ref<Future>(std::move(task))};
  }
  DelegateAwaiter await_transform(Ref<Coroutine> coroutine, Where where = Where::current()) {
    at(where);
    return {std::move(coroutine)};
  }
  template <class U>
  CallAwaiter<typename Co<U>::promise_type> await_transform(Co<U>&& callee, Where where = Where::current()) {
    at(where);
    return CallAwaiter<typename Co<U>::promise_type>(std::move(callee).release());
  }
  template <HasAwaiter A>
  auto await_transform(A awaitable, Where where = Where::current()) {
    at(where);
    return std::move(awaitable).awaiter();
  }
};

template <class T, class Base>
class Returning : public Base {
 public:
  using Base::Base;
  template <class U>
  void return_value(U&& value, std::source_location where = std::source_location::current()) {
    this->at(where);
    value_.emplace(std::forward<U>(value));
  }
  T take_result() { return std::move(*value_); }
  Value take_value() override { return to_value<T>(take_result()); }
  Value peek_value() const override {
    if constexpr (std::is_copy_constructible_v<T>) return to_value<T>(*value_);
    return {};
  }

 private:
  std::optional<T> value_;
};
template <class Base>
class Returning<void, Base> : public Base {
 public:
  using Base::Base;
  void return_void(std::source_location where = std::source_location::current()) noexcept { this->at(where); }
  void take_result() noexcept {}
  Value take_value() override { return {}; }
  Value peek_value() const override { return {}; }
};

template <class T>
class [[nodiscard]] Co {
 public:
  class promise_type final : public Returning<T, AwaitingFrame> {
   public:
    explicit promise_type(std::source_location where = std::source_location::current())
        : Returning<T, AwaitingFrame>(where) {
      this->set_handle(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    Co get_return_object() noexcept { return Co(FrameOwner(this)); }
  };

  // The same coroutine under a name of your own, in place of the function's.
  Co named(std::string_view name) && {
    frame_.get()->set_name(std::string(name));
    return std::move(*this);
  }
  FrameOwner release() && noexcept { return std::move(frame_); }

 private:
  explicit Co(FrameOwner frame) noexcept : frame_(std::move(frame)) {}
  FrameOwner frame_;
};

// A Co as a coroutine object: for create_task, gather, scripts.
template <class T>
Ref<Coroutine> as_coroutine(Environment& environment, Co<T> co) {
  return make<NativeCoroutine>(environment, std::move(co).release(), event::CoroutineSort::native);
}

}  // namespace orrery::loop
