#include "engine/loop/pool.hpp"

#include <mutex>
#include <utility>
#include <vector>

namespace orrery::loop {

#ifndef ORRERY_POOL_OFF
// Leaves the thread's lists, at its end, to the others. What is given back still later is lost to them.
struct Pool::Keeper {
  struct Estate {
    std::mutex mutex;
    std::array<std::vector<Block*>, std::tuple_size_v<Lists>> lists;
  };
  static Estate& estate() noexcept {
    static Estate& everybodys = *new Estate;  // outlives every thread
    return everybodys;
  }
  static Block* inherit(std::size_t list) {
    Estate& estate = Keeper::estate();
    const std::lock_guard lock(estate.mutex);
    std::vector<Block*>& left = estate.lists[list];
    if (left.empty()) return nullptr;
    Block* const first = left.back();
    left.pop_back();
    return first;
  }
  ~Keeper() {
    Estate& estate = Keeper::estate();
    const std::lock_guard lock(estate.mutex);
    for (std::size_t i = 0; i < lists_.size(); ++i)
      if (lists_[i]) estate.lists[i].push_back(std::exchange(lists_[i], nullptr));
  }
};

void* Pool::take_new(std::size_t size) {
  static thread_local Keeper keeper;
  (void)&keeper;
  const std::size_t list = list_of(size);
  Block* block = Keeper::inherit(list);
  if (!block) block = cut((list + 1) * grain);
  lists_[list] = block->next;
  return block;
}

// The blocks of a new slab, in the order in which they lie.
Pool::Block* Pool::cut(std::size_t size) {
  const std::size_t count = slab / size;
  auto* const begin = static_cast<std::byte*>(::operator new(slab, std::align_val_t(line)));
  Block* first = nullptr;
  for (std::size_t i = count; i-- > 0;) first = new (begin + i * size) Block{first};
  return first;
}
#endif

}  // namespace orrery::loop
