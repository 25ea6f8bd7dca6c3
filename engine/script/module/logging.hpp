// The parts of the module logging. (CPython: Lib/logging/__init__.py.)
//
// Its classes are as Python's own: instances keep what they know in plain attributes, and call each other's methods, so
// that a program's subclasses can put their own in between.
#pragma once

#include <string>
#include <string_view>

#include "engine/script/module/standard_state.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace level {
inline constexpr std::int64_t not_set = 0, debug = 10, info = 20, warning = 30, error = 40, critical = 50;
}

// ---- the classes, made with the module in this order
Type* make_record_class(Runtime& rt);
Type* make_formatter_class(Runtime& rt);
void make_handler_classes(Runtime& rt, ModuleObject& module);
void make_logger_classes(Runtime& rt, ModuleObject& module);
Type* make_adapter_class(Runtime& rt);

// ---- levels
void make_level_names(Runtime& rt);
// A level's number from a number or a name; raises TypeError or ValueError.
std::int64_t level_of(Runtime& rt, const Value& v);
// getLevelName: either way round.
Value level_name(Runtime& rt, const Value& level);
void add_level_name(Runtime& rt, const Value& level, const Value& name);
// An attribute that holds a level.
std::int64_t level_field(Runtime& rt, const Value& object);

// ---- records and handlers
struct RecordParts {
  Value name, level, path, line, message, args, exc_info, function, stack;
};
Value make_record(Runtime& rt, const RecordParts& parts);
bool is_a_record(Runtime& rt, const Value& v);
// Whether a bound method is the program's own and not one of this library.
bool is_user_method(Runtime& rt, const Value& method);
// A formatter without a format of its own.
Value default_formatter(Runtime& rt);
Value new_formatter(Runtime& rt, const Value& format, const Value& date_format, const Value& style);
std::string_view default_format(Runtime& rt, std::string_view style);
Value new_stream_handler(Runtime& rt, const Value& stream);
// The methods of filters, for loggers too.
Value add_filter(Runtime& rt, Args args);
Value remove_filter(Runtime& rt, Args args);
Value apply_filters(Runtime& rt, Args args);

// ---- loggers
// logging.getLogger(name); an empty name: the root.
Value get_logger(Runtime& rt, std::string_view name);
bool is_enabled(Runtime& rt, const Value& logger, std::int64_t level);
struct LogOptions {
  Value exc_info, extra, stack_info, stacklevel;
};
// Logger._log. `args`: a tuple.
void log_message(Runtime& rt, const Value& logger, std::int64_t level, const Value& message, const Value& args,
                 const LogOptions& options);
// The keywords of logger.info() and its like; raises TypeError for others.
LogOptions options_from(Runtime& rt, Args args);
// What asyncio itself has to say, by its own logger; false if the program has not imported logging: then nobody can
// have set anything, and the text goes to the standard error stream as it is. `error`: an exception or None.
bool log_as_asyncio(Runtime& rt, std::int64_t level, std::string_view said, const Value& error);
// Installs a handler on a root logger without any.
void basic_config(Runtime& rt);

// Calls f(item) for each of a list as it is now.
template <class F>
void each_of(Runtime& rt, const Value& list, F&& f) {
  const Ref<List> copy = list_of(rt, list);
  for (std::size_t i = 0; i < copy->size(); ++i) f(Value((*copy)[i]));
}

}  // namespace orrery::script
