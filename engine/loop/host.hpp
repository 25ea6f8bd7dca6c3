// Who has set up the run of a native program, for what the loop can't know itself: where coroutines stand in the
// program's own source. engine/library has one; runs of scripts have none, because there lines come with the script.
#pragma once

#include <cstdint>
#include <source_location>

#include "engine/event/id.hpp"

namespace orrery::loop {

// A line of one of the program's files. `file` 0: it is not the program's, but the engine's own.
struct Place {
  event::Name file = 0;    // its name in the trace
  std::uint16_t line = 0;  // 65535 for all beyond
};

// Asked only while a probe is attached. Must not throw.
class Host {
 public:
  virtual ~Host() = default;
  // Where a location is.
  virtual Place place(const std::source_location& where) noexcept = 0;
  // Where the body begins of the function that ends at `end`: a promise's constructor is told where the function ends.
  virtual Place begin_of(const std::source_location& end) noexcept = 0;
};

constexpr std::uint16_t line_of(const std::source_location& where) noexcept {
  return static_cast<std::uint16_t>(where.line() < 65535 ? where.line() : 65535);
}

}  // namespace orrery::loop
