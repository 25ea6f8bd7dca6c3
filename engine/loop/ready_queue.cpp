#include "engine/loop/ready_queue.hpp"

#include <algorithm>

namespace orrery::loop {

void ReadyQueue::grow() {
  const std::size_t count = size();
  const std::size_t larger = std::max<std::size_t>(64, count * 2);
  std::unique_ptr<Handle*[]> ring(new Handle*[larger]);
  for (std::size_t i = 0; i < count; ++i) ring[i] = &at(i);
  ring_ = std::move(ring);
  mask_ = larger - 1;
  head_ = 0;
  tail_ = count;
}

}  // namespace orrery::loop
