// asyncio.Handle and asyncio.TimerHandle. (CPython: asyncio/events.py.)
#include <fmt/format.h>

#include "engine/loop/handle.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/asyncio_combine.hpp"
#include "engine/script/module/asyncio_subclass.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/script_callback.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {
namespace {

Value cancel(Runtime&, Args args) {
  as_handle(args[0])->cancel();
  return none;
}

Value cancelled(Runtime&, Args args) { return boolean(as_handle(args[0])->cancelled()); }

Value when(Runtime& rt, Args args) { return make_float(rt, static_cast<loop::TimerHandle*>(as_handle(args[0]))->when()); }

Value handle_repr(Runtime& rt, const Value& self) {
  const loop::Handle& handle = *as_handle(self);
  const auto* timer = dynamic_cast<const loop::TimerHandle*>(&handle);
  std::string text = timer ? "<TimerHandle" : "<Handle";
  if (handle.cancelled()) text += " cancelled";
  if (timer) text += fmt::format(" when={}", float_repr(timer->when()));
  if (const std::string words = handle_words(handle); !words.empty()) text += " " + words;
  return text_value(rt, text + ">");
}

// ---------------------------------------------------------------- what they keep to themselves

const loop::CallbackHandle* calls_of(const Value& self) {
  return dynamic_cast<const loop::CallbackHandle*>(as_handle(self));
}
const ScriptCallback* script_callback(const Value& self) {
  const loop::CallbackHandle* const calls = calls_of(self);
  return calls ? dynamic_cast<const ScriptCallback*>(calls->callback().get()) : nullptr;
}

Value get_callback(Runtime&, const Value& self) {
  const ScriptCallback* const callback = script_callback(self);
  return callback && !as_handle(self)->cancelled() ? callback->callable() : none;
}
// A done-callback is called with its future.
Value get_args(Runtime& rt, const Value& self) {
  const ScriptCallback* const callback = script_callback(self);
  if (!callback || as_handle(self)->cancelled()) return none;
  std::vector<Value> all(callback->args()->begin(), callback->args()->end());
  if (const Ref<loop::Future>& done = calls_of(self)->done()) all.emplace_back(done);
  return Value(make_tuple(rt, std::span<const Value>(all)));
}
Value is_cancelled(Runtime&, const Value& self) { return boolean(as_handle(self)->cancelled()); }
Value get_context_attribute(Runtime& rt, const Value& self) {
  return context_value(rt, Value(as_handle(self)->context_object()));
}
Value get_context(Runtime& rt, Args args) {
  if (rt.environment().rules() < loop::Rules::py312) raise_no_attribute(rt, args[0], rt.heap().intern("get_context"));
  return get_context_attribute(rt, args[0]);
}

loop::TimerHandle& timer_of(const Value& self) { return *static_cast<loop::TimerHandle*>(as_handle(self)); }
Value get_when(Runtime& rt, const Value& self) { return make_float(rt, timer_of(self).when()); }

bool is_timer(Runtime& rt, const Value& v) { return type_of(rt, v) == modules_of(rt).classes.timer_handle; }

// By deadline; equal are those that would also call the same.
Value compare_timers(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  if (!is_timer(rt, b)) return not_implemented;
  const double left = timer_of(a).when(), right = timer_of(b).when();
  const bool same = left == right && equal(rt, get_callback(rt, a), get_callback(rt, b)) &&
                    equal(rt, get_args(rt, a), get_args(rt, b)) && is_cancelled(rt, a) == is_cancelled(rt, b);
  switch (op) {
    case CompareOp::less: return boolean(left < right);
    case CompareOp::less_equal: return boolean(left < right || same);
    case CompareOp::greater: return boolean(left > right);
    case CompareOp::greater_equal: return boolean(left > right || same);
    case CompareOp::equal: return boolean(same);
    default: return boolean(!same);
  }
}
std::int64_t hash_timer(Runtime&, const Value& self) { return hash_double(timer_of(self).when()); }

// ---------------------------------------------------------------- made by programs

// They are in no queue: whoever makes one runs it, or does not.
Ref<ScriptCallback> callback_of(Runtime& rt, const Value& callable, const Value& args) {
  return Ref<ScriptCallback>(new ScriptCallback(rt, callable, is_tuple(args) ? Ref<Tuple>(&as_tuple(args)) : tuple_of(rt, args)));
}
loop::ContextHolder context_of(Runtime& rt, const Value& context) {
  return loop::context_or_copy(rt.environment(), context_argument(rt, context));
}

Value construct_handle(Runtime& rt, Type*, Args args) {
  const auto [callback, arguments, loop, context] =
      bind_python<4>(rt, "Handle.__init__", {"callback", "args", "loop", "context"}, args, 3);
  return Value(loop::make<loop::CallbackHandle>(rt.environment(), event::HandleRole::call_soon,
                                                Ref<loop::Callback>(callback_of(rt, callback, arguments)),
                                                context_of(rt, context)));
}
Value construct_timer(Runtime& rt, Type*, Args args) {
  const auto [when, callback, arguments, loop, context] =
      bind_python<5>(rt, "TimerHandle.__init__", {"when", "callback", "args", "loop", "context"}, args, 4);
  return Value(loop::make<loop::TimerHandle>(rt.environment(), seconds_of(rt, when),
                                             Ref<loop::Callback>(callback_of(rt, callback, arguments)),
                                             context_of(rt, context)));
}
void init_handle(Runtime&, const Value&, Args) {}
Value run_handle(Runtime&, Args args) {
  const loop::CallbackHandle* const calls = calls_of(args[0]);
  if (calls && calls->callback()) calls->callback()->call(calls->done().get());
  return none;
}

constexpr NativeAttribute handle_attributes[] = {{"_callback", get_callback},
                                                 {"_args", get_args},
                                                 {"_cancelled", is_cancelled},
                                                 {"_context", get_context_attribute}};
constexpr NativeAttribute timer_attributes[] = {{"_when", get_when}};

constexpr NativeMethod handle_methods[] = {{"cancel", cancel, no_arguments()}, {"cancelled", cancelled, no_arguments()},
                                           {"get_context", get_context, no_arguments()}, {"_run", run_handle, no_arguments()}};
constexpr NativeMethod timer_methods[] = {{"when", when, no_arguments()}};

}  // namespace

void make_handle_classes(Runtime& rt, Modules::Classes& classes) {
  TypeSpec handle{.name = "Handle", .module = "asyncio.events", .methods = handle_methods, .attributes = handle_attributes};
  handle.slots.repr = handle_repr;
  handle.slots.construct = construct_handle;
  handle.slots.init = init_handle;
  classes.handle = rt.types().keep(make_type(rt, handle));
  TypeSpec timer{.name = "TimerHandle", .module = "asyncio.events", .base = classes.handle,
                 .methods = timer_methods, .attributes = timer_attributes};
  timer.slots.construct = construct_timer;
  timer.slots.init = init_handle;
  timer.slots.compare = compare_timers;
  timer.slots.hash = hash_timer;
  classes.timer_handle = rt.types().keep(make_type(rt, timer));
}

}  // namespace orrery::script
