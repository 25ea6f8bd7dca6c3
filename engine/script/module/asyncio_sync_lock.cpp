// asyncio.Lock, Event, Semaphore and BoundedSemaphore. (CPython: asyncio/locks.py.)
#include "engine/loop/sync/event.hpp"
#include "engine/script/module/asyncio_sync.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- Lock

loop::Lock& lock_of(Runtime& rt, const Value& self) {
  return native_of<loop::Lock>(rt, self);
}

void init_lock(Runtime& rt, const Value& self, Args args) {
  std::array<Value, 1> values;
  bind_init(rt, self, {"Lock.__init__", std::array<std::string_view, 1>{"self"}, 1}, args, values);
  sync_base(self).become(loop::make<loop::Lock>(rt.environment()));
}

Value lock_locked(Runtime& rt, Args args) {
  arguments<1>(rt, "Lock.locked", {"self"}, args);
  return boolean(lock_of(rt, args[0]).locked());
}
Value lock_acquire(Runtime& rt, Args args) {
  arguments<1>(rt, "Lock.acquire", {"self"}, args);
  return coroutine_value(rt, lock_of(rt, args[0]).acquire());
}
Value lock_release(Runtime& rt, Args args) {
  arguments<1>(rt, "Lock.release", {"self"}, args);
  lock_of(rt, args[0]).release();
  return none;
}
Value is_locked(Runtime& rt, const Value& self) {
  return boolean(lock_of(rt, self).locked());
}

constexpr NativeMethod lock_methods[] = {{"locked", lock_locked},
                                         {"acquire", lock_acquire},
                                         {"release", lock_release},
                                         {"__aenter__", sync_aenter},
                                         {"__aexit__", sync_aexit}};
// None before anybody has waited, which cannot be told from nobody waiting now.
Value none_or_waiters(Runtime& rt, const loop::Waiters& waiters) {
  return waiters.empty() ? Value(none) : waiters_value(rt, waiters);
}
Value lock_waiters(Runtime& rt, const Value& self) {
  return none_or_waiters(rt, lock_of(rt, self).waiters());
}
constexpr NativeAttribute lock_attributes[] = {{"_locked", is_locked}, {"_waiters", lock_waiters}};

// ---------------------------------------------------------------- Event

loop::Event& event_of(Runtime& rt, const Value& self) {
  return native_of<loop::Event>(rt, self);
}

void init_event(Runtime& rt, const Value& self, Args args) {
  std::array<Value, 1> values;
  bind_init(rt, self, {"Event.__init__", std::array<std::string_view, 1>{"self"}, 1}, args, values);
  sync_base(self).become(loop::make<loop::Event>(rt.environment()));
}

Value event_is_set(Runtime& rt, Args args) {
  arguments<1>(rt, "Event.is_set", {"self"}, args);
  return boolean(event_of(rt, args[0]).is_set());
}
Value event_set(Runtime& rt, Args args) {
  arguments<1>(rt, "Event.set", {"self"}, args);
  event_of(rt, args[0]).set();
  return none;
}
Value event_clear(Runtime& rt, Args args) {
  arguments<1>(rt, "Event.clear", {"self"}, args);
  event_of(rt, args[0]).clear();
  return none;
}
Value event_wait(Runtime& rt, Args args) {
  arguments<1>(rt, "Event.wait", {"self"}, args);
  return coroutine_value(rt, event_of(rt, args[0]).wait());
}
Value event_value(Runtime& rt, const Value& self) {
  return boolean(event_of(rt, self).is_set());
}

constexpr NativeMethod event_methods[] = {
    {"is_set", event_is_set}, {"set", event_set}, {"clear", event_clear}, {"wait", event_wait}};
Value event_waiters(Runtime& rt, const Value& self) {
  return waiters_value(rt, event_of(rt, self).waiters());
}
constexpr NativeAttribute event_attributes[] = {{"_value", event_value}, {"_waiters", event_waiters}};

// ---------------------------------------------------------------- semaphores

loop::Semaphore& semaphore_of(Runtime& rt, const Value& self) {
  return native_of<loop::Semaphore>(rt, self);
}

// The initial value, compared as CPython does first of all.
std::int64_t initial_value(Runtime& rt, const Value& self, std::string_view function, Args args) {
  std::array<Value, 2> values;
  const std::array<std::string_view, 2> names{"self", "value"};
  bind_init(rt, self, {function, names, 1}, args, values);
  const Value value = is_unset(values[1]) ? Value::integer(1) : values[1];
  if (less(rt, value, Value::integer(0))) raise_value_error(rt, "Semaphore initial value must be >= 0");
  return index_number(rt, value, nullptr);
}

void init_semaphore(Runtime& rt, const Value& self, Args args) {
  const std::int64_t value = initial_value(rt, self, "Semaphore.__init__", args);
  sync_base(self).become(loop::make<loop::Semaphore>(rt.environment(), value));
}
void init_bounded(Runtime& rt, const Value& self, Args args) {
  const std::int64_t value = initial_value(rt, self, "BoundedSemaphore.__init__", args);
  sync_base(self).become(loop::make<loop::BoundedSemaphore>(rt.environment(), value));
}

Value semaphore_locked(Runtime& rt, Args args) {
  arguments<1>(rt, "Semaphore.locked", {"self"}, args);
  return boolean(semaphore_of(rt, args[0]).locked());
}
Value semaphore_acquire(Runtime& rt, Args args) {
  arguments<1>(rt, "Semaphore.acquire", {"self"}, args);
  return coroutine_value(rt, semaphore_of(rt, args[0]).acquire());
}
Value semaphore_release(Runtime& rt, Args args) {
  arguments<1>(rt, "Semaphore.release", {"self"}, args);
  semaphore_of(rt, args[0]).release();
  return none;
}
Value semaphore_value(Runtime& rt, const Value& self) {
  return Value::integer(semaphore_of(rt, self).value());
}

constexpr NativeMethod semaphore_methods[] = {{"locked", semaphore_locked},
                                              {"acquire", semaphore_acquire},
                                              {"release", semaphore_release},
                                              {"__aenter__", sync_aenter},
                                              {"__aexit__", sync_aexit}};
constexpr NativeMethod bounded_methods[] = {{"release", semaphore_release}};
Value semaphore_waiters(Runtime& rt, const Value& self) {
  return none_or_waiters(rt, semaphore_of(rt, self).waiters());
}
constexpr NativeAttribute semaphore_attributes[] = {{"_value", semaphore_value}, {"_waiters", semaphore_waiters}};

TypeSpec spec_of(std::string_view name, void (*init)(Runtime&, const Value&, Args),
                 std::span<const NativeMethod> methods, std::span<const NativeAttribute> attributes) {
  TypeSpec spec{.name = name, .module = "asyncio.locks", .methods = methods, .attributes = attributes};
  spec.slots.repr = sync_repr;
  spec.slots.construct = construct_sync<SyncBase>;
  spec.slots.init = init;
  return spec;
}

}  // namespace

void make_lock_classes(Runtime& rt, Modules::Classes& classes) {
  classes.lock = make_sync_class(rt, spec_of("Lock", init_lock, lock_methods, lock_attributes));
  classes.event = make_sync_class(rt, spec_of("Event", init_event, event_methods, event_attributes));
  classes.semaphore =
      make_sync_class(rt, spec_of("Semaphore", init_semaphore, semaphore_methods, semaphore_attributes));
  TypeSpec bounded = spec_of("BoundedSemaphore", init_bounded, bounded_methods, {});
  bounded.base = classes.semaphore;
  classes.bounded_semaphore = make_sync_class(rt, bounded);
}

}  // namespace orrery::script
