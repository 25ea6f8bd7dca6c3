// Traceback objects: what `e.__traceback__` is.
#pragma once

#include <vector>

#include "engine/script/object/exception.hpp"

namespace orrery::script {

// A copy of the entries of an exception, from the outermost frame (the first) inwards.
class TracebackObject final : public ScriptObject {
 public:
  TracebackObject(Type* type, std::vector<TracebackEntry> list) noexcept
      : ScriptObject(type), entries(std::move(list)) {}
  std::vector<TracebackEntry> entries;
};

// A traceback object, or None if nothing was recorded.
Value traceback_of(Runtime& rt, const ExceptionObject& error);
// The entries in the order of ExceptionObject::traceback; none for None.
std::vector<TracebackEntry> entries_of(const Value& traceback);

}  // namespace orrery::script
