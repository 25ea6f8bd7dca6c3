// The ready queue: handles in the order in which they will run. A ring that grows, never shrinks.
#pragma once

#include <cstddef>
#include <memory>

#include "engine/loop/handle.hpp"

namespace orrery::loop {

class ReadyQueue {
 public:
  ReadyQueue() = default;
  ReadyQueue(const ReadyQueue&) = delete;
  ReadyQueue& operator=(const ReadyQueue&) = delete;
  ~ReadyQueue() { clear(); }

  bool empty() const noexcept { return head_ == tail_; }
  std::size_t size() const noexcept { return tail_ - head_; }
  // The handle at a place, 0 being the next. Precondition: place < size().
  Handle& at(std::size_t place) const noexcept { return *ring_[(head_ + place) & mask_]; }

  ORRERY_HOT_MEMBER void push(Ref<Handle> handle) {
    if (size() > mask_) [[unlikely]]
      grow();
    ring_[tail_++ & mask_] = handle.detach();
  }
  // Precondition: not empty.
  Ref<Handle> pop() noexcept { return Ref<Handle>::adopt(ring_[head_++ & mask_]); }
  void clear() noexcept {
    while (!empty()) pop();
  }

 private:
  void grow();

  std::unique_ptr<Handle*[]> ring_ = std::make_unique<Handle*[]>(1);
  std::size_t mask_ = 0;  // one less than there are places
  std::size_t head_ = 0;  // both only ever grow; the mask makes places of them
  std::size_t tail_ = 0;
};

}  // namespace orrery::loop
