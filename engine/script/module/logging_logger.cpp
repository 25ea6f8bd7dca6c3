// logging.Logger and the tree of loggers.
#include <fmt/format.h>

#include "engine/script/module/define.hpp"
#include "engine/script/module/logging.hpp"
#include "engine/script/module/stack_text.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/traceback.hpp"
#include "engine/script/vm/frame.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

LogOptions options_from(Runtime& rt, Args args) {
  LogOptions options;
  for (std::size_t i = 0; i < args.keyword_count(); ++i) {
    const std::string_view name = args.keyword_name(i)->view();
    Value* const into = name == "exc_info"     ? &options.exc_info
                        : name == "extra"      ? &options.extra
                        : name == "stack_info" ? &options.stack_info
                        : name == "stacklevel" ? &options.stacklevel
                                               : nullptr;
    if (!into) raise_type_error(rt, fmt::format("Logger._log() got an unexpected keyword argument '{}'", name));
    *into = args.keyword_value(i);
  }
  return options;
}

// ---------------------------------------------------------------- what is asked of a logger

namespace {

Value parent_of(Runtime& rt, const Value& logger) {
  return getattr(rt, logger, "parent");
}
std::int64_t effective_level(Runtime& rt, const Value& logger) {
  for (Value each = logger; truth(rt, each); each = parent_of(rt, each))
    if (const std::int64_t own = level_field(rt, each)) return own;
  return level::not_set;
}

}  // namespace

bool is_enabled(Runtime& rt, const Value& logger, std::int64_t wanted) {
  if (truth(rt, getattr(rt, logger, "disabled")) || standard_state(rt).disabled_level >= wanted) return false;
  return wanted >= effective_level(rt, logger);
}

// ---------------------------------------------------------------- making and handing on records

namespace {

// The frame that logs: native functions have none of their own.
const Frame* caller(Runtime& rt, const Value& stacklevel) {
  std::int64_t up = stacklevel.is_none() ? 1 : index_number(rt, stacklevel, nullptr);
  const Frame* frame = interpreter(rt).frame();
  for (; up > 1 && frame && frame->back; --up) frame = frame->back;
  return frame;
}

// (type, value, traceback) of what exc_info= says.
Value exc_info_tuple(Runtime& rt, const Value& wanted) {
  if (!truth(rt, wanted) || is_tuple(wanted)) return truth(rt, wanted) ? wanted : Value(none);
  const Value error = is_exception(wanted) ? wanted : rt.handled() ? Value(rt.handled()) : Value(none);
  if (error.is_none()) return Value(make_tuple(rt, {none, none, none}));
  return Value(make_tuple(rt, {value_of(type_of(rt, error)), error, traceback_of(rt, as_exception(error))}));
}

void add_extra(Runtime& rt, const Value& record, const Value& extra) {
  if (extra.is_none()) return;
  const Value attributes = getattr(rt, record, "__dict__");
  for_each(rt, extra, [&](const Value& key) {
    const bool taken = is_str(key) && (as_str(key).view() == "message" || as_str(key).view() == "asctime");
    if (taken || contains(rt, attributes, key))
      raise(rt, rt.types().key_error,
            text(rt, fmt::format("Attempt to overwrite {} in LogRecord", repr(rt, key)->view())));
    setitem(rt, attributes, key, getitem(rt, extra, key));
  });
}

// Handlers of the logger and of all above it, as far as they propagate.
void call_handlers(Runtime& rt, const Value& logger, const Value& record) {
  const std::int64_t wanted = index_number(rt, getattr(rt, record, "levelno"), rt.types().overflow_error);
  std::size_t found = 0;
  for (Value each = logger; truth(rt, each);) {
    each_of(rt, getattr(rt, each, "handlers"), [&](const Value& handler) {
      ++found;
      if (wanted >= level_field(rt, handler)) call_method(rt, handler, "handle", {record});
    });
    each = truth(rt, getattr(rt, each, "propagate")) ? parent_of(rt, each) : Value(none);
  }
  if (found > 0) return;
  const Value last = module_member(rt, "logging", "lastResort");
  if (truth(rt, last) && wanted >= level_field(rt, last)) call_method(rt, last, "handle", {record});
}

Value handle(Runtime& rt, Args args) {
  if (truth(rt, getattr(rt, args[0], "disabled"))) return none;
  const Value answer = call_method(rt, args[0], "filter", {args[1]});
  if (!truth(rt, answer)) return none;
  call_handlers(rt, args[0], is_a_record(rt, answer) ? answer : args[1]);
  return none;
}

}  // namespace

void log_message(Runtime& rt, const Value& logger, std::int64_t wanted, const Value& message, const Value& args,
                 const LogOptions& options) {
  const Frame* const frame = caller(rt, options.stacklevel);
  RecordParts parts{
      .name = getattr(rt, logger, "name"), .level = Value::integer(wanted), .message = message, .args = args};
  parts.path = text(rt, frame ? frame->code->file->view() : "(unknown file)");
  parts.line = Value::integer(frame ? frame->line() : 0);
  parts.function = text(rt, frame ? frame->code->name->view() : "(unknown function)");
  parts.exc_info = exc_info_tuple(rt, options.exc_info);
  if (truth(rt, options.stack_info)) parts.stack = text(rt, "Stack (most recent call last):\n" + stack_text(rt));
  const Value record = make_record(rt, parts);
  add_extra(rt, record, options.extra);
  call_method(rt, logger, "handle", {record});
}

namespace {

// ---------------------------------------------------------------- methods

Value init_logger(Runtime& rt, Args args) {
  const auto [self, name, wanted] = bind_python<3>(rt, "Logger.__init__", {"self", "name", "level"}, args, 2);
  set_field(rt, self, "filters", Value(make_list(rt)));
  set_field(rt, self, "name", name);
  set_field(rt, self, "level", Value::integer(is_unset(wanted) ? 0 : level_of(rt, wanted)));
  set_field(rt, self, "parent", none);
  set_field(rt, self, "propagate", true_value);
  set_field(rt, self, "handlers", Value(make_list(rt)));
  set_field(rt, self, "disabled", false_value);
  return none;
}
Value set_level(Runtime& rt, Args args) {
  set_field(rt, args[0], "level", Value::integer(level_of(rt, args[1])));
  return none;
}

void missing_message(Runtime& rt, std::string_view method) {
  raise_type_error(rt, fmt::format("Logger.{}() missing 1 required positional argument: 'msg'", method));
}
Value log_at(Runtime& rt, Args args, std::int64_t wanted, std::string_view method, LogOptions* forced = nullptr) {
  if (args.size() < 2) missing_message(rt, method);
  if (!is_enabled(rt, args[0], wanted)) return none;
  LogOptions options = options_from(rt, args);
  if (forced && !args.keyword("exc_info")) options.exc_info = true_value;
  log_message(rt, args[0], wanted, args[1], Value(make_tuple(rt, args.positional().subspan(2))), options);
  return none;
}
Value debug(Runtime& rt, Args args) {
  return log_at(rt, args, level::debug, "debug");
}
Value info(Runtime& rt, Args args) {
  return log_at(rt, args, level::info, "info");
}
Value warning(Runtime& rt, Args args) {
  return log_at(rt, args, level::warning, "warning");
}
Value error(Runtime& rt, Args args) {
  return log_at(rt, args, level::error, "error");
}
Value critical(Runtime& rt, Args args) {
  return log_at(rt, args, level::critical, "critical");
}
Value exception(Runtime& rt, Args args) {
  LogOptions forced;
  return log_at(rt, args, level::error, "exception", &forced);
}
Value log(Runtime& rt, Args args) {
  if (args.size() < 3) raise_type_error(rt, "Logger.log() missing required positional arguments: 'level' and 'msg'");
  if (!is_int(args[1])) raise_type_error(rt, "level must be an integer");
  const std::int64_t wanted = index_number(rt, args[1], rt.types().overflow_error);
  if (!is_enabled(rt, args[0], wanted)) return none;
  log_message(rt, args[0], wanted, args[2], Value(make_tuple(rt, args.positional().subspan(3))),
              options_from(rt, args));
  return none;
}

Value add_handler(Runtime& rt, Args args) {
  const Value handlers = getattr(rt, args[0], "handlers");
  if (!contains(rt, handlers, args[1])) call_method(rt, handlers, "append", {args[1]});
  return none;
}
Value remove_handler(Runtime& rt, Args args) {
  const Value handlers = getattr(rt, args[0], "handlers");
  if (contains(rt, handlers, args[1])) call_method(rt, handlers, "remove", {args[1]});
  return none;
}
Value has_handlers(Runtime& rt, Args args) {
  for (Value each = args[0]; truth(rt, each);) {
    if (truth(rt, getattr(rt, each, "handlers"))) return true_value;
    each = truth(rt, getattr(rt, each, "propagate")) ? parent_of(rt, each) : Value(none);
  }
  return false_value;
}
Value call_handlers_method(Runtime& rt, Args args) {
  call_handlers(rt, args[0], args[1]);
  return none;
}
Value get_effective_level(Runtime& rt, Args args) {
  return Value::integer(effective_level(rt, args[0]));
}
Value is_enabled_for(Runtime& rt, Args args) {
  return boolean(is_enabled(rt, args[0], index_number(rt, args[1], rt.types().overflow_error)));
}
Value get_child(Runtime& rt, Args args) {
  const Value name = getattr(rt, args[0], "name");
  if (args[0] == standard_state(rt).root_logger) return get_logger(rt, as_str(args[1]).view());
  return get_logger(rt, fmt::format("{}.{}", as_str(name).view(), as_str(args[1]).view()));
}
Value repr_logger(Runtime& rt, Args args) {
  return text(rt, fmt::format("<{} {} ({})>", name_text(rt, value_of(type_of(rt, args[0])), "Logger"),
                              str(rt, getattr(rt, args[0], "name"))->view(),
                              str(rt, level_name(rt, Value::integer(effective_level(rt, args[0]))))->view()));
}

constexpr NativeMethod methods[] = {
    {"__init__", init_logger},
    {"setLevel", set_level, one_argument()},
    {"debug", debug},
    {"info", info},
    {"warning", warning},
    {"warn", warning},
    {"error", error},
    {"critical", critical},
    {"fatal", critical},
    {"exception", exception},
    {"log", log},
    {"handle", handle, one_argument()},
    {"callHandlers", call_handlers_method, one_argument()},
    {"addHandler", add_handler, one_argument()},
    {"removeHandler", remove_handler, one_argument()},
    {"hasHandlers", has_handlers, no_arguments()},
    {"addFilter", add_filter, one_argument()},
    {"removeFilter", remove_filter, one_argument()},
    {"filter", apply_filters, one_argument()},
    {"getEffectiveLevel", get_effective_level, no_arguments()},
    {"isEnabledFor", is_enabled_for, one_argument()},
    {"getChild", get_child, one_argument()},
    {"__repr__", repr_logger, no_arguments()},
};

Value init_root(Runtime& rt, Args args) {
  return init_logger(rt, {args[0], text(rt, "root"), args[1]});
}
constexpr NativeMethod root_methods[] = {{"__init__", init_root, one_argument()}};

// ---------------------------------------------------------------- the tree

// The nearest one above that exists.
Value nearest_above(Runtime& rt, std::string_view name) {
  StandardState& state = standard_state(rt);
  for (std::size_t dot = name.rfind('.'); dot != std::string_view::npos; dot = name.rfind('.', dot - 1)) {
    if (const Value* found = as_dict(state.loggers).find(rt, text(rt, name.substr(0, dot)))) return *found;
    if (dot == 0) break;
  }
  return state.root_logger;
}

// Those below that hung on what is above now hang on the new one.
void take_children(Runtime& rt, const Value& logger, const std::string& name, const Value& above) {
  Dict& all = as_dict(standard_state(rt).loggers);
  for (std::uint32_t i = 0; i < all.entry_count(); ++i) {
    if (is_unset(all.entry(i).key) || !as_str(all.entry(i).key).view().starts_with(name + ".")) continue;
    const Value child = all.entry(i).value;
    if (parent_of(rt, child) == above) set_field(rt, child, "parent", logger);
  }
}

}  // namespace

Value get_logger(Runtime& rt, std::string_view name) {
  StandardState& state = standard_state(rt);
  if (name.empty()) return state.root_logger;
  const Value key = text(rt, name);
  if (const Value* found = as_dict(state.loggers).find(rt, key)) return *found;
  const Value logger = call(rt, state.logger_class, key), above = nearest_above(rt, name);
  set_field(rt, logger, "parent", above);
  take_children(rt, logger, std::string(name), above);
  as_dict(state.loggers).set(rt, key, logger);
  return logger;
}

bool log_as_asyncio(Runtime& rt, std::int64_t wanted, std::string_view said, const Value& error) {
  if (!interpreter(rt).imported("logging")) return false;
  const Value logger = get_logger(rt, "asyncio");
  if (!is_enabled(rt, logger, wanted)) return true;
  LogOptions options;
  options.exc_info = is_exception(error) ? error : Value(false_value);
  log_message(rt, logger, wanted, text(rt, said), Value(make_tuple(rt, {})), options);
  return true;
}

void make_logger_classes(Runtime& rt, ModuleObject& module) {
  StandardState& state = standard_state(rt);
  const Value filterer = getattr(rt, Value(Ref<ModuleObject>(&module)), "Filterer");
  state.logger = make_library_class(
      rt, {.name = "Logger", .module = "logging", .bases = {type_from(filterer)}, .methods = methods});
  state.logger_class = value_of(state.logger);
  Type* const root = make_library_class(
      rt, {.name = "RootLogger", .module = "logging", .bases = {state.logger}, .methods = root_methods});
  state.root_logger = call(rt, value_of(root), Value::integer(level::warning));
  state.loggers = Value(make_dict(rt));
  const Value manager = call(rt, module_member(rt, "types", "SimpleNamespace"));
  set_field(rt, manager, "loggerDict", state.loggers);
  set_field(rt, manager, "root", state.root_logger);
  for (const std::string_view name : {"root", "manager"})
    state.logger->dict().set(rt.heap().intern(name), name == "root" ? state.root_logger : manager);
  define_class(rt, module, state.logger);
  define_class(rt, module, root);
  define(rt, module, "root", state.root_logger);
}

}  // namespace orrery::script
