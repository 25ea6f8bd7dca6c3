// contextlib.AsyncExitStack. (CPython: Lib/contextlib.py.)
#include "engine/script/module/closure.hpp"
#include "engine/script/module/contextlib.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

Value call_manager_exit(Runtime& rt, const Value& bound, Args args) {
  return call_with(rt, as_tuple(bound)[0], std::vector<Value>{as_tuple(bound)[1], args[0], args[1], args[2]}, nullptr);
}
void push_manager(Runtime& rt, const Value& stack, const Value& manager, const Value& exit) {
  const Value bound(make_tuple(rt, {exit, manager}));
  push_callback(rt, stack, false, make_closure(rt, "_exit_wrapper", call_manager_exit, bound, unset));
}

loop::Co<Value> enter_context(Interpreter& in, Value self, Value manager) {
  const Value enter = class_method(in, manager, in.names().dunder.aenter_);
  const Value exit = class_method(in, manager, in.names().dunder.aexit_);
  if (is_unset(enter) || is_unset(exit))
    no_protocol(in, manager, "asynchronous context manager",
                is_unset(enter) ? in.names().dunder.aenter_ : in.names().dunder.aexit_);
  Value result = co_await awaited(in, call(in, enter, manager));
  push_manager(in, self, manager, exit);
  co_return result;
}
Value enter_async_context(Runtime& rt, Args args) {
  const auto [self, manager] = bind_python<2>(rt, "AsyncExitStack.enter_async_context", {"self", "cm"}, args);
  return as_coroutine_value(interpreter(rt), enter_context(interpreter(rt), self, manager),
                            "AsyncExitStack.enter_async_context");
}

Value push_async_exit(Runtime& rt, Args args) {
  const auto [self, given] = bind_python<2>(rt, "AsyncExitStack.push_async_exit", {"self", "exit"}, args);
  const Value exit = class_method(rt, given, rt.names().dunder.aexit_);
  if (is_unset(exit))
    push_callback(rt, self, false, given);
  else
    push_manager(rt, self, given, exit);
  return given;
}

// An awaitable that awaits callback(*args, **kwds) and answers None: `bound` is (callback, args, kwds).
loop::Co<Value> await_callback(Interpreter& in, Value bound) {
  const Tuple& parts = as_tuple(bound);
  co_await awaited(in, call_with(in, parts[0], as_tuple(parts[1]).items(), &as_dict(parts[2])));
  co_return none;
}
Value call_callback(Runtime& rt, const Value& bound, Args) {
  return as_coroutine_value(interpreter(rt), await_callback(interpreter(rt), bound),
                            "AsyncExitStack._create_async_cb_wrapper.<locals>._exit_wrapper");
}
Value push_async_callback(Runtime& rt, Args args) {
  if (args.size() < 2)
    raise_type_error(rt, "AsyncExitStack.push_async_callback() missing 1 required positional argument: 'callback'");
  const Value bound(
      make_tuple(rt, {args[1], Value(make_tuple(rt, args.positional().subspan(2))), Value(keywords_of(rt, args))}));
  const Value wrapper = make_closure(rt, "_exit_wrapper", call_callback, bound, unset);
  set_field(rt, wrapper, "__wrapped__", args[1]);
  push_callback(rt, args[0], false, wrapper);
  return args[1];
}

loop::Co<Value> leave(Interpreter& in, Value self, Value error) {
  Unwinding unwinding(in, error);
  for (Value last = pop_callback(in, self); !is_unset(last); last = pop_callback(in, self)) {
    const ExitDetails d = unwinding.details();
    try {
      Value answer = d.tell(in, as_tuple(last)[1]);
      if (as_tuple(last)[0] != true_value) answer = co_await awaited(in, answer);
      unwinding.answered(truth(in, answer));
    } catch (const loop::Raised& raised) {
      unwinding.raised(to_exception(in, raised.error()));
    }
  }
  co_return unwinding.finish();
}
Value exit(Runtime& rt, Args args) {
  return as_coroutine_value(interpreter(rt), leave(interpreter(rt), args[0], args.size() > 2 ? args[2] : Value(none)),
                            "AsyncExitStack.__aexit__");
}

loop::Co<Value> itself(Value self) {
  co_return self;
}
Value enter(Runtime& rt, Args args) {
  return as_coroutine_value(interpreter(rt), itself(args[0]), "AsyncExitStack.__aenter__");
}

Ref<loop::Coroutine> leaving(Interpreter& in, const Value& self) {
  return awaited(in, call_method(in, self, "__aexit__", {none, none, none}));
}
loop::Co<Value> close_all(Interpreter& in, Value self) {
  co_await leaving(in, self);
  co_return none;
}
Value aclose(Runtime& rt, Args args) {
  return as_coroutine_value(interpreter(rt), close_all(interpreter(rt), args[0]), "AsyncExitStack.aclose");
}

constexpr NativeMethod methods[] = {{"enter_async_context", enter_async_context}, {"push_async_exit", push_async_exit},
                                    {"push_async_callback", push_async_callback}, {"aclose", aclose, no_arguments()},
                                    {"__aenter__", enter, no_arguments()},        {"__aexit__", exit}};

}  // namespace

Type* async_exit_stack(Runtime& rt) {
  Type* const base =
      make_library_class(rt, {.name = "_BaseExitStack", .module = "contextlib", .methods = exit_stack_methods()});
  return make_library_class(rt, {.name = "AsyncExitStack",
                                 .module = "contextlib",
                                 .bases = {base, abstract_async_context_manager(rt)},
                                 .methods = methods});
}

}  // namespace orrery::script
