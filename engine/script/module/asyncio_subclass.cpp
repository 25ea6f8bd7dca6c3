#include "engine/script/module/asyncio_subclass.hpp"

#include "engine/loop/event_loop.hpp"
#include "engine/script/object/operators.hpp"

namespace orrery::script {

Value own_method(Runtime& rt, const Value& self, std::string_view name) {
  Type* const type = type_of(rt, self);
  Str* const key = rt.heap().intern(name);
  const auto native = [](const Type* t) { return !t->has(TypeFlag::heap_type); };
  const Value* const own = type->lookup(key);
  for (Type* ancestor : type->mro()) {
    if (!native(ancestor)) continue;
    const Value* const theirs = ancestor->lookup(key);
    return own && theirs && *own == *theirs ? Value(unset) : getattr(rt, self, key);
  }
  return unset;
}

namespace {

// The answer of the cancel() of a class that has its own.
std::optional<bool> cancelled_by_script(Runtime& rt, loop::Future& future, const Value& message) {
  const Value self(static_cast<Object*>(&future));
  const Value own = own_method(rt, self, "cancel");
  if (is_unset(own)) return {};
  return truth(rt, message.is_none() ? call(rt, own) : call(rt, own, message));
}

}  // namespace

void ScriptFuture::enter(loop::EventLoop& loop) {
  Future::enter(loop, loop.environment().next(event::Sort::future));
  note_created(type_name());
}

bool ScriptFuture::cancel(Value message) {
  if (const auto answer = cancelled_by_script(rt_, *this, message)) return *answer;
  return Future::cancel(std::move(message));
}

bool ScriptTask::cancel(Value message) {
  if (const auto answer = cancelled_by_script(rt_, *this, message)) return *answer;
  return Task::cancel(std::move(message));
}

}  // namespace orrery::script
