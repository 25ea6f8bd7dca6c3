#include "engine/script/module/asyncio_debug.hpp"

#include <fmt/format.h>

#include "engine/loop/threadsafe.hpp"
#include "engine/script/module/asyncio.hpp"
#include "engine/script/module/logging.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/callable.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

bool is_coroutine_function(Runtime& rt, const Value& v) {
  return is_function(v, interpreter(rt).vm.function) && as_function(v).code->flags.coroutine;
}

}  // namespace

void check_thread(Runtime& rt, const loop::EventLoop& loop) {
  if (!loop.debug() || !loop.running() || rt.environment().running_loop() == &loop) return;
  raise(rt, rt.types().runtime_error, "Non-thread-safe operation invoked on an event loop other than the current one");
}

void check_callback(Runtime& rt, const loop::EventLoop& loop, const Value& callback, std::string_view method) {
  if (!loop.debug()) return;
  if (is_coroutine(rt, callback) || is_coroutine_function(rt, callback))
    raise_type_error(rt, fmt::format("coroutines cannot be used with {}()", method));
  if (!is_callable(rt, callback))
    raise_type_error(rt,
                     fmt::format("a callable object was expected by {}(), got {}", method, repr(rt, callback)->view()));
}

void check_in_debug(Runtime& rt, Args args, std::size_t place, std::string_view method) {
  const auto& loop = *static_cast<loop::EventLoop*>(args[0].object());
  if (!loop.debug() || loop.closed() || args.size() <= place) return;
  if (method != "call_soon_threadsafe") check_thread(rt, loop);
  check_callback(rt, loop, args[place], method);
}

// A handle that makes a step of a task is shown as the task. (CPython: base_events._format_handle.)
void report_slow(Runtime& rt, loop::EventLoop& loop, loop::Handle& handle, double seconds) {
  const auto role = handle.role();
  const bool steps = role == event::HandleRole::step || role == event::HandleRole::wakeup;
  const Ref<loop::Future> task = steps ? loop.door().future(handle.owner()) : nullptr;
  const Value shown = task ? Value(task) : Value(static_cast<Object*>(&handle));
  const std::string said = fmt::format("Executing {} took {:.3f} seconds", repr(rt, shown)->view(), seconds);
  if (!log_as_asyncio(rt, level::warning, said, none)) rt.write(Stream::error, said + "\n");
}

}  // namespace orrery::script
