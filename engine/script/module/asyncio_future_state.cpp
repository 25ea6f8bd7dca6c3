// What futures and tasks keep to themselves and programs look at all the same: `task._state`, `future._callbacks`,
// `task.get_stack()`. (CPython: _asynciomodule.c, asyncio/base_tasks.py.)
#include <fmt/format.h>

#include <algorithm>

#include "engine/loop/task.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/adapted_coroutine.hpp"
#include "engine/script/module/asyncio_subclass.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/script_callback.hpp"
#include "engine/script/module/stack_text.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/object/builder.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/vm/frame_view.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

loop::Future& future_of(const Value& self) {
  return *as_future(self);
}
loop::Task& task_of(const Value& self) {
  return static_cast<loop::Task&>(*as_future(self));
}
Value nothing(Runtime&, const Value&) {
  return none;
}

// ---------------------------------------------------------------- of futures

Value get_state(Runtime& rt, const Value& self) {
  constexpr std::string_view words[] = {"PENDING", "FINISHED", "CANCELLED"};
  return text_value(rt, words[static_cast<std::size_t>(future_of(self).state())]);
}
Value get_loop(Runtime&, const Value& self) {
  loop::EventLoop* const loop = future_of(self).loop();
  return loop ? Value(static_cast<Object*>(loop)) : none;
}
Value get_result(Runtime&, const Value& self) {
  return future_of(self).peek_result();
}
Value get_exception(Runtime& rt, const Value& self) {
  const loop::Future& future = future_of(self);
  return future.cancelled() || !future.peek_error() ? none : Value(to_exception(rt, future.peek_error()));
}
Value get_blocking(Runtime&, const Value& self) {
  return boolean(future_of(self).blocking());
}
void set_blocking(Runtime& rt, const Value& self, const Value& value) {
  future_of(self).set_blocking(truth(rt, value));
}
Value get_log_traceback(Runtime&, const Value& self) {
  return boolean(future_of(self).never_retrieved());
}
void set_log_traceback(Runtime& rt, const Value& self, const Value& value) {
  if (truth(rt, value)) raise_value_error(rt, "_log_traceback can only be set to False");
  future_of(self).mark_retrieved();
}

Value wakeup(Runtime&, Args) {
  return none;
}

// A done-callback as it was given; a task's own is something that can only be looked at.
Value callback_value(Runtime& rt, Object& target) {
  if (target.tag() == Tag::task) return make_bound_native(rt, "task_wakeup", wakeup, Value(&target));
  const auto* const of_script = dynamic_cast<const ScriptCallback*>(&target);
  if (of_script) return of_script->callable();
  return Value(make_native(rt, dynamic_cast<loop::Callback&>(target).name(), wakeup));
}

Value get_callbacks(Runtime& rt, const Value& self) {
  const loop::Future& future = future_of(self);
  if (future.callback_count() == 0) return none;
  const Ref<List> all = make_list(rt);
  for (std::size_t i = 0; i < future.callback_count(); ++i) {
    const Value callback = callback_value(rt, future.callback_target(i));
    all->append(Value(make_tuple(rt, {callback, context_value(rt, future.callback_context(i))})));
  }
  return Value(all);
}

Value make_cancelled_error(Runtime& rt, Args args) {
  return Value(to_exception(rt, future_of(args[0]).make_cancelled_error()));
}
Value class_item(Runtime& rt, Args args) {
  return make_generic_alias(rt, args[0], args[1]);
}

constexpr NativeAttribute future_attributes[] = {
    {"_state", get_state},          {"_loop", get_loop},
    {"_result", get_result},        {"_exception", get_exception},
    {"_callbacks", get_callbacks},  {"_asyncio_future_blocking", get_blocking, set_blocking},
    {"_source_traceback", nothing}, {"_log_traceback", get_log_traceback, set_log_traceback}};

// ---------------------------------------------------------------- of tasks

Value get_coro(Runtime&, const Value& self) {
  const Ref<loop::Coroutine>& coroutine = task_of(self).coroutine();
  return coroutine ? adapted_coroutine(coroutine) : none;
}
Value get_waiter(Runtime&, const Value& self) {
  const Ref<loop::Future>& waits_for = task_of(self).waits_for();
  return waits_for ? Value(waits_for) : none;
}
Value get_must_cancel(Runtime&, const Value& self) {
  return boolean(task_of(self).must_cancel());
}
Value get_log_destroy(Runtime&, const Value& self) {
  return boolean(task_of(self).log_destroy_pending());
}
void set_log_destroy(Runtime& rt, const Value& self, const Value& value) {
  task_of(self).set_log_destroy_pending(truth(rt, value));
}

constexpr NativeAttribute task_attributes[] = {{"_coro", get_coro},
                                               {"_fut_waiter", get_waiter},
                                               {"_must_cancel", get_must_cancel},
                                               {"_log_destroy_pending", get_log_destroy, set_log_destroy}};

// ---------------------------------------------------------------- stacks of tasks

// The frames of its coroutine, the innermost first: one, and those who called it if it runs.
std::vector<Frame*> frames_of(loop::Task& task, std::size_t most) {
  const Generator* const generator = task.coroutine() ? as_generator(Value(task.coroutine())) : nullptr;
  std::vector<Frame*> frames;
  if (!generator || !generator->frame) return frames;
  const bool running = generator->state == Generator::State::running;
  for (Frame* f = &*generator->frame; f && frames.size() < most; f = running ? f->back : nullptr) frames.push_back(f);
  return frames;
}
Ref<ExceptionObject> error_of(Runtime& rt, const loop::Task& task) {
  return task.cancelled() || !task.peek_error() ? nullptr : to_exception(rt, task.peek_error());
}

// The last `limit` of a stack, the first of a traceback.
std::size_t limit_of(Runtime& rt, const Value& limit) {
  return is_none_or_unset(limit)
             ? static_cast<std::size_t>(-1)
             : static_cast<std::size_t>(std::max<std::int64_t>(0, index_number(rt, limit, nullptr)));
}

Value get_stack(Runtime& rt, Args args) {
  const auto [limit] = bind_python<1>(rt, "get_stack", {"limit"}, args.skip(1), 0, 0);
  const Ref<List> frames = make_list(rt);
  const std::size_t most = limit_of(rt, limit);
  loop::Task& task = task_of(args[0]);
  const std::vector<Frame*> found = frames_of(task, most);
  if (!found.empty()) {
    std::for_each(found.rbegin(), found.rend(), [&](Frame* frame) { frames->append(view_of(rt, *frame)); });
  } else if (const Ref<ExceptionObject> error = error_of(rt, task)) {
    for (Value tb = getattr(rt, Value(error), rt.heap().intern("__traceback__"));
         !tb.is_none() && frames->size() < most; tb = getattr(rt, tb, rt.heap().intern("tb_next")))
      frames->append(getattr(rt, tb, rt.heap().intern("tb_frame")));
  }
  return Value(frames);
}

std::vector<TracebackEntry> stack_entries(const std::vector<Frame*>& frames) {
  std::vector<TracebackEntry> entries;
  for (auto frame = frames.rbegin(); frame != frames.rend(); ++frame) {
    TracebackEntry entry;
    entry.file = Ref<Str>((*frame)->code->file);
    entry.function = Ref<Str>((*frame)->code->name);
    entry.line = static_cast<std::uint32_t>((*frame)->line());
    entries.push_back(std::move(entry));
  }
  return entries;
}

// A text to a file object; None: as `print(file=None)` does, to standard output, or to standard error.
void write_to(Runtime& rt, const Value& file, Stream otherwise, std::string_view shown) {
  if (is_none_or_unset(file))
    rt.write(otherwise, shown);
  else
    call_method(rt, file, "write", {text(rt, shown)});
}

void print_frames(Runtime& rt, const Value& file, const std::vector<TracebackEntry>& entries) {
  for (const TracebackEntry& entry : entries) write_to(rt, file, Stream::error, frame_text(rt, entry));
}

void print_failure(Runtime& rt, const Value& task, ExceptionObject& error, std::size_t most, const Value& file) {
  std::vector<TracebackEntry> entries(error.traceback.rbegin(), error.traceback.rend());
  if (entries.size() > most) entries.resize(most);
  write_to(rt, file, Stream::output,
           fmt::format("Traceback for {} (most recent call last):\n", repr(rt, task)->view()));
  print_frames(rt, file, entries);
  const std::string said(error.text());
  write_to(rt, file, Stream::output, error.type_name() + (said.empty() ? "" : ": " + said) + "\n");
}

Value print_stack(Runtime& rt, Args args) {
  const auto [limit, file] = bind_python<2>(rt, "print_stack", {"limit", "file"}, args.skip(1), 0, 0);
  const std::size_t most = limit_of(rt, limit);
  loop::Task& task = task_of(args[0]);
  const std::vector<TracebackEntry> entries = stack_entries(frames_of(task, most));
  if (const Ref<ExceptionObject> error = error_of(rt, task)) {
    print_failure(rt, args[0], *error, most, file);
  } else if (entries.empty()) {
    write_to(rt, file, Stream::output, fmt::format("No stack for {}\n", repr(rt, args[0])->view()));
  } else {
    write_to(rt, file, Stream::output,
             fmt::format("Stack for {} (most recent call last):\n", repr(rt, args[0])->view()));
    print_frames(rt, file, entries);
  }
  return none;
}

constexpr NativeMethod future_methods[] = {
    {"_make_cancelled_error", make_cancelled_error, no_arguments()},
};
constexpr NativeMethod task_methods[] = {{"get_stack", get_stack}, {"print_stack", print_stack}};

void add(Runtime& rt, Type& type, std::span<const NativeAttribute> attributes, std::span<const NativeMethod> methods) {
  for (const NativeAttribute& attribute : attributes)
    type.assign(rt, rt.heap().intern(attribute.name), make_getset(rt, type, attribute));
  for (const NativeMethod& method : methods)
    type.assign(rt, rt.heap().intern(method.name), method_value(rt, method.name, method.function, &type, method.arity));
}

}  // namespace

// The class of contexts is the module contextvars'.
Value context_value(Runtime& rt, Value context) {
  module_member(rt, "contextvars", "Context");
  return context;
}

void add_future_state(Runtime& rt, Modules::Classes& classes) {
  add(rt, *classes.future, future_attributes, future_methods);
  add(rt, *classes.task, task_attributes, task_methods);
  const NativeMethod item{"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method};
  classes.future->assign(rt, rt.heap().intern(item.name), class_method_value(rt, item));
}

}  // namespace orrery::script
