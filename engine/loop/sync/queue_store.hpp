// Where a queue keeps its items, and which of them comes out next. (CPython: _init, _put, _get of asyncio/queues.py.)
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <vector>

#include "engine/loop/environment.hpp"
#include "engine/loop/value.hpp"

namespace orrery::loop {

// A port: scripts bring their own, which may run code of the program and raise.
class QueueStore {
 public:
  virtual ~QueueStore() = default;
  virtual std::size_t size() = 0;
  virtual bool empty() { return size() == 0; }
  virtual void put(Value item) = 0;
  // Precondition: not empty.
  virtual Value get() = 0;
  // What is in it, as it lies there: for those who only look.
  virtual std::vector<Value> items() = 0;
  // Lets go of everything.
  virtual void clear() noexcept = 0;
};

// First in, first out; or last in, first out.
class ArrivalStore final : public QueueStore {
 public:
  enum class Order : bool { first_in, last_in };
  explicit ArrivalStore(Order order) noexcept : order_(order) {}
  std::size_t size() override { return items_.size(); }
  void put(Value item) override { items_.push_back(std::move(item)); }
  Value get() override;
  std::vector<Value> items() override { return {items_.begin(), items_.end()}; }
  void clear() noexcept override;

 private:
  std::deque<Value> items_;
  Order order_;
};

// The least first, as Values::less orders; in a heap, as heapq keeps it.
class PriorityStore final : public QueueStore {
 public:
  explicit PriorityStore(Environment& environment) noexcept : environment_(environment) {}
  std::size_t size() override { return items_.size(); }
  // If a comparison raises, the item is in the store nevertheless (put), or lost (get), as with CPython.
  void put(Value item) override;
  Value get() override;
  std::vector<Value> items() override { return items_; }
  void clear() noexcept override;

 private:
  Environment& environment_;
  std::vector<Value> items_;
};

}  // namespace orrery::loop
