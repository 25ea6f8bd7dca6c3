// asyncio.as_completed. (CPython: asyncio/tasks.py; a generator up to 3.12, _AsCompletedIterator since 3.13.)
#include <fmt/format.h>

#include "engine/loop/combine/as_completed.hpp"
#include "engine/script/module/asyncio_combine.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/ordered_set.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/iterators.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

bool is_newer(Runtime& rt) { return rt.environment().rules() >= loop::Rules::py313; }

class Completions final : public ScriptObject, public Tracked {
 public:
  Completions(Type* type, Value fs, Value timeout) noexcept
      : ScriptObject(type), Tracked(type->heap()), futures(std::move(fs)), seconds(std::move(timeout)) {}
  Value futures, seconds;  // as given, until it begins
  Ref<loop::AsCompleted> completed;
  bool over = false;  // it could not begin, or was closed

  void clear_references() noexcept override {
    futures = seconds = none;
    completed = nullptr;
  }
  Object* tracked_object() noexcept override { return this; }
};

Completions& self_of(const Value& v) { return *static_cast<Completions*>(v.object()); }

void check_iterable(Runtime& rt, const Value& fs) {
  const bool newer = is_newer(rt);
  const bool single = as_future(fs) || (newer ? interpreter(rt).is_awaitable(fs) : is_coroutine(rt, fs));
  if (single)
    raise_type_error(rt, fmt::format("{}, not {}", newer ? "expects an iterable of awaitables" : "expect an iterable of futures",
                                     type_of(rt, fs)->name()));
}

void begin(Runtime& rt, Completions& self) {
  self.over = true;
  const Value futures = std::exchange(self.futures, none), seconds = std::exchange(self.seconds, none);
  check_iterable(rt, futures);
  const Ref<loop::EventLoop> loop = get_event_loop(rt);
  const auto all = loop::make<loop::AsCompleted>(rt.environment());
  for (const Value& item : distinct_items(rt, futures)) all->add(*loop, item);
  all->begin(*loop, timeout_of(rt, seconds));
  self.completed = all;
  self.over = false;
}

Value next_coroutine(Runtime& rt, const Value& value) {
  Completions& self = self_of(value);
  if (!self.over && !self.completed) begin(rt, self);
  if (self.over || self.completed->left() == 0) return unset;
  return Value(loop::as_coroutine(rt.environment(), self.completed->next()));
}

loop::Co<Value> next_future(Runtime& rt, Ref<loop::AsCompleted> completed) {
  if (completed->left() == 0) raise(make_exception(rt, rt.types().stop_async_iteration));
  co_return co_await completed->next_future();
}

Value anext_coroutine(Runtime& rt, const Value& self) {
  return Value(loop::as_coroutine(rt.environment(),
                                  next_future(rt, self_of(self).completed).named("_AsCompletedIterator.__anext__")));
}

Value as_completed(Runtime& rt, Args args) {
  const auto [fs, timeout] = bind_python<2>(rt, "as_completed", {"fs", "timeout"}, args, 1, 1);
  const Ref<Completions> made = rt.heap().make<Completions>(modules_of(rt).classes.as_completed, fs, timeout);
  if (is_newer(rt)) begin(rt, *made);
  return Value(made);
}

constexpr NativeMethod functions[] = {{"as_completed", as_completed}};

}  // namespace

Ref<Type> make_as_completed_type(Runtime& rt) {
  TypeSpec spec{.name = is_newer(rt) ? "_AsCompletedIterator" : "generator",
                .module = is_newer(rt) ? "asyncio.tasks" : "builtins",
                .flags = TypeFlag::no_construct};
  spec.slots.iter = iter_itself;
  spec.slots.next = next_coroutine;
  if (is_newer(rt)) {
    spec.slots.aiter = iter_itself;
    spec.slots.anext = anext_coroutine;
  }
  return make_type(rt, spec);
}

void add_as_completed(Runtime& rt, ModuleObject& module) {
  add_functions(rt, *module.dict, "asyncio.tasks", functions);
}

}  // namespace orrery::script
