// Futures that a program has written itself: any object with `_asyncio_future_blocking`, add_done_callback(), result()
// and cancel(). A task waits for one by way of a future of the loop's. (CPython: _asynciomodule.c,
// task_step_handle_result_impl; asyncio/base_futures.isfuture.)
#pragma once

#include "engine/loop/task.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

// What asyncio.isfuture() asks of what is none of asyncio's own.
bool is_foreign_future(Runtime& rt, const Value& v);
// The future that the task waits for in place of `v`; null if `v` is none. RuntimeError if it was not awaited, or
// belongs to another loop.
Ref<loop::Future> stand_in(Runtime& rt, loop::Task& task, const Value& v);

}  // namespace orrery::script
