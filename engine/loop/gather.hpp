// gather, ensure_future. (CPython: asyncio/tasks.py; asyncio-semantics.md, 1.5.)
#pragma once

#include <span>

#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

// The future itself, or a new task for a coroutine or whatever else can be awaited. TypeError for anything else,
// ValueError for another loop's future. RuntimeError, with the coroutine closed, if the loop is.
Ref<Future> ensure_future(EventLoop& loop, const Value& awaitable);

// Runs the awaitables at once; the results in the order of the arguments, as Values::list. Equal arguments are one.
// The first failure is the result's too unless `return_exceptions`; the others go on regardless.
Ref<Future> gather(EventLoop& loop, std::span<const Value> awaitables, bool return_exceptions = false);

}  // namespace orrery::loop
