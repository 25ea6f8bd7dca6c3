// Memory for the small things of which a run makes very many: handles, futures, tasks, coroutine frames.
//
// What is given back is kept, by size, for the next of that size: two moves of a pointer instead of a walk through the
// general allocator. What is new is cut from slabs, so that things made one after the other lie side by side; a block
// whose size is a multiple of 64 begins a line of the cache. Invariants: a block belongs to whoever holds it, and may
// be given back by another thread than took it; each thread has its own lists, so nothing is locked; a thread that ends
// leaves them to the next that runs out. Slabs are never given back. The lists are not part of a run's state, as those
// of malloc are not: no run can tell. Under the sanitizers every block is the general allocator's, so that they see
// each one's life.
#pragma once

#include <array>
#include <cstddef>
#include <new>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define ORRERY_POOL_OFF
#endif

namespace orrery::loop {

class Pool {
 public:
  // At least `size` bytes, aligned as by operator new. Throws std::bad_alloc.
  static void* take(std::size_t size);
  // Gives back what take() gave for that size.
  static void give(void* block, std::size_t size) noexcept;

 private:
  struct Block {
    Block* next;
  };
  struct Keeper;
  static constexpr std::size_t grain = 16;
  static constexpr std::size_t largest = 1024;    // bytes; what is larger is not kept
  static constexpr std::size_t slab = 16 * 1024;  // bytes
  static constexpr std::size_t line = 64;         // of the cache
  using Lists = std::array<Block*, largest / grain>;

  static constexpr std::size_t list_of(std::size_t size) noexcept { return (size - 1) / grain; }
  static void* take_new(std::size_t size);
  static Block* cut(std::size_t size);

  static thread_local constinit inline Lists lists_{};
};

#ifdef ORRERY_POOL_OFF
inline void* Pool::take(std::size_t size) {
  return ::operator new(size);
}
inline void Pool::give(void* block, std::size_t) noexcept {
  ::operator delete(block);
}
#else
inline void* Pool::take(std::size_t size) {
  if (size > largest) [[unlikely]]
    return ::operator new(size);
  Block*& list = lists_[list_of(size)];
  if (!list) [[unlikely]]
    return take_new(size);
  Block* block = list;
  list = block->next;
  return block;
}

inline void Pool::give(void* block, std::size_t size) noexcept {
  if (size > largest) [[unlikely]]
    return ::operator delete(block);
  Block*& list = lists_[list_of(size)];
  list = new (block) Block{list};
}
#endif

}  // namespace orrery::loop
