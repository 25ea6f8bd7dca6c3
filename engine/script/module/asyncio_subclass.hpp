// Futures and tasks of classes that a script derives from asyncio.Future and asyncio.Task: objects of the loop with a
// face (face.hpp). What such a class defines in the place of cancel() is what the loop calls.
#pragma once

#include <string>

#include "engine/loop/task.hpp"
#include "engine/script/object/face.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

// The attribute that the class of a value defines in place of that of its native base, bound to the value; `unset` if
// it leaves it as it is.
Value own_method(Runtime& rt, const Value& self, std::string_view name);

// A context as a value of scripts, whose class there is from now on.
Value context_value(Runtime& rt, Value context);

class ScriptFuture final : public loop::Future {
 public:
  ScriptFuture(Runtime& rt, Type* type) : Future(rt.environment(), Tag::future), rt_(rt) {
    set_face(Ref<Object>(new Face(type)));
  }
  void enter(loop::EventLoop& loop);
  bool is_subclassed() const noexcept override { return true; }
  std::string_view type_name() const noexcept override { return static_cast<Face*>(face())->type()->name(); }
  bool cancel(Value message) override;

 private:
  Runtime& rt_;
};

class ScriptTask final : public loop::Task {
 public:
  ScriptTask(Runtime& rt, Type* type) : Task(rt.environment()), rt_(rt) { set_face(Ref<Object>(new Face(type))); }
  using Task::begin;
  bool is_subclassed() const noexcept override { return true; }
  std::string_view type_name() const noexcept override { return static_cast<Face*>(face())->type()->name(); }
  bool cancel(Value message) override;

 private:
  Runtime& rt_;
};

// What is instantiated and was not initialised yet.
inline bool is_initialised(const loop::Future& future) noexcept {
  return future.id() != event::Id();
}

}  // namespace orrery::script
