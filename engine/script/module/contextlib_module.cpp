// contextlib: abstract managers, decorators, and the small managers. (CPython: Lib/contextlib.py.)
#include "engine/script/module/abstract.hpp"
#include "engine/script/module/closure.hpp"
#include "engine/script/module/contextlib.hpp"
#include "engine/script/module/contextlib_redirect.hpp"
#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/builtins.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script {
namespace {

Value itself(Runtime&, Args args) {
  return args[0];
}
loop::Co<Value> answer(Value value) {
  co_return value;
}
Value class_item(Runtime& rt, Args args) {
  return make_generic_alias(rt, args[0], args[1]);
}

// ---------------------------------------------------------------- abstract managers

Value async_itself(Runtime& rt, Args args) {
  return as_coroutine_value(interpreter(rt), answer(args[0]), "AbstractAsyncContextManager.__aenter__");
}

constexpr NativeMethod abstract_methods[] = {
    {"__enter__", itself, no_arguments()},
    {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method}};
constexpr NativeMethod async_abstract_methods[] = {
    {"__aenter__", async_itself, no_arguments()},
    {"__class_getitem__", class_item, one_argument(), NativeMethod::Kind::class_method}};

Type* make_abstract(Runtime& rt, std::string_view name, std::span<const NativeMethod> methods, std::string_view enter,
                    std::string_view exit) {
  Type* const type = make_library_class(rt, {.name = name,
                                             .module = "contextlib",
                                             .bases = {abstract_base(rt)},
                                             .methods = methods,
                                             .values = {{exit, abstract_function(rt, exit)}}});
  const std::string_view wanted[] = {enter, exit};
  set_hook(rt, *type, wanted);
  return type;
}

// ---------------------------------------------------------------- managers as decorators

Value recreate(Runtime&, Args args) {
  return args[0];
}

// Calls `f(*args)` within the manager: `bound` is (manager, f).
Value call_within(Runtime& rt, const Value& bound, Args args) {
  const Value manager = call_method(rt, as_tuple(bound)[0], "_recreate_cm"), function = as_tuple(bound)[1];
  const Value exit = getattr(rt, value_of(type_of(rt, manager)), rt.names().dunder.exit_);
  call_special(rt, manager, rt.names().dunder.enter_, {});
  Ref<ExceptionObject> error;
  Value result;
  try {
    result = call(rt, function, args);
  } catch (const loop::Raised& raised) {
    error = to_exception(rt, raised.error());
  }
  const bool suppressed = truth(rt, ExitDetails::of(rt, error).tell(rt, exit, manager));
  if (error && !suppressed) interpreter(rt).rethrow(error);
  return error ? Value(none) : result;
}
Value decorate(Runtime& rt, Args args) {
  const auto [self, function] = bind_python<2>(rt, "ContextDecorator.__call__", {"self", "func"}, args);
  return make_closure(rt, "inner", call_within, Value(make_tuple(rt, {self, function})), function);
}
constexpr NativeMethod decorator_methods[] = {{"_recreate_cm", recreate, no_arguments()}, {"__call__", decorate}};

Value special(Runtime& rt, const Value& object, Str* name) {
  return call_special(rt, object, name, {});
}

loop::Co<Value> await_within(Interpreter& in, Value manager, Value function, Value args, Value keywords) {
  const Value exit = getattr(in, value_of(type_of(in, manager)), in.names().dunder.aexit_);
  co_await awaited(in, special(in, manager, in.names().dunder.aenter_));
  Ref<ExceptionObject> error;
  Value result;
  try {
    result = co_await awaited(in, call_with(in, function, as_tuple(args).items(), &as_dict(keywords)));
  } catch (const loop::Raised& raised) {
    error = to_exception(in, raised.error());
  }
  const Value told = ExitDetails::of(in, error).tell(in, exit, manager);
  const bool suppressed = truth(in, co_await awaited(in, told));
  if (error && !suppressed) in.rethrow(error);
  co_return error ? Value(none) : result;
}
Value call_within_async(Runtime& rt, const Value& bound, Args args) {
  Interpreter& in = interpreter(rt);
  const Value manager = call_method(rt, as_tuple(bound)[0], "_recreate_cm"), function = as_tuple(bound)[1];
  return as_coroutine_value(
      in, await_within(in, manager, function, Value(make_tuple(rt, args.positional())), Value(keywords_of(rt, args))),
      name_text(rt, function, "inner"));
}
Value decorate_async(Runtime& rt, Args args) {
  const auto [self, function] = bind_python<2>(rt, "AsyncContextDecorator.__call__", {"self", "func"}, args);
  return make_closure(rt, "inner", call_within_async, Value(make_tuple(rt, {self, function})), function);
}
constexpr NativeMethod async_decorator_methods[] = {{"_recreate_cm", recreate, no_arguments()},
                                                    {"__call__", decorate_async}};

// ---------------------------------------------------------------- closing, aclosing

Value init_thing(Runtime& rt, Args args) {
  const auto [self, thing] = bind_python<2>(rt, "closing.__init__", {"self", "thing"}, args);
  set_field(rt, self, "thing", thing);
  return none;
}
Value get_thing(Runtime& rt, Args args) {
  return field(rt, args[0], "thing");
}
Value close_thing(Runtime& rt, Args args) {
  call_method(rt, field(rt, args[0], "thing"), "close");
  return none;
}
constexpr NativeMethod closing_methods[] = {
    {"__init__", init_thing}, {"__enter__", get_thing, no_arguments()}, {"__exit__", close_thing}};

Value get_thing_async(Runtime& rt, Args args) {
  return as_coroutine_value(interpreter(rt), answer(field(rt, args[0], "thing")), "aclosing.__aenter__");
}
loop::Co<Value> aclose(Interpreter& in, Value thing) {
  co_await awaited(in, call_method(in, thing, "aclose"));
  co_return none;
}
Value close_thing_async(Runtime& rt, Args args) {
  return as_coroutine_value(interpreter(rt), aclose(interpreter(rt), field(rt, args[0], "thing")),
                            "aclosing.__aexit__");
}
constexpr NativeMethod aclosing_methods[] = {
    {"__init__", init_thing}, {"__aenter__", get_thing_async, no_arguments()}, {"__aexit__", close_thing_async}};

// ---------------------------------------------------------------- suppress, nullcontext

Value init_suppress(Runtime& rt, Args args) {
  set_field(rt, args[0], "_exceptions", Value(make_tuple(rt, args.positional().subspan(1))));
  return none;
}
Value nothing(Runtime&, Args) {
  return none;
}
// From 3.12 on what is in a group is suppressed too, and the rest is raised.
Value suppress(Runtime& rt, Args args) {
  if (args.size() < 3 || args[1].is_none()) return none;
  const Value wanted = field(rt, args[0], "_exceptions");
  if (issubclass(rt, args[1], wanted)) return true_value;
  if (rt.environment().rules() == loop::Rules::py311 || !is_group(args[2])) return false_value;
  const Value parts = call_method(rt, args[2], "split", {wanted});
  const Value rest = as_tuple(parts)[1];
  if (rest.is_none()) return true_value;
  raise(Ref<ExceptionObject>(&as_exception(rest)));
}
constexpr NativeMethod suppress_methods[] = {
    {"__init__", init_suppress}, {"__enter__", nothing, no_arguments()}, {"__exit__", suppress}};

Value init_null(Runtime& rt, Args args) {
  const auto [self, result] = bind_python<2>(rt, "nullcontext.__init__", {"self", "enter_result"}, args, 1);
  set_field(rt, self, "enter_result", is_unset(result) ? Value(none) : result);
  return none;
}
Value get_result(Runtime& rt, Args args) {
  return getattr(rt, args[0], "enter_result");
}
Value get_result_async(Runtime& rt, Args args) {
  return as_coroutine_value(interpreter(rt), answer(get_result(rt, args)), "nullcontext.__aenter__");
}
Value nothing_async(Runtime& rt, Args) {
  return as_coroutine_value(interpreter(rt), answer(none), "nullcontext.__aexit__");
}
constexpr NativeMethod null_methods[] = {{"__init__", init_null},
                                         {"__enter__", get_result, no_arguments()},
                                         {"__exit__", nothing},
                                         {"__aenter__", get_result_async, no_arguments()},
                                         {"__aexit__", nothing_async}};

constexpr NativeMethod functions[] = {{"contextmanager", context_manager},
                                      {"asynccontextmanager", async_context_manager}};

void define_managers(Runtime& rt, ModuleObject& module) {
  Type* const sync = abstract_context_manager(rt);
  Type* const async = abstract_async_context_manager(rt);
  const auto add = [&](std::string_view name, std::initializer_list<Type*> bases,
                       std::span<const NativeMethod> methods) {
    define_class(rt, module,
                 make_library_class(rt, {.name = name, .module = "contextlib", .bases = bases, .methods = methods}));
  };
  add("closing", {sync}, closing_methods);
  add("aclosing", {async}, aclosing_methods);
  add("suppress", {sync}, suppress_methods);
  add("nullcontext", {sync, async}, null_methods);
}

}  // namespace

Type* abstract_context_manager(Runtime& rt) {
  Type*& type = library_of(rt).abstract_manager;
  if (!type) type = make_abstract(rt, "AbstractContextManager", abstract_methods, "__enter__", "__exit__");
  return type;
}
Type* abstract_async_context_manager(Runtime& rt) {
  Type*& type = library_of(rt).abstract_async_manager;
  if (!type) type = make_abstract(rt, "AbstractAsyncContextManager", async_abstract_methods, "__aenter__", "__aexit__");
  return type;
}
Type* context_decorator(Runtime& rt) {
  Type*& type = library_of(rt).context_decorator;
  if (!type)
    type = make_library_class(rt, {.name = "ContextDecorator", .module = "contextlib", .methods = decorator_methods});
  return type;
}
Type* async_context_decorator(Runtime& rt) {
  Type*& type = library_of(rt).async_context_decorator;
  if (!type)
    type = make_library_class(
        rt, {.name = "AsyncContextDecorator", .module = "contextlib", .methods = async_decorator_methods});
  return type;
}

Ref<ModuleObject> contextlib_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "contextlib");
  add_functions(rt, *module->dict, "contextlib", functions);
  for (Type* type : {abstract_context_manager(rt), abstract_async_context_manager(rt), context_decorator(rt),
                     async_context_decorator(rt), exit_stack(rt), async_exit_stack(rt)})
    define_class(rt, *module, type);
  define_managers(rt, *module);
  make_redirect_classes(rt, *module, abstract_context_manager(rt));
  return module;
}

}  // namespace orrery::script
