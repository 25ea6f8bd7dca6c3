// asyncio.Future and asyncio.Task as scripts see them. (CPython: asyncio/futures.py, asyncio/tasks.py, base_futures.py.)
#include <fmt/format.h>

#include "engine/loop/gather.hpp"
#include "engine/loop/task.hpp"
#include "engine/script/module/adapted_coroutine.hpp"
#include "engine/script/module/asyncio_combine.hpp"
#include "engine/script/module/asyncio_subclass.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/module/script_callback.hpp"
#include "engine/script/module/short_repr.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

// What a subclass has made is nothing before its __init__ has called asyncio's.
[[noreturn]] void not_initialised(Runtime& rt, const Value& self, bool asked) {
  const std::string_view name = self.has_tag(Tag::task) ? "Task" : "Future";
  raise(rt, asked ? rt.types().invalid_state_error : rt.types().runtime_error,
        fmt::format("{} object is not initialized.", name));
}
loop::Future& self_of(Runtime& rt, Args args, bool asked = false) {
  loop::Future& future = *as_future(args[0]);
  if (!is_initialised(future)) not_initialised(rt, args[0], asked);
  return future;
}
loop::Task& task_of(Args args) { return static_cast<loop::Task&>(*as_future(args[0])); }

// ---------------------------------------------------------------- results

Value result(Runtime& rt, Args args) {
  loop::Sent sent = self_of(rt, args, true).outcome();
  if (sent.outcome == loop::Sent::Outcome::raised) sent.error->raise();
  return std::move(sent.value);
}

Value exception(Runtime& rt, Args args) {
  const Ref<loop::Error> error = self_of(rt, args, true).exception();
  return error ? Value(error) : none;
}

Value done(Runtime&, Args args) { return boolean(as_future(args[0])->done()); }
Value cancelled(Runtime&, Args args) { return boolean(as_future(args[0])->cancelled()); }

Value cancel(Runtime& rt, Args args) {
  const auto [msg] = script::bind<1>(rt, "cancel", {"msg"}, args.skip(1));
  Value message = is_unset(msg) ? none : msg;
  loop::Future& future = self_of(rt, args);
  if (!future.is_subclassed()) return boolean(future.cancel(std::move(message)));
  // Of the class that the subclass is derived from: what it has of its own was asked already.
  return boolean(args[0].has_tag(Tag::task) ? task_of(args).Task::cancel(std::move(message))
                                            : future.Future::cancel(std::move(message)));
}

// The one argument of a method; 3.12 says in other words that there must be one.
const Value& only_argument(Runtime& rt, Args args, const std::string& name) {
  const Args given = args.skip(1);
  if (given.size() != 1 && rt.environment().rules() >= loop::Rules::py312)
    raise_type_error(rt, fmt::format("{}() takes exactly 1 positional argument ({} given)", name, given.size()));
  check_arity(rt, one_argument(), given, "Future." + name, name);
  return args[1];
}

// Of the class Future: `Future.set_result(task, 1)` is what a task does not do by itself.
Value set_result(Runtime& rt, Args args) {
  self_of(rt, args).Future::set_result(only_argument(rt, args, "set_result"));
  return none;
}

Value set_exception(Runtime& rt, Args args) {
  only_argument(rt, args, "set_exception");
  // What is done says so before it looks at it.
  if (self_of(rt, args).done()) self_of(rt, args).Future::set_exception({});
  if (!is_exception(args[1]) && !has_flag(args[1], TypeFlag::is_type)) raise_type_error(rt, "invalid exception object");
  const Ref<ExceptionObject> error = instance_of_raised(rt, args[1]);
  self_of(rt, args).Future::set_exception(error);
  return none;
}

Value refuse_result(Runtime& rt, Args args) {
  self_of(rt, args).set_result(only_argument(rt, args, "set_result"));
  return none;
}
Value refuse_exception(Runtime& rt, Args args) {
  only_argument(rt, args, "set_exception");
  self_of(rt, args).set_exception({});
  return none;
}

// ---------------------------------------------------------------- callbacks

Value add_done_callback(Runtime& rt, Args args) {
  for (std::size_t i = 0; i < args.keyword_count(); ++i)
    if (args.keyword_name(i)->view() != "context")
      raise_type_error(rt, fmt::format("add_done_callback() got an unexpected keyword argument '{}'", args.keyword_name(i)->view()));
  if (args.size() != 2)
    raise_type_error(rt, fmt::format("add_done_callback() takes exactly 1 positional argument ({} given)", args.size() - 1));
  if (!is_initialised(*as_future(args[0]))) raise(rt, rt.types().runtime_error, "uninitialized Future object");
  const Ref<loop::Callback> callback(new ScriptCallback(rt, args[1], make_tuple(rt, 0)));
  self_of(rt, args).add_done_callback(callback, context_keyword(rt, args));
  return none;
}

Value remove_done_callback(Runtime& rt, Args args) {
  const Value& function = only_argument(rt, args, "remove_done_callback");
  const Ref<ScriptCallback> callback(new ScriptCallback(rt, function, make_tuple(rt, 0)));
  return Value::integer(static_cast<std::int64_t>(self_of(rt, args).remove_done_callback(*callback)));
}

Value get_loop(Runtime& rt, Args args) {
  loop::EventLoop* loop = self_of(rt, args).loop();
  return loop ? Value(static_cast<Object*>(loop)) : none;
}

// ---------------------------------------------------------------- tasks

Value get_name(Runtime& rt, Args args) { return text_value(rt, task_of(args).name()); }

Value set_name(Runtime& rt, Args args) {
  task_of(args).set_name(std::string(str(rt, args[1])->view()));
  return none;
}

Value get_coro(Runtime&, Args args) {
  const Ref<loop::Coroutine>& coroutine = task_of(args).coroutine();
  return coroutine ? adapted_coroutine(coroutine) : none;
}

Value get_task_context(Runtime& rt, Args args) {
  if (rt.environment().rules() < loop::Rules::py312) raise_no_attribute(rt, args[0], rt.heap().intern("get_context"));
  return context_value(rt, task_of(args).context());
}

Value cancelling(Runtime&, Args args) { return Value::integer(task_of(args).cancelling()); }
Value uncancel(Runtime&, Args args) { return Value::integer(task_of(args).uncancel()); }

// ---------------------------------------------------------------- what they look like

std::string_view outcome_words(loop::Future& future) {
  if (!future.done()) return "pending";
  if (future.cancelled()) return "cancelled";
  return "finished";
}

std::string outcome_value(Runtime& rt, loop::Future& future) {
  if (!future.done() || future.cancelled()) return {};
  if (future.peek_error()) return fmt::format(" exception={}", future.peek_error()->repr());
  return fmt::format(" result={}", short_repr(rt, future.peek_result()));
}

// (CPython: reprlib.recursive_repr.)
Value future_repr(Runtime& rt, const Value& self) {
  const Shown shown(rt, self);
  if (!shown.first()) return text_value(rt, "...");
  loop::Future& future = *as_future(self);
  return text_value(rt, fmt::format("<{} {}{}{}>", type_of(rt, self)->name(), outcome_words(future),
                                    outcome_value(rt, future), callbacks_words(future)));
}

// A task that is collected together with the future it waits for: the future has let go of its callbacks already, and
// nobody can resume the coroutine any more.
bool abandoned(const loop::Task& task) {
  const loop::Future* future = task.waits_for().get();
  return future && !future->done() && future->callback_count() == 0;
}

// As it was before it was let go.
std::string waits_words(Runtime& rt, const loop::Task& task) {
  std::string text(repr(rt, Value(task.waits_for()))->view());
  if (abandoned(task)) text.insert(text.size() - 1, " cb=[Task.task_wakeup()]");
  return " wait_for=" + text;
}

Value task_repr(Runtime& rt, const Value& self) {
  const Shown shown(rt, self);
  if (!shown.first()) return text_value(rt, "...");
  auto& task = static_cast<loop::Task&>(*as_future(self));
  std::string text = fmt::format("<{} {} name={}", type_of(rt, self)->name(), task.cancelling() && !task.done() ? "cancelling" : outcome_words(task),
                                 loop::text_repr(task.name()));
  if (task.coroutine()) text += fmt::format(" coro={}", coroutine_words(rt, *task.coroutine(), abandoned(task)));
  if (task.waits_for()) text += waits_words(rt, task);
  return text_value(rt, text + outcome_value(rt, task) + callbacks_words(task) + ">");
}

// ---------------------------------------------------------------- making them

// The `loop` keyword, or the loop there is.
Ref<loop::EventLoop> loop_argument(Runtime& rt, const Value& given) {
  if (!is_unset(given) && !given.is_none()) return Ref<loop::EventLoop>(&as_loop(rt, given));
  return get_event_loop(rt);
}

Value construct_future(Runtime& rt, Type* type, Args args) {
  if (type != modules_of(rt).classes.future) return Value(loop::make<ScriptFuture>(rt, type));
  const auto [loop] = script::bind<1>(rt, "Future", {"loop"}, args, 0, 0, 0);
  return Value(loop_argument(rt, loop)->create_future("Future"));
}

void init_future(Runtime& rt, const Value& self, Args args) {
  loop::Future& future = *as_future(self);
  if (!future.is_subclassed()) return;  // whole since it was constructed
  const auto [loop] = script::bind<1>(rt, "Future", {"loop"}, args, 0, 0, 0);
  if (!is_initialised(future)) static_cast<ScriptFuture&>(future).enter(*loop_argument(rt, loop));
}

struct TaskArguments {
  Ref<loop::Coroutine> coroutine;
  Ref<loop::EventLoop> loop;
  std::string name;
  Ref<loop::Context> context;
  bool at_once;
};

TaskArguments task_arguments(Runtime& rt, Args args) {
  constexpr std::string_view names[] = {"coro", "loop", "name", "context", "eager_start"};
  const std::size_t known = rt.environment().rules() >= loop::Rules::py312 ? 5 : 4;
  Value values[5] = {unset, unset, unset, unset, unset};
  script::bind(rt, Signature{"Task", std::span(names, known), 1, 0, 1}, args, std::span(values, known));
  const auto& [coro, loop, name, context, eager] = values;
  Ref<loop::Coroutine> coroutine = expect_coroutine(rt, coro);
  const bool at_once = !is_unset(eager) && truth(rt, eager);
  if (at_once && is_none_or_unset(loop)) raise_no_attribute(rt, none, rt.heap().intern("is_running"));  // as CPython
  return {std::move(coroutine), loop_argument(rt, loop), name_argument(rt, name), context_argument(rt, context), at_once};
}

Value construct_task(Runtime& rt, Type* type, Args args) {
  if (type != modules_of(rt).classes.task) return Value(loop::make<ScriptTask>(rt, type));
  const TaskArguments made = task_arguments(rt, args);
  if (made.at_once) return Value(loop::Task::eager(*made.loop, made.coroutine, made.name, made.context));
  return Value(loop::make<loop::Task>(*made.loop, made.coroutine, made.name, made.context));
}

void init_task(Runtime& rt, const Value& self, Args args) {
  auto& task = static_cast<loop::Task&>(*as_future(self));
  if (!task.is_subclassed() || is_initialised(task)) return;
  const TaskArguments made = task_arguments(rt, args);
  static_cast<ScriptTask&>(task).begin(*made.loop, made.coroutine, made.name, made.context, made.at_once);
}

// Future[int] and Task[int], in annotations.
Value class_item(Runtime& rt, Args args) { return make_generic_alias(rt, args[0], args[1]); }

constexpr NativeMethod future_methods[] = {
    {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method},
    {"result", result, no_arguments()},
    {"exception", exception, no_arguments()},
    {"done", done, no_arguments()},
    {"cancelled", cancelled, no_arguments()},
    {"cancel", cancel},
    {"set_result", set_result, any_arguments()},
    {"set_exception", set_exception, any_arguments()},
    {"add_done_callback", add_done_callback},
    {"remove_done_callback", remove_done_callback, any_arguments()},
    {"get_loop", get_loop, no_arguments()},
};
constexpr NativeMethod task_methods[] = {
    {"get_name", get_name, no_arguments()},     {"set_name", set_name, one_argument()},
    {"get_coro", get_coro, no_arguments()},     {"cancelling", cancelling, no_arguments()},
    {"uncancel", uncancel, no_arguments()},     {"get_context", get_task_context, no_arguments()},
    {"set_result", refuse_result, any_arguments()}, {"set_exception", refuse_exception, any_arguments()},
};

Value get_cancel_message(Runtime&, const Value& self) { return as_future(self)->cancel_message(); }
void set_cancel_message(Runtime&, const Value& self, const Value& message) {
  as_future(self)->set_cancel_message(is_unset(message) ? none : message);
}
constexpr NativeAttribute future_attributes[] = {{"_cancel_message", get_cancel_message, set_cancel_message}};

}  // namespace

void make_future_classes(Runtime& rt, Modules::Classes& classes) {
  TypeSpec future{.name = "Future", .module = "_asyncio", .flags = TypeFlag::base_type, .methods = future_methods, .attributes = future_attributes};
  future.slots.repr = future_repr;
  future.slots.construct = construct_future;
  future.slots.init = init_future;
  future.slots.await = future_iterator;
  future.slots.iter = future_iterator;
  classes.future = rt.types().keep(make_type(rt, future));
  TypeSpec gathering{.name = "_GatheringFuture", .module = "asyncio.tasks", .base = classes.future, .flags = TypeFlag::no_construct};
  classes.gathering_future = rt.types().keep(make_type(rt, gathering));
  TypeSpec task{.name = "Task", .module = "_asyncio", .base = classes.future, .flags = TypeFlag::base_type, .methods = task_methods};
  task.slots.repr = task_repr;
  task.slots.construct = construct_task;
  task.slots.init = init_task;
  classes.task = rt.types().keep(make_type(rt, task));
}

}  // namespace orrery::script
