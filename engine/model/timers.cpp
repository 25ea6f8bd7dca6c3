#include "engine/model/timers.hpp"

#include <algorithm>

#include "engine/model/heapq.hpp"

namespace orrery::model {
namespace {

using heapq::Index;

// heapq's view of a table, and of a vector.
struct TableArray {
  Table<Timer>& table;
  std::size_t size() const { return table.size(); }
  Timer get(Index i) const { return *table.find(i); }
  void set(Index i, const Timer& timer) { table.edit(i) = timer; }
  void push(const Timer& timer) { table.edit(static_cast<Index>(size())) = timer; }
  void drop_last() { table.erase(static_cast<Index>(size() - 1)); }
};
struct VectorArray {
  std::vector<Timer>& items;
  std::size_t size() const { return items.size(); }
  Timer get(Index i) const { return items[i]; }
  void set(Index i, const Timer& timer) { items[i] = timer; }
  void push(const Timer& timer) { items.push_back(timer); }
  void drop_last() { items.pop_back(); }
};

// Only the deadlines count; ties are for the shape of the heap to decide.
constexpr auto earlier = [](const Timer& a, const Timer& b) { return a.deadline < b.deadline; };

std::vector<Timer> items_of(const Table<Timer>& heap) {
  std::vector<Timer> items;
  items.reserve(heap.size());
  for (auto [position, timer] : heap) items.push_back(timer);
  return items;
}

}  // namespace

std::vector<Timer> Timers::in_order(std::size_t limit) const {
  std::vector<Timer> items = items_of(heap_);
  std::vector<Timer> order;
  order.reserve(std::min(limit, items.size()));
  VectorArray heap{items};
  while (!items.empty() && order.size() < limit) order.push_back(heapq::pop(heap, earlier));
  return order;
}

void Timers::push(const Timer& timer) {
  TableArray heap{heap_};
  heapq::push(heap, timer, earlier);
}

void Timers::pop_top() {
  TableArray heap{heap_};
  heapq::pop(heap, earlier);
}

void Timers::pop(event::Id handle) {
  if (empty()) return;
  if (first().handle == handle) return pop_top();
  std::vector<Timer> items = items_of(heap_);
  const auto found = std::find_if(items.begin(), items.end(), [&](const Timer& t) { return t.handle == handle; });
  if (found == items.end()) return;
  items.erase(found);
  rebuild(items);
}

void Timers::rebuild(const std::vector<Timer>& timers) {
  heap_ = {};
  TableArray heap{heap_};
  for (const Timer& timer : timers) heap.push(timer);
  heapq::heapify(heap, earlier);
}

}  // namespace orrery::model
