// asyncio, as a module of scripts: thin, over the engine's loop. (CPython: asyncio/{events,tasks,runners,coroutines}.py.)
#include <fmt/format.h>

#include <algorithm>

#include "engine/loop/gather.hpp"
#include "engine/loop/runner.hpp"
#include "engine/loop/sleep.hpp"
#include "engine/script/module/adapted_coroutine.hpp"
#include "engine/script/module/async_generators.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- running

class LoopGuard {
 public:
  LoopGuard(Modules& modules, Ref<loop::EventLoop> loop) : modules_(modules), loop_(std::move(loop)) {
    modules_.current_loop = loop_;
  }
  ~LoopGuard() { modules_.current_loop = nullptr; }
  LoopGuard(const LoopGuard&) = delete;
  LoopGuard& operator=(const LoopGuard&) = delete;

 private:
  Modules& modules_;
  Ref<loop::EventLoop> loop_;
};

Value run(Runtime& rt, Args args) {
  const auto [main, debug, factory] = script::bind<3>(rt, "run", {"main", "debug", "loop_factory"}, args, 1, 0, 1);
  if (rt.environment().running_loop())
    raise(rt, rt.types().runtime_error, "asyncio.run() cannot be called from a running event loop");
  if (!is_coroutine(rt, main))
    raise_value_error(rt, fmt::format("a coroutine was expected, got {}", repr(rt, main)->view()));
  Modules& modules = modules_of(rt);
  const Ref<loop::EventLoop> loop = modules.new_loop();
  const LoopGuard guard(modules, loop);
  const auto generators = [&modules](loop::EventLoop& of) { return modules.async_generators().shut_down(of); };
  return loop::run(*loop, expect_coroutine(rt, main), {.async_generators = generators, .default_executor = {}});
}

Value get_running_loop(Runtime& rt, Args) { return Value(running_loop(rt)); }

Value running_loop_or_none(Runtime& rt, Args) {
  loop::EventLoop* loop = rt.environment().running_loop();
  return loop ? Value(static_cast<Object*>(loop)) : none;
}

Value get_current_loop(Runtime& rt, Args) { return Value(get_event_loop(rt)); }
Value new_event_loop(Runtime& rt, Args) { return Value(modules_of(rt).new_loop()); }

Value set_event_loop(Runtime& rt, Args args) {
  modules_of(rt).current_loop = args[0].is_none() ? Ref<loop::EventLoop>() : Ref<loop::EventLoop>(&as_loop(rt, args[0]));
  return none;
}

// ---------------------------------------------------------------- tasks

Value create_task(Runtime& rt, Args args) {
  const auto [coro, name, context] = script::bind<3>(rt, "create_task", {"coro", "name", "context"}, args, 1, 0, 1);
  const Ref<loop::EventLoop> loop = running_loop(rt);
  const std::string text = is_unset(name) || name.is_none() ? "" : std::string(str(rt, name)->view());
  return Value(loop->create_task(expect_coroutine(rt, coro), text));
}

Ref<loop::EventLoop> given_or_running(Runtime& rt, const Value& given) {
  return is_unset(given) || given.is_none() ? running_loop(rt) : Ref<loop::EventLoop>(&as_loop(rt, given));
}

Value current_task(Runtime& rt, Args args) {
  const auto [loop] = script::bind<1>(rt, "current_task", {"loop"}, args);
  loop::Task* task = given_or_running(rt, loop)->current_task();
  return task ? Value(static_cast<Object*>(task)) : none;
}

Value all_tasks(Runtime& rt, Args args) {
  const auto [loop] = script::bind<1>(rt, "all_tasks", {"loop"}, args);
  const Value tasks = call(rt, Value(static_cast<Object*>(rt.types().set)));
  const Value add = getattr(rt, tasks, "add");
  for (const Ref<loop::Task>& task : given_or_running(rt, loop)->all_tasks()) call(rt, add, Value(task));
  return tasks;
}

Value ensure_future(Runtime& rt, Args args) {
  const auto [awaitable, loop] = script::bind<2>(rt, "ensure_future", {"coro_or_future", "loop"}, args, 1, 0, 1);
  if (as_future(awaitable)) return awaitable;
  const Value coroutine = future_or_coroutine(rt, awaitable);
  if (is_unset(coroutine)) raise_type_error(rt, "An asyncio.Future, a coroutine or an awaitable is required");
  const Ref<loop::EventLoop> on = is_unset(loop) || loop.is_none() ? get_event_loop(rt) : Ref<loop::EventLoop>(&as_loop(rt, loop));
  return Value(on->create_task(Ref<loop::Coroutine>(static_cast<loop::Coroutine*>(coroutine.object()))));
}

// The loop of the first future among the arguments, else the one there is.
Ref<loop::EventLoop> loop_of(Runtime& rt, Args args) {
  for (const Value& v : args)
    if (loop::Future* future = as_future(v); future && future->loop()) return Ref<loop::EventLoop>(future->loop());
  return get_event_loop(rt);
}

// What gather gets, as what tasks drive. The same argument twice is the same coroutine.
std::vector<Value> driven(Runtime& rt, Args args) {
  std::vector<Value> all;
  for (const Value& v : args) {
    const auto earlier = std::find_if(args.begin(), args.begin() + all.size(), [&](const Value& e) { return e.bits() == v.bits(); });
    const auto at = static_cast<std::size_t>(earlier - args.begin());
    all.push_back(at < all.size() ? all[at] : future_or_coroutine(rt, v));
    if (is_unset(all.back())) raise_type_error(rt, "An asyncio.Future, a coroutine or an awaitable is required");
  }
  return all;
}

Value gather(Runtime& rt, Args args) {
  for (std::size_t i = 0; i < args.keyword_count(); ++i)
    if (args.keyword_name(i)->view() != "return_exceptions")
      raise_type_error(rt, fmt::format("gather() got an unexpected keyword argument '{}'", args.keyword_name(i)->view()));
  const Value* keep = args.keyword("return_exceptions");
  return Value(loop::gather(*loop_of(rt, args), driven(rt, args), keep && truth(rt, *keep)));
}

// What `delay <= 0` says of a delay that is no number.
double delay_of(Runtime& rt, const Value& delay) {
  if (is_int(delay) || is_float(delay)) return seconds_of(rt, delay);
  compare(rt, CompareOp::less_equal, delay, Value::integer(0));
  return seconds_of(rt, delay);
}

Value sleep(Runtime& rt, Args args) {
  const auto [delay, result] = script::bind<2>(rt, "sleep", {"delay", "result"}, args, 1);
  const Value what = is_unset(result) ? none : result;
  return Value(loop::sleep_coroutine(rt.environment(), delay_of(rt, delay), what));
}

// ---------------------------------------------------------------- questions

Value iscoroutine(Runtime& rt, Args args) { return boolean(is_coroutine(rt, args[0])); }
Value isfuture(Runtime&, Args args) { return boolean(as_future(args[0]) != nullptr); }

constexpr NativeMethod functions[] = {
    {"run", run},
    {"get_running_loop", get_running_loop, no_arguments()},
    {"_get_running_loop", running_loop_or_none, no_arguments()},
    {"get_event_loop", get_current_loop, no_arguments()},
    {"new_event_loop", new_event_loop, no_arguments()},
    {"set_event_loop", set_event_loop, one_argument()},
    {"create_task", create_task},
    {"current_task", current_task},
    {"all_tasks", all_tasks},
    {"ensure_future", ensure_future},
    {"gather", gather},
    {"sleep", sleep},
    {"iscoroutine", iscoroutine, one_argument()},
    {"isfuture", isfuture, one_argument()},
};

void define_classes(Runtime& rt, ModuleObject& module) {
  const Modules::Classes& classes = modules_of(rt).classes;
  const auto type = [&](std::string_view name, Type* t) { define(rt, module, name, Value(static_cast<Object*>(t))); };
  type("Future", classes.future);
  type("Task", classes.task);
  type("Handle", classes.handle);
  type("TimerHandle", classes.timer_handle);
  for (const char* name : {"AbstractEventLoop", "BaseEventLoop", "SelectorEventLoop"}) type(name, classes.event_loop);
  const Types& types = rt.types();
  type("CancelledError", types.cancelled_error);
  type("InvalidStateError", types.invalid_state_error);
  type("TimeoutError", types.timeout_error);
  type("IncompleteReadError", types.incomplete_read_error);
  type("LimitOverrunError", types.limit_overrun_error);
  type("SendfileNotAvailableError", types.sendfile_not_available_error);
  type("BrokenBarrierError", types.broken_barrier_error);
  type("QueueEmpty", types.queue_empty);
  type("QueueFull", types.queue_full);
  for (const auto& [name, text] : {std::pair{"FIRST_COMPLETED", "FIRST_COMPLETED"}, {"FIRST_EXCEPTION", "FIRST_EXCEPTION"}, {"ALL_COMPLETED", "ALL_COMPLETED"}})
    define(rt, module, name, text_value(rt, text));
}

}  // namespace

Ref<loop::EventLoop> running_loop(Runtime& rt) {
  loop::EventLoop* loop = rt.environment().running_loop();
  if (!loop) raise(rt, rt.types().runtime_error, "no running event loop");
  return Ref<loop::EventLoop>(loop);
}

Ref<loop::EventLoop> get_event_loop(Runtime& rt) {
  if (loop::EventLoop* loop = rt.environment().running_loop()) return Ref<loop::EventLoop>(loop);
  if (!modules_of(rt).current_loop)
    raise(rt, rt.types().runtime_error, "There is no current event loop in thread 'MainThread'.");
  return modules_of(rt).current_loop;
}

bool is_coroutine(Runtime& rt, const Value& v) {
  const Interpreter& in = interpreter(rt);
  if (is_exact(v, in.vm.asend) || is_exact(v, in.vm.athrow)) return true;
  if (!v.has_tag(Tag::coroutine)) return false;
  const Generator* generator = as_generator(v);
  if (!generator || generator->kind() == Generator::Kind::coroutine) return true;
  return generator->kind() == Generator::Kind::generator && rt.environment().rules() == loop::Rules::py311;
}

Ref<loop::Coroutine> expect_coroutine(Runtime& rt, const Value& v) {
  if (!is_coroutine(rt, v)) raise_type_error(rt, fmt::format("a coroutine was expected, got {}", repr(rt, v)->view()));
  if (!v.has_tag(Tag::coroutine)) return adapt_awaitable(rt, v, type_of(rt, v)->name());
  return Ref<loop::Coroutine>(static_cast<loop::Coroutine*>(v.object()));
}

Value future_or_coroutine(Runtime& rt, const Value& v) {
  if (as_future(v)) return v;
  if (is_coroutine(rt, v)) return Value(expect_coroutine(rt, v));
  if (!interpreter(rt).is_awaitable(v)) return unset;
  return Value(adapt_awaitable(rt, v, "_wrap_awaitable"));
}

Ref<ModuleObject> asyncio_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "asyncio");
  add_functions(rt, *module->dict, "asyncio", functions);
  define_classes(rt, *module);
  return module;
}

}  // namespace orrery::script
