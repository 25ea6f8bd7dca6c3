// traceback. (CPython: Lib/traceback.py.)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/module/define.hpp"
#include "engine/script/module/stack_text.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/module/traceback_summary.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/traceback.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

// ---------------------------------------------------------------- arguments

// (exc, value, tb, limit, file, chain): the exception of print_exception and its like, in either way of calling.
struct Asked {
  Value error;  // or None
  Value traceback;
  Value limit, file;
  bool chain = true;
};

Asked asked(Runtime& rt, Args args, std::string_view function, bool with_file) {
  std::array<Value, 6> v;
  if (with_file) {
    v = bind_python<6>(rt, function, {"exc", "value", "tb", "limit", "file", "chain"}, args, 1);
  } else {
    const auto five = bind_python<5>(rt, function, {"exc", "value", "tb", "limit", "chain"}, args, 1);
    v = {five[0], five[1], five[2], five[3], unset, five[4]};
  }
  Asked a{is_unset(v[1]) ? v[0] : v[1], v[2], v[3], v[4], is_unset(v[5]) || truth(rt, v[5])};
  if (!is_exception(a.error) && !a.error.is_none())
    raise_type_error(rt, fmt::format("Exception expected for value, {} found", type_of(rt, a.error)->name()));
  return a;
}
Asked handled_one(Runtime& rt, const Value& limit, const Value& file, const Value& chain) {
  Asked a{rt.handled() ? Value(rt.handled()) : Value(none), unset, limit, file, is_unset(chain) || truth(rt, chain)};
  return a;
}

// The first `limit` entries, the outermost, or the last ones of a negative limit.
void apply_limit(Runtime& rt, std::vector<TracebackEntry>& entries, const Value& limit) {
  if (is_none_or_unset(limit)) return;
  const std::int64_t wanted = index_number(rt, limit, nullptr);
  const auto most = static_cast<std::size_t>(wanted < 0 ? -wanted : wanted);
  if (entries.size() <= most) return;
  if (wanted >= 0)
    entries.resize(most);
  else
    entries.erase(entries.begin(), entries.end() - static_cast<std::ptrdiff_t>(most));
}

// With another traceback than its own while it lives.
class OtherTraceback {
 public:
  OtherTraceback(ExceptionObject& error, std::vector<TracebackEntry> entries)
      : error_(error), kept_(std::move(entries)) {
    error_.traceback.swap(kept_);
  }
  ~OtherTraceback() { error_.traceback.swap(kept_); }
  OtherTraceback(const OtherTraceback&) = delete;
  OtherTraceback& operator=(const OtherTraceback&) = delete;

 private:
  ExceptionObject& error_;
  std::vector<TracebackEntry> kept_;
};

std::string text_of(Runtime& rt, const Asked& a) {
  if (a.error.is_none()) return "NoneType: None\n";
  ExceptionObject& error = as_exception(a.error);
  std::vector<TracebackEntry> entries = is_unset(a.traceback) ? error.traceback : entries_of(a.traceback);
  std::ranges::reverse(entries);
  apply_limit(rt, entries, a.limit);
  std::ranges::reverse(entries);
  const OtherTraceback other(error, std::move(entries));
  return interpreter(rt).format_exception(error, a.chain);
}

// ---------------------------------------------------------------- pieces of text

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(end);
  return line;
}
bool leads(std::string_view line) {
  return line.starts_with("The above exception was") || line.starts_with("During handling of the above");
}

// As format_exception() divides it: a frame with its source lines is one, and so is what stands between two exceptions.
Ref<List> pieces(Runtime& rt, std::string_view rest) {
  const Ref<List> all = make_list(rt);
  std::string piece;
  const auto flush = [&] {
    if (!piece.empty()) all->append(text(rt, piece));
    piece.clear();
  };
  bool frame = false;
  while (!rest.empty()) {
    const std::string_view line = take_line(rest);
    const bool opens = line.starts_with("  File \"");
    const bool goes_on = (frame && line.starts_with("    ")) || leads(line);
    if (!goes_on) flush();
    frame = opens || (frame && goes_on);
    piece += line;
    if (leads(line)) piece += take_line(rest);
  }
  flush();
  return all;
}

void print_to(Runtime& rt, const Value& file, std::string_view shown) {
  if (is_none_or_unset(file)) return write_error(rt, shown);
  call_method(rt, file, "write", {text(rt, shown)});
}

// ---------------------------------------------------------------- exceptions

Value print_exception(Runtime& rt, Args args) {
  const Asked a = asked(rt, args, "print_exception", true);
  print_to(rt, a.file, text_of(rt, a));
  return none;
}
Value format_exception(Runtime& rt, Args args) {
  return Value(pieces(rt, text_of(rt, asked(rt, args, "format_exception", false))));
}
Value print_exc(Runtime& rt, Args args) {
  const auto [limit, file, chain] = bind_python<3>(rt, "print_exc", {"limit", "file", "chain"}, args, 0);
  const Asked a = handled_one(rt, limit, file, chain);
  print_to(rt, a.file, text_of(rt, a));
  return none;
}
Value format_exc(Runtime& rt, Args args) {
  const auto [limit, chain] = bind_python<2>(rt, "format_exc", {"limit", "chain"}, args, 0);
  return text(rt, text_of(rt, handled_one(rt, limit, unset, chain)));
}
Value format_exception_only(Runtime& rt, Args args) {
  const auto [error, value] = bind_python<2>(rt, "format_exception_only", {"exc", "value"}, args, 1);
  const Value& shown = is_unset(value) ? error : value;
  if (!is_exception(shown)) return Value(make_list(rt, std::vector<Value>{text(rt, "NoneType: None\n")}));
  return Value(pieces(rt, last_line(rt, as_exception(shown)) + "\n"));
}

// ---------------------------------------------------------------- tracebacks and stacks

std::vector<TracebackEntry> frames_of(Runtime& rt, const Value& traceback, const Value& limit) {
  std::vector<TracebackEntry> entries = entries_of(traceback);
  std::ranges::reverse(entries);
  apply_limit(rt, entries, limit);
  return entries;
}
// Of a stack a limit keeps the innermost ones.
std::vector<TracebackEntry> stack_frames(Runtime& rt, const Value& limit) {
  std::vector<TracebackEntry> entries = running_frames(rt);
  if (is_none_or_unset(limit)) return entries;
  const std::int64_t wanted = index_number(rt, limit, nullptr);
  apply_limit(rt, entries, Value::integer(-wanted));
  return entries;
}
std::string joined(Runtime& rt, const std::vector<TracebackEntry>& entries) {
  std::string all;
  for (const TracebackEntry& entry : entries) all += frame_text(rt, entry);
  return all;
}
Value listed(Runtime& rt, const std::vector<TracebackEntry>& entries) {
  const Ref<List> all = make_list(rt);
  for (const TracebackEntry& entry : entries) all->append(text(rt, frame_text(rt, entry)));
  return Value(all);
}

Value print_tb(Runtime& rt, Args args) {
  const auto [tb, limit, file] = bind_python<3>(rt, "print_tb", {"tb", "limit", "file"}, args, 1);
  print_to(rt, file, joined(rt, frames_of(rt, tb, limit)));
  return none;
}
Value format_tb(Runtime& rt, Args args) {
  const auto [tb, limit] = bind_python<2>(rt, "format_tb", {"tb", "limit"}, args, 1);
  return listed(rt, frames_of(rt, tb, limit));
}
Value extract_tb(Runtime& rt, Args args) {
  const auto [tb, limit] = bind_python<2>(rt, "extract_tb", {"tb", "limit"}, args, 1);
  return make_stack_summary(rt, frames_of(rt, tb, limit));
}
Value print_stack(Runtime& rt, Args args) {
  const auto [frame, limit, file] = bind_python<3>(rt, "print_stack", {"f", "limit", "file"}, args, 0);
  print_to(rt, file, joined(rt, stack_frames(rt, limit)));
  return none;
}
Value format_stack(Runtime& rt, Args args) {
  const auto [frame, limit] = bind_python<2>(rt, "format_stack", {"f", "limit"}, args, 0);
  return listed(rt, stack_frames(rt, limit));
}
Value extract_stack(Runtime& rt, Args args) {
  const auto [frame, limit] = bind_python<2>(rt, "extract_stack", {"f", "limit"}, args, 0);
  return make_stack_summary(rt, stack_frames(rt, limit));
}
Value format_list(Runtime& rt, Args args) {
  const Ref<List> all = make_list(rt);
  for_each(rt, args[0], [&](const Value& item) { all->append(summary_text(rt, item)); });
  return Value(all);
}
Value print_list(Runtime& rt, Args args) {
  const auto [list, file] = bind_python<2>(rt, "print_list", {"extracted_list", "file"}, args, 1);
  for_each(rt, list, [&](const Value& item) { print_to(rt, file, str(rt, summary_text(rt, item))->view()); });
  return none;
}

// ---------------------------------------------------------------- TracebackException

Value init_exception(Runtime& rt, Args args) {
  const auto v =
      bind_python<4>(rt, "TracebackException.__init__", {"self", "exc_type", "exc_value", "exc_traceback"}, args, 4);
  set_field(rt, v[0], "exc_type", v[1]);
  set_field(rt, v[0], "_error", v[2]);
  set_field(rt, v[0], "_shown", text(rt, text_of(rt, {v[2], v[3], none, none, true})));
  set_field(rt, v[0], "_alone", text(rt, text_of(rt, {v[2], v[3], none, none, false})));
  set_field(rt, v[0], "_last", text(rt, last_line(rt, as_exception(v[2])) + "\n"));
  set_field(rt, v[0], "_str", Value(str(rt, v[2])));
  set_field(rt, v[0], "stack", make_stack_summary(rt, frames_of(rt, v[3], none)));
  set_field(rt, v[0], "_error", none);
  return none;
}
Value from_exception(Runtime& rt, Args args) {
  const Value& error = args[1];
  if (!is_exception(error)) raise_type_error(rt, "from_exception() needs an exception");
  const Value values[] = {value_of(type_of(rt, error)), error, traceback_of(rt, as_exception(error))};
  return call(rt, args[0], Args(values, 3));
}
Value format_whole(Runtime& rt, Args args) {
  const auto [self, chain] = bind_python<2>(rt, "TracebackException.format", {"self", "chain"}, args, 1);
  const bool all = is_unset(chain) || truth(rt, chain);
  return iter(rt, Value(pieces(rt, as_str(field(rt, self, all ? "_shown" : "_alone")).view())));
}
Value format_last(Runtime& rt, Args args) {
  return iter(rt, Value(pieces(rt, as_str(field(rt, args[0], "_last")).view())));
}
Value str_exception(Runtime& rt, Args args) {
  return field(rt, args[0], "_str");
}
Value print_whole(Runtime& rt, Args args) {
  const auto [self, file, chain] =
      bind_python<3>(rt, "TracebackException.print", {"self", "file", "chain"}, args, 1, 1);
  const bool all = is_unset(chain) || truth(rt, chain);
  print_to(rt, file, as_str(field(rt, self, all ? "_shown" : "_alone")).view());
  return none;
}
constexpr NativeMethod exception_methods[] = {
    {"__init__", init_exception},
    {"__str__", str_exception, no_arguments()},
    {"from_exception", from_exception, any_arguments(), NativeMethod::Kind::class_method},
    {"format", format_whole},
    {"format_exception_only", format_last},
    {"print", print_whole}};

constexpr NativeMethod functions[] = {{"print_exception", print_exception},
                                      {"format_exception", format_exception},
                                      {"print_exc", print_exc},
                                      {"format_exc", format_exc},
                                      {"format_exception_only", format_exception_only},
                                      {"print_tb", print_tb},
                                      {"format_tb", format_tb},
                                      {"extract_tb", extract_tb},
                                      {"print_stack", print_stack},
                                      {"format_stack", format_stack},
                                      {"extract_stack", extract_stack},
                                      {"format_list", format_list, one_argument()},
                                      {"print_list", print_list}};

}  // namespace

Ref<ModuleObject> traceback_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "traceback");
  add_functions(rt, *module->dict, "traceback", functions);
  make_summary_classes(rt);
  standard_state(rt).traceback_exception =
      make_library_class(rt, {.name = "TracebackException", .module = "traceback", .methods = exception_methods});
  for (Type* type :
       {standard_state(rt).frame_summary, standard_state(rt).stack_summary, standard_state(rt).traceback_exception})
    define_class(rt, *module, type);
  return module;
}

}  // namespace orrery::script
