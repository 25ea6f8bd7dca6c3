// wait_for: something with a deadline. (CPython: asyncio/tasks.py; asyncio-semantics.md, 1.6 and 1.14.)
#pragma once

#include <optional>

#include "engine/loop/co.hpp"
#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

// The result of the awaitable; TimeoutError if it takes longer than `timeout` seconds: then it is cancelled first, and
// waited for. No timeout: `await awaitable`. A timeout of 0 or less never runs what has not begun. By the rules of 3.11
// a coroutine runs in a task of its own; from 3.12 on it runs in the caller's.
Co<Value> wait_for(Environment& environment, Value awaitable, std::optional<double> timeout);

}  // namespace orrery::loop
