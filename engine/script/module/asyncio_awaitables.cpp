// What scripts can await, for the loop. (CPython: tasks._ensure_future, `await`.)
#include "engine/loop/awaitables.hpp"
#include "engine/script/module/adapted_coroutine.hpp"
#include "engine/script/module/asyncio.hpp"
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

 private:
  Interpreter& in_;
};

}  // namespace

std::unique_ptr<loop::Awaitables> make_awaitables(Interpreter& in) { return std::make_unique<ScriptAwaitables>(in); }

}  // namespace orrery::script
