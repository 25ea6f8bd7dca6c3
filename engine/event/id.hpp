// Identity: an ordinal per sort of thing, never an address. Two runs of the same input give the same ids.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace orrery::event {

// What an Id names. `loop` … `socket` are the objects a learner can point at;
// `frame` is a call of a plain function, in runs that are watched.
enum class Sort : std::uint8_t { none, loop, task, future, handle, coroutine, socket, world, frame };

// 4 bits of sort, 28 bits of ordinal (from 1, in order of creation). Id{} names nothing.
class Id {
 public:
  static constexpr std::uint32_t max_ordinal = (1u << 28) - 1;

  constexpr Id() = default;
  constexpr Id(Sort sort, std::uint32_t ordinal)
      : bits_(static_cast<std::uint32_t>(sort) << 28 | (ordinal & max_ordinal)) {}

  constexpr Sort sort() const { return static_cast<Sort>(bits_ >> 28); }
  constexpr std::uint32_t ordinal() const { return bits_ & max_ordinal; }
  constexpr std::uint32_t bits() const { return bits_; }
  static constexpr Id from_bits(std::uint32_t bits) {
    Id id;
    id.bits_ = bits;
    return id;
  }
  constexpr explicit operator bool() const { return bits_ != 0; }
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::uint32_t bits_ = 0;
};

// The position of an event in its trace, from 0.
using Seq = std::uint32_t;
constexpr Seq no_seq = 0xFFFFFFFFu;

// An interned text: an index into the trace's names. 0 is the empty text.
using Name = std::uint32_t;

}  // namespace orrery::event

template <>
struct std::hash<orrery::event::Id> {
  std::size_t operator()(orrery::event::Id id) const noexcept { return std::hash<std::uint32_t>{}(id.bits()); }
};
