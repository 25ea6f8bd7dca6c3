// The one hash of this room: of texts that are looked up, of blocks of a file.
#pragma once

#include <cstdint>
#include <string_view>

namespace orrery::trace {

// XXH3, 64 bits. The same on every machine.
std::uint64_t checksum(std::string_view bytes) noexcept;

}  // namespace orrery::trace
