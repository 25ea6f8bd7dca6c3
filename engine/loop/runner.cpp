#include "engine/loop/runner.hpp"

#include "engine/loop/co.hpp"
#include "engine/loop/gather.hpp"

namespace orrery::loop {
namespace {

Co<void> shutdown_asyncgens() {
  co_return;
}
Co<void> shutdown_default_executor() {
  co_return;
}

// (CPython: runners._cancel_all_tasks.) Tasks that are made meanwhile are neither cancelled nor waited for.
void cancel_all_tasks(EventLoop& loop) {
  const std::vector<Ref<Task>> tasks = loop.all_tasks();
  if (tasks.empty()) return;
  for (const Ref<Task>& task : tasks) task->cancel();
  const std::vector<Value> awaitables(tasks.begin(), tasks.end());
  loop.run_until_complete(gather(loop, awaitables, true));
  for (const Ref<Task>& task : tasks) {
    if (task->cancelled()) continue;
    if (const Ref<Error> error = task->exception())
      loop.call_exception_handler({"unhandled exception during asyncio.run() shutdown", error, task, nullptr});
  }
}

// try: …; finally: loop.close(). Not for an Unwind: then the run is over, and nothing more of the program may run.
template <class Function>
void closing(EventLoop& loop, Function function) {
  try {
    function();
  } catch (...) {
    rethrow_unwind();
    loop.close();
    throw;
  }
  loop.close();
}

}  // namespace

void shut_down(EventLoop& loop, const ShutdownHooks& hooks) {
  Environment& environment = loop.environment();
  closing(loop, [&] {
    cancel_all_tasks(loop);
    loop.run_until_complete(hooks.async_generators ? hooks.async_generators(loop)
                                                   : as_coroutine(environment, shutdown_asyncgens()));
    loop.run_until_complete(hooks.default_executor ? hooks.default_executor(loop)
                                                   : as_coroutine(environment, shutdown_default_executor()));
  });
}

Value run(EventLoop& loop, Ref<Coroutine> main, const ShutdownHooks& hooks) {
  Environment& environment = loop.environment();
  if (environment.running_loop())
    environment.errors().make(ErrorKind::runtime, "asyncio.run() cannot be called from a running event loop")->raise();
  Value result;
  try {
    const Ref<Task> task = loop.create_task(std::move(main));
    result = loop.run_until_complete(Ref<Future>(task));
  } catch (...) {
    rethrow_unwind();
    shut_down(loop, hooks);
    throw;
  }
  shut_down(loop, hooks);
  return result;
}

}  // namespace orrery::loop
