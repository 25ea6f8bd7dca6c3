// logging: levels and records.
#include <fmt/format.h>

#include <cmath>

#include "engine/loop/event_loop.hpp"
#include "engine/loop/task.hpp"
#include "engine/script/module/logging.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {

// ---------------------------------------------------------------- levels

void add_level_name(Runtime& rt, const Value& level, const Value& name) {
  StandardState& state = standard_state(rt);
  as_dict(state.level_names).set(rt, level, name);
  as_dict(state.level_numbers).set(rt, name, level);
}

void make_level_names(Runtime& rt) {
  StandardState& state = standard_state(rt);
  state.level_names = Value(make_dict(rt));
  state.level_numbers = Value(make_dict(rt));
  constexpr std::pair<std::string_view, std::int64_t> levels[] = {
      {"CRITICAL", level::critical}, {"FATAL", level::critical}, {"ERROR", level::error}, {"WARN", level::warning},
      {"WARNING", level::warning},   {"INFO", level::info},      {"DEBUG", level::debug}, {"NOTSET", level::not_set}};
  for (const auto& [name, number] : levels)
    as_dict(state.level_numbers).set(rt, text(rt, name), Value::integer(number));
  for (const auto& [name, number] : levels)
    if (name != "FATAL" && name != "WARN") as_dict(state.level_names).set(rt, Value::integer(number), text(rt, name));
}

std::int64_t level_of(Runtime& rt, const Value& v) {
  if (is_int(v)) return index_number(rt, v, rt.types().overflow_error);
  if (!is_str(v)) raise_type_error(rt, fmt::format("Level not an integer or a valid string: {}", repr(rt, v)->view()));
  const Value* const found = as_dict(standard_state(rt).level_numbers).find(rt, v);
  if (!found) raise_value_error(rt, fmt::format("Unknown level: {}", repr(rt, v)->view()));
  return index_number(rt, *found, rt.types().overflow_error);
}

Value level_name(Runtime& rt, const Value& level) {
  StandardState& state = standard_state(rt);
  if (const Value* name = as_dict(state.level_names).find(rt, level)) return *name;
  if (const Value* number = as_dict(state.level_numbers).find(rt, level)) return *number;
  return text(rt, fmt::format("Level {}", str(rt, level)->view()));
}

std::int64_t level_field(Runtime& rt, const Value& object) {
  return index_number(rt, getattr(rt, object, "level"), rt.types().overflow_error);
}

// ---------------------------------------------------------------- records

namespace {

// A single non-empty mapping serves "%(name)s".
Value only_mapping(Runtime& rt, const Value& args) {
  if (!is_tuple(args) || as_tuple(args).size() != 1) return args;
  const Value only = as_tuple(args)[0];
  return is_dict(only) && as_dict(only).size() > 0 ? only : args;
  static_cast<void>(rt);
}

std::string_view file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

void set_place(Runtime& rt, const Value& self, const Value& path) {
  const std::string_view file = is_str(path) ? file_name(as_str(path).view()) : std::string_view();
  const std::size_t dot = file.rfind('.');
  set_field(rt, self, "pathname", path);
  set_field(rt, self, "filename", text(rt, file));
  set_field(rt, self, "module", text(rt, dot == std::string_view::npos || dot == 0 ? file : file.substr(0, dot)));
}

// (3.13 reckons in whole nanoseconds.)
void set_time(Runtime& rt, const Value& self) {
  const double started = standard_state(rt).logging_started, seconds = wall_seconds(rt);
  double created = seconds, milliseconds = std::floor((seconds - std::floor(seconds)) * 1000);
  double relative = (created - started) * 1000;
  if (rt.environment().rules() == loop::Rules::py313) {
    const auto ns = static_cast<std::int64_t>(std::nearbyint(seconds * 1e9));
    created = static_cast<double>(ns) / 1e9;
    milliseconds = static_cast<double>(ns % 1'000'000'000 / 1'000'000);
    relative = static_cast<double>(ns - static_cast<std::int64_t>(std::nearbyint(started * 1e9))) / 1e6;
  }
  set_field(rt, self, "created", make_float(rt, created));
  set_field(rt, self, "msecs", make_float(rt, milliseconds));
  set_field(rt, self, "relativeCreated", make_float(rt, relative));
}

Value current_task_name(Runtime& rt) {
  loop::EventLoop* const loop = rt.environment().running_loop();
  if (!loop || !interpreter(rt).imported("asyncio")) return none;
  const Value task = call(rt, module_member(rt, "asyncio", "current_task"));
  return task.is_none() ? Value(none) : call_method(rt, task, "get_name");
}

void set_runner(Runtime& rt, const Value& self) {
  const Value thread = call(rt, module_member(rt, "threading", "current_thread"));
  set_field(rt, self, "thread", getattr(rt, thread, "ident"));
  set_field(rt, self, "threadName", getattr(rt, thread, "name"));
  set_field(rt, self, "processName", text(rt, "MainProcess"));
  set_field(rt, self, "process", Value::integer(process_number));
  if (rt.environment().rules() != loop::Rules::py311) set_field(rt, self, "taskName", current_task_name(rt));
}

Value init_record(Runtime& rt, Args args) {
  const auto v = bind_python<10>(
      rt, "LogRecord.__init__",
      {"self", "name", "level", "pathname", "lineno", "msg", "args", "exc_info", "func", "sinfo"}, args, 8);
  const Value& self = v[0];
  set_field(rt, self, "name", v[1]);
  set_field(rt, self, "msg", v[5]);
  set_field(rt, self, "args", only_mapping(rt, v[6]));
  set_field(rt, self, "levelname", level_name(rt, v[2]));
  set_field(rt, self, "levelno", v[2]);
  set_place(rt, self, v[3]);
  set_field(rt, self, "exc_info", v[7]);
  set_field(rt, self, "exc_text", none);
  set_field(rt, self, "stack_info", is_unset(v[9]) ? Value(none) : v[9]);
  set_field(rt, self, "lineno", v[4]);
  set_field(rt, self, "funcName", is_unset(v[8]) ? Value(none) : v[8]);
  set_time(rt, self);
  set_runner(rt, self);
  return none;
}

Value repr_record(Runtime& rt, Args args) {
  const auto shown = [&](std::string_view name) { return std::string(str(rt, getattr(rt, args[0], name))->view()); };
  return text(rt, fmt::format("<LogRecord: {}, {}, {}, {}, \"{}\">", shown("name"), shown("levelno"), shown("pathname"),
                              shown("lineno"), shown("msg")));
}

Value get_message(Runtime& rt, Args args) {
  const Value message(str(rt, getattr(rt, args[0], "msg"))), values = getattr(rt, args[0], "args");
  return truth(rt, values) ? binary(rt, BinaryOp::modulo, message, values) : message;
}

constexpr NativeMethod methods[] = {
    {"__init__", init_record}, {"__repr__", repr_record, no_arguments()}, {"getMessage", get_message, no_arguments()}};

}  // namespace

Type* make_record_class(Runtime& rt) {
  return standard_state(rt).log_record =
             make_library_class(rt, {.name = "LogRecord", .module = "logging", .methods = methods});
}

Value make_record(Runtime& rt, const RecordParts& p) {
  const Value values[] = {p.name, p.level, p.path, p.line, p.message, p.args, p.exc_info, p.function, p.stack};
  return call(rt, standard_state(rt).log_record_factory, Args(values, 9));
}

}  // namespace orrery::script
