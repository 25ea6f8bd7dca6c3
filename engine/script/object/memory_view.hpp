// memoryview of bytes and bytearrays.
#pragma once

#include <string>
#include <string_view>

#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

// One dimension, items of one byte.
class MemoryView final : public ScriptObject {
 public:
  MemoryView(Type* type, Value of, char item_format, bool unchangeable) noexcept
      : ScriptObject(type), owner(std::move(of)), format(item_format), read_only(unchangeable) {}

  Value owner;  // a Bytes; `unset` once released
  char format;  // 'B', 'b' or 'c'
  bool read_only;
  std::int64_t first = 0, step = 1, count = 0;  // of its items among the owner's bytes
};

inline bool is_memory_view(Runtime& rt, const Value& v) noexcept {
  return is_exact(v, rt.types().memoryview);
}
// The bytes that it shows. Raises ValueError if it was released.
std::string bytes_of_view(Runtime& rt, const Value& view);
// The same where they lie, if they lie side by side; raises BufferError otherwise.
std::string_view contiguous_view(Runtime& rt, const Value& view);

}  // namespace orrery::script
