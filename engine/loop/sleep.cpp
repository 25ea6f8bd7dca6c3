#include "engine/loop/sleep.hpp"

#include <cmath>

namespace orrery::loop {
namespace {

class SetResultUnlessCancelled final : public Callback {
 public:
  SetResultUnlessCancelled(Ref<Future> future, Value result) : future_(std::move(future)), result_(std::move(result)) {}
  void call(Future*) override {
    if (!future_->cancelled()) future_->set_result(std::move(result_));
  }
  std::string name() const override { return "_set_result_unless_cancelled"; }
  event::Id owner() const noexcept override { return future_->id(); }

 private:
  Ref<Future> future_;
  Value result_;
};

// `finally: h.cancel()`
class CancelOnExit {
 public:
  explicit CancelOnExit(Ref<TimerHandle> timer) noexcept : timer_(std::move(timer)) {}
  CancelOnExit(const CancelOnExit&) = delete;
  CancelOnExit& operator=(const CancelOnExit&) = delete;
  ~CancelOnExit() { timer_->cancel(); }

 private:
  Ref<TimerHandle> timer_;
};

}  // namespace

Ref<Callback> set_result_unless_cancelled(Ref<Future> future, Value result) {
  return make<SetResultUnlessCancelled>(std::move(future), std::move(result));
}

Co<Value> sleep(Environment& environment, double delay, Value result) {
  if (delay <= 0) {
    co_await bare_yield();
    co_return result;
  }
  if (std::isnan(delay) && environment.rules() >= Rules::py313)
    environment.errors().make(ErrorKind::value, "Invalid delay: NaN (not a number)")->raise();
  if (!environment.running_loop()) environment.errors().make(ErrorKind::runtime, "no running event loop")->raise();
  EventLoop& loop = *environment.running_loop();
  const Ref<Future> future = loop.create_future("sleep");
  const CancelOnExit timer(loop.call_later(delay, set_result_unless_cancelled(future, std::move(result))));
  co_return co_await future;
}

Co<Value> sleep(EventLoop& loop, double delay, Value result) {
  return sleep(loop.environment(), delay, std::move(result));
}

Ref<Coroutine> sleep_coroutine(Environment& environment, double delay, Value result) {
  return as_coroutine(environment, sleep(environment, delay, std::move(result)));
}

}  // namespace orrery::loop
