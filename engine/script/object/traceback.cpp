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

constexpr NativeAttribute attributes[] = {{"tb_lineno", get_line}, {"tb_next", get_next}};

}  // namespace

TypeSpec specs::traceback(Types&) {
  return {.name = "traceback", .flags = TypeFlag::no_construct, .attributes = attributes};
}

}  // namespace orrery::script
