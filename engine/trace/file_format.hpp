// How a trace lies in a file (docs/trace-file.md). Inside of engine/trace only.
//
//   FileHead  kinds  about            padded to 32 bytes
//   BlockHead lengths texts  events   the same, again and again; a chunk's events in one block or in several, never
//   BlockHead                         two chunks' in one
//   ...
//   BlockHead ending                  the last, if the run came to its end
//
// Everything is little-endian and lies at multiples of 32 bytes, so that events can be read where the file is mapped.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/event/event.hpp"

namespace orrery::trace::file {

inline constexpr std::string_view magic{"ORRERY\x1a\n", 8};
inline constexpr std::uint32_t version = 1;
inline constexpr std::uint32_t byte_order = 0x01020304;
inline constexpr std::uint32_t block_magic = 0x4b4c424f;  // "OBLK"
inline constexpr std::size_t alignment = 32;

struct FileHead {
  char magic[8];
  std::uint32_t version;
  std::uint32_t byte_order;
  std::uint32_t event_bytes;
  std::uint32_t kinds_bytes;  // the names of all kinds of events in their order, each with a newline
  std::uint64_t about_bytes;  // what the writer's user says of the run
  std::uint64_t body_check;   // of kinds, about and padding
  std::uint64_t unused[2];
  std::uint64_t head_check;  // of all before it
};
static_assert(sizeof(FileHead) == 64);

enum class BlockSort : std::uint32_t { events = 1, ending = 2 };

struct BlockHead {
  std::uint32_t magic;
  BlockSort sort;
  std::uint32_t first_event, events;
  std::uint32_t first_name, names;
  std::uint64_t text_bytes;  // lengths, texts and padding; of an ending its text and padding
  std::uint64_t lost;        // events that the run has lost so far
  std::uint64_t ending_bytes;
  std::uint64_t body_check;  // of all that follows
  std::uint64_t head_check;  // of all before it

  std::uint64_t body_bytes() const noexcept { return text_bytes + std::uint64_t{events} * sizeof(event::Event); }
};
static_assert(sizeof(BlockHead) == 64);

// The names of the kinds of this program, as they stand in a file.
std::string kinds_text();
// The check sum of a head without its last eight bytes.
template <class Head>
std::uint64_t check_of(const Head& head) noexcept;
// Bytes that are missing to the next multiple of `alignment`.
constexpr std::size_t padding(std::uint64_t bytes) noexcept {
  return (alignment - bytes % alignment) % alignment;
}

}  // namespace orrery::trace::file
