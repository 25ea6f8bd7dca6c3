// A future that somebody waits for until either of several things happens: what wait, wait_for and cancel_and_wait have
// in common. (CPython: tasks._release_waiter, _cancel_and_wait.)
#pragma once

#include "engine/loop/co.hpp"
#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

// Sets the waiter's result if it is not done: as a timer, or as a done-callback.
Ref<Callback> release_waiter(Ref<Future> waiter);

// Cancels the future and waits until it is done, however long that takes. Can be cancelled itself.
Co<void> cancel_and_wait(EventLoop& loop, Ref<Future> future);

// Takes a done-callback back when it goes out of scope.
class CallbackScope {
 public:
  CallbackScope(Ref<Future> future, Ref<Callback> callback)
      : future_(std::move(future)), callback_(std::move(callback)) {
    future_->add_done_callback(callback_);
  }
  ~CallbackScope() { future_->remove_done_callback(*callback_); }
  CallbackScope(const CallbackScope&) = delete;
  CallbackScope& operator=(const CallbackScope&) = delete;

 private:
  Ref<Future> future_;
  Ref<Callback> callback_;
};

// Cancels a timer, if there is one, when it goes out of scope.
class TimerScope {
 public:
  explicit TimerScope(Ref<TimerHandle> timer) noexcept : timer_(std::move(timer)) {}
  ~TimerScope() {
    if (timer_) timer_->cancel();
  }
  TimerScope(const TimerScope&) = delete;
  TimerScope& operator=(const TimerScope&) = delete;

 private:
  Ref<TimerHandle> timer_;
};

}  // namespace orrery::loop
