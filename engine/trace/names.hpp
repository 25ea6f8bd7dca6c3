// The texts of a trace, each stored once. One thread interns; others may read the names of published events.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/event/id.hpp"
#include "engine/trace/blocks.hpp"

namespace orrery::trace {

class Names {
 public:
  Names();

  // The name of a text, the same for equal texts; 0 for the empty text, and when memory is exhausted. Some 10 ns for a
  // short text that is known.
  event::Name intern(std::string_view text) noexcept;
  // The text of a name; empty for a name that does not exist. Valid as long as this object.
  std::string_view text(event::Name name) const noexcept;
  // How many names there are, the empty one included.
  event::Name size() const noexcept { return count_.load(std::memory_order_acquire); }
  // Bytes of texts kept here.
  std::size_t bytes() const noexcept { return bytes_.load(std::memory_order_relaxed); }

  // The next name for a text that lies elsewhere and stays there; `intern` will not find it. False if memory is
  // exhausted.
  bool adopt(std::string_view text) noexcept;

 private:
  // Open addressing: an empty slot has the name 0, which needs no slot.
  struct Slot {
    std::uint32_t hash = 0;
    event::Name name = 0;
  };

  Slot& slot_of(std::string_view text, std::uint32_t hash) noexcept;
  void grow();
  const char* keep(std::string_view text);

  Blocks<std::string_view> texts_;
  std::atomic<event::Name> count_{0};
  std::vector<Slot> slots_;  // a power of two of them
  std::size_t used_ = 0;
  std::vector<std::unique_ptr<char[]>> arenas_;
  char* free_ = nullptr;
  std::size_t left_ = 0;
  std::atomic<std::size_t> bytes_{0};
};

}  // namespace orrery::trace
