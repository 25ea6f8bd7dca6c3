// logging: the module's own functions. (CPython: Lib/logging/__init__.py.)
#include <fmt/format.h>

#include "engine/script/module/define.hpp"
#include "engine/script/module/logging.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/object/number.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- basicConfig

void remove_all_handlers(Runtime& rt) {
  const Value root = standard_state(rt).root_logger;
  each_of(rt, getattr(rt, root, "handlers"), [&](const Value& handler) {
    call_method(rt, root, "removeHandler", {handler});
    call_method(rt, handler, "close");
  });
}

class Options {
 public:
  Options(Runtime& rt, Args args) : rt_(rt), all_(keywords_of(rt, args)) {}
  // Taken out; `unset` if it is not there.
  Value take(std::string_view name) {
    Value value(unset);
    all_->remove(rt_.heap().intern(name), &value);
    return value;
  }
  bool has(std::string_view name) { return all_->find(name) != nullptr; }
  void check_empty() {
    std::string names;
    for (std::uint32_t i = 0; i < all_->entry_count(); ++i)
      if (!is_unset(all_->entry(i).key))
        names += fmt::format("{}{}", names.empty() ? "" : ", ", as_str(all_->entry(i).key).view());
    if (!names.empty()) raise_value_error(rt_, "Unrecognised argument(s): " + names);
  }

 private:
  Runtime& rt_;
  Ref<Dict> all_;
};

Value chosen_handlers(Runtime& rt, Options& options) {
  const Value handlers = options.take("handlers");
  if (is_none_or_unset(handlers) && options.has("stream") && options.has("filename"))
    raise_value_error(rt, "'stream' and 'filename' should not be specified together");
  if (is_none_or_unset(handlers)) {
    if (!is_none_or_unset(options.take("filename")))
      raise(rt, rt.types().not_implemented_error, "logging to files is not supported here: use a stream");
    options.take("filemode");
    const Value stream = options.take("stream");
    return Value(make_list(rt, std::vector<Value>{new_stream_handler(rt, is_unset(stream) ? Value(none) : stream)}));
  }
  if (options.has("stream") || options.has("filename"))
    raise_value_error(rt, "'stream' or 'filename' should not be specified together with 'handlers'");
  return handlers;
}

void configure(Runtime& rt, Options& options) {
  const Value root = standard_state(rt).root_logger, handlers = chosen_handlers(rt, options);
  const Value dates = options.take("datefmt"), given_style = options.take("style"), format = options.take("format");
  const Value style = is_unset(given_style) ? text(rt, "%") : given_style;
  std::string basic(default_format(rt, as_str(style).view()));
  if (basic[0] == '%') basic = "%(levelname)s:%(name)s:%(message)s";
  if (basic[0] == '{') basic = "{levelname}:{name}:{message}";
  if (basic[0] == '$') basic = "${levelname}:${name}:${message}";
  const Value formatter =
      new_formatter(rt, is_unset(format) ? text(rt, basic) : format, is_unset(dates) ? Value(none) : dates, style);
  each_of(rt, handlers, [&](const Value& handler) {
    if (getattr(rt, handler, "formatter").is_none()) call_method(rt, handler, "setFormatter", {formatter});
    call_method(rt, root, "addHandler", {handler});
  });
  if (const Value level = options.take("level"); !is_none_or_unset(level)) call_method(rt, root, "setLevel", {level});
  options.check_empty();
}

Value basic_config_function(Runtime& rt, Args args) {
  if (args.size() > 0)
    raise_type_error(rt, fmt::format("basicConfig() takes 0 positional arguments but {} {} given", args.size(),
                                     args.size() == 1 ? "was" : "were"));
  Options options(rt, args);
  const Value force = options.take("force");
  options.take("encoding");
  options.take("errors");
  if (!is_unset(force) && truth(rt, force)) remove_all_handlers(rt);
  if (length(rt, getattr(rt, standard_state(rt).root_logger, "handlers")) == 0) configure(rt, options);
  return none;
}

// ---------------------------------------------------------------- to the root logger

Value to_root(Runtime& rt, Args args, std::string_view method) {
  basic_config(rt);
  return call(rt, getattr(rt, standard_state(rt).root_logger, method), args);
}
Value debug(Runtime& rt, Args args) {
  return to_root(rt, args, "debug");
}
Value info(Runtime& rt, Args args) {
  return to_root(rt, args, "info");
}
Value warning(Runtime& rt, Args args) {
  return to_root(rt, args, "warning");
}
Value error(Runtime& rt, Args args) {
  return to_root(rt, args, "error");
}
Value critical(Runtime& rt, Args args) {
  return to_root(rt, args, "critical");
}
Value exception(Runtime& rt, Args args) {
  return to_root(rt, args, "exception");
}
Value log(Runtime& rt, Args args) {
  return to_root(rt, args, "log");
}

// ---------------------------------------------------------------- the rest

Value get_logger_function(Runtime& rt, Args args) {
  const auto [name] = bind_python<1>(rt, "getLogger", {"name"}, args, 0);
  if (is_none_or_unset(name) || !truth(rt, name)) return standard_state(rt).root_logger;
  if (!is_str(name)) raise_type_error(rt, "A logger name must be a string");
  return as_str(name).view() == "root" ? standard_state(rt).root_logger : get_logger(rt, as_str(name).view());
}
Value get_level_name(Runtime& rt, Args args) {
  return level_name(rt, args[0]);
}
Value add_level_name_function(Runtime& rt, Args args) {
  add_level_name(rt, args[0], args[1]);
  return none;
}
Value get_level_names(Runtime& rt, Args) {
  return call_method(rt, standard_state(rt).level_numbers, "copy");
}
Value disable(Runtime& rt, Args args) {
  const auto [wanted] = bind_python<1>(rt, "disable", {"level"}, args, 0);
  standard_state(rt).disabled_level = is_unset(wanted) ? level::critical : level_of(rt, wanted);
  return none;
}
Value get_logger_class(Runtime& rt, Args) {
  return standard_state(rt).logger_class;
}
Value set_logger_class(Runtime& rt, Args args) {
  if (args[0] != value_of(standard_state(rt).logger) && !issubclass(rt, args[0], value_of(standard_state(rt).logger)))
    raise_type_error(rt, "logger not derived from logging.Logger: " + name_text(rt, args[0], "?"));
  standard_state(rt).logger_class = args[0];
  return none;
}
Value get_factory(Runtime& rt, Args) {
  return standard_state(rt).log_record_factory;
}
Value set_factory(Runtime& rt, Args args) {
  standard_state(rt).log_record_factory = args[0];
  return none;
}
Value make_log_record(Runtime& rt, Args args) {
  const Value record = make_record(rt, {.name = none,
                                        .level = none,
                                        .path = text(rt, ""),
                                        .line = Value::integer(0),
                                        .message = text(rt, ""),
                                        .args = Value(make_tuple(rt, {}))});
  update(rt, as_dict(getattr(rt, record, "__dict__")), args[0]);
  return record;
}
Value shutdown(Runtime&, Args) {
  return none;
}

constexpr NativeMethod functions[] = {
    {"basicConfig", basic_config_function},
    {"debug", debug},
    {"info", info},
    {"warning", warning},
    {"warn", warning},
    {"error", error},
    {"critical", critical},
    {"fatal", critical},
    {"exception", exception},
    {"log", log},
    {"getLogger", get_logger_function},
    {"getLevelName", get_level_name, one_argument()},
    {"addLevelName", add_level_name_function, between(2, 2)},
    {"getLevelNamesMapping", get_level_names, no_arguments()},
    {"disable", disable},
    {"getLoggerClass", get_logger_class, no_arguments()},
    {"setLoggerClass", set_logger_class, one_argument()},
    {"getLogRecordFactory", get_factory, no_arguments()},
    {"setLogRecordFactory", set_factory, one_argument()},
    {"makeLogRecord", make_log_record, one_argument()},
    {"shutdown", shutdown, no_arguments()},
};

}  // namespace

void basic_config(Runtime& rt) {
  if (length(rt, getattr(rt, standard_state(rt).root_logger, "handlers")) == 0) basic_config_function(rt, Args());
}

Ref<ModuleObject> logging_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "logging");
  standard_state(rt).logging_started = wall_seconds(rt);
  make_level_names(rt);
  add_functions(rt, *module->dict, "logging", functions);
  define_class(rt, *module, make_record_class(rt));
  standard_state(rt).log_record_factory = value_of(standard_state(rt).log_record);
  define_class(rt, *module, make_formatter_class(rt));
  make_handler_classes(rt, *module);
  make_logger_classes(rt, *module);
  define_class(rt, *module, make_adapter_class(rt));
  constexpr std::pair<std::string_view, std::int64_t> levels[] = {{"NOTSET", 0},   {"DEBUG", 10},   {"INFO", 20},
                                                                  {"WARNING", 30}, {"WARN", 30},    {"ERROR", 40},
                                                                  {"FATAL", 50},   {"CRITICAL", 50}};
  for (const auto& [name, number] : levels) define(rt, *module, name, Value::integer(number));
  define(rt, *module, "BASIC_FORMAT", text(rt, "%(levelname)s:%(name)s:%(message)s"));
  define(rt, *module, "lastResort", standard_state(rt).last_resort);
  define(rt, *module, "raiseExceptions", true_value);
  return module;
}

}  // namespace orrery::script
