// asyncio.gather, wait, wait_for, shield, ensure_future. (CPython: asyncio/tasks.py.)
#include <fmt/format.h>

#include <optional>

#include "engine/loop/combine/shield.hpp"
#include "engine/loop/combine/wait.hpp"
#include "engine/loop/combine/wait_for.hpp"
#include "engine/loop/gather.hpp"
#include "engine/script/module/asyncio_combine.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/ordered_set.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

Value coroutine_of(Runtime& rt, loop::Co<Value> co) { return Value(loop::as_coroutine(rt.environment(), std::move(co))); }

// The loop of a future, or the one there is. What cannot be awaited is refused before a loop is asked for.
Ref<loop::EventLoop> loop_for(Runtime& rt, const Value& awaitable) {
  if (loop::Future* future = as_future(awaitable); future && future->loop()) return Ref<loop::EventLoop>(future->loop());
  if (!is_coroutine(rt, awaitable) && !interpreter(rt).is_awaitable(awaitable))
    raise_type_error(rt, "An asyncio.Future, a coroutine or an awaitable is required");
  return get_event_loop(rt);
}

// ---------------------------------------------------------------- gather, shield, ensure_future

Value gather(Runtime& rt, Args args) {
  for (std::size_t i = 0; i < args.keyword_count(); ++i)
    if (args.keyword_name(i)->view() != "return_exceptions")
      raise_type_error(rt, fmt::format("gather() got an unexpected keyword argument '{}'", args.keyword_name(i)->view()));
  const Value* keep = args.keyword("return_exceptions");
  const Ref<loop::EventLoop> loop = args.size() > 0 ? loop_for(rt, args[0]) : get_event_loop(rt);
  return Value(loop::gather(*loop, args.positional(), keep && truth(rt, *keep)));
}

Value shield(Runtime& rt, Args args) {
  const auto [arg] = bind_python<1>(rt, "shield", {"arg"}, args);
  return Value(loop::shield(*loop_for(rt, arg), arg));
}

Value ensure_future(Runtime& rt, Args args) {
  const auto [awaitable, loop] = bind_python<2>(rt, "ensure_future", {"coro_or_future", "loop"}, args, 1, 1);
  const bool any = is_none_or_unset(loop);
  if (any && as_future(awaitable)) return awaitable;
  const Ref<loop::EventLoop> on = any ? loop_for(rt, awaitable) : Ref<loop::EventLoop>(&as_loop(rt, loop));
  return Value(loop::ensure_future(*on, awaitable));
}

// ---------------------------------------------------------------- wait_for

// A timeout that is no number says so when `timeout <= 0` is asked.
loop::Co<Value> wait_for_odd(Runtime& rt, Value awaitable, Value timeout) {
  compare(rt, CompareOp::less_equal, timeout, Value::integer(0));
  co_return co_await loop::wait_for(rt.environment(), awaitable, seconds_of(rt, timeout));
}

Value wait_for(Runtime& rt, Args args) {
  const auto [awaitable, timeout] = bind_python<2>(rt, "wait_for", {"fut", "timeout"}, args);
  if (timeout.is_none()) return coroutine_of(rt, loop::wait_for(rt.environment(), awaitable, {}));
  if (!is_number(timeout)) return coroutine_of(rt, wait_for_odd(rt, awaitable, timeout).named("wait_for"));
  return coroutine_of(rt, loop::wait_for(rt.environment(), awaitable, seconds_of(rt, timeout)));
}

// ---------------------------------------------------------------- wait

loop::ReturnWhen return_when(Runtime& rt, const Value& given) {
  const std::string_view word = is_str(given) ? as_str(given).view() : "";
  if (is_unset(given) || word == "ALL_COMPLETED") return loop::ReturnWhen::all_completed;
  if (word == "FIRST_COMPLETED") return loop::ReturnWhen::first_completed;
  if (word == "FIRST_EXCEPTION") return loop::ReturnWhen::first_exception;
  raise_value_error(rt, fmt::format("Invalid return_when value: {}", str(rt, given)->view()));
}

// What is no future is found out after the waiter has been made, as in CPython.
[[noreturn]] void no_future(Runtime& rt, const Value& item) {
  running_loop(rt)->create_future("wait");
  raise_no_attribute(rt, item, rt.heap().intern("add_done_callback"));
}

std::vector<Ref<loop::Future>> futures_of(Runtime& rt, const Value& iterable) {
  const std::vector<Value> items = distinct_items(rt, iterable);
  for (const Value& item : items)
    if (is_coroutine(rt, item)) raise_type_error(rt, "Passing coroutines is forbidden, use tasks explicitly.");
  std::vector<Ref<loop::Future>> futures;
  for (const Value& item : items) {
    if (!as_future(item)) no_future(rt, item);
    futures.emplace_back(as_future(item));
  }
  return futures;
}

Value set_of_futures(Runtime& rt, const std::vector<Ref<loop::Future>>& futures) {
  return make_ordered_set(rt, std::vector<Value>(futures.begin(), futures.end()));
}

loop::Co<Value> waiting(Runtime& rt, Value fs, std::optional<double> timeout, Value when) {
  if (as_future(fs) || is_coroutine(rt, fs))
    raise_type_error(rt, fmt::format("expect a list of futures, not {}", type_of(rt, fs)->name()));
  if (!truth(rt, fs)) raise_value_error(rt, "Set of Tasks/Futures is empty.");
  const loop::ReturnWhen until = return_when(rt, when);
  std::vector<Ref<loop::Future>> futures = futures_of(rt, fs);
  const Ref<loop::EventLoop> loop = running_loop(rt);
  const loop::Waited waited = co_await loop::wait(*loop, std::move(futures), until, timeout).named("_wait");
  co_return Value(make_tuple(rt, {set_of_futures(rt, waited.done), set_of_futures(rt, waited.pending)}));
}

Value wait(Runtime& rt, Args args) {
  const auto [fs, timeout, when] = bind_python<3>(rt, "wait", {"fs", "timeout", "return_when"}, args, 1, 1);
  return coroutine_of(rt, waiting(rt, fs, timeout_of(rt, timeout), when).named("wait"));
}

constexpr NativeMethod functions[] = {
    {"ensure_future", ensure_future}, {"gather", gather}, {"shield", shield}, {"wait", wait}, {"wait_for", wait_for},
};

}  // namespace

WithSelf::WithSelf(const Value& self, Args args) : values_{self} {
  values_.insert(values_.end(), args.begin(), args.begin() + args.size() + args.keyword_count());
  args_ = Args(values_.data(), args.size() + 1, args.names());
}

bool is_number(const Value& v) noexcept { return is_int(v) || is_float(v) || is_boolean(v); }

std::optional<double> timeout_of(Runtime& rt, const Value& v) {
  if (is_none_or_unset(v)) return {};
  if (!is_number(v)) raise_type_error(rt, fmt::format("unsupported operand type(s) for +: 'float' and '{}'", type_of(rt, v)->name()));
  return seconds_of(rt, v);
}

Ref<loop::Context> context_argument(Runtime& rt, const Value& v) {
  if (is_none_or_unset(v)) return {};
  if (!v.has_tag(Tag::context)) raise_type_error(rt, "an instance of Context was expected");
  return Ref<loop::Context>(static_cast<loop::Context*>(v.object()));
}

Ref<loop::Context> context_keyword(Runtime& rt, Args args) {
  const Value* const context = args.keyword("context");
  return context ? context_argument(rt, *context) : nullptr;
}

void make_combine_classes(Runtime& rt, Modules::Classes& classes) {
  classes.ordered_set = rt.types().keep(make_ordered_set_type(rt));
  classes.timeout = rt.types().keep(make_timeout_type(rt));
  classes.task_group = rt.types().keep(make_task_group_type(rt));
  classes.runner = rt.types().keep(make_runner_type(rt));
  classes.as_completed = rt.types().keep(make_as_completed_type(rt));
}

void add_combinators(Runtime& rt, ModuleObject& module) {
  add_functions(rt, *module.dict, "asyncio.tasks", functions);
  add_as_completed(rt, module);
  add_task_factories(rt, module);
  add_timeouts(rt, module);
  add_task_group(rt, module);
  add_runner(rt, module);
}

}  // namespace orrery::script
