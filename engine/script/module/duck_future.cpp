#include "engine/script/module/duck_future.hpp"

#include <fmt/format.h>

#include "engine/loop/event_loop.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/asyncio_subclass.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"

namespace orrery::script {
namespace {

class StandIn final : public loop::Future {
 public:
  StandIn(Runtime& rt, loop::Task& task, Value theirs)
      : Future(*task.loop(), type_of(rt, theirs)->name()), rt_(rt), task_(&task), theirs_(std::move(theirs)) {}

  bool cancel(Value message) override { return truth(rt_, call_method(rt_, theirs_, "cancel", {message})); }
  // As theirs came out; the task goes on at once.
  void wake(const Value& theirs) {
    const Ref<loop::Task> task = std::exchange(task_, nullptr);
    if (!task) return;
    try {
      finish(call_method(rt_, theirs, "result"));
    } catch (const loop::Raised& raised) {
      finish(Ref<loop::Error>(to_exception(rt_, raised.error())));
    }
    task->wake_at_once(*this);
  }

 protected:
  void orphan() noexcept override {
    const Ref<loop::Future> self(this);
    Future::orphan();
    const Ref<loop::Task> task = std::exchange(task_, nullptr);
    const Value theirs = std::exchange(theirs_, Value());
  }

 private:
  Runtime& rt_;
  Ref<loop::Task> task_;
  Value theirs_;
};

// Their done-callback, which is called with their future.
Value task_wakeup(Runtime&, Args args) {
  static_cast<StandIn*>(args[0].object())->wake(args[1]);
  return none;
}

[[noreturn]] void refuse(Runtime& rt, const std::string& words) {
  raise(rt, rt.types().runtime_error, words);
}

Value loop_of(Runtime& rt, const Value& future) {
  const Value get_loop = getattr_or_unset(rt, future, rt.heap().intern("get_loop"));
  return is_unset(get_loop) ? getattr(rt, future, "_loop") : call(rt, get_loop);
}

}  // namespace

bool is_foreign_future(Runtime& rt, const Value& v) {
  if (!v.is_object()) return false;
  const Value kind = getattr_or_unset(rt, v, rt.heap().intern("__class__"));
  const Value of_class = is_unset(kind) ? unset : getattr_or_unset(rt, kind, rt.heap().intern("_asyncio_future_blocking"));
  return !is_unset(of_class) && !getattr_or_unset(rt, v, rt.heap().intern("_asyncio_future_blocking")).is_none();
}

Ref<loop::Future> stand_in(Runtime& rt, loop::Task& task, const Value& v) {
  if (as_future(v) && is_unset(own_method(rt, v, "add_done_callback")) && is_unset(own_method(rt, v, "result")))
    return nullptr;
  Str* const blocking = rt.heap().intern("_asyncio_future_blocking");
  const Value flag = v.is_object() ? getattr_or_unset(rt, v, blocking) : Value(unset);
  if (is_none_or_unset(flag)) return nullptr;
  const auto shown = [&](const Value& of) { return std::string(repr(rt, of)->view()); };
  const Value self(static_cast<Object*>(&task));
  if (!(loop_of(rt, v) == Value(static_cast<Object*>(task.loop()))))
    refuse(rt, fmt::format("Task {} got Future {} attached to a different loop", shown(self), shown(v)));
  if (!truth(rt, flag))
    refuse(rt, fmt::format("yield was used instead of yield from in task {} with {}", shown(self), shown(v)));
  setattr(rt, v, blocking, false_value);
  const auto made = loop::make<StandIn>(rt, task, v);
  const Value wakeup =
      make_bound_native(rt, "task_wakeup", task_wakeup, Value(Ref<loop::Future>(made)), one_argument());
  const Ref<Dict> keywords = make_dict(rt);
  keywords->set(rt.heap().intern("context"), Value(task.context()));
  const Value args[] = {wakeup};
  call_with(rt, getattr(rt, v, "add_done_callback"), args, keywords.get());
  return made;
}

}  // namespace orrery::script
