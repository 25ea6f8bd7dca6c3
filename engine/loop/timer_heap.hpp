// CPython's timer heap, exactly: heapq's sift on the deadline alone, so timers of equal deadline leave in its order,
// which is not the order of their coming; and base_events' compaction with its drifting count of cancelled timers.
// (CPython: heapq.py, and asyncio/base_events.py _run_once and _timer_handle_cancelled.)
#pragma once

#include <cstddef>
#include <vector>

#include "engine/loop/handle.hpp"

namespace orrery::loop {

class TimerHeap {
 public:
  TimerHeap() = default;
  TimerHeap(const TimerHeap&) = delete;
  TimerHeap& operator=(const TimerHeap&) = delete;
  ~TimerHeap() { clear(); }

  bool empty() const noexcept { return heap_.empty(); }
  std::size_t size() const noexcept { return heap_.size(); }
  // Precondition: not empty.
  TimerHandle& top() const noexcept { return *heap_.front().timer; }
  double next_deadline() const noexcept { return heap_.front().when; }

  void push(Ref<TimerHandle> timer);
  Ref<TimerHandle> pop();
  // The start of a turn: drops all cancelled timers if they are more than half of more than 100, else those on top.
  void forget_cancelled();
  // A timer in the heap was cancelled. Not called back when a cancelled one is popped as due: the count drifts upwards.
  void count_cancelled() noexcept { ++cancelled_; }
  std::size_t cancelled_count() const noexcept { return cancelled_; }
  void clear() noexcept;

 private:
  struct Entry {
    double when;
    TimerHandle* timer;  // owned: the heap holds one reference
  };
  void compact();
  static void let_go(const std::vector<Entry>& dropped) noexcept;
  void heapify();
  void sift_down(std::size_t start, std::size_t position);
  void sift_up(std::size_t position);

  std::vector<Entry> heap_;
  std::size_t cancelled_ = 0;
};

}  // namespace orrery::loop
