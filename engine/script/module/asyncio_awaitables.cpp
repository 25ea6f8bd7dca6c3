// What scripts can await, for the loop. (CPython: tasks._ensure_future, `await`.)
#include "engine/loop/awaitables.hpp"
#include "engine/script/module/adapted_coroutine.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/duck_future.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

class ScriptAwaitables final : public loop::Awaitables {
 public:
  explicit ScriptAwaitables(Interpreter& in) noexcept : in_(in) {}

  Value drivable(const Value& value) override {
    Value driven = future_or_coroutine(in_, value);
    return is_unset(driven) ? none : driven;
  }
  Value awaited(const Value& value) override {
    if (as_future(value)) return value;
    if (!in_.is_awaitable(value)) in_.awaitable_iterator(value);  // raises
    return value.has_tag(Tag::coroutine) ? value : Value(adapt_awaitable(in_, value, "_wrap_awaitable"));
  }
  // What is wrong with it the task is told of by its next step.
  Ref<loop::Future> foreign_future(loop::Task& task, const Value& value) override {
    try {
      return stand_in(in_, task, value);
    } catch (const loop::Raised& raised) {
      const Ref<loop::Error> error = raised.error();
      if (error->leaves_loop()) throw;
      auto failed = loop::make<loop::Future>(*task.loop(), "refused");
      loop::EventLoop& loop = *task.loop();
      loop.call_soon(loop::callback("Task.task_step", [kept = Ref<loop::Task>(&task), failed, error] {
        failed->set_exception(error);
        kept->wake_at_once(*failed);
      }));
      return failed;
    }
  }

 private:
  Interpreter& in_;
};

}  // namespace

std::unique_ptr<loop::Awaitables> make_awaitables(Interpreter& in) { return std::make_unique<ScriptAwaitables>(in); }

}  // namespace orrery::script
