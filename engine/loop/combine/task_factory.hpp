// Task factories, and the one that starts tasks eagerly. (CPython 3.12: tasks.eager_task_factory; 1.13.)
#pragma once

#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

// loop.set_task_factory(eager_task_factory()): what create_task is given runs at once, up to where it first waits.
inline EventLoop::TaskFactory eager_task_factory() {
  return [](EventLoop& loop, Ref<Coroutine> coroutine, Ref<Context> context) {
    return Task::eager(loop, std::move(coroutine), {}, std::move(context));
  };
}

}  // namespace orrery::loop
