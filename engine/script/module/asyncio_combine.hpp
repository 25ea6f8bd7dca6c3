// The parts of the asyncio module that put tasks together, and what they share.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/loop/awaitables.hpp"
#include "engine/script/module/asyncio.hpp"

namespace orrery::script {

// The loop's port to what scripts await.
std::unique_ptr<loop::Awaitables> make_awaitables(Interpreter& in);

// Everything below, into the module asyncio.
void add_combinators(Runtime& rt, ModuleObject& module);
void add_as_completed(Runtime& rt, ModuleObject& module);
void add_task_factories(Runtime& rt, ModuleObject& module);
void add_timeouts(Runtime& rt, ModuleObject& module);
void add_task_group(Runtime& rt, ModuleObject& module);
void add_runner(Runtime& rt, ModuleObject& module);
void make_combine_classes(Runtime& rt, Modules::Classes& classes);

// The classes.
Ref<Type> make_timeout_type(Runtime& rt);
Ref<Type> make_task_group_type(Runtime& rt);
Ref<Type> make_runner_type(Runtime& rt);
Ref<Type> make_as_completed_type(Runtime& rt);

// loop.set_task_factory(f), loop.get_task_factory().
Value set_task_factory(Runtime& rt, Args args);
Value get_task_factory(Runtime& rt, Args args);

// An int, a float or a bool.
bool is_number(const Value& v) noexcept;
// Seconds, or none for None; TypeError as `loop.time() + v` has it.
std::optional<double> timeout_of(Runtime& rt, const Value& v);
// A contextvars.Context, or null for None.
Ref<loop::Context> context_argument(Runtime& rt, const Value& v);
// The same of the keyword `context` of a call.
Ref<loop::Context> context_keyword(Runtime& rt, Args args);
// The `name` of a task: str(name), or empty for None.
std::string name_argument(Runtime& rt, const Value& v);

// The arguments of a call with `self`, which Python counts, in front.
class WithSelf {
 public:
  WithSelf(const Value& self, Args args);
  operator Args() const noexcept { return args_; }

 private:
  std::vector<Value> values_;
  Args args_;
};

// The error that __aexit__ is told of: its second argument.
Ref<loop::Error> error_argument(const Value& v);

}  // namespace orrery::script
