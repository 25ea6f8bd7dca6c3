// warnings. (CPython: Lib/warnings.py, Python/_warnings.c.)
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "engine/script/module/define.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/module/warnings.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/frame.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

Value own(Runtime& rt, std::string_view name) {
  return getattr(rt, interpreter(rt).import_module("warnings"), name);
}
void mutated(Runtime& rt) {
  call_method(rt, own(rt, "_registry"), "clear");
}

// ---------------------------------------------------------------- filters

bool begins_with(std::string_view shown, std::string_view start, bool ignore_case) {
  if (start.size() > shown.size()) return false;
  return std::equal(start.begin(), start.end(), shown.begin(), [&](unsigned char a, unsigned char b) {
    return a == b || (ignore_case && std::tolower(a) == std::tolower(b));
  });
}

// Mostly a pattern is plain text that a message begins with; what is more than that is asked of re.
bool pattern_fits(Runtime& rt, const Value& pattern, std::string_view shown, bool ignore_case) {
  if (pattern.is_none()) return true;
  const std::string_view plain = as_str(pattern).view();
  if (plain.find_first_of("\\.^$*+?{}[]|()") == std::string_view::npos) return begins_with(shown, plain, ignore_case);
  const Value re = interpreter(rt).import_module("re");
  const Value flag = ignore_case ? getattr(rt, re, "IGNORECASE") : Value::integer(0);
  const Value values[] = {pattern, text(rt, shown), flag};
  return truth(rt, call(rt, getattr(rt, re, "match"), Args(values, 3)));
}

bool filter_fits(Runtime& rt, const Tuple& filter, const Warned& w) {
  std::int64_t line = 0;
  int_to_number(filter[4], line);
  return pattern_fits(rt, filter[1], w.text, true) && issubclass(rt, value_of(w.category), filter[2]) &&
         pattern_fits(rt, filter[3], w.module, false) && (line == 0 || line == w.line);
}

std::string action_for(Runtime& rt, const Warned& w) {
  std::string action;
  each_filter(rt, [&](const Tuple& filter) {
    if (action.empty() && filter_fits(rt, filter, w)) action = as_str(filter[0]).view();
  });
  return action.empty() ? std::string(as_str(own(rt, "defaultaction")).view()) : action;
}

// True the first time.
bool first(Runtime& rt, const Value& key) {
  const Value registry = own(rt, "_registry");
  if (contains(rt, registry, key)) return false;
  setitem(rt, registry, key, true_value);
  return true;
}
bool is_to_be_shown(Runtime& rt, const std::string& action, const Warned& w) {
  if (action == "ignore") return false;
  if (action == "always" || action == "all") return true;
  const Value message = text(rt, w.text), category = value_of(w.category);
  if (action == "once" || action == "module") return first(rt, Value(make_tuple(rt, {message, category})));
  return first(rt, Value(make_tuple(rt, {message, category, Value::integer(w.line)})));
}

// ---------------------------------------------------------------- showing

std::string formatted(Runtime& rt, const Warned& w) {
  std::string shown = fmt::format("{}:{}: {}: {}\n", w.file, w.line, w.category->name(), w.text);
  if (const std::string_view source = w.in_program ? interpreter(rt).source_line(static_cast<int>(w.line)) : "";
      !source.empty())
    shown += fmt::format("  {}\n", source);
  if (w.of_coroutine)
    shown += fmt::format("{}: Enable tracemalloc to get the object allocation traceback\n", w.category->name());
  return shown;
}

Value warning_message(Runtime& rt, const Warned& w, const Value& message) {
  const Value values[] = {message, value_of(w.category), text(rt, w.file), Value::integer(w.line)};
  return call(rt, value_of(standard_state(rt).warning_message), Args(values, 4));
}

void show(Runtime& rt, const Warned& w, const Value& message) {
  const Value log = own(rt, "_log");
  if (!log.is_none()) {
    call_method(rt, log, "append", {warning_message(rt, w, message)});
    return;
  }
  const Value shower = own(rt, "showwarning");
  if (shower == own(rt, "_showwarning_orig")) return write_error(rt, formatted(rt, w));
  const Value values[] = {message, value_of(w.category), text(rt, w.file), Value::integer(w.line)};
  call(rt, shower, Args(values, 4));
}

// ---------------------------------------------------------------- warn()

Type* category_of(Runtime& rt, const Value& message, const Value& category) {
  if (is_exception_of(message, rt.types().warning)) return as_exception(message).type();
  if (is_none_or_unset(category)) return rt.types().user_warning;
  Type* const type = type_from(category);
  if (!type || !type->is_subtype_of(rt.types().warning))
    raise_type_error(rt, fmt::format("category must be a Warning subclass, not '{}'",
                                     type ? "type" : type_of(rt, category)->name()));
  return type;
}

Warned place_of(Runtime& rt, std::int64_t stacklevel) {
  const Frame* frame = interpreter(rt).frame();
  for (; stacklevel > 1 && frame; --stacklevel) frame = frame->back;
  Warned w;
  w.in_program = frame != nullptr;
  w.file = frame ? interpreter(rt).file() : "sys";
  w.module = frame ? "__main__" : "sys";
  w.line = frame ? frame->line() : 1;
  return w;
}

Value warn(Runtime& rt, Args args) {
  const auto v =
      script::bind<5>(rt, "warn", {"message", "category", "stacklevel", "source", "skip_file_prefixes"}, args, 1, 0, 4);
  Warned w = place_of(rt, is_unset(v[2]) ? 1 : index_number(rt, v[2], nullptr));
  w.category = category_of(rt, v[0], v[1]);
  w.text = str(rt, v[0])->view();
  issue_warning(rt, w, is_exception(v[0]) ? v[0] : Value(unset));
  return none;
}

Value warn_explicit(Runtime& rt, Args args) {
  const auto v = script::bind<6>(rt, "warn_explicit",
                                 {"message", "category", "filename", "lineno", "module", "registry"}, args, 4);
  Warned w;
  w.category = category_of(rt, v[0], v[1]);
  w.text = str(rt, v[0])->view();
  w.file = str(rt, v[2])->view();
  w.line = index_number(rt, v[3], rt.types().overflow_error);
  w.module = is_none_or_unset(v[4]) ? w.file : std::string(str(rt, v[4])->view());
  w.in_program = w.file == interpreter(rt).file();
  issue_warning(rt, w, is_exception(v[0]) ? v[0] : Value(unset));
  return none;
}

// ---------------------------------------------------------------- the functions for filters

void add_filter(Runtime& rt, const Value& filter, bool append) {
  const Value filters = own(rt, "filters");
  if (!append) {
    if (contains(rt, filters, filter)) call_method(rt, filters, "remove", {filter});
    call_method(rt, filters, "insert", {Value::integer(0), filter});
  } else if (!contains(rt, filters, filter)) {
    call_method(rt, filters, "append", {filter});
  }
  mutated(rt);
}
Value checked_action(Runtime& rt, const Value& action) {
  for (const std::string_view known : {"default", "error", "ignore", "always", "module", "once", "all"})
    if (is_str(action) && as_str(action).view() == known) return action;
  raise(rt, rt.environment().rules() == loop::Rules::py311 ? rt.types().assertion_error : rt.types().value_error,
        fmt::format("invalid action: {}", repr(rt, action)->view()));
}
Value category_or_any(Runtime& rt, const Value& v) {
  return is_unset(v) ? value_of(rt.types().warning) : v;
}
Value pattern_or_none(Runtime& rt, const Value& v) {
  return is_unset(v) || !truth(rt, v) ? Value(none) : v;
}
Value simplefilter(Runtime& rt, Args args) {
  const auto v = bind_python<4>(rt, "simplefilter", {"action", "category", "lineno", "append"}, args, 1);
  add_filter(rt,
             Value(make_tuple(rt, {checked_action(rt, v[0]), none, category_or_any(rt, v[1]), none,
                                   is_unset(v[2]) ? Value::integer(0) : v[2]})),
             !is_unset(v[3]) && truth(rt, v[3]));
  return none;
}
Value filterwarnings(Runtime& rt, Args args) {
  const auto v =
      bind_python<6>(rt, "filterwarnings", {"action", "message", "category", "module", "lineno", "append"}, args, 1);
  add_filter(rt,
             Value(make_tuple(rt, {checked_action(rt, v[0]), pattern_or_none(rt, v[1]), category_or_any(rt, v[2]),
                                   pattern_or_none(rt, v[3]), is_unset(v[4]) ? Value::integer(0) : v[4]})),
             !is_unset(v[5]) && truth(rt, v[5]));
  return none;
}
Value resetwarnings(Runtime& rt, Args) {
  call_method(rt, own(rt, "filters"), "clear");
  mutated(rt);
  return none;
}
Warned warned_from(Runtime& rt, const std::array<Value, 6>& v) {
  Warned w;
  w.text = str(rt, v[0])->view();
  w.category = type_from(v[1]);
  w.file = str(rt, v[2])->view();
  w.line = index_number(rt, v[3], rt.types().overflow_error);
  w.in_program = w.file == interpreter(rt).file();
  return w;
}
Value showwarning(Runtime& rt, Args args) {
  const auto v =
      bind_python<6>(rt, "showwarning", {"message", "category", "filename", "lineno", "file", "line"}, args, 4);
  const std::string shown = formatted(rt, warned_from(rt, v));
  if (is_none_or_unset(v[4]))
    write_error(rt, shown);
  else
    call_method(rt, v[4], "write", {text(rt, shown)});
  return none;
}
Value formatwarning(Runtime& rt, Args args) {
  const auto v = bind_python<5>(rt, "formatwarning", {"message", "category", "filename", "lineno", "line"}, args, 4);
  return text(rt, formatted(rt, warned_from(rt, {v[0], v[1], v[2], v[3], none, v[4]})));
}

// A warning of the engine itself: (category, text). Where a filter makes an error of it, a lost coroutine says so and
// goes on.
Value engine_warning(Runtime& rt, Args args) {
  Warned w = place_of(rt, 1);
  w.category = type_from(args[0]);
  w.text = as_str(args[1]).view();
  w.of_coroutine = w.text.starts_with("coroutine '") && w.in_program;
  try {
    issue_warning(rt, w, unset);
  } catch (const loop::Raised& raised) {
    if (!w.text.starts_with("coroutine '")) throw;
    rt.unraisable(*to_exception(rt, raised.error()), w.text.substr(0, w.text.rfind(" was")));
  }
  return none;
}

constexpr NativeMethod functions[] = {{"warn", warn},
                                      {"warn_explicit", warn_explicit},
                                      {"_engine_warning", engine_warning, between(2, 2)},
                                      {"simplefilter", simplefilter},
                                      {"filterwarnings", filterwarnings},
                                      {"resetwarnings", resetwarnings, no_arguments()},
                                      {"showwarning", showwarning},
                                      {"formatwarning", formatwarning}};

// (Python/_warnings.c, init_filters)
Value first_filters(Runtime& rt) {
  const Types& t = rt.types();
  const Ref<List> filters = make_list(rt);
  const auto add = [&](std::string_view action, Type* category, std::string_view module) {
    filters->append(Value(make_tuple(rt, {text(rt, action), none, value_of(category),
                                          module.empty() ? Value(none) : text(rt, module), Value::integer(0)})));
  };
  add("default", t.deprecation_warning, "__main__");
  for (Type* const quiet : {t.deprecation_warning, t.pending_deprecation_warning, t.import_warning, t.resource_warning})
    add("ignore", quiet, "");
  return Value(filters);
}

}  // namespace

void issue_warning(Runtime& rt, const Warned& w, const Value& given) {
  const std::string action = action_for(rt, w);
  const bool error = action == "error";
  if (!error && !is_to_be_shown(rt, action, w)) return;
  const Value message = is_unset(given) ? call(rt, value_of(w.category), text(rt, w.text)) : given;
  if (error) raise(Ref<ExceptionObject>(&as_exception(message)));
  show(rt, w, message);
}

Ref<ModuleObject> warnings_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "warnings");
  add_functions(rt, *module->dict, "warnings", functions);
  define(rt, *module, "filters", first_filters(rt));
  define(rt, *module, "defaultaction", text(rt, "default"));
  define(rt, *module, "_registry", Value(make_dict(rt)));
  define(rt, *module, "_log", none);
  define(rt, *module, "_showwarning_orig", *module->dict->find(std::string_view("showwarning")));
  make_warning_classes(rt, *module);
  return module;
}

}  // namespace orrery::script
