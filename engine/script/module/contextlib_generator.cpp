// contextlib.contextmanager and asynccontextmanager: context managers made of generators. (CPython: Lib/contextlib.py.)
#include "engine/script/module/adapted_coroutine.hpp"
#include "engine/script/module/closure.hpp"
#include "engine/script/module/contextlib.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/object/traceback.hpp"
#include "engine/script/vm/generator.hpp"

namespace orrery::script {

Ref<loop::Coroutine> awaited(Interpreter& in, const Value& value) {
  if (value.has_tag(Tag::coroutine) && in.is_awaitable(value))
    return Ref<loop::Coroutine>(static_cast<loop::Coroutine*>(value.object()));
  return adapt_awaitable(in, value, type_of(in, value)->name());
}

Value as_coroutine_value(Interpreter& in, loop::Co<Value> co, std::string_view qualname) {
  return Value(loop::as_coroutine(in.environment(), std::move(co).named(std::string(qualname))));
}

ExitDetails ExitDetails::of(Runtime& rt, const Ref<ExceptionObject>& error) {
  if (!error) return {};
  return {value_of(error->type()), Value(error), traceback_of(rt, *error)};
}

Value ExitDetails::tell(Runtime& rt, const Value& exit) const {
  const Value given[] = {type, value, traceback};
  return call(rt, exit, Args(given, 3));
}
Value ExitDetails::tell(Runtime& rt, const Value& exit, const Value& manager) const {
  const Value given[] = {manager, type, value, traceback};
  return call(rt, exit, Args(given, 4));
}

namespace {

using Error = Ref<ExceptionObject>;

bool is_a(const Error& error, Type* type) {
  return is_exception_of(Value(error), type);
}

[[noreturn]] void runtime_error(Runtime& rt, std::string_view words) {
  raise(rt, rt.types().runtime_error, words);
}

// raise RuntimeError("generator didn't yield") from None, of the end of the generator.
[[noreturn]] void did_not_yield(Interpreter& in, Type* end) {
  Error error = make_exception(in, in.types().runtime_error, "generator didn't yield");
  error->suppress_context = true;
  error->context = make_exception(in, end);
  error->context->context = Error(in.handled());
  in.rethrow(std::move(error));
}

// The error of a `with` body, as __exit__ is told of it.
Error told(Runtime& rt, const Value& type, const Value& value) {
  return value.is_none() ? instance_of_raised(rt, type) : Error(&as_exception(value));
}

// What throwing the body's error into the generator has raised: false if that is the body's own, which goes on by
// itself with the traceback it had; otherwise it is raised.
Value judge(Interpreter& in, const Error& raised, const Error& thrown, const std::vector<TracebackEntry>& traceback,
            bool is_async) {
  const Types& t = in.types();
  const bool ends = is_a(raised, is_async ? t.stop_async_iteration : t.stop_iteration);
  if (ends) return boolean(raised != thrown);
  const bool stop = is_a(thrown, t.stop_iteration) || (is_async && is_a(thrown, t.stop_async_iteration));
  const bool converted = is_a(raised, t.runtime_error) && stop && raised->cause == thrown;
  if (raised != thrown && !converted) in.rethrow(raised);
  thrown->traceback = traceback;
  return false_value;
}

// ---------------------------------------------------------------- what both kinds are made of

void set_up(Runtime& rt, const Value& self, const Value& function, Args args) {
  set_field(rt, self, "gen", call(rt, function, args));
  set_field(rt, self, "func", function);
  set_field(rt, self, "args", Value(make_tuple(rt, args.positional())));
  set_field(rt, self, "kwds", Value(keywords_of(rt, args)));
  const Value doc = getattr_or_unset(rt, function, rt.names().dunder.doc_);
  set_field(rt, self, "__doc__", is_unset(doc) ? Value(none) : doc);
}

Value made(Runtime& rt, Type* type, const Value& function, Args args) {
  const Value self = new_instance(rt, type);
  set_up(rt, self, function, args);
  return self;
}

// A new one with the same arguments, for use as a decorator.
Value recreate(Runtime& rt, Args args) {
  const Value self = args[0], function = field(rt, self, "func"), given = field(rt, self, "args");
  const Value again = new_instance(rt, type_of(rt, self));
  set_field(rt, again, "gen", call_with(rt, function, as_tuple(given).items(), &as_dict(field(rt, self, "kwds"))));
  for (const std::string_view name : {"func", "args", "kwds"}) set_field(rt, again, name, field(rt, self, name));
  return again;
}

void forget_arguments(Runtime& rt, const Value& self) {
  for (const std::string_view name : {"args", "kwds", "func"}) delattr(rt, self, rt.heap().intern(name));
}

bool newer_than_311(Runtime& rt) {
  return rt.environment().rules() != loop::Rules::py311;
}

// ---------------------------------------------------------------- contextmanager

Value enter(Runtime& rt, Args args) {
  const Value generator = field(rt, args[0], "gen");
  forget_arguments(rt, args[0]);
  const Value item = next(rt, generator);
  if (is_unset(item)) did_not_yield(interpreter(rt), rt.types().stop_iteration);
  return item;
}

[[noreturn]] void did_not_stop(Runtime& rt, const Value& generator, std::string_view words) {
  if (newer_than_311(rt)) call_method(rt, generator, "close");
  runtime_error(rt, words);
}

Value exit(Runtime& rt, Args args) {
  const Value generator = field(rt, args[0], "gen");
  if (args[1].is_none()) {
    if (is_unset(next(rt, generator))) return false_value;
    did_not_stop(rt, generator, "generator didn't stop");
  }
  const Error thrown = told(rt, args[1], args[2]);
  const std::vector<TracebackEntry> traceback = thrown->traceback;
  try {
    call_method(rt, generator, "throw", {Value(thrown)});
  } catch (const loop::Raised& raised) {
    return judge(interpreter(rt), to_exception(rt, raised.error()), thrown, traceback, false);
  }
  did_not_stop(rt, generator, "generator didn't stop after throw()");
}

constexpr NativeMethod methods[] = {{"_recreate_cm", recreate, no_arguments()},
                                    {"__enter__", enter, no_arguments()},
                                    {"__exit__", exit, between(3, 3)}};

Type* manager_type(Runtime& rt) {
  Type*& type = library_of(rt).generator_manager;
  if (!type)
    type = make_library_class(rt, {.name = "_GeneratorContextManager",
                                   .module = "contextlib",
                                   .bases = {abstract_context_manager(rt), context_decorator(rt)},
                                   .methods = methods});
  return type;
}

Value make_manager(Runtime& rt, const Value& function, Args args) {
  return made(rt, manager_type(rt), function, args);
}

// ---------------------------------------------------------------- asynccontextmanager

// The next item, or `unset` at the end.
loop::Co<Value> next_item(Interpreter& in, Value generator) {
  const Value step = anext(in, generator);
  try {
    co_return co_await awaited(in, step);
  } catch (const loop::Raised& raised) {
    if (!is_exception_of(Value(raised.error()), in.types().stop_async_iteration)) throw;
  }
  co_return unset;
}

loop::Co<Value> async_enter(Interpreter& in, Value self) {
  const Value generator = field(in, self, "gen");
  forget_arguments(in, self);
  const Value item = co_await next_item(in, generator);
  if (is_unset(item)) did_not_yield(in, in.types().stop_async_iteration);
  co_return item;
}

loop::Co<Value> async_did_not_stop(Interpreter& in, Value generator, std::string words) {
  if (newer_than_311(in)) co_await awaited(in, call_method(in, generator, "aclose"));
  runtime_error(in, words);
}

// What throwing the body's error into the generator is to be awaited.
Ref<loop::Coroutine> throwing(Interpreter& in, const Value& generator, const Error& error) {
  return awaited(in, call_method(in, generator, "athrow", {Value(error)}));
}

loop::Co<Value> async_exit(Interpreter& in, Value self, Value type, Value value) {
  const Value generator = field(in, self, "gen");
  if (type.is_none()) {
    if (is_unset(co_await next_item(in, generator))) co_return false_value;
    co_await async_did_not_stop(in, generator, "generator didn't stop");
  }
  const Error thrown = told(in, type, value);
  const std::vector<TracebackEntry> traceback = thrown->traceback;
  Error raised;
  try {
    co_await throwing(in, generator, thrown);
  } catch (const loop::Raised& error) {
    raised = to_exception(in, error.error());
  }
  if (raised) co_return judge(in, raised, thrown, traceback, true);
  co_return co_await async_did_not_stop(in, generator, "generator didn't stop after athrow()");
}

Value async_enter_method(Runtime& rt, Args args) {
  return as_coroutine_value(interpreter(rt), async_enter(interpreter(rt), args[0]),
                            "_AsyncGeneratorContextManager.__aenter__");
}
Value async_exit_method(Runtime& rt, Args args) {
  return as_coroutine_value(interpreter(rt), async_exit(interpreter(rt), args[0], args[1], args[2]),
                            "_AsyncGeneratorContextManager.__aexit__");
}

constexpr NativeMethod async_methods[] = {{"_recreate_cm", recreate, no_arguments()},
                                          {"__aenter__", async_enter_method, no_arguments()},
                                          {"__aexit__", async_exit_method, between(3, 3)}};

Type* async_manager_type(Runtime& rt) {
  Type*& type = library_of(rt).async_generator_manager;
  if (!type)
    type = make_library_class(rt, {.name = "_AsyncGeneratorContextManager",
                                   .module = "contextlib",
                                   .bases = {abstract_async_context_manager(rt), async_context_decorator(rt)},
                                   .methods = async_methods});
  return type;
}

Value make_async_manager(Runtime& rt, const Value& function, Args args) {
  return made(rt, async_manager_type(rt), function, args);
}

}  // namespace

Value context_manager(Runtime& rt, Args args) {
  const auto [function] = bind_python<1>(rt, "contextmanager", {"func"}, args);
  return make_closure(rt, "helper", make_manager, function, function);
}

Value async_context_manager(Runtime& rt, Args args) {
  const auto [function] = bind_python<1>(rt, "asynccontextmanager", {"func"}, args);
  return make_closure(rt, "helper", make_async_manager, function, function);
}

}  // namespace orrery::script
