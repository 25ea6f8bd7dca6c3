// asyncio.Condition, on a lock of its own or one that the script brings. (CPython: asyncio/locks.py.)
#include "engine/loop/sync/condition.hpp"
#include "engine/script/module/asyncio_sync.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"

namespace orrery::script {
namespace {

// A lock of the script's own making: whatever has locked(), acquire() and release().
class ScriptLock final : public loop::Lock {
 public:
  ScriptLock(Runtime& rt, const Value& lock)
      : Lock(rt.environment()),
        rt_(rt),
        locked_(getattr(rt, lock, "locked")),
        acquire_(getattr(rt, lock, "acquire")),
        release_(getattr(rt, lock, "release")) {}

  bool locked() const override { return truth(rt_, call(rt_, locked_)); }
  loop::Co<bool> acquire() override { return acquiring(rt_, acquire_).named("acquire"); }
  void release() override { call(rt_, release_); }
  void let_go() noexcept override { locked_ = acquire_ = release_ = none; }

 private:
  static loop::Co<bool> acquiring(Runtime& rt, Value acquire) {
    co_await driven_awaitable(rt, call(rt, acquire));
    co_return true;
  }

  Runtime& rt_;
  Value locked_, acquire_, release_;
};

loop::Condition& condition_of(Runtime& rt, const Value& self) {
  return native_of<loop::Condition>(rt, self);
}

// True for a lock whose methods are those of asyncio.Lock.
bool is_plain_lock(Runtime& rt, const Value& lock) {
  const Type* const type = type_of(rt, lock);
  if (!type->is_subtype_of(modules_of(rt).classes.lock)) return false;
  const auto own = [&](std::string_view name) { return is_unset(overridden(rt, lock, name)); };
  return own("locked") && own("acquire") && own("release");
}

Ref<loop::Lock> native_lock(Runtime& rt, const Value& lock) {
  if (is_plain_lock(rt, lock)) return Ref<loop::Lock>(&native_of<loop::Lock>(rt, lock));
  return Ref<loop::Lock>(new ScriptLock(rt, lock));
}

void init(Runtime& rt, const Value& self, Args args) {
  std::array<Value, 2> values;
  const std::array<std::string_view, 2> names{"self", "lock"};
  bind_init(rt, self, {"Condition.__init__", names, 1}, args, values);
  Value lock = values[1];
  if (is_none_or_unset(lock)) lock = call(rt, Value(static_cast<Object*>(modules_of(rt).classes.lock)));
  sync_base(self).become(loop::make<loop::Condition>(rt.environment(), native_lock(rt, lock)));
  set_field(rt, self, "_lock", lock);
  for (const char* name : {"locked", "acquire", "release"}) set_field(rt, self, name, getattr(rt, lock, name));
}

Value wait(Runtime& rt, Args args) {
  arguments<1>(rt, "Condition.wait", {"self"}, args);
  return coroutine_value(rt, condition_of(rt, args[0]).wait());
}

Value wait_for(Runtime& rt, Args args) {
  const auto [self, predicate] = arguments<2>(rt, "Condition.wait_for", {"self", "predicate"}, args);
  const auto holds = [&rt, asked = predicate]() -> std::optional<Value> {
    Value answer = call(rt, asked);
    if (!truth(rt, answer)) return std::nullopt;
    return answer;
  };
  return coroutine_value(rt, condition_of(rt, self).wait_for_value(holds));
}

Value notify(Runtime& rt, Args args) {
  const auto [self, n] = arguments<2>(rt, "Condition.notify", {"self", "n"}, args, 1);
  condition_of(rt, self).notify(is_unset(n) ? 1 : index_number(rt, n, nullptr));
  return none;
}

Value notify_all(Runtime& rt, Args args) {
  arguments<1>(rt, "Condition.notify_all", {"self"}, args);
  condition_of(rt, args[0]).notify_all();
  return none;
}

constexpr NativeMethod methods[] = {{"wait", wait},
                                    {"wait_for", wait_for},
                                    {"notify", notify},
                                    {"notify_all", notify_all},
                                    {"__aenter__", sync_aenter},
                                    {"__aexit__", sync_aexit}};

}  // namespace

void make_condition_class(Runtime& rt, Modules::Classes& classes) {
  TypeSpec spec{.name = "Condition", .module = "asyncio.locks", .methods = methods};
  spec.slots.repr = sync_repr;
  spec.slots.construct = construct_sync<SyncBase>;
  spec.slots.init = init;
  classes.condition = make_sync_class(rt, spec);
}

}  // namespace orrery::script
