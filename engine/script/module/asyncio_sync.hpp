// asyncio's locks, events, semaphores, barriers and queues as objects of scripts: around the engine's own, open to
// subclasses and to attributes of their own. (CPython: asyncio/locks.py, asyncio/queues.py.)
#pragma once

#include <string>
#include <string_view>

#include "engine/loop/co.hpp"
#include "engine/loop/sync/barrier.hpp"
#include "engine/loop/sync/semaphore.hpp"
#include "engine/loop/sync/waiters.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/object/object.hpp"

namespace orrery::script {

// What all of them share; `Native` is a loop::LoopBound.
class SyncBase : public ScriptObject, public Tracked {
 public:
  explicit SyncBase(Type* type) noexcept : ScriptObject(type), Tracked(type->heap()) {}
  ~SyncBase() override;
  // The engine's object; null until __init__ has run.
  loop::LoopBound* bound() const noexcept { return bound_.get(); }
  void become(Ref<loop::LoopBound> bound) noexcept;

  Dict* attributes(bool create) override;
  void clear_references() noexcept override;
  Object* tracked_object() noexcept override { return this; }

 private:
  Ref<loop::LoopBound> bound_;
  Ref<Dict> dict_;
};
inline SyncBase& sync_base(const Value& self) noexcept {
  return *static_cast<SyncBase*>(self.object());
}

[[noreturn]] void raise_not_initialised(Runtime& rt, const Value& self);
// The engine's object behind a script's. AttributeError if a subclass has not called __init__ of its base.
template <class Native>
Native& native_of(Runtime& rt, const Value& self) {
  loop::LoopBound* bound = sync_base(self).bound();
  if (!bound) raise_not_initialised(rt, self);
  return static_cast<Native&>(*bound);
}

// In what state a lock, event, semaphore, condition, barrier or queue is, "locked, waiters:1", found out without running
// anything of the program; empty for anything else.
std::string sync_state(Interpreter& in, const Value& value);

// Those who wait, as the deque that CPython keeps them in.
Value waiters_value(Runtime& rt, const loop::Waiters& waiters);

// What a script's subclass puts in the place of a method, bound to the object; `unset` if it leaves it as it is.
Value overridden(Runtime& rt, const Value& self, std::string_view method);
// The arguments behind `self`, checked in the words of functions that are written in Python.
template <std::size_t N>
std::array<Value, N> arguments(Runtime& rt, std::string_view function, const std::array<std::string_view, N>& names,
                               Args args, std::size_t required = N) {
  return script::bind_python(rt, function, names, args, required);
}
// The same for __init__, whose `self` comes apart.
void bind_init(Runtime& rt, const Value& self, const Signature& signature, Args args, std::span<Value> into);

// What `await value` drives, for native coroutines that await what a script gave them.
Ref<loop::Coroutine> driven_awaitable(Runtime& rt, const Value& value);
template <class T>
Value coroutine_value(Runtime& rt, loop::Co<T> co) {
  return Value(loop::as_coroutine(rt.environment(), std::move(co)));
}
// "<asyncio.locks.Lock object at 0x7f0 [unlocked]>"
Value sync_repr(Runtime& rt, const Value& self);
// A class whose instances are SyncBase objects.
Type* make_sync_class(Runtime& rt, TypeSpec spec);
template <class Object>
Value construct_sync(Runtime& rt, Type* type, Args) {
  return Value(rt.heap().make<Object>(type));
}

// async with: __aenter__ calls acquire(), __aexit__ calls release(), the object's own.
Value sync_aenter(Runtime& rt, Args args);
Value sync_aexit(Runtime& rt, Args args);

// ---- the classes, made once per interpreter
void make_lock_classes(Runtime& rt, Modules::Classes& classes);
void make_condition_class(Runtime& rt, Modules::Classes& classes);
void make_barrier_class(Runtime& rt, Modules::Classes& classes);
void make_queue_classes(Runtime& rt, Modules::Classes& classes);
// Puts all of them into the module asyncio, and what is found as asyncio.locks and asyncio.queues.
void define_sync(Runtime& rt, ModuleObject& asyncio);

}  // namespace orrery::script
