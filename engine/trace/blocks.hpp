// An append-only array that one thread grows while others read what has been published.
//
// Elements never move: block i holds 1024 * 2^i of them, so 23 block pointers are enough for every Seq, and a reader
// never meets a reallocation. Who publishes a count (with release order) also publishes the elements below it.
#pragma once

#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <type_traits>

namespace orrery::trace {

template <class T>
class Blocks {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  Blocks() = default;
  Blocks(const Blocks&) = delete;
  Blocks& operator=(const Blocks&) = delete;
  ~Blocks() {
    for (auto& block : blocks_) std::free(block.load(std::memory_order_relaxed));
  }

  // Precondition: i lies in a block that has been allocated and was published to this thread.
  const T& operator[](std::uint32_t i) const noexcept { return block_of(i)[offset_in_block(i)]; }
  T& operator[](std::uint32_t i) noexcept { return block_of(i)[offset_in_block(i)]; }

  // Makes room for the element i and all others of its block. False if memory is exhausted.
  bool reserve(std::uint32_t i) noexcept {
    auto& block = blocks_[block_index(i)];
    if (block.load(std::memory_order_relaxed)) return true;
    void* memory = std::malloc(sizeof(T) * block_size(block_index(i)));
    block.store(static_cast<T*>(memory), std::memory_order_release);
    return memory != nullptr;
  }
  // The number of elements from i to the end of its block.
  static constexpr std::size_t room_from(std::uint32_t i) noexcept {
    return block_size(block_index(i)) - offset_in_block(i);
  }

 private:
  static constexpr std::uint64_t first_block = 1024;

  static constexpr std::size_t block_index(std::uint32_t i) noexcept {
    return static_cast<std::size_t>(std::bit_width((i + first_block) / first_block)) - 1;
  }
  static constexpr std::size_t block_size(std::size_t block) noexcept { return first_block << block; }
  static constexpr std::size_t offset_in_block(std::uint32_t i) noexcept {
    return static_cast<std::size_t>(i + first_block - (first_block << block_index(i)));
  }
  T* block_of(std::uint32_t i) const noexcept { return blocks_[block_index(i)].load(std::memory_order_acquire); }

  std::array<std::atomic<T*>, 23> blocks_{};
};

}  // namespace orrery::trace
