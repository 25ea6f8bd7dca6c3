// timeout, timeout_at: a deadline for whatever a task does between enter and exit.
// (CPython: asyncio/timeouts.py; asyncio-semantics.md, 1.7.)
#pragma once

#include <optional>
#include <utility>

#include "engine/loop/co.hpp"
#include "engine/loop/combine/alarm.hpp"
#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

// At the deadline the task is cancelled; exit() makes a TimeoutError of that CancelledError. What never suspends is
// never timed out. C++ programs use with_timeout() below; enter() and exit() are what `async with` calls.
class Timeout final : public Object {
 public:
  enum class State : std::uint8_t { created, active, expiring, expired, finished };

  // `when`: the deadline in the loop's time, in seconds; nothing: none. `environment` outlives it.
  explicit Timeout(Environment& environment, std::optional<double> when = {}) noexcept;

  // The deadline; nothing if there is none.
  std::optional<double> when() const noexcept { return when_; }
  // Another deadline, or none. RuntimeError unless it is active.
  void reschedule(std::optional<double> when);
  Environment& environment() const noexcept { return environment_; }
  State state() const noexcept { return state_; }
  // "created", "active", "expiring", "expired", "finished".
  std::string_view state_word() const noexcept;
  // Whether the deadline has passed within.
  bool expired() const noexcept { return state_ == State::expiring || state_ == State::expired; }

  // Sets the timer for the current task. RuntimeError if it was entered before, or outside of a task.
  void enter();
  // Takes the timer back. `error`: what leaves the body, null for nothing. Returns the error that is to be raised in
  // its place, or null: then `error` goes on.
  Ref<Error> exit(const Ref<Error>& error);
  // Takes the timer back, without a word: for a body that was destroyed before it came to its end.
  void abandon() noexcept;

 private:
  void expire();
  void start(double when);
  Ref<Error> in_place_of(const Ref<Error>& error);

  Environment& environment_;
  std::optional<double> when_;
  Ref<Task> task_;
  Alarm alarm_;
  int cancelling_ = 0;  // requests to cancel the task that were open when it was entered
  State state_ = State::created;
};

// asyncio.timeout: so many seconds from now on, or none. RuntimeError if no loop is running.
Ref<Timeout> timeout(Environment& environment, std::optional<double> delay);
// asyncio.timeout_at.
Ref<Timeout> timeout_at(Environment& environment, std::optional<double> when);

// Enters in its constructor; whatever way the body ends, the timer does not outlive it.
class TimeoutScope {
 public:
  explicit TimeoutScope(Ref<Timeout> timeout) : timeout_(std::move(timeout)) { timeout_->enter(); }
  ~TimeoutScope() { timeout_->abandon(); }
  TimeoutScope(const TimeoutScope&) = delete;
  TimeoutScope& operator=(const TimeoutScope&) = delete;
  // Inside a `catch (...)` around the body: raises what is to be raised.
  [[noreturn]] void failed();
  // After the body.
  void ended() { timeout_->exit({}); }

 private:
  Ref<Timeout> timeout_;
};

// `async with timeout: return await body`
template <class T>
Co<T> with_timeout(Ref<Timeout> timeout, Co<T> body) {
  TimeoutScope scope(std::move(timeout));
  try {
    if constexpr (std::is_void_v<T>) {
      co_await std::move(body);
      scope.ended();
    } else {
      T result = co_await std::move(body);
      scope.ended();
      co_return result;
    }
  } catch (...) {
    scope.failed();
  }
}

// co_await with_timeout(loop, 0.5, fetch(loop)): TimeoutError if fetch takes longer than half a second.
template <class T>
Co<T> with_timeout(EventLoop& loop, std::optional<double> delay, Co<T> body) {
  return with_timeout(timeout(loop.environment(), delay), std::move(body));
}

}  // namespace orrery::loop
