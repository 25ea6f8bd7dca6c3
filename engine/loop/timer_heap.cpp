#include "engine/loop/timer_heap.hpp"

#include <algorithm>

namespace orrery::loop {
namespace {
constexpr std::size_t compaction_size = 100;  // _MIN_SCHEDULED_TIMER_HANDLES
constexpr double compaction_share = 0.5;      // _MIN_CANCELLED_TIMER_HANDLES_FRACTION
}  // namespace

void TimerHeap::push(Ref<TimerHandle> timer) {
  timer->heap_ = this;
  const double when = timer->when();
  heap_.push_back({when, timer.detach()});
  sift_down(0, heap_.size() - 1);
}

Ref<TimerHandle> TimerHeap::pop() {
  Entry last = heap_.back();
  heap_.pop_back();
  if (!heap_.empty()) {
    std::swap(last, heap_.front());
    sift_up(0);
  }
  last.timer->heap_ = nullptr;
  return Ref<TimerHandle>::adopt(last.timer);
}

void TimerHeap::forget_cancelled() {
  const std::size_t size = heap_.size();
  if (size > compaction_size && static_cast<double>(cancelled_) / static_cast<double>(size) > compaction_share) {
    compact();
    return;
  }
  while (!heap_.empty() && top().cancelled()) {
    --cancelled_;
    pop();
  }
}

void TimerHeap::compact() {
  const auto is_kept = [](const Entry& entry) { return !entry.timer->cancelled(); };
  const auto kept = std::stable_partition(heap_.begin(), heap_.end(), is_kept);
  std::vector<Entry> dropped(kept, heap_.end());
  heap_.erase(kept, heap_.end());
  heapify();
  let_go(dropped);
  cancelled_ = 0;
}

void TimerHeap::heapify() {
  for (std::size_t i = heap_.size() / 2; i-- > 0;) sift_up(i);
}

// heapq._siftdown: the entry at `position` rises towards `start` while it is smaller than its parent.
void TimerHeap::sift_down(std::size_t start, std::size_t position) {
  const Entry item = heap_[position];
  while (position > start) {
    const std::size_t parent = (position - 1) / 2;
    if (!(item.when < heap_[parent].when)) break;
    heap_[position] = heap_[parent];
    position = parent;
  }
  heap_[position] = item;
}

// heapq._siftup: the hole at `position` sinks to a leaf, always to the smaller child, the right one of equals; the item
// that was there is put into it and rises.
void TimerHeap::sift_up(std::size_t position) {
  const std::size_t end = heap_.size();
  const std::size_t start = position;
  const Entry item = heap_[position];
  for (std::size_t child = 2 * position + 1; child < end; child = 2 * position + 1) {
    const std::size_t right = child + 1;
    if (right < end && !(heap_[child].when < heap_[right].when)) child = right;
    heap_[position] = heap_[child];
    position = child;
  }
  heap_[position] = item;
  sift_down(start, position);
}

void TimerHeap::let_go(const std::vector<Entry>& dropped) noexcept {
  for (const Entry& entry : dropped) entry.timer->heap_ = nullptr;
  for (const Entry& entry : dropped) entry.timer->release();
}

void TimerHeap::clear() noexcept {
  std::vector<Entry> dropped;
  dropped.swap(heap_);
  let_go(dropped);
}

}  // namespace orrery::loop
