// asyncio.TaskGroup. (CPython: asyncio/taskgroups.py.)
#include "engine/loop/combine/task_group.hpp"
#include "engine/script/module/asyncio_combine.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/ordered_set.hpp"
#include "engine/script/object/derived.hpp"
#include "engine/script/object/exception.hpp"

namespace orrery::script {
namespace {

class GroupObject : public ScriptObject, public Tracked {
 public:
  explicit GroupObject(Type* type) noexcept
      : ScriptObject(type),
        Tracked(type->heap()),
        group(loop::make<loop::TaskGroup>(type->heap().runtime().environment())) {}
  Ref<loop::TaskGroup> group;
  void clear_references() noexcept override { group = nullptr; }
  Object* tracked_object() noexcept override { return this; }
};

const Ref<loop::TaskGroup>& group_of(const Value& v) { return static_cast<GroupObject*>(v.object())->group; }

Value construct(Runtime& rt, Type* type, Args) {
  return Value(make_tracked<GroupObject>(rt.heap(), type, modules_of(rt).classes.task_group));
}
void init(Runtime& rt, const Value& self, Args args) {
  bind_python<1>(rt, "TaskGroup.__init__", {"self"}, WithSelf(self, args));
}

Value group_repr(Runtime& rt, const Value& self) { return text_value(rt, group_of(self)->repr()); }

Value create_task(Runtime& rt, Args args) {
  const auto [self, coro, name, context] =
      bind_python<4>(rt, "TaskGroup.create_task", {"self", "coro", "name", "context"}, args, 2, 2);
  const Ref<loop::Coroutine> coroutine = expect_coroutine(rt, coro);
  return Value(group_of(args[0])->create_task(coroutine, name_argument(rt, name), context_argument(rt, context)));
}

loop::Co<Value> enter(Value self) {
  group_of(self)->enter();
  co_return self;
}

Value aenter(Runtime& rt, Args args) {
  return Value(loop::as_coroutine(rt.environment(), enter(args[0]).named("TaskGroup.__aenter__")));
}
Value aexit(Runtime& rt, Args args) {
  return Value(loop::as_coroutine(rt.environment(), loop::TaskGroup::exit(group_of(args[0]), error_argument(args[2]))
                                                        .named("TaskGroup.__aexit__")));
}

Value get_tasks(Runtime& rt, const Value& self) {
  const std::vector<Ref<loop::Task>>& tasks = group_of(self)->tasks();
  return make_ordered_set(rt, std::vector<Value>(tasks.begin(), tasks.end()));
}
constexpr NativeAttribute attributes[] = {{"_tasks", get_tasks}};

constexpr NativeMethod methods[] = {
    {"create_task", create_task},
    {"__aenter__", aenter, no_arguments()},
    {"__aexit__", aexit, between(3, 3)},
};

}  // namespace

Ref<Type> make_task_group_type(Runtime& rt) {
  TypeSpec spec{
      .name = "TaskGroup", .module = "asyncio.taskgroups", .flags = TypeFlag::base_type, .methods = methods, .attributes = attributes};
  spec.slots.repr = group_repr;
  spec.slots.construct = construct;
  spec.slots.init = init;
  return make_type(rt, spec);
}

void add_task_group(Runtime& rt, ModuleObject& module) {
  define(rt, module, "TaskGroup", value_of(modules_of(rt).classes.task_group));
}

}  // namespace orrery::script
