// The loop's timer heap, mirrored: the same array in the same order as CPython's heapq would hold, because that decides
// which of two timers with equal deadlines comes first. (asyncio-semantics 0.2, 1.1 and 1.2; base_events.py, heapq.py.)
//
// Cancelled timers stay in it until they reach the top, or until a compaction, exactly as in the loop; whether one is
// cancelled stands in its Handle. Cheap to copy.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/event/id.hpp"
#include "engine/model/table.hpp"

namespace orrery::model {

struct Timer {
  double deadline = 0;  // seconds of the run's clock
  event::Id handle;
  friend bool operator==(const Timer&, const Timer&) = default;
};

class Timers {
 public:
  // Timers in the heap, cancelled ones included.
  std::size_t size() const { return heap_.size(); }
  bool empty() const { return heap_.empty(); }
  // Precondition: not empty.
  const Timer& first() const { return *heap_.find(0); }
  // The first `limit` timers in the order in which the loop would pop them, cancelled ones included.
  std::vector<Timer> in_order(std::size_t limit = SIZE_MAX) const;

  void push(const Timer& timer);
  // Takes a timer out when it is due. One that is not at the top, which no loop would do, is taken from where it is;
  // nothing happens if it is not here.
  void pop(event::Id handle);
  // A timer in the heap was cancelled.
  void count_cancelled() { ++cancelled_; }
  // What the loop does without a word at the beginning of a turn: drops cancelled timers off the top, or all of them if
  // they are many. Returns what it dropped.
  template <class IsCancelled>
  std::vector<event::Id> tidy(const IsCancelled& is_cancelled) {
    return wants_compaction() ? compact(is_cancelled) : drop_from_top(is_cancelled);
  }
  void clear() { *this = Timers(); }
  std::size_t bytes_beside(const Timers& other) const { return heap_.bytes_beside(other.heap_); }

  friend bool operator==(const Timers&, const Timers&) = default;

 private:
  // More than 100 timers and more than half of them cancelled, by a count that drifts: a cancelled timer that becomes
  // due is never subtracted.
  bool wants_compaction() const { return size() > 100 && cancelled_ > 0.5 * static_cast<double>(size()); }
  template <class IsCancelled>
  std::vector<event::Id> compact(const IsCancelled& is_cancelled) {
    std::vector<event::Id> dropped;
    std::vector<Timer> kept;
    for (auto [position, timer] : heap_)
      if (is_cancelled(timer.handle))
        dropped.push_back(timer.handle);
      else
        kept.push_back(timer);
    rebuild(kept);
    cancelled_ = 0;
    return dropped;
  }
  template <class IsCancelled>
  std::vector<event::Id> drop_from_top(const IsCancelled& is_cancelled) {
    std::vector<event::Id> dropped;
    while (!empty() && is_cancelled(first().handle)) {
      --cancelled_;
      dropped.push_back(first().handle);
      pop_top();
    }
    return dropped;
  }
  void pop_top();
  void rebuild(const std::vector<Timer>& timers);

  Table<Timer> heap_;  // by position in the array
  std::int64_t cancelled_ = 0;
};

}  // namespace orrery::model
