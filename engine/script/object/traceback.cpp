#include "engine/script/object/traceback.hpp"

#include <algorithm>

#include "engine/script/object/sequence.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

Value traceback_of(Runtime& rt, const ExceptionObject& error) {
  if (error.traceback.empty()) return none;
  std::vector<TracebackEntry> entries(error.traceback.rbegin(), error.traceback.rend());
  return Value(rt.heap().make<TracebackObject>(rt.types().traceback, std::move(entries)));
}

std::vector<TracebackEntry> entries_of(const Value& traceback) {
  if (traceback.is_none()) return {};
  const auto& entries = static_cast<TracebackObject*>(traceback.object())->entries;
  return {entries.rbegin(), entries.rend()};
}

namespace {

const TracebackObject& self_of(const Value& v) {
  return *static_cast<TracebackObject*>(v.object());
}

Value get_line(Runtime&, const Value& self) {
  return Value::integer(self_of(self).entries.front().line);
}

Value get_next(Runtime& rt, const Value& self) {
  const auto& entries = self_of(self).entries;
  if (entries.size() < 2) return none;
  return Value(rt.heap().make<TracebackObject>(rt.types().traceback,
                                               std::vector<TracebackEntry>(entries.begin() + 1, entries.end())));
}

bool same_entry(const TracebackEntry& a, const TracebackEntry& b) {
  return a.frame == b.frame && a.line == b.line && a.column == b.column && a.function->view() == b.function->view();
}

// There is a new object each time one is asked for: those of the same stack are the same traceback.
Value compare_tracebacks(Runtime&, CompareOp op, const Value& a, const Value& b) {
  if (op != CompareOp::equal && op != CompareOp::not_equal) return not_implemented;
  if (!b.is_object() || !dynamic_cast<const TracebackObject*>(b.object())) return not_implemented;
  const bool same = std::ranges::equal(self_of(a).entries, self_of(b).entries, same_entry);
  return boolean(same == (op == CompareOp::equal));
}

std::int64_t hash_traceback(Runtime&, const Value& self) {
  return static_cast<std::int64_t>(self_of(self).entries.size());
}

constexpr NativeAttribute attributes[] = {{"tb_lineno", get_line}, {"tb_next", get_next}};

}  // namespace

TypeSpec specs::traceback(Types&) {
  TypeSpec spec{.name = "traceback", .flags = TypeFlag::no_construct, .attributes = attributes};
  spec.slots.compare = compare_tracebacks;
  spec.slots.hash = hash_traceback;
  return spec;
}

}  // namespace orrery::script
