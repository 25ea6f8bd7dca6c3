#include "engine/loop/pool.hpp"

namespace orrery::loop {

#ifndef ORRERY_POOL_OFF
// Empties the thread's lists at its end. What is given back still later goes with the process.
struct Pool::Keeper {
  ~Keeper() {
    for (Block*& list : lists_)
      while (Block* block = list) {
        list = block->next;
        ::operator delete(block);
      }
  }
};

// The whole of the block's grain, so that every block of a list will do for every size of it.
void* Pool::take_new(std::size_t size) {
  static thread_local Keeper keeper;
  (void)&keeper;
  return ::operator new((list_of(size) + 1) * grain);
}
#endif

}  // namespace orrery::loop
