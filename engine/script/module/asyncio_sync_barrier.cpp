// asyncio.Barrier. (CPython: asyncio/locks.py.)
#include "engine/loop/sync/barrier.hpp"

#include "engine/script/module/asyncio_sync.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"

namespace orrery::script {
namespace {

loop::Barrier& barrier_of(Runtime& rt, const Value& self) {
  return native_of<loop::Barrier>(rt, self);
}

void init(Runtime& rt, const Value& self, Args args) {
  std::array<Value, 2> values;
  const std::array<std::string_view, 2> names{"self", "parties"};
  bind_init(rt, self, {"Barrier.__init__", names, 2}, args, values);
  if (less(rt, values[1], Value::integer(1))) raise_value_error(rt, "parties must be > 0");
  const std::int64_t parties = index_number(rt, values[1], nullptr);
  sync_base(self).become(loop::make<loop::Barrier>(rt.environment(), parties));
}

Value wait(Runtime& rt, Args args) {
  arguments<1>(rt, "Barrier.wait", {"self"}, args);
  return coroutine_value(rt, barrier_of(rt, args[0]).wait());
}
Value reset(Runtime& rt, Args args) {
  arguments<1>(rt, "Barrier.reset", {"self"}, args);
  return coroutine_value(rt, barrier_of(rt, args[0]).reset());
}
Value abort(Runtime& rt, Args args) {
  arguments<1>(rt, "Barrier.abort", {"self"}, args);
  return coroutine_value(rt, barrier_of(rt, args[0]).abort());
}

loop::Co<Value> entering(Runtime& rt, Value self) {
  co_return co_await driven_awaitable(rt, call_method(rt, self, "wait"));
}
loop::Co<Value> leaving() {
  co_return none;
}

Value aenter(Runtime& rt, Args args) {
  arguments<1>(rt, "Barrier.__aenter__", {"self"}, args);
  return coroutine_value(rt, entering(rt, args[0]).named("Barrier.__aenter__"));
}
Value aexit(Runtime& rt, Args) {
  return coroutine_value(rt, leaving().named("Barrier.__aexit__"));
}

Value get_parties(Runtime& rt, const Value& self) {
  return Value::integer(barrier_of(rt, self).parties());
}
Value get_waiting(Runtime& rt, const Value& self) {
  return Value::integer(barrier_of(rt, self).n_waiting());
}
Value get_broken(Runtime& rt, const Value& self) {
  return boolean(barrier_of(rt, self).broken());
}

constexpr NativeMethod methods[] = {
    {"wait", wait}, {"reset", reset}, {"abort", abort}, {"__aenter__", aenter}, {"__aexit__", aexit}};
Value get_inside(Runtime& rt, const Value& self) {
  return Value::integer(native_of<loop::Barrier>(rt, self).inside());
}
constexpr NativeAttribute attributes[] = {{"_count", get_inside}, {"_parties", get_parties}, {"parties", get_parties}, {"n_waiting", get_waiting}, {"broken", get_broken}};

}  // namespace

void make_barrier_class(Runtime& rt, Modules::Classes& classes) {
  TypeSpec spec{.name = "Barrier", .module = "asyncio.locks", .methods = methods, .attributes = attributes};
  spec.slots.repr = sync_repr;
  spec.slots.construct = construct_sync<SyncBase>;
  spec.slots.init = init;
  classes.barrier = make_sync_class(rt, spec);
}

}  // namespace orrery::script
