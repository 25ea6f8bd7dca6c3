// The least that could do the same: C++20 coroutines, a deque of those that are ready, a heap of timers, raw select().
// No handles that can be cancelled, no errors, no contexts, no order among equals, nobody who watches: what is measured
// beside it is what asyncio's semantics cost.
#pragma once

#include <sys/select.h>

#include <algorithm>
#include <chrono>
#include <coroutine>
#include <deque>
#include <exception>
#include <memory>
#include <queue>
#include <utility>
#include <vector>

namespace orrery::bench::floor {

using Handle = std::coroutine_handle<>;

class Loop {
 public:
  // Whether a turn with something ready looks into select() too.
  explicit Loop(bool every_turn = false) : every_turn_(every_turn) {}

  void push(Handle handle) { ready_.push_back(handle); }
  void sleep(double seconds, Handle handle) { timers_.push({now() + seconds, handle}); }
  void read(int fd, Handle handle) { readers_.push_back({fd, handle}); }

  // Until nothing is left to wait for, or `until` has become true.
  void run(const bool& until = never) {
    while (!until && (!ready_.empty() || !timers_.empty() || !readers_.empty())) turn();
  }

 private:
  struct Timer {
    double when;
    Handle handle;
    bool operator<(const Timer& other) const { return when > other.when; }
  };
  struct Reader {
    int fd;
    Handle handle;
  };
  static constexpr bool never = false;

  static double now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
  }
  void turn() {
    if (ready_.empty() || every_turn_ || !readers_.empty()) select();
    if (!timers_.empty()) wake_sleepers();
    for (std::size_t left = ready_.size(); left > 0; --left) {
      const Handle next = ready_.front();
      ready_.pop_front();
      next.resume();
    }
  }
  void wake_sleepers() {
    for (const double end = now(); !timers_.empty() && timers_.top().when <= end; timers_.pop())
      ready_.push_back(timers_.top().handle);
  }
  void select() {
    fd_set readable;
    FD_ZERO(&readable);
    int highest = -1;
    for (const Reader& reader : readers_) {
      FD_SET(reader.fd, &readable);
      highest = std::max(highest, reader.fd);
    }
    const bool forever = ready_.empty() && timers_.empty();
    const double seconds = !ready_.empty() || timers_.empty() ? 0 : std::max(0.0, timers_.top().when - now());
    timeval limit{static_cast<time_t>(seconds),
                  static_cast<suseconds_t>((seconds - static_cast<time_t>(seconds)) * 1e6)};
    if (::select(highest + 1, &readable, nullptr, nullptr, forever ? nullptr : &limit) <= 0) return;
    std::erase_if(readers_, [&](const Reader& reader) {
      const bool is_ready = FD_ISSET(reader.fd, &readable);
      if (is_ready) ready_.push_back(reader.handle);
      return is_ready;
    });
  }

  bool every_turn_;
  std::deque<Handle> ready_;
  std::priority_queue<Timer> timers_;
  std::vector<Reader> readers_;
};

class Job {
 public:
  struct promise_type {
    Loop* loop = nullptr;
    Handle waiter;
    Job get_return_object() { return Job(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept {
      if (waiter) loop->push(waiter);
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
  void start(Loop& loop) {
    handle_.promise().loop = &loop;
    loop.push(handle_);
  }

  // Waits until it has ended.
  bool await_ready() const noexcept { return handle_.done(); }
  void await_suspend(Handle waiter) noexcept { handle_.promise().waiter = waiter; }
  void await_resume() const noexcept {}

 private:
  std::coroutine_handle<promise_type> handle_;
};

// To the tail of the queue.
struct Turn {
  Loop& loop;
  bool await_ready() const noexcept { return false; }
  void await_suspend(Handle handle) const { loop.push(handle); }
  void await_resume() const noexcept {}
};

struct Sleep {
  Loop& loop;
  double seconds;
  bool await_ready() const noexcept { return false; }
  void await_suspend(Handle handle) const { loop.sleep(seconds, handle); }
  void await_resume() const noexcept {}
};

struct Readable {
  Loop& loop;
  int fd;
  bool await_ready() const noexcept { return false; }
  void await_suspend(Handle handle) const { loop.read(fd, handle); }
  void await_resume() const noexcept {}
};

// A value that comes later, for one who waits.
struct Later {
  Loop& loop;
  bool set = false;
  Handle waiter;
  void put() {
    set = true;
    if (waiter) loop.push(std::exchange(waiter, {}));
  }
  bool await_ready() const noexcept { return set; }
  void await_suspend(Handle handle) noexcept { waiter = handle; }
  void await_resume() const noexcept {}
};

}  // namespace orrery::bench::floor
