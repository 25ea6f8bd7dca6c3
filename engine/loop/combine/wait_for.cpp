#include "engine/loop/combine/wait_for.hpp"

#include "engine/loop/combine/timeout.hpp"
#include "engine/loop/combine/waiter.hpp"
#include "engine/loop/gather.hpp"

namespace orrery::loop {
namespace {

EventLoop& running_loop(Environment& environment) {
  if (!environment.running_loop()) environment.errors().make(ErrorKind::runtime, "no running event loop")->raise();
  return *environment.running_loop();
}

// What the future ended with; being cancelled is the timeout's doing.
Value result_or_timeout(Future& future) {
  Sent sent = future.outcome();
  if (!sent.error) return std::move(sent.value);
  ErrorFactory& errors = future.environment().errors();
  if (sent.error->kind() != ErrorKind::cancelled) sent.error->raise();
  errors.chained(errors.make(ErrorKind::timeout, Value()), sent.error)->raise();
  return {};
}

// A timeout of 0 or less: what is done is good, everything else is cancelled.
Co<Value> wait_no_time(Environment& environment, Value awaitable) {
  EventLoop& loop = running_loop(environment);
  const Ref<Future> future = ensure_future(loop, awaitable);
  if (future->done()) co_return future->result();
  co_await cancel_and_wait(loop, future).named("_cancel_and_wait");
  co_return result_or_timeout(*future);
}

// From 3.12 on: `async with timeout(delay): return await awaitable`.
Co<Value> wait_in_place(Environment& environment, Value awaitable, std::optional<double> delay) {
  TimeoutScope scope(timeout(environment, delay));
  try {
    const Value awaited = environment.awaitables().awaited(awaitable);
    Value result;
    if (awaited.has_tag(Tag::coroutine))
      result = co_await Ref<Coroutine>(static_cast<Coroutine*>(awaited.object()));
    else
      result = co_await Ref<Future>(static_cast<Future*>(awaited.object()));
    scope.ended();
    co_return result;
  } catch (...) {
    scope.failed();
  }
}

// 3.11 without a timeout: `return await awaitable`.
Co<Value> wait_without_end(Environment& environment, Value awaitable) {
  const Value awaited = environment.awaitables().awaited(awaitable);
  if (awaited.has_tag(Tag::coroutine)) co_return co_await Ref<Coroutine>(static_cast<Coroutine*>(awaited.object()));
  co_return co_await Ref<Future>(static_cast<Future*>(awaited.object()));
}

// 3.11: a task of its own, and a waiter that either its end or the timer releases. One that is done by the time the
// caller runs has its result taken, even if the caller was cancelled meanwhile.
Co<Value> wait_for_own_task(Environment& environment, Value awaitable, double timeout) {
  EventLoop& loop = running_loop(environment);
  const Ref<Future> waiter = loop.create_future("wait_for");
  const Ref<TimerHandle> timer = loop.call_later(timeout, release_waiter(waiter));
  const Ref<Callback> released = release_waiter(waiter);
  const Ref<Future> future = ensure_future(loop, awaitable);
  future->add_done_callback(released);
  const TimerScope in_the_end(timer);
  Ref<Error> cancelled;
  try {
    co_await waiter;
  } catch (const CancelledError& error) {
    cancelled = error.error();
  }
  if (future->done()) co_return future->result();
  future->remove_done_callback(*released);
  co_await cancel_and_wait(loop, future).named("_cancel_and_wait");
  if (cancelled) cancelled->raise();
  co_return result_or_timeout(*future);
}

Co<Value> chosen(Environment& environment, Value awaitable, std::optional<double> timeout) {
  if (timeout && *timeout <= 0) return wait_no_time(environment, std::move(awaitable));
  if (environment.rules() >= Rules::py312) return wait_in_place(environment, std::move(awaitable), timeout);
  if (timeout) return wait_for_own_task(environment, std::move(awaitable), *timeout);
  return wait_without_end(environment, std::move(awaitable));
}

}  // namespace

Co<Value> wait_for(Environment& environment, Value awaitable, std::optional<double> timeout) {
  return chosen(environment, std::move(awaitable), timeout).named("wait_for");
}

}  // namespace orrery::loop
