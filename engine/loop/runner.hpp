// asyncio.run: main to its end, then everything else, in asyncio's order. (CPython: asyncio/runners.py; 1.12.)
#pragma once

#include <functional>

#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

// What shutting down means beyond the loop's own things; each gives the coroutine that the runner makes a task of.
struct ShutdownHooks {
  std::function<Ref<Coroutine>(EventLoop&)> async_generators;  // empty: there are none
  std::function<Ref<Coroutine>(EventLoop&)> default_executor;  // empty: there is none
};

// Runs `main` on the loop; whatever comes of it, then cancels all tasks, waits for them, shuts down, closes the loop.
// Returns what main returned or raises what it raised. RuntimeError if a loop is running.
Value run(EventLoop& loop, Ref<Coroutine> main, const ShutdownHooks& hooks = {});

// The second half alone. (CPython: Runner.close.)
void shut_down(EventLoop& loop, const ShutdownHooks& hooks = {});

}  // namespace orrery::loop
