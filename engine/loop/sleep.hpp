// sleep. (CPython: asyncio/tasks.py.)
#pragma once

#include "engine/loop/co.hpp"
#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

// `delay` seconds; 0 or less: one bare yield. The result is `result`. ValueError for NaN (3.13).
Co<Value> sleep(EventLoop& loop, double delay, Value result = {});
// On the loop that runs when it is first resumed; RuntimeError if there is none.
Co<Value> sleep(Environment& environment, double delay, Value result = {});

// As a coroutine object, for scripts: `asyncio.sleep(…)`.
Ref<Coroutine> sleep_coroutine(Environment& environment, double delay, Value result = {});

// future.set_result(result) unless it was cancelled meanwhile: what the timer of sleep calls.
Ref<Callback> set_result_unless_cancelled(Ref<Future> future, Value result);

}  // namespace orrery::loop
