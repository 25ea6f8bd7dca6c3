// asyncio, as a module of scripts: thin, over the engine's loop. (CPython: asyncio/{events,tasks,runners,coroutines}.py.)
#include <fmt/format.h>

#include "engine/loop/sleep.hpp"
#include "engine/script/module/adapted_coroutine.hpp"
#include "engine/script/module/asyncio_combine.hpp"
#include "engine/script/module/asyncio_streams.hpp"
#include "engine/script/module/asyncio_sync.hpp"
#include "engine/script/module/asyncio_threads.hpp"
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

// ---------------------------------------------------------------- the loop there is

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

// ---------------------------------------------------------------- sleep

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
    {"get_running_loop", get_running_loop, no_arguments()},
    {"_get_running_loop", running_loop_or_none, no_arguments()},
    {"get_event_loop", get_current_loop, no_arguments()},
    {"new_event_loop", new_event_loop, no_arguments()},
    {"set_event_loop", set_event_loop, one_argument()},
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
  define_streams(rt, *module);
  add_combinators(rt, *module);
  define_sync(rt, *module);
  add_threads(rt, *module);
  return module;
}

}  // namespace orrery::script
