// asyncio's debug mode, for scripts.
#pragma once

#include "engine/loop/event_loop.hpp"
#include "engine/script/module/modules.hpp"

namespace orrery::script {

// In debug mode: RuntimeError if another thread than the loop's calls, TypeError if `callback` is no plain callable.
// (CPython: base_events._check_thread, _check_callback.)
void check_thread(Runtime& rt, const loop::EventLoop& loop);
void check_callback(Runtime& rt, const loop::EventLoop& loop, const Value& callback, std::string_view method);
// Both, for the callback at this place of the arguments, if it is there.
void check_in_debug(Runtime& rt, Args args, std::size_t place, std::string_view method);
// "Executing <Task …> took 0.123 seconds"
void report_slow(Runtime& rt, loop::EventLoop& loop, loop::Handle& handle, double seconds);

}  // namespace orrery::script
