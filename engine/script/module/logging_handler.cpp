// logging: filters and handlers.
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/define.hpp"
#include "engine/script/module/logging.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/vm/frame.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

// ---------------------------------------------------------------- Filter, Filterer

Value add_filter(Runtime& rt, Args args) {
  const Value filters = getattr(rt, args[0], "filters");
  if (!contains(rt, filters, args[1])) call_method(rt, filters, "append", {args[1]});
  return none;
}
Value remove_filter(Runtime& rt, Args args) {
  const Value filters = getattr(rt, args[0], "filters");
  if (contains(rt, filters, args[1])) call_method(rt, filters, "remove", {args[1]});
  return none;
}

// False, or true; from 3.12 on the record, which a filter may replace by another.
Value apply_filters(Runtime& rt, Args args) {
  Value record = args[1];
  const bool replaces = rt.environment().rules() != loop::Rules::py311;
  const Ref<List> filters = list_of(rt, getattr(rt, args[0], "filters"));
  for (std::size_t i = 0; i < filters->size(); ++i) {
    const Value each = (*filters)[i], method = getattr_or_unset(rt, each, rt.heap().intern("filter"));
    const Value answer = call(rt, is_unset(method) ? each : method, record);
    if (!truth(rt, answer)) return false_value;
    if (replaces && is_a_record(rt, answer)) record = answer;
  }
  return replaces ? record : Value(true_value);
}

namespace {

Value init_filter(Runtime& rt, Args args) {
  const auto [self, name] = bind_python<2>(rt, "Filter.__init__", {"self", "name"}, args, 1);
  set_field(rt, self, "name", is_unset(name) ? text(rt, "") : name);
  set_field(rt, self, "nlen", Value::integer(is_unset(name) ? 0 : length(rt, name)));
  return none;
}
Value filter_by_name(Runtime& rt, Args args) {
  const Value wanted = getattr(rt, args[0], "name"), name = getattr(rt, args[1], "name");
  const std::string_view w = as_str(wanted).view(), n = as_str(name).view();
  return boolean(w.empty() || n == w || (n.starts_with(w) && n[w.size()] == '.'));
}
constexpr NativeMethod filter_methods[] = {{"__init__", init_filter}, {"filter", filter_by_name, one_argument()}};

Value init_filterer(Runtime& rt, Args args) {
  set_field(rt, args[0], "filters", Value(make_list(rt)));
  return none;
}
constexpr NativeMethod filterer_methods[] = {{"__init__", init_filterer, no_arguments()},
                                             {"addFilter", add_filter, one_argument()},
                                             {"removeFilter", remove_filter, one_argument()},
                                             {"filter", apply_filters, one_argument()}};

// ---------------------------------------------------------------- Handler

Value init_handler(Runtime& rt, Args args) {
  const auto [self, level] = bind_python<2>(rt, "Handler.__init__", {"self", "level"}, args, 1);
  set_field(rt, self, "filters", Value(make_list(rt)));
  set_field(rt, self, "_name", none);
  set_field(rt, self, "level", Value::integer(is_unset(level) ? 0 : level_of(rt, level)));
  set_field(rt, self, "formatter", none);
  set_field(rt, self, "_closed", false_value);
  set_field(rt, self, "lock", call(rt, module_member(rt, "threading", "RLock")));
  return none;
}
Value nothing(Runtime&, Args) {
  return none;
}
Value get_name(Runtime& rt, Args args) {
  return field(rt, args[0], "_name");
}
Value set_name(Runtime& rt, Args args) {
  set_field(rt, args[0], "_name", args[1]);
  return none;
}
Value name_of(Runtime& rt, const Value& self) {
  const Value name = field(rt, self, "_name");
  return is_unset(name) ? Value(none) : name;
}
void store_name(Runtime& rt, const Value& self, const Value& name) {
  set_field(rt, self, "_name", name);
}
Value acquire(Runtime& rt, Args args) {
  const Value lock = getattr(rt, args[0], "lock");
  return truth(rt, lock) ? call_method(rt, lock, "acquire") : Value(none);
}
Value release(Runtime& rt, Args args) {
  const Value lock = getattr(rt, args[0], "lock");
  return truth(rt, lock) ? call_method(rt, lock, "release") : Value(none);
}
Value set_level(Runtime& rt, Args args) {
  set_field(rt, args[0], "level", Value::integer(level_of(rt, args[1])));
  return none;
}
Value set_formatter(Runtime& rt, Args args) {
  setattr(rt, args[0], rt.heap().intern("formatter"), args[1]);
  return none;
}
Value format_with_formatter(Runtime& rt, Args args) {
  const Value own = getattr(rt, args[0], "formatter");
  return call_method(rt, truth(rt, own) ? own : default_formatter(rt), "format", {args[1]});
}
Value emit_not_there(Runtime& rt, Args) {
  raise(rt, rt.types().not_implemented_error, "emit must be implemented by Handler subclasses");
}
Value handle(Runtime& rt, Args args) {
  const Value answer = call_method(rt, args[0], "filter", {args[1]});
  if (!truth(rt, answer)) return answer;
  call_method(rt, args[0], "acquire");
  const Value record = is_a_record(rt, answer) ? answer : args[1];
  try {
    call_method(rt, args[0], "emit", {record});
  } catch (...) {
    call_method(rt, args[0], "release");
    throw;
  }
  call_method(rt, args[0], "release");
  return answer;
}
Value close(Runtime& rt, Args args) {
  set_field(rt, args[0], "_closed", true_value);
  return none;
}

// Said of an error while a record was handled; the error is the one that is handled now.
void tell_of_error(Runtime& rt, ExceptionObject& error, const Value& record) {
  // An error of this library's own has no frame of the program to show.
  const std::string_view head = error.traceback.empty() ? "Traceback (most recent call last):\n" : "";
  write_error(rt,
              fmt::format("--- Logging error ---\n{}{}Call stack:\n", head, interpreter(rt).format_exception(error)));
  Interpreter& in = interpreter(rt);
  std::string stack;
  for (const Frame* f = in.frame(); f; f = f->back) {
    const std::string_view source = in.source_line(f->line());
    stack = fmt::format("  File \"{}\", line {}, in {}\n", in.file(), f->line(), f->code->name->view()) +
            (source.empty() ? std::string() : fmt::format("    {}\n", source)) + stack;
  }
  write_error(rt, stack);
  write_error(rt, fmt::format("Message: {}\nArguments: {}\n", repr(rt, getattr(rt, record, "msg"))->view(),
                              str(rt, getattr(rt, record, "args"))->view()));
}
Value handle_error(Runtime& rt, Args args) {
  ExceptionObject* const error = rt.handled();
  if (!error || !truth(rt, module_member(rt, "logging", "raiseExceptions"))) return none;
  const Ref<ExceptionObject> kept(error);
  tell_of_error(rt, *kept, args[1]);
  return none;
}

std::string level_text(Runtime& rt, const Value& self) {
  return std::string(str(rt, level_name(rt, Value::integer(level_field(rt, self))))->view());
}
Value repr_handler(Runtime& rt, Args args) {
  return text(
      rt, fmt::format("<{} ({})>", name_text(rt, value_of(type_of(rt, args[0])), "Handler"), level_text(rt, args[0])));
}

constexpr NativeMethod handler_methods[] = {{"__init__", init_handler},
                                            {"createLock", nothing, no_arguments()},
                                            {"get_name", get_name, no_arguments()},
                                            {"set_name", set_name, one_argument()},
                                            {"acquire", acquire, no_arguments()},
                                            {"release", release, no_arguments()},
                                            {"setLevel", set_level, one_argument()},
                                            {"setFormatter", set_formatter, one_argument()},
                                            {"format", format_with_formatter, one_argument()},
                                            {"emit", emit_not_there, one_argument()},
                                            {"handle", handle, one_argument()},
                                            {"handleError", handle_error, one_argument()},
                                            {"flush", nothing, no_arguments()},
                                            {"close", close, no_arguments()},
                                            {"__repr__", repr_handler, no_arguments()}};
constexpr NativeAttribute handler_attributes[] = {{"name", name_of, store_name}};

// ---------------------------------------------------------------- StreamHandler and its like

Value init_stream(Runtime& rt, Args args) {
  const auto [self, stream] = bind_python<2>(rt, "StreamHandler.__init__", {"self", "stream"}, args, 1);
  init_handler(rt, {self});
  set_field(rt, self, "stream", is_none_or_unset(stream) ? module_member(rt, "sys", "stderr") : stream);
  return none;
}
Value flush_stream(Runtime& rt, Args args) {
  const Value stream = getattr(rt, args[0], "stream");
  const Value flush = truth(rt, stream) ? getattr_or_unset(rt, stream, rt.heap().intern("flush")) : Value(unset);
  return is_unset(flush) ? Value(none) : call(rt, flush);
}
void write_record(Runtime& rt, const Value& self, const Value& record) {
  const Value message = call_method(rt, self, "format", {record});
  call_method(rt, getattr(rt, self, "stream"), "write",
              {binary(rt, BinaryOp::add, message, getattr(rt, self, "terminator"))});
  call_method(rt, self, "flush");
}
Value emit_to_stream(Runtime& rt, Args args) {
  try {
    write_record(rt, args[0], args[1]);
  } catch (const loop::Raised& raised) {
    const Ref<ExceptionObject> error = to_exception(rt, raised.error());
    const Value v(error);
    if (!is_exception_of(v, rt.types().exception) || is_exception_of(v, rt.types().recursion_error)) throw;
    const Value method = getattr(rt, args[0], "handleError");
    if (truth(rt, module_member(rt, "logging", "raiseExceptions")) && !is_user_method(rt, method))
      tell_of_error(rt, *error, args[1]);
    else if (is_user_method(rt, method))
      call(rt, method, args[1]);
  }
  return none;
}
Value set_stream(Runtime& rt, Args args) {
  const Value before = getattr(rt, args[0], "stream");
  if (before == args[1]) return none;
  call_method(rt, args[0], "flush");
  set_field(rt, args[0], "stream", args[1]);
  return before;
}
Value repr_stream(Runtime& rt, Args args) {
  const Value name = getattr_or_unset(rt, getattr(rt, args[0], "stream"), rt.heap().intern("name"));
  std::string shown = is_none_or_unset(name) ? std::string() : std::string(str(rt, name)->view());
  if (!shown.empty()) shown += ' ';
  return text(rt, fmt::format("<{} {}({})>", name_text(rt, value_of(type_of(rt, args[0])), "StreamHandler"), shown,
                              level_text(rt, args[0])));
}
constexpr NativeMethod stream_methods[] = {{"__init__", init_stream},
                                           {"flush", flush_stream, no_arguments()},
                                           {"emit", emit_to_stream, one_argument()},
                                           {"setStream", set_stream, one_argument()},
                                           {"__repr__", repr_stream, no_arguments()}};

constexpr NativeMethod null_methods[] = {
    {"handle", nothing, one_argument()}, {"emit", nothing, one_argument()}, {"createLock", nothing, no_arguments()}};

// What a logger without any handler writes with: always to the sys.stderr of the moment.
Value emit_to_stderr(Runtime& rt, Args args) {
  set_field(rt, args[0], "stream", module_member(rt, "sys", "stderr"));
  return emit_to_stream(rt, args);
}
constexpr NativeMethod last_methods[] = {{"emit", emit_to_stderr, one_argument()}};

}  // namespace

bool is_a_record(Runtime& rt, const Value& v) {
  return v.is_object() && type_of(rt, v)->is_subtype_of(standard_state(rt).log_record);
}

bool is_user_method(Runtime& rt, const Value& method) {
  if (!is_exact(method, rt.types().method)) return !is_exact(method, rt.types().builtin_function);
  const Value function = static_cast<BoundMethod*>(method.object())->function;
  return !is_exact(function, rt.types().method_descriptor);
}

void make_handler_classes(Runtime& rt, ModuleObject& module) {
  StandardState& state = standard_state(rt);
  const auto make = [&](LibraryClass spec) {
    spec.module = "logging";
    Type* const type = make_library_class(rt, spec);
    define_class(rt, module, type);
    return type;
  };
  make({.name = "Filter", .methods = filter_methods});
  Type* const filterer = make({.name = "Filterer", .methods = filterer_methods});
  state.handler =
      make({.name = "Handler", .bases = {filterer}, .methods = handler_methods, .attributes = handler_attributes});
  state.stream_handler = make({.name = "StreamHandler",
                               .bases = {state.handler},
                               .methods = stream_methods,
                               .values = {{"terminator", text(rt, "\n")}}});
  make({.name = "NullHandler", .bases = {state.handler}, .methods = null_methods});
  Type* const last = make({.name = "_StderrHandler", .bases = {state.stream_handler}, .methods = last_methods});
  state.last_resort = call(rt, value_of(last));
  set_field(rt, state.last_resort, "level", Value::integer(level::warning));
}

Value new_stream_handler(Runtime& rt, const Value& stream) {
  return call(rt, value_of(standard_state(rt).stream_handler), stream);
}

}  // namespace orrery::script
