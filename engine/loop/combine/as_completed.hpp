// as_completed: several awaitables at once, their results in the order in which they end.
// (CPython: asyncio/tasks.py, as_completed, 3.13: _AsCompletedIterator; asyncio-semantics.md, 1.5.)
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/loop/co.hpp"
#include "engine/loop/combine/alarm.hpp"
#include "engine/loop/event_loop.hpp"
#include "engine/loop/sync/queue.hpp"

namespace orrery::loop {

//   const auto done = as_completed(loop, awaitables);
//   while (done->left() > 0) use(co_await done->next());
class AsCompleted final : public Object {
 public:
  // See as_completed().
  explicit AsCompleted(Environment& environment);

  // Begins with another awaitable. Not once the iteration has begun.
  void add(EventLoop& loop, const Value& awaitable);
  // Begins to wait for those that were added.
  void begin(EventLoop& loop, std::optional<double> timeout);

  // How many may still be asked for with next() or next_future().
  std::size_t left() const noexcept { return left_; }
  // The result of the next one to end, or its error; TimeoutError once the timeout has passed. Precondition:
  // left() > 0, which it makes one less at once.
  Co<Value> next();
  // The next one to end itself: the future that was given, or the task that was made.
  Co<Value> next_future();

 private:
  class OnCompletion;

  void completed(Future& future);
  void timed_out();
  static Co<Value> wait_for_one(Ref<AsCompleted> self, bool resolve);

  Environment& environment_;
  Ref<Queue> done_;
  std::vector<Ref<Future>> waiting_;
  Alarm alarm_;
  std::size_t left_ = 0;
};

// Coroutines become tasks, equal awaitables one. `timeout`: seconds; nothing: none.
Ref<AsCompleted> as_completed(EventLoop& loop, std::span<const Value> awaitables, std::optional<double> timeout = {});

}  // namespace orrery::loop
