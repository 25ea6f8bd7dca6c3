// The parts of contextlib.
#pragma once

#include "engine/loop/co.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

// What `await value` in native code awaits. What is no awaitable raises TypeError when that is begun.
Ref<loop::Coroutine> awaited(Interpreter& in, const Value& value);
// The coroutine object that calling an `async def` answers.
Value as_coroutine_value(Interpreter& in, loop::Co<Value> co, std::string_view qualname);

// What __exit__ is told: class, instance and traceback, or three times None.
struct ExitDetails {
  Value type, value, traceback;
  static ExitDetails of(Runtime& rt, const Ref<ExceptionObject>& error);
  // exit(*details), or exit(manager, *details) of an unbound one.
  Value tell(Runtime& rt, const Value& exit) const;
  Value tell(Runtime& rt, const Value& exit, const Value& manager) const;
};

// contextmanager(f), asynccontextmanager(f)
Value context_manager(Runtime& rt, Args args);
Value async_context_manager(Runtime& rt, Args args);

// Classes, each made once per module.
Type* abstract_context_manager(Runtime& rt);
Type* abstract_async_context_manager(Runtime& rt);
Type* context_decorator(Runtime& rt);
Type* async_context_decorator(Runtime& rt);
Type* exit_stack(Runtime& rt);
Type* async_exit_stack(Runtime& rt);

// (_BaseExitStack, told which of the two it is.)
std::span<const NativeMethod> exit_stack_methods();

// ---- what both stacks do
// The method of the value's class, unbound, or `unset`.
Value class_method(Runtime& rt, const Value& object, Str* name);
[[noreturn]] void no_protocol(Runtime& rt, const Value& object, std::string_view kind, Str* missing);
void push_callback(Runtime& rt, const Value& stack, bool is_sync, const Value& callback);
// The last one, or `unset`.
Value pop_callback(Runtime& rt, const Value& stack);

// How an __exit__ of a stack goes on from callback to callback. (ExitStack.__exit__)
class Unwinding {
 public:
  Unwinding(Interpreter& in, const Value& error);
  ExitDetails details() const { return ExitDetails::of(in_, error_); }
  // A callback has answered, or raised.
  void answered(bool suppress);
  void raised(Ref<ExceptionObject> error);
  // After the last: raises what is pending, or tells whether the error was suppressed.
  Value finish();

 private:
  Interpreter& in_;
  Ref<ExceptionObject> error_;    // on its way; null if there is none
  Ref<ExceptionObject> outside_;  // being handled where the stack is left
  bool received_;
  bool suppressed_ = false;
  bool pending_ = false;
};

}  // namespace orrery::script
