// asyncio, as a module of scripts: thin, over the engine's loop. (CPython: asyncio/{events,tasks,runners,coroutines}.py.)
#include <fmt/format.h>

#include "engine/loop/sleep.hpp"
#include "engine/script/module/adapted_coroutine.hpp"
#include "engine/script/module/asyncio_combine.hpp"
#include "engine/script/module/asyncio_parts.hpp"
#include "engine/script/module/asyncio_policy.hpp"
#include "engine/script/module/asyncio_streams.hpp"
#include "engine/script/module/asyncio_sync.hpp"
#include "engine/script/module/asyncio_threads.hpp"
#include "engine/script/module/duck_future.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

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
Value isfuture(Runtime& rt, Args args) { return boolean(as_future(args[0]) || is_foreign_future(rt, args[0])); }
Value iscoroutinefunction(Runtime& rt, Args args) {
  return call(rt, module_member(rt, "inspect", "iscoroutinefunction"), args[0]);
}

constexpr NativeMethod functions[] = {
    {"sleep", sleep},
    {"iscoroutine", iscoroutine, one_argument()},
    {"iscoroutinefunction", iscoroutinefunction, one_argument()},
    {"isfuture", isfuture, one_argument()},
};

void define_classes(Runtime& rt, ModuleObject& module) {
  const Modules::Classes& classes = modules_of(rt).classes;
  const auto type = [&](std::string_view name, Type* t) { define(rt, module, name, Value(static_cast<Object*>(t))); };
  type("Future", classes.future);
  type("Task", classes.task);
  type("Handle", classes.handle);
  type("TimerHandle", classes.timer_handle);
  for (const char* name : {"AbstractEventLoop", "BaseEventLoop", "BaseSelectorEventLoop", "SelectorEventLoop"}) type(name, classes.event_loop);
  if (rt.environment().rules() >= loop::Rules::py313) type("EventLoop", classes.event_loop);
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

// An object of the program's that has the methods of collections.abc.Coroutine, or is registered there.
bool is_like_a_coroutine(Runtime& rt, const Value& v) {
  return type_of(rt, v)->has(TypeFlag::heap_type) &&
         isinstance(rt, v, module_member(rt, "collections.abc", "Coroutine"));
}

}  // namespace

bool is_coroutine(Runtime& rt, const Value& v) {
  const Interpreter& in = interpreter(rt);
  if (is_exact(v, in.vm.asend) || is_exact(v, in.vm.athrow)) return true;
  if (!v.has_tag(Tag::coroutine)) return is_like_a_coroutine(rt, v);
  const Generator* generator = as_generator(v);
  if (!generator || generator->kind() == Generator::Kind::coroutine) return true;
  return generator->kind() == Generator::Kind::generator && rt.environment().rules() == loop::Rules::py311;
}

Ref<loop::Coroutine> expect_coroutine(Runtime& rt, const Value& v) {
  if (!is_coroutine(rt, v)) raise_type_error(rt, fmt::format("a coroutine was expected, got {}", repr(rt, v)->view()));
  if (type_of(rt, v)->has(TypeFlag::heap_type)) return adapt_coroutine(rt, v);
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
  add_policies(rt, *module);
  add_parts(rt, *module);
  return module;
}

}  // namespace orrery::script
