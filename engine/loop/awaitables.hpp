// What programs await, as the loop sees it: futures, coroutines, and whatever else the program's language can await.
#pragma once

#include "engine/loop/value.hpp"

namespace orrery::loop {

class Future;
class Task;

// A port: native programs await futures and coroutines alone, scripts also objects with __await__.
class Awaitables {
 public:
  virtual ~Awaitables() = default;
  // A future or a coroutine as it is; a coroutine made of anything else that can be awaited; nothing if it cannot be.
  // (CPython: what tasks.ensure_future accepts.)
  virtual Value drivable(const Value& value) = 0;
  // The same for `await value`, which may accept other things: raises TypeError, in the language's words, for what it
  // does not.
  virtual Value awaited(const Value& value) = 0;
  // For a task that was given something else to wait for, or a future that is_subclassed(): a future in its place, which
  // wakes the task by Task::wake_at_once. Null: it is none, or is waited for as any other.
  virtual Ref<Future> foreign_future(Task& task, const Value& value) = 0;
};
Awaitables& native_awaitables() noexcept;

}  // namespace orrery::loop
