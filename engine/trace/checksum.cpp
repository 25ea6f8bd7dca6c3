#include "engine/trace/checksum.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace orrery::trace {

std::uint64_t checksum(std::string_view bytes) noexcept {
  return XXH3_64bits(bytes.data(), bytes.size());
}

}  // namespace orrery::trace
