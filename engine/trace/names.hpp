// The texts of a trace, each stored once. One thread interns; others may read the names of published events.
#pragma once

#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/event/id.hpp"
#include "engine/trace/blocks.hpp"

namespace orrery::trace {

class Names {
 public:
  Names();

  // The name of a text, the same for equal texts; 0 for the empty text, and when memory is exhausted.
  event::Name intern(std::string_view text) noexcept;
  // The text of a name; empty for a name that does not exist. Valid as long as this object.
  std::string_view text(event::Name name) const noexcept;
  // How many names there are, the empty one included.
  event::Name size() const noexcept { return count_.load(std::memory_order_acquire); }

 private:
  const char* keep(std::string_view text);

  Blocks<std::string_view> texts_;
  std::atomic<event::Name> count_{0};
  std::unordered_map<std::string_view, event::Name> known_;  // looked up, never iterated
  std::vector<std::unique_ptr<char[]>> arenas_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
};

}  // namespace orrery::trace
