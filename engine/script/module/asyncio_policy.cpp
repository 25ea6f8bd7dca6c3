#include "engine/script/module/asyncio_policy.hpp"

#include <fmt/format.h>

#include "engine/script/module/define.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/module/threads.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

bool in_main_thread(Runtime& rt) {
  Threads& threads = threads_of(rt);
  return &threads.current() == &threads.main_thread();
}

// ---------------------------------------------------------------- what asyncio does without a policy of the program

void set_loop(Runtime& rt, const Value& loop) {
  Modules& modules = modules_of(rt);
  modules.current_loop = loop.is_none() ? Ref<loop::EventLoop>() : Ref<loop::EventLoop>(&as_loop(rt, loop));
  if (in_main_thread(rt)) modules.loop_was_set = true;
}

// The main thread gets a loop when it first asks for one, and nobody has set one or none. (3.12: it is warned.)
Ref<loop::EventLoop> current_loop(Runtime& rt) {
  Modules& modules = modules_of(rt);
  if (!modules.current_loop && !modules.loop_was_set && in_main_thread(rt)) {
    if (rt.environment().rules() >= loop::Rules::py312)
      interpreter(rt).warn(rt.types().deprecation_warning, "There is no current event loop");
    set_loop_by_policy(rt, Value(loop_by_policy(rt)));
  }
  if (!modules.current_loop) {
    const Value thread = getattr(rt, call(rt, module_member(rt, "threading", "current_thread")), "name");
    raise(rt, rt.types().runtime_error,
          fmt::format("There is no current event loop in thread {}.", repr(rt, thread)->view()));
  }
  return modules.current_loop;
}

// ---------------------------------------------------------------- policies as objects

Value policy_get(Runtime& rt, Args) {
  return Value(current_loop(rt));
}
Value policy_set(Runtime& rt, Args args) {
  set_loop(rt, args[1]);
  return none;
}
Value policy_new(Runtime& rt, Args) {
  return Value(modules_of(rt).new_loop());
}
Value not_implemented_method(Runtime& rt, Args) {
  raise(make_exception(rt, rt.types().not_implemented_error));
}

constexpr NativeMethod abstract_methods[] = {{"get_event_loop", not_implemented_method, no_arguments()},
                                             {"set_event_loop", not_implemented_method, one_argument()},
                                             {"new_event_loop", not_implemented_method, no_arguments()}};
constexpr NativeMethod default_methods[] = {{"get_event_loop", policy_get, no_arguments()},
                                            {"set_event_loop", policy_set, one_argument()},
                                            {"new_event_loop", policy_new, no_arguments()}};

// The one that the program has set, or null if it is asyncio's own.
const Value* own_policy(Runtime& rt) {
  const Value& policy = modules_of(rt).policy;
  if (policy.is_none() || type_of(rt, policy) == modules_of(rt).classes.default_policy) return nullptr;
  return &policy;
}

Value get_policy(Runtime& rt, Args) {
  Modules& modules = modules_of(rt);
  if (modules.policy.is_none()) modules.policy = call(rt, value_of(modules.classes.default_policy));
  return modules.policy;
}

Value set_policy(Runtime& rt, Args args) {
  Modules& modules = modules_of(rt);
  const bool is_policy = type_of(rt, args[0])->is_subtype_of(modules.classes.abstract_policy);
  if (!args[0].is_none() && !is_policy && rt.environment().rules() < loop::Rules::py312)
    raise(make_exception(rt, rt.types().assertion_error));
  if (!args[0].is_none() && !is_policy)
    raise_type_error(rt, fmt::format("policy must be an instance of AbstractEventLoopPolicy or None, not '{}'",
                                     type_of(rt, args[0])->name()));
  modules.policy = args[0];
  return none;
}

// ---------------------------------------------------------------- the loop there is

Value get_running_loop(Runtime& rt, Args) {
  return Value(running_loop(rt));
}
Value running_loop_or_none(Runtime& rt, Args) {
  loop::EventLoop* loop = rt.environment().running_loop();
  return loop ? Value(static_cast<Object*>(loop)) : none;
}
Value set_running_loop(Runtime& rt, Args args) {
  rt.environment().set_running_loop(args[0].is_none() ? nullptr : &as_loop(rt, args[0]));
  return none;
}
Value get_current_loop(Runtime& rt, Args) {
  return Value(get_event_loop(rt));
}
Value new_event_loop(Runtime& rt, Args) {
  return Value(loop_by_policy(rt));
}
Value set_event_loop(Runtime& rt, Args args) {
  set_loop_by_policy(rt, args[0]);
  return none;
}

constexpr NativeMethod functions[] = {
    {"get_running_loop", get_running_loop, no_arguments()},
    {"_get_running_loop", running_loop_or_none, no_arguments()},
    {"_set_running_loop", set_running_loop, one_argument()},
    {"get_event_loop", get_current_loop, no_arguments()},
    {"new_event_loop", new_event_loop, no_arguments()},
    {"set_event_loop", set_event_loop, one_argument()},
    {"get_event_loop_policy", get_policy, no_arguments()},
    {"set_event_loop_policy", set_policy, one_argument()},
};

}  // namespace

Ref<loop::EventLoop> loop_by_policy(Runtime& rt) {
  const Value* const policy = own_policy(rt);
  if (!policy) return modules_of(rt).new_loop();
  return Ref<loop::EventLoop>(&as_loop(rt, call_method(rt, *policy, "new_event_loop")));
}

void set_loop_by_policy(Runtime& rt, const Value& loop) {
  if (const Value* const policy = own_policy(rt))
    call_method(rt, *policy, "set_event_loop", {loop});
  else
    set_loop(rt, loop);
}

Ref<loop::EventLoop> running_loop(Runtime& rt) {
  loop::EventLoop* loop = rt.environment().running_loop();
  if (!loop) raise(rt, rt.types().runtime_error, "no running event loop");
  return Ref<loop::EventLoop>(loop);
}

Ref<loop::EventLoop> get_event_loop(Runtime& rt) {
  if (loop::EventLoop* loop = rt.environment().running_loop()) return Ref<loop::EventLoop>(loop);
  const Value* const policy = own_policy(rt);
  return policy ? Ref<loop::EventLoop>(&as_loop(rt, call_method(rt, *policy, "get_event_loop"))) : current_loop(rt);
}

void add_policies(Runtime& rt, ModuleObject& module) {
  Modules::Classes& classes = modules_of(rt).classes;
  classes.abstract_policy = make_library_class(
      rt, {.name = "AbstractEventLoopPolicy", .module = "asyncio.events", .methods = abstract_methods});
  classes.default_policy = make_library_class(rt, {.name = "_UnixDefaultEventLoopPolicy",
                                                   .module = "asyncio.unix_events",
                                                   .bases = {classes.abstract_policy},
                                                   .methods = default_methods});
  add_functions(rt, *module.dict, "asyncio.events", functions);
  define_class(rt, module, classes.abstract_policy);
  define(rt, module, "DefaultEventLoopPolicy", value_of(classes.default_policy));
}

}  // namespace orrery::script
