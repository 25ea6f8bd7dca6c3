// What StringIO and BytesIO have in common: text or bytes in memory, and a place in them. (CPython: Modules/_io.)
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>

#include "engine/script/module/standard_state.hpp"
#include "engine/script/object/derived.hpp"

namespace orrery::script {

template <class Char>
class MemoryFile : public ScriptObject {
 public:
  explicit MemoryFile(Type* type) noexcept : ScriptObject(type) {}
  using Content = std::basic_string<Char>;

  Content content;
  std::size_t at = 0;
  bool closed = false;

  void write(const Content& more) {
    if (at > content.size()) content.resize(at, Char{});
    content.replace(at, std::min(more.size(), content.size() - at), more);
    at += more.size();
  }
  // At most so many; all for a negative number.
  Content read(std::int64_t most) {
    if (at >= content.size()) return {};
    const std::size_t left = content.size() - at;
    return take(most < 0 ? left : std::min(left, static_cast<std::size_t>(most)));
  }
  // With its newline; empty at the end.
  Content read_line(std::int64_t most) {
    if (at >= content.size()) return {};
    const std::size_t newline = content.find(Char{'\n'}, at);
    std::size_t count = (newline == Content::npos ? content.size() : newline + 1) - at;
    if (most >= 0) count = std::min(count, static_cast<std::size_t>(most));
    return take(count);
  }

 private:
  Content take(std::size_t count) {
    Content part = content.substr(at, count);
    at += count;
    return part;
  }
};

Type* make_string_io_class(Runtime& rt);
Type* make_bytes_io_class(Runtime& rt);

}  // namespace orrery::script
