// asyncio.timeout, timeout_at, Timeout. (CPython: asyncio/timeouts.py.)
#include <fmt/format.h>

#include "engine/loop/combine/timeout.hpp"
#include "engine/script/module/asyncio_combine.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

class TimeoutObject final : public ScriptObject, public Tracked {
 public:
  TimeoutObject(Type* type, Ref<loop::Timeout> of, Value at) noexcept
      : ScriptObject(type), Tracked(type->heap()), timeout(std::move(of)), when(std::move(at)) {}
  Ref<loop::Timeout> timeout;
  Value when;  // the deadline as it was given, or None
  void clear_references() noexcept override {
    if (timeout) timeout->abandon();
    timeout = nullptr;
    when = none;
  }
  Object* tracked_object() noexcept override { return this; }
};

TimeoutObject& self_of(const Value& v) { return *static_cast<TimeoutObject*>(v.object()); }

// What is no number says so when it is compared with the loop's time.
std::optional<double> deadline_of(Runtime& rt, const Value& when) {
  if (when.is_none()) return {};
  if (!is_number(when)) compare(rt, CompareOp::less_equal, when, make_float(rt, running_loop(rt)->time()));
  return seconds_of(rt, when);
}

Value make_timeout(Runtime& rt, const Value& when) {
  const std::optional<double> at = is_number(when) ? std::optional(seconds_of(rt, when)) : std::nullopt;
  return Value(rt.heap().make<TimeoutObject>(modules_of(rt).classes.timeout,
                                             loop::timeout_at(rt.environment(), at), when));
}

Value when(Runtime&, Args args) { return self_of(args[0]).when; }
Value expired(Runtime&, Args args) { return boolean(self_of(args[0]).timeout->expired()); }

Value reschedule(Runtime& rt, Args args) {
  const auto [object, at] = bind_python<2>(rt, "Timeout.reschedule", {"self", "when"}, args);
  TimeoutObject& self = self_of(args[0]);
  const bool active = self.timeout->state() == loop::Timeout::State::active;
  self.timeout->reschedule(active ? deadline_of(rt, at) : std::nullopt);
  self.when = at;
  return none;
}

Value timeout_repr(Runtime& rt, const Value& value) {
  const TimeoutObject& self = self_of(value);
  std::string text = fmt::format("<Timeout [{}]", self.timeout->state_word());
  if (self.timeout->state() == loop::Timeout::State::active) {
    const Value shown = self.when.is_none() ? none : call_method(rt, self.when, "__round__", {Value::integer(3)});
    text += fmt::format(" when={}", str(rt, shown)->view());
  }
  return text_value(rt, text + ">");
}

loop::Co<Value> enter(Runtime& rt, Value self) {
  if (!self_of(self).when.is_none() && !is_number(self_of(self).when)) deadline_of(rt, self_of(self).when);
  self_of(self).timeout->enter();
  co_return self;
}

loop::Co<Value> leave(Runtime& rt, Value self, Ref<loop::Error> error) {
  loop::Timeout& timeout = *self_of(self).timeout;
  if (timeout.state() != loop::Timeout::State::active && timeout.state() != loop::Timeout::State::expiring)
    raise(make_exception(rt, rt.types().assertion_error));
  if (const Ref<loop::Error> instead = timeout.exit(error)) instead->raise();
  co_return Value{};
}

Value aenter(Runtime& rt, Args args) {
  return Value(loop::as_coroutine(rt.environment(), enter(rt, args[0]).named("Timeout.__aenter__")));
}
Value aexit(Runtime& rt, Args args) {
  return Value(loop::as_coroutine(
      rt.environment(), leave(rt, args[0], error_argument(args[2])).named("Timeout.__aexit__")));
}

constexpr NativeMethod methods[] = {
    {"when", when, no_arguments()},        {"expired", expired, no_arguments()},
    {"reschedule", reschedule},            {"__aenter__", aenter, no_arguments()},
    {"__aexit__", aexit, between(3, 3)},
};

Value construct(Runtime& rt, Type*, Args args) {
  const auto [self, at] = bind_python<2>(rt, "Timeout.__init__", {"self", "when"}, WithSelf(none, args));
  return make_timeout(rt, at);
}

Value timeout(Runtime& rt, Args args) {
  const auto [delay] = bind_python<1>(rt, "timeout", {"delay"}, args);
  const double now = running_loop(rt)->time();
  return make_timeout(rt, delay.is_none() ? none : binary(rt, BinaryOp::add, make_float(rt, now), delay));
}

Value timeout_at(Runtime& rt, Args args) {
  const auto [at] = bind_python<1>(rt, "timeout_at", {"when"}, args);
  return make_timeout(rt, at);
}

constexpr NativeMethod functions[] = {{"timeout", timeout}, {"timeout_at", timeout_at}};

}  // namespace

Ref<loop::Error> error_argument(const Value& v) {
  return is_exception(v) ? Ref<loop::Error>(&as_exception(v)) : Ref<loop::Error>();
}

Ref<Type> make_timeout_type(Runtime& rt) {
  TypeSpec spec{.name = "Timeout", .module = "asyncio.timeouts", .methods = methods};
  spec.slots.repr = timeout_repr;
  spec.slots.construct = construct;
  return make_type(rt, spec);
}

void add_timeouts(Runtime& rt, ModuleObject& module) {
  add_functions(rt, *module.dict, "asyncio.timeouts", functions);
  define(rt, module, "Timeout", value_of(modules_of(rt).classes.timeout));
}

}  // namespace orrery::script
