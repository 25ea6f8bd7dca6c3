// The futures of those who wait, first come first served. (CPython: the deques `_waiters`, `_getters`, `_putters`.)
#pragma once

#include <cstddef>
#include <deque>
#include <string>

#include "engine/loop/future.hpp"

namespace orrery::loop {

class Waiters {
 public:
  void add(Ref<Future> waiter) { futures_.push_back(std::move(waiter)); }
  // False if it is not among them.
  bool remove(const Ref<Future>& waiter) noexcept;
  std::size_t size() const noexcept { return futures_.size(); }
  bool empty() const noexcept { return futures_.empty(); }
  const Ref<Future>& first() const noexcept { return futures_.front(); }
  const std::deque<Ref<Future>>& all() const noexcept { return futures_; }
  Ref<Future> pop() noexcept;
  // True if there is one that was not cancelled: it has been promised its turn.
  bool any_not_cancelled() const noexcept;
  // Resolves up to `count` of those that are not done, in order; they stay in the list. How many there were.
  std::size_t wake(std::size_t count, const Value& result);
  // Takes them out in order until one of them was not done, and resolves that one.
  void pop_and_wake_one();
  // Takes all out and resolves those that are not done.
  void pop_and_wake_all();
  // ", waiters:2", or nothing if there are none.
  std::string words() const;
  void clear() noexcept;

 private:
  std::deque<Ref<Future>> futures_;
};

// A place among those who wait, for the length of a scope.
class Waiting {
 public:
  Waiting(Waiters& waiters, Ref<Future> waiter);
  ~Waiting() { leave(); }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;
  // Before the end of the scope. Idempotent.
  void leave() noexcept;
  // Whoever resolved the future has taken it out already.
  void served() noexcept { waiters_ = nullptr; }

 private:
  Waiters* waiters_;
  Ref<Future> waiter_;
};

}  // namespace orrery::loop
