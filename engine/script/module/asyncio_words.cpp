// How futures, tasks and callbacks look in texts. (CPython: asyncio/base_futures.py, base_tasks.py, coroutines.py,
// format_helpers.py.)
#include <fmt/format.h>

#include "engine/loop/native_coroutine.hpp"
#include "engine/loop/task.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/script_callback.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/callable.hpp"
#include "engine/script/vm/generator.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

std::string words_of(const loop::Callback& callback, loop::Future* done) {
  if (const auto* of_script = dynamic_cast<const ScriptCallback*>(&callback)) return of_script->words(done);
  return callback.name() + "()";
}

std::string words_of_target(Object& target) {
  if (target.tag() == Tag::task) return "Task.task_wakeup()";
  return words_of(dynamic_cast<loop::Callback&>(target), nullptr);
}

std::string native_words(loop::Coroutine& coroutine) {
  const auto* native = dynamic_cast<loop::NativeCoroutine*>(&coroutine);
  return fmt::format("<{}() {}>", coroutine.name(), native && native->finished() ? "done" : "running");
}

}  // namespace

std::string coroutine_words(Runtime& rt, loop::Coroutine& coroutine, bool abandoned) {
  const Generator* generator = as_generator(Value(Ref<loop::Coroutine>(&coroutine)));
  if (!generator) return native_words(coroutine);
  const std::string name(is_str(generator->qualname) ? as_str(generator->qualname).view() : generator->name());
  const std::string_view file = interpreter(rt).file();
  if (!generator->frame || abandoned)
    return fmt::format("<{}() done, defined at {}:{}>", name, file, generator->code->first_line);
  const bool begun = generator->state != Generator::State::created;
  return fmt::format("<{}() running at {}:{}>", name, file,
                     begun ? generator->frame->line() : generator->code->first_line);
}

std::string handle_words(const loop::Handle& handle) {
  const auto* calls = dynamic_cast<const loop::CallbackHandle*>(&handle);
  if (!calls) return handle.name() + "()";
  const auto* of_script = dynamic_cast<const ScriptCallback*>(calls->callback().get());
  if (of_script && of_script->callable().is_none()) return {};  // as CPython shows a handle that calls None
  return calls->callback() ? words_of(*calls->callback(), calls->done().get()) : std::string();
}

std::string callbacks_words(const loop::Future& future) {
  const std::size_t count = future.callback_count();
  if (count == 0) return {};
  std::string text = words_of_target(future.callback_target(0));
  if (count > 2) text += fmt::format(", <{} more>", count - 2);
  if (count > 1) text += ", " + words_of_target(future.callback_target(count - 1));
  return fmt::format(" cb=[{}]", text);
}

}  // namespace orrery::script
