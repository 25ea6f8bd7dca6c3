// The least that could do the same: C++20 coroutines, a queue of handles, one value. No handles that can be cancelled,
// no errors, no contexts, no timers, no selector: what is measured beside it is what asyncio's semantics cost.
#pragma once

#include <coroutine>
#include <deque>
#include <exception>
#include <utility>
#include <vector>

namespace orrery::bench::floor {

class Queue {
 public:
  void push(std::coroutine_handle<> handle) { ready_.push_back(handle); }
  void run() {
    while (!ready_.empty()) {
      const std::coroutine_handle<> next = ready_.front();
      ready_.pop_front();
      next.resume();
    }
  }

 private:
  std::deque<std::coroutine_handle<>> ready_;
};

class Job {
 public:
  struct promise_type {
    Queue* queue = nullptr;
    std::coroutine_handle<> waiter;
    Job get_return_object() { return Job(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept {
      if (waiter) queue->push(waiter);
      return {};
    }
    void return_void() noexcept {}
    [[noreturn]] void unhandled_exception() { std::terminate(); }
  };
  explicit Job(std::coroutine_handle<promise_type> handle) : handle_(handle) {}
  Job(Job&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  Job& operator=(Job&&) = delete;
  ~Job() {
    if (handle_) handle_.destroy();
  }
  void start(Queue& queue) {
    handle_.promise().queue = &queue;
    queue.push(handle_);
  }

  // Waits until it has ended.
  bool await_ready() const noexcept { return handle_.done(); }
  void await_suspend(std::coroutine_handle<> waiter) noexcept { handle_.promise().waiter = waiter; }
  void await_resume() const noexcept {}

 private:
  std::coroutine_handle<promise_type> handle_;
};

// To the tail of the queue.
struct Turn {
  Queue& queue;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) const { queue.push(handle); }
  void await_resume() const noexcept {}
};

// A value that comes later, for one who waits.
struct Later {
  Queue& queue;
  bool set = false;
  std::coroutine_handle<> waiter;
  void put() {
    set = true;
    if (waiter) queue.push(std::exchange(waiter, {}));
  }
  bool await_ready() const noexcept { return set; }
  void await_suspend(std::coroutine_handle<> handle) noexcept { waiter = handle; }
  void await_resume() noexcept { set = false; }
};

}  // namespace orrery::bench::floor
