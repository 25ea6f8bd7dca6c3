// The loop's timer heap, mirrored: the same array in the same order as CPython's heapq would hold, because that decides
// which of two timers with equal deadlines comes first. (asyncio-semantics 0.2, 1.1 and 1.2; base_events.py, heapq.)
//
// Cancelled timers stay in it until they reach the top, or until a compaction, exactly as in the loop. Cheap to copy.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/event/id.hpp"
#include "engine/model/table.hpp"

namespace orrery::model {

struct Timer {
  double deadline = 0;  // seconds of the run's clock
  event::Id handle;
  bool cancelled = false;
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

  void push(Timer timer);
  // Takes a timer out as the loop does when it is due. Whatever cancelled timers the loop would have dropped before it
  // are dropped; a timer that is not at the top is taken out from where it is. Nothing happens if it is not here.
  void pop(event::Id handle);
  void cancel(event::Id handle);
  // What the loop does silently at the beginning of a turn: drops cancelled timers from the top, or compacts.
  void tidy();
  void clear();

  friend bool operator==(const Timers&, const Timers&) = default;

 private:
  Timer pop_top();
  std::vector<Timer> as_vector() const;
  void rebuild(std::vector<Timer> timers);
  void sift_down(std::uint32_t start, std::uint32_t position);
  void sift_up(std::uint32_t position);
  Timer& at(std::uint32_t position) { return heap_.edit(position); }
  double deadline_at(std::uint32_t position) const { return heap_.find(position)->deadline; }

  Table<Timer> heap_;  // by position in the array
  std::uint32_t cancelled_ = 0;
};

}  // namespace orrery::model
