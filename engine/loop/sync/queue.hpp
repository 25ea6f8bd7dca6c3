// Queues between tasks. (CPython: asyncio/queues.py; asyncio-semantics.md, 1.9.)
#pragma once

#include <cstdint>
#include <memory>

#include "engine/loop/co.hpp"
#include "engine/loop/sync/event.hpp"
#include "engine/loop/sync/queue_store.hpp"

namespace orrery::loop {

// A put wakes the task that waits longest in get(), but does not hand the item to it: whoever runs first takes it, and
// one that was woken and finds nothing goes to the back. The same the other way round for free places.
// Virtual where a script's subclass may want to do otherwise.
class Queue : public LoopBound {
 public:
  // First in, first out. `maxsize`: 0 or less for no limit.
  explicit Queue(Environment& environment, std::int64_t maxsize = 0);
  Queue(Environment& environment, std::int64_t maxsize, std::unique_ptr<QueueStore> store,
        std::string_view type_name = "Queue");

  std::int64_t maxsize() const noexcept { return maxsize_; }
  virtual std::int64_t qsize() { return static_cast<std::int64_t>(store_->size()); }
  virtual bool empty() { return store_->empty(); }
  virtual bool full() { return maxsize_ > 0 && qsize() >= maxsize_; }

  // Waits for a free place. QueueShutDown once it is shut down.
  Co<void> put(Value item);
  // Waits for an item. QueueShutDown once it is shut down and empty.
  Co<Value> get();
  // At once, or QueueFull, QueueEmpty; QueueShutDown as above.
  virtual void put_nowait(Value item);
  virtual Value get_nowait();

  // An item that was taken has been dealt with. ValueError "task_done() called too many times".
  void task_done();
  // Until task_done() was called for every item that was ever put.
  Co<void> join();
  std::int64_t unfinished() const noexcept { return unfinished_; }
  void set_unfinished(std::int64_t tasks) noexcept { unfinished_ = tasks; }
  const Waiters& getters() const noexcept { return getters_; }
  const Waiters& putters() const noexcept { return putters_; }

  // No more puts; gets until it is empty. Everybody who waits is woken. `immediate`: the items are dropped, as if dealt
  // with. (3.13's.)
  void shutdown(bool immediate = false);
  bool is_shut_down() const noexcept { return shut_down_; }

  // "maxsize=2 _queue=[1] _getters[1] tasks=1", without running code.
  std::string state_words() const override;
  // What follows the items in it.
  std::string waiters_words() const;
  QueueStore& store() noexcept { return *store_; }
  void let_go() noexcept override;

 protected:
  void set_maxsize(std::int64_t maxsize) noexcept { maxsize_ = maxsize; }

 private:
  static Co<void> putting(Ref<Queue> self, Ref<Object> holder, Value item);
  static Co<Value> getting(Ref<Queue> self, Ref<Object> holder);
  static Co<void> joining(Ref<Queue> self, Ref<Object> holder);
  void drop_items();
  [[noreturn]] void raise_shut_down() const { raise(ErrorKind::queue_shut_down); }

  std::unique_ptr<QueueStore> store_;
  std::int64_t maxsize_;
  Waiters getters_;
  Waiters putters_;
  std::int64_t unfinished_ = 0;
  Ref<Event> finished_;
  bool shut_down_ = false;
};

// The least item first, as Values::less orders them.
class PriorityQueue final : public Queue {
 public:
  explicit PriorityQueue(Environment& environment, std::int64_t maxsize = 0);
};

// The last item first.
class LifoQueue final : public Queue {
 public:
  explicit LifoQueue(Environment& environment, std::int64_t maxsize = 0);
};

}  // namespace orrery::loop
