// Making tasks: create_task, task factories, eager tasks. (CPython: asyncio/tasks.py, base_events.create_task.)
#include <fmt/format.h>

#include "engine/loop/task.hpp"
#include "engine/script/module/asyncio_combine.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/ordered_set.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- factories of a loop

// What set_task_factory was given.
struct ScriptFactory {
  Runtime* rt;
  Value factory;

  Ref<loop::Task> operator()(loop::EventLoop& loop, Ref<loop::Coroutine> coroutine, Ref<loop::Context> context) const {
    const Value args[] = {Value(static_cast<Object*>(&loop)), Value(std::move(coroutine))};
    Ref<Dict> keywords = make_dict(*rt);
    if (context) keywords->set(rt->heap().intern("context"), Value(std::move(context)));
    const Value made = call_with(*rt, factory, args, keywords.get());
    if (!made.has_tag(Tag::task))
      raise_type_error(*rt, fmt::format("a task factory must make an asyncio.Task here, not {}", type_of(*rt, made)->name()));
    return Ref<loop::Task>(static_cast<loop::Task*>(made.object()));
  }
};

// factory(loop, coro, *, name=None, context=None) of create_eager_task_factory; args[0] is what makes the tasks.
Value eager_factory(Runtime& rt, Args args) {
  const auto [loop, coro, name, context] =
      bind_python<4>(rt, "create_eager_task_factory.<locals>.factory", {"loop", "coro", "name", "context"}, args.skip(1), 2, 2);
  Ref<Dict> keywords = make_dict(rt);
  const auto set = [&](std::string_view key, const Value& value) {
    keywords->set(rt.heap().intern(key), is_unset(value) ? none : value);
  };
  set("loop", loop);
  set("name", name);
  set("context", context);
  set("eager_start", true_value);
  const Value positional[] = {coro};
  return call_with(rt, args[0], positional, keywords.get());
}

Value make_eager_factory(Runtime& rt, const Value& constructor) {
  return make_bound_native(rt, "factory", eager_factory, constructor);
}

Value create_eager_task_factory(Runtime& rt, Args args) {
  const auto [constructor] = bind_python<1>(rt, "create_eager_task_factory", {"custom_task_constructor"}, args);
  return make_eager_factory(rt, constructor);
}

// ---------------------------------------------------------------- tasks

// Up to 3.12 the task is made first and named then, which shows if its first step is run at once.
Value create_task(Runtime& rt, Args args) {
  const auto [coro, name, context] = bind_python<3>(rt, "create_task", {"coro", "name", "context"}, args, 1, 1);
  const Ref<loop::EventLoop> loop = running_loop(rt);
  const bool names_later = rt.environment().rules() < loop::Rules::py313;
  const std::string text = name_argument(rt, name);
  Ref<loop::Task> task =
      loop->create_task(expect_coroutine(rt, coro), names_later ? "" : text, context_argument(rt, context));
  if (names_later && !text.empty()) task->set_name(text);
  return Value(task);
}

Ref<loop::EventLoop> given_or_running(Runtime& rt, const Value& given) {
  return is_none_or_unset(given) ? running_loop(rt) : Ref<loop::EventLoop>(&as_loop(rt, given));
}

Value current_task(Runtime& rt, Args args) {
  const auto [loop] = bind_python<1>(rt, "current_task", {"loop"}, args, 0);
  loop::Task* task = given_or_running(rt, loop)->current_task();
  return task ? Value(static_cast<Object*>(task)) : none;
}

Value all_tasks(Runtime& rt, Args args) {
  const auto [loop] = bind_python<1>(rt, "all_tasks", {"loop"}, args, 0);
  const std::vector<Ref<loop::Task>> tasks = given_or_running(rt, loop)->all_tasks();
  return make_ordered_set(rt, std::vector<Value>(tasks.begin(), tasks.end()));
}

constexpr NativeMethod functions[] = {
    {"create_task", create_task}, {"current_task", current_task}, {"all_tasks", all_tasks}};
constexpr NativeMethod newer_functions[] = {{"create_eager_task_factory", create_eager_task_factory}};

}  // namespace

std::string name_argument(Runtime& rt, const Value& v) {
  return is_none_or_unset(v) ? std::string() : std::string(str(rt, v)->view());
}

Value set_task_factory(Runtime& rt, Args args) {
  loop::EventLoop& loop = as_loop(rt, args[0]);
  if (!args[1].is_none() && !is_callable(rt, args[1]))
    raise_type_error(rt, "task factory must be a callable or None");
  loop.set_task_factory(args[1].is_none() ? loop::EventLoop::TaskFactory() : ScriptFactory{&rt, args[1]});
  return none;
}

Value get_task_factory(Runtime& rt, Args args) {
  const auto* set = as_loop(rt, args[0]).task_factory().target<ScriptFactory>();
  return set ? set->factory : none;
}

void add_task_factories(Runtime& rt, ModuleObject& module) {
  add_functions(rt, *module.dict, "asyncio.tasks", functions);
  if (rt.environment().rules() < loop::Rules::py312) return;
  add_functions(rt, *module.dict, "asyncio.tasks", newer_functions);
  define(rt, module, "eager_task_factory", make_eager_factory(rt, value_of(modules_of(rt).classes.task)));
}

}  // namespace orrery::script
