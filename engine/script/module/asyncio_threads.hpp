// asyncio and threads: what the loop's class and the module get of it.
#pragma once

#include <optional>

#include "engine/loop/event_loop.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/object/function.hpp"

namespace orrery::script {

// loop.call_soon_threadsafe, run_in_executor, set_default_executor, shutdown_default_executor
Value loop_call_soon_threadsafe(Runtime& rt, Args args);
Value loop_run_in_executor(Runtime& rt, Args args);
Value loop_set_default_executor(Runtime& rt, Args args);
Value loop_shutdown_default_executor(Runtime& rt, Args args);

// What asyncio.run does at its end, as a coroutine; `timeout` in seconds, none: without end.
Ref<loop::Coroutine> shutdown_executor_coroutine(Runtime& rt, loop::EventLoop& loop, std::optional<double> timeout);
constexpr double thread_join_timeout = 300;  // seconds (constants.THREAD_JOIN_TIMEOUT)

// to_thread, run_coroutine_threadsafe, wrap_future, into the module asyncio.
void add_threads(Runtime& rt, ModuleObject& asyncio);

}  // namespace orrery::script
