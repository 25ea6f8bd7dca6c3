// shield: waiting for something without cancelling it when the one who waits is cancelled.
// (CPython: asyncio/tasks.py; asyncio-semantics.md, 1.5.)
#pragma once

#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

// A future that ends as `awaitable` does (a coroutine becomes a task), and whose cancellation does not reach it. The
// argument itself if that is done. Raises what ensure_future raises.
Ref<Future> shield(EventLoop& loop, const Value& awaitable);

}  // namespace orrery::loop
