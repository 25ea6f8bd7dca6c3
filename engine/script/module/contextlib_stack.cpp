// contextlib.ExitStack and what AsyncExitStack has in common with it. (CPython: Lib/contextlib.py.)
#include <fmt/format.h>

#include "engine/script/module/closure.hpp"
#include "engine/script/module/collections_deque.hpp"
#include "engine/script/module/contextlib.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

constexpr std::string_view callbacks_name = "_exit_callbacks";

Deque& callbacks(Runtime& rt, const Value& stack) {
  return *static_cast<Deque*>(field(rt, stack, callbacks_name).object());
}

void fresh_callbacks(Runtime& rt, const Value& stack) {
  set_field(rt, stack, callbacks_name, call(rt, value_of(deque_type(rt))));
}

std::string full_name(const Type& type) {
  return fmt::format("{}.{}", is_str(type.module) ? as_str(type.module).view() : "", as_str(type.qualname).view());
}

}  // namespace

// ---------------------------------------------------------------- shared

Value class_method(Runtime& rt, const Value& object, Str* name) {
  return getattr_or_unset(rt, value_of(type_of(rt, object)), name);
}

// raise TypeError(…) from None, of the AttributeError that looking for the method raised.
void no_protocol(Runtime& rt, const Value& object, std::string_view kind, Str* missing) {
  const Type& type = *type_of(rt, object);
  Ref<ExceptionObject> error = make_exception(
      rt, rt.types().type_error, fmt::format("'{}' object does not support the {} protocol", full_name(type), kind));
  error->suppress_context = true;
  error->context = make_exception(rt, rt.types().attribute_error,
                                  fmt::format("type object '{}' has no attribute '{}'", type.name(), missing->view()));
  interpreter(rt).rethrow(std::move(error));
}

void push_callback(Runtime& rt, const Value& stack, bool is_sync, const Value& callback) {
  callbacks(rt, stack).push_back(Value(make_tuple(rt, {boolean(is_sync), callback})));
}

Value pop_callback(Runtime& rt, const Value& stack) {
  Deque& all = callbacks(rt, stack);
  return all.size() == 0 ? Value(unset) : all.pop_back();
}

Unwinding::Unwinding(Interpreter& in, const Value& error)
    : in_(in), error_(error.is_none() ? nullptr : &as_exception(error)), outside_(in.handled()), received_(error_) {}

void Unwinding::answered(bool suppress) {
  if (!suppress) return;
  suppressed_ = true;
  pending_ = false;
  error_ = nullptr;
}

// The context of the new error ends where it would have, had the callbacks been nested `with` statements.
void Unwinding::raised(Ref<ExceptionObject> error) {
  ExceptionObject* last = error.get();
  for (;;) {
    ExceptionObject* const context = last->context.get();
    if (!context || context == error_.get()) break;
    if (context == outside_.get()) {
      last->context = error_;
      break;
    }
    last = context;
  }
  pending_ = true;
  error_ = std::move(error);
}

Value Unwinding::finish() {
  if (pending_) in_.rethrow(error_);
  return boolean(received_ && suppressed_);
}

// ---------------------------------------------------------------- ExitStack

namespace {

// cm_exit(cm, *details), as one callable.
Value call_manager_exit(Runtime& rt, const Value& bound, Args args) {
  return call_with(rt, as_tuple(bound)[0], std::vector<Value>{as_tuple(bound)[1], args[0], args[1], args[2]}, nullptr);
}
void push_manager(Runtime& rt, const Value& stack, const Value& manager, const Value& exit) {
  const Value bound(make_tuple(rt, {exit, manager}));
  push_callback(rt, stack, true, make_closure(rt, "_exit_wrapper", call_manager_exit, bound, unset));
}

Value init(Runtime& rt, Args args) {
  fresh_callbacks(rt, args[0]);
  return none;
}

Value enter_context(Runtime& rt, Args args) {
  const auto [self, manager] = bind_python<2>(rt, "_BaseExitStack.enter_context", {"self", "cm"}, args);
  const Value enter = class_method(rt, manager, rt.names().dunder.enter_);
  const Value exit = class_method(rt, manager, rt.names().dunder.exit_);
  if (is_unset(enter) || is_unset(exit))
    no_protocol(rt, manager, "context manager", is_unset(enter) ? rt.names().dunder.enter_ : rt.names().dunder.exit_);
  Value result = call(rt, enter, manager);
  push_manager(rt, self, manager, exit);
  return result;
}

Value push(Runtime& rt, Args args) {
  const auto [self, given] = bind_python<2>(rt, "_BaseExitStack.push", {"self", "exit"}, args);
  const Value exit = class_method(rt, given, rt.names().dunder.exit_);
  if (is_unset(exit))
    push_callback(rt, self, true, given);
  else
    push_manager(rt, self, given, exit);
  return given;
}

// callback(*args, **kwds) whatever the details are: `bound` is (callback, args, kwds).
Value call_callback(Runtime& rt, const Value& bound, Args) {
  const Tuple& parts = as_tuple(bound);
  call_with(rt, parts[0], as_tuple(parts[1]).items(), &as_dict(parts[2]));
  return none;
}
Value callback(Runtime& rt, Args args) {
  if (args.size() < 2)
    raise_type_error(rt, "_BaseExitStack.callback() missing 1 required positional argument: 'callback'");
  const Value bound(
      make_tuple(rt, {args[1], Value(make_tuple(rt, args.positional().subspan(2))), Value(keywords_of(rt, args))}));
  const Value wrapper = make_closure(rt, "_exit_wrapper", call_callback, bound, unset);
  set_field(rt, wrapper, "__wrapped__", args[1]);
  push_callback(rt, args[0], true, wrapper);
  return args[1];
}

Value pop_all(Runtime& rt, Args args) {
  const Value other = call(rt, value_of(type_of(rt, args[0])));
  set_field(rt, other, callbacks_name, field(rt, args[0], callbacks_name));
  fresh_callbacks(rt, args[0]);
  return other;
}

constexpr NativeMethod shared_methods[] = {{"__init__", init, no_arguments()},
                                           {"pop_all", pop_all, no_arguments()},
                                           {"push", push},
                                           {"enter_context", enter_context},
                                           {"callback", callback}};

Value enter(Runtime&, Args args) {
  return args[0];
}

Value exit(Runtime& rt, Args args) {
  Unwinding unwinding(interpreter(rt), args.size() > 2 ? args[2] : Value(none));
  for (Value last = pop_callback(rt, args[0]); !is_unset(last); last = pop_callback(rt, args[0])) {
    const ExitDetails d = unwinding.details();
    const Value callable = as_tuple(last)[1];
    try {
      unwinding.answered(truth(rt, d.tell(rt, callable)));
    } catch (const loop::Raised& raised) {
      unwinding.raised(to_exception(rt, raised.error()));
    }
  }
  return unwinding.finish();
}

Value close(Runtime& rt, Args args) {
  call_method(rt, args[0], "__exit__", {none, none, none});
  return none;
}

constexpr NativeMethod methods[] = {
    {"__enter__", enter, no_arguments()}, {"__exit__", exit}, {"close", close, no_arguments()}};

}  // namespace

std::span<const NativeMethod> exit_stack_methods() {
  return shared_methods;
}

Type* exit_stack(Runtime& rt) {
  Type* const base =
      make_library_class(rt, {.name = "_BaseExitStack", .module = "contextlib", .methods = shared_methods});
  return make_library_class(
      rt,
      {.name = "ExitStack", .module = "contextlib", .bases = {base, abstract_context_manager(rt)}, .methods = methods});
}

}  // namespace orrery::script
