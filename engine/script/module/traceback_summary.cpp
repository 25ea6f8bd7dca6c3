#include "engine/script/module/traceback_summary.hpp"

#include <fmt/format.h>

#include "engine/script/module/stack_text.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/interpreter.hpp"

namespace orrery::script {
namespace {

constexpr std::array<std::string_view, 4> parts = {"filename", "lineno", "name", "line"};

Value init_frame(Runtime& rt, Args args) {
  const auto v = bind_python<5>(rt, "FrameSummary.__init__", {"self", "filename", "lineno", "name", "line"}, args, 4);
  for (std::size_t i = 0; i < parts.size(); ++i)
    set_field(rt, v[0], parts[i], is_unset(v[i + 1]) ? Value(none) : v[i + 1]);
  return none;
}
Value repr_frame(Runtime& rt, Args args) {
  const auto shown = [&](std::string_view name) { return std::string(str(rt, field(rt, args[0], name))->view()); };
  return text(rt,
              fmt::format("<FrameSummary file {}, line {} in {}>", shown("filename"), shown("lineno"), shown("name")));
}
Ref<Tuple> as_parts(Runtime& rt, const Value& self) {
  if (is_tuple(self)) return tuple_of(rt, self);
  return make_tuple(
      rt, {field(rt, self, parts[0]), field(rt, self, parts[1]), field(rt, self, parts[2]), field(rt, self, parts[3])});
}
Value iter_frame(Runtime& rt, Args args) {
  return iter(rt, Value(as_parts(rt, args[0])));
}
Value item_of_frame(Runtime& rt, Args args) {
  return getitem(rt, Value(as_parts(rt, args[0])), args[1]);
}
Value length_of_frame(Runtime&, Args) {
  return Value::integer(4);
}
Value compare_frame(Runtime& rt, Args args) {
  const bool other = is_tuple(args[1]) || is_exact(args[1], standard_state(rt).frame_summary);
  if (!other) return not_implemented;
  return boolean(equal(rt, Value(as_parts(rt, args[0])), Value(as_parts(rt, args[1]))));
}
constexpr NativeMethod frame_methods[] = {{"__init__", init_frame},
                                          {"__repr__", repr_frame, no_arguments()},
                                          {"__iter__", iter_frame, no_arguments()},
                                          {"__getitem__", item_of_frame, one_argument()},
                                          {"__len__", length_of_frame, no_arguments()},
                                          {"__eq__", compare_frame, one_argument()}};

Value format_stack(Runtime& rt, Args args) {
  const Ref<List> all = make_list(rt);
  for_each(rt, args[0], [&](const Value& item) { all->append(summary_text(rt, item)); });
  return Value(all);
}
constexpr NativeMethod stack_methods[] = {{"format", format_stack, no_arguments()}};

}  // namespace

void make_summary_classes(Runtime& rt) {
  StandardState& state = standard_state(rt);
  state.frame_summary =
      make_library_class(rt, {.name = "FrameSummary", .module = "traceback", .methods = frame_methods});
  state.stack_summary = make_library_class(
      rt, {.name = "StackSummary", .module = "traceback", .bases = {rt.types().list}, .methods = stack_methods});
}

Value make_stack_summary(Runtime& rt, const std::vector<TracebackEntry>& entries) {
  StandardState& state = standard_state(rt);
  const Value all = call(rt, value_of(state.stack_summary));
  for (const TracebackEntry& entry : entries) {
    const std::string_view source = interpreter(rt).source_line(static_cast<int>(entry.line));
    const Value values[] = {Value(entry.file), Value::integer(entry.line), Value(entry.function), text(rt, source)};
    const Value summary = call(rt, value_of(state.frame_summary), Args(values, 4));
    set_field(rt, summary, "_shown", text(rt, frame_text(rt, entry)));
    as_list(all).append(summary);
  }
  return all;
}

Value summary_text(Runtime& rt, const Value& summary) {
  if (const Value shown = is_tuple(summary) ? Value(unset) : field(rt, summary, "_shown"); !is_unset(shown)) return shown;
  const Ref<Tuple> p = as_parts(rt, summary);
  std::string shown = fmt::format("  File \"{}\", line {}, in {}\n", str(rt, (*p)[0])->view(), str(rt, (*p)[1])->view(),
                                  str(rt, (*p)[2])->view());
  if (truth(rt, (*p)[3])) shown += fmt::format("    {}\n", str(rt, (*p)[3])->view());
  return text(rt, shown);
}

}  // namespace orrery::script
