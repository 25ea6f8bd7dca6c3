#include "engine/loop/runner.hpp"

#include "engine/loop/async_generator.hpp"
#include "engine/loop/co.hpp"
#include "engine/loop/executor.hpp"
#include "engine/loop/gather.hpp"
#include "engine/loop/interrupt.hpp"

namespace orrery::loop {
namespace {

constexpr double thread_join_timeout = 300;  // seconds (constants.THREAD_JOIN_TIMEOUT)

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
                                                   : as_coroutine(environment, shutdown_asyncgens(loop)));
    loop.run_until_complete(hooks.default_executor ? hooks.default_executor(loop)
                                                   : as_coroutine(environment, shutdown_default_executor(loop, thread_join_timeout)));
  });
}

EventLoop& Runner::loop() {
  if (state_ == State::closed) raise_error(environment_.errors().make(ErrorKind::runtime, "Runner is closed"));
  if (state_ == State::initialized) return *loop_;
  loop_ = factory_();
  context_ = copy_context(environment_);
  state_ = State::initialized;
  return *loop_;
}

Value Runner::run(Ref<Coroutine> main, Ref<Context> context) {
  if (environment_.running_loop())
    raise_error(
        environment_.errors().make(ErrorKind::runtime, "Runner.run() cannot be called from a running event loop"));
  const Ref<EventLoop> running(&loop());
  const Ref<Task> task = running->create_task(std::move(main), {}, context ? std::move(context) : context_);
  return run_interruptibly(*running, task);
}

void Runner::close() {
  if (state_ != State::initialized) return;
  const Ref<EventLoop> loop = loop_;
  const auto closed = [this] {
    state_ = State::closed;
    loop_ = nullptr;
    context_ = nullptr;
  };
  try {
    shut_down(*loop, hooks_);
  } catch (...) {
    closed();
    throw;
  }
  closed();
}

void Runner::abandon() noexcept {
  loop_ = nullptr;
  context_ = nullptr;
  factory_ = nullptr;
  hooks_ = {};
}

Value run(EventLoop& loop, Ref<Coroutine> main, const ShutdownHooks& hooks) {
  Environment& environment = loop.environment();
  if (environment.running_loop())
    environment.errors().make(ErrorKind::runtime, "asyncio.run() cannot be called from a running event loop")->raise();
  Value result;
  try {
    const Ref<Task> task = loop.create_task(std::move(main));
    result = run_interruptibly(loop, task);
  } catch (...) {
    rethrow_unwind();
    shut_down(loop, hooks);
    throw;
  }
  shut_down(loop, hooks);
  return result;
}

}  // namespace orrery::loop
