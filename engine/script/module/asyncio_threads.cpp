// Futures between threads and loops. (CPython: asyncio/futures.py, _chain_future; base_events.py; threads.py.)
#include "engine/script/module/asyncio_threads.hpp"

#include <fmt/format.h>

#include "engine/loop/combine/timeout.hpp"
#include "engine/script/module/asyncio_combine.hpp"
#include "engine/script/module/asyncio_debug.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/script_callback.hpp"
#include "engine/script/module/threading.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

using loop::EventLoop;
using loop::Future;

EventLoop& self_of(Args args) {
  return *static_cast<EventLoop*>(args[0].object());
}

// The errors of concurrent.futures as asyncio's own. (CPython: futures._convert_future_exc.)
Ref<loop::Error> converted(Runtime& rt, const Ref<loop::Error>& error) {
  const ThreadingClasses& classes = threading_classes(rt);
  const Ref<ExceptionObject> exception = to_exception(rt, error);
  const auto as = [&](Type* type) {
    const Args same(exception->args->begin(), exception->args->size());
    return Ref<loop::Error>(&as_exception(call(rt, value_of(type), same)));
  };
  if (exception->type() == classes.cancelled_error) return as(rt.types().cancelled_error);
  if (exception->type() == classes.invalid_state_error) return as(rt.types().invalid_state_error);
  return error;
}

// ---------------------------------------------------------------- a thread's future, awaited by a loop

class SetState final : public loop::Callback {
 public:
  SetState(Runtime& rt, Ref<Future> to, Ref<ConcurrentFuture> from)
      : rt_(rt), to_(std::move(to)), from_(std::move(from)) {}
  void call(Future*) override {
    if (to_->cancelled()) return;
    if (from_->cancelled())
      to_->cancel();
    else if (from_->error())
      to_->set_exception(converted(rt_, from_->error()));
    else
      to_->set_result(from_->result());
  }
  std::string name() const override { return "_chain_future.<locals>._set_state"; }
  event::Id owner() const noexcept override { return to_->id(); }

 private:
  Runtime& rt_;
  Ref<Future> to_;
  Ref<ConcurrentFuture> from_;
};

Ref<loop::Callback> call_check_cancel(std::function<void(Future&)> function) {
  return loop::done_callback("_chain_future.<locals>._call_check_cancel", std::move(function));
}

Ref<Future> wrapped(Runtime& rt, ConcurrentFuture& source, EventLoop& loop, std::string_view label) {
  Ref<Future> future = loop.create_future(label);
  const Ref<ConcurrentFuture> from(&source);
  future->add_done_callback(call_check_cancel([&rt, from](Future& done) {
    if (done.cancelled()) from->cancel(rt);
  }));
  const Ref<EventLoop> on(&loop);
  source.add_callback(rt, ConcurrentFuture::Native([&rt, future, on, weak = &source] {
                        if (!on->closed())
                          on->call_soon_threadsafe(loop::make<SetState>(rt, future, Ref<ConcurrentFuture>(weak)));
                      }));
  return future;
}

Value wrap_future(Runtime& rt, Args args) {
  const auto [future, loop] = bind_python<2>(rt, "wrap_future", {"future", "loop"}, args, 1, 1);
  if (as_future(future)) return future;
  ConcurrentFuture* const source = as_concurrent_future(rt, future);
  if (!source)
    raise(rt, rt.types().assertion_error,
          fmt::format("concurrent.futures.Future is expected, got {}", repr(rt, future)->view()));
  const Ref<EventLoop> on = is_none_or_unset(loop) ? get_event_loop(rt) : Ref<EventLoop>(&as_loop(rt, loop));
  return Value(wrapped(rt, *source, *on, "wrap_future"));
}

// ---------------------------------------------------------------- executors

Value default_executor(Runtime& rt, EventLoop& loop) {
  Value& executor = modules_of(rt).executors.try_emplace(loop.id().ordinal(), unset).first->second;
  if (executor.is_none()) raise(rt, rt.types().runtime_error, "Executor shutdown has been called");
  if (is_unset(executor)) executor = make_thread_pool(rt, "asyncio");
  return executor;
}

Ref<Future> run_in(Runtime& rt, EventLoop& loop, const Value& given, std::span<const Value> call) {
  if (loop.closed()) raise(rt, rt.types().runtime_error, "Event loop is closed");
  const Value executor = given.is_none() ? default_executor(rt, loop) : given;
  const Value submitted = call_with(rt, getattr(rt, executor, "submit"), call, nullptr);
  if (loop::Future* future = as_future(submitted)) return Ref<Future>(future);
  ConcurrentFuture* const source = as_concurrent_future(rt, submitted);
  if (!source)
    raise(rt, rt.types().assertion_error,
          fmt::format("concurrent.futures.Future is expected, got {}", repr(rt, submitted)->view()));
  return wrapped(rt, *source, loop, "run_in_executor");
}

loop::Co<void> waiting_for(Ref<Future> future) {
  co_await future;
}

Value start_shutdown(Runtime& rt, EventLoop& loop, const Value& executor, const Ref<Future>& future) {
  std::string name = fmt::format("Thread-{} (_do_shutdown)", ++threading_classes(rt).thread_names);
  const auto body = [&rt, on = Ref<EventLoop>(&loop), executor, future] {
    call_method(rt, executor, "shutdown");
    if (on->closed()) return;
    const bool careful = rt.environment().rules() >= loop::Rules::py313;
    on->call_soon_threadsafe(loop::callback(careful ? "_set_result_unless_cancelled" : "Future.set_result", [future] {
      if (!future->cancelled()) future->set_result({});
    }));
  };
  return start_native_thread(rt, std::move(name), false, body);
}

loop::Co<Value> shut_down(Runtime& rt, Ref<EventLoop> loop, std::optional<double> timeout) {
  Value& slot = modules_of(rt).executors.try_emplace(loop->id().ordinal(), unset).first->second;
  const Value executor = std::exchange(slot, none);
  if (is_none_or_unset(executor)) co_return none;
  const Ref<Future> future = loop->create_future();
  const Value thread = start_shutdown(rt, *loop, executor, future);
  if (rt.environment().rules() >= loop::Rules::py313)
    co_await loop::with_timeout(loop::timeout(rt.environment(), timeout), waiting_for(future));
  else
    co_await future;
  join_thread(rt, thread);
  co_return none;
}

// ---------------------------------------------------------------- to_thread

// The bound value: (context, function, arguments, keywords).
Value call_in_context(Runtime& rt, Args args) {
  Tuple& parts = as_tuple(args[0]);
  Tuple& given = as_tuple(parts[2]);
  const Ref<loop::Context> context(static_cast<loop::Context*>(parts[0].object()));
  return loop::run_in_context(rt.environment(), context, [&] {
    return call_with(rt, parts[1], {given.begin(), given.size()}, &as_dict(parts[3]));
  });
}

loop::Co<Value> to_thread_body(Runtime& rt, Value function, Value args, Value keywords) {
  const Ref<EventLoop> loop = running_loop(rt);
  const Value context(loop::copy_context(rt.environment()));
  const std::string_view name = rt.heap().intern(name_of_callable(rt, function))->view();
  const Value bound(make_tuple(rt, {context, function, args, keywords}));
  const Value call = make_bound_native(rt, name, call_in_context, bound);
  co_return co_await run_in(rt, *loop, none, std::span(&call, 1));
}

Value to_thread(Runtime& rt, Args args) {
  if (args.size() == 0) raise_type_error(rt, "to_thread() missing 1 required positional argument: 'func'");
  const Value given(make_tuple(rt, args.positional().subspan(1)));
  auto co = to_thread_body(rt, args[0], given, Value(keywords_of(rt, args)));
  return Value(loop::as_coroutine(rt.environment(), std::move(co).named("to_thread")));
}

// ---------------------------------------------------------------- run_coroutine_threadsafe

void copy_to_concurrent(Runtime& rt, Future& from, ConcurrentFuture& to) {
  if (from.cancelled()) to.cancel(rt);
  if (!to.begin(rt)) return;
  loop::Sent sent = from.outcome();
  if (sent.outcome == loop::Sent::Outcome::raised)
    to.finish(rt, none, sent.error);
  else
    to.finish(rt, std::move(sent.value), nullptr);
}

// The task's end is the future's; cancelling the future cancels the task.
void chain(Runtime& rt, const Ref<loop::Task>& task, const Ref<ConcurrentFuture>& future) {
  future->add_callback(rt, ConcurrentFuture::Native([task, weak = future.get()] {
                         if (!weak->cancelled() || !task->loop()) return;
                         task->loop()->call_soon_threadsafe(loop::callback("Task.cancel", [task] { task->cancel(); }));
                       }));
  task->add_done_callback(loop::done_callback("_chain_future.<locals>._call_set_state",
                                              [&rt, future](Future& done) { copy_to_concurrent(rt, done, *future); }));
}

void start_coroutine(Runtime& rt, EventLoop& loop, const Value& coroutine, const Ref<ConcurrentFuture>& future) {
  const Ref<loop::Error> error =
      attempt(rt, [&] { chain(rt, loop.create_task(expect_coroutine(rt, coroutine)), future); });
  if (!error) return;
  if (!error->leaves_loop() && future->begin(rt)) future->finish(rt, none, error);
  interpreter(rt).rethrow(error);
}

Value run_coroutine_threadsafe(Runtime& rt, Args args) {
  const auto [coro, loop] = bind_python<2>(rt, "run_coroutine_threadsafe", {"coro", "loop"}, args, 2);
  if (!is_coroutine(rt, coro)) raise_type_error(rt, "A coroutine object is required");
  EventLoop& on = as_loop(rt, loop);
  const Ref<ConcurrentFuture> future = make_concurrent_future(rt);
  on.call_soon_threadsafe(
      loop::callback("run_coroutine_threadsafe.<locals>.callback",
                     [&rt, &on, coroutine = coro, future] { start_coroutine(rt, on, coroutine, future); }));
  return Value(future);
}

constexpr NativeMethod functions[] = {
    {"to_thread", to_thread},
    {"run_coroutine_threadsafe", run_coroutine_threadsafe},
    {"wrap_future", wrap_future},
};

}  // namespace

Value loop_call_soon_threadsafe(Runtime& rt, Args args) {
  check_in_debug(rt, args, 1, "call_soon_threadsafe");
  Ref<loop::Callback> callback = callback_from(rt, args, 1, "call_soon_threadsafe");
  return Value(self_of(args).call_soon_threadsafe(std::move(callback), context_keyword(rt, args)));
}

Value loop_run_in_executor(Runtime& rt, Args args) {
  if (args.size() < 3) {
    const char* const words = args.size() < 2 ? "2 required positional arguments: 'executor' and 'func'"
                                              : "1 required positional argument: 'func'";
    raise_type_error(rt, fmt::format("BaseEventLoop.run_in_executor() missing {}", words));
  }
  no_keywords(rt, args, "BaseEventLoop.run_in_executor");
  check_callback(rt, self_of(args), args[2], "run_in_executor");
  return Value(run_in(rt, self_of(args), args[1], args.positional().subspan(2)));
}

Value loop_set_default_executor(Runtime& rt, Args args) {
  threading_classes(rt);
  if (!as_thread_pool(rt, args[1])) raise_type_error(rt, "executor must be ThreadPoolExecutor instance");
  modules_of(rt).executors.insert_or_assign(self_of(args).id().ordinal(), args[1]);
  return none;
}

Value loop_shutdown_default_executor(Runtime& rt, Args args) {
  const Value given = args.size() > 1 ? args[1] : args.keyword("timeout") ? *args.keyword("timeout") : none;
  const std::optional<double> timeout = given.is_none() ? std::nullopt : std::optional(seconds_of(rt, given));
  return Value(shutdown_executor_coroutine(rt, self_of(args), timeout));
}

Ref<loop::Coroutine> shutdown_executor_coroutine(Runtime& rt, EventLoop& loop, std::optional<double> timeout) {
  auto co = shut_down(rt, Ref<EventLoop>(&loop), timeout);
  return loop::as_coroutine(rt.environment(), std::move(co).named("BaseEventLoop.shutdown_default_executor"));
}

void add_threads(Runtime& rt, ModuleObject& asyncio) {
  add_functions(rt, *asyncio.dict, "asyncio", functions);
}

}  // namespace orrery::script
