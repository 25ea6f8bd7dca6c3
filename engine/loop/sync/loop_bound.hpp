// What locks, events and queues have in common: they belong to the loop whose task was the first that had to wait.
// (CPython: asyncio/mixins.py, _LoopBoundMixin.)
#pragma once

#include <string>
#include <string_view>

#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

class LoopBound : public Object {
 public:
  Environment& environment() const noexcept { return environment_; }

  // The object by which programs know this one, where that is another (a script's, which owns this one and takes
  // itself out before it dies). Whoever waits here keeps it alive.
  void set_holder(Object* holder) noexcept { holder_ = holder; }
  Ref<Object> holder() noexcept { return Ref<Object>(holder_ ? holder_ : this); }

  // "locked, waiters:2": the words in brackets of its repr. May raise where a script has its own lock in it.
  virtual std::string state_words() const = 0;
  // For the end of a run, when nobody will ever be woken: forgets those who wait, and what it holds.
  virtual void let_go() noexcept = 0;

 protected:
  // `type_name`: a literal. The environment outlives the object.
  LoopBound(Environment& environment, std::string_view type_name) noexcept
      : Object(Tag::other), environment_(environment), type_name_(type_name) {}

  // A future of the running loop, to wait for. The first call binds to that loop; afterwards RuntimeError "… is bound
  // to a different event loop" under any other. RuntimeError "no running event loop".
  Ref<Future> new_waiter(std::string_view label);
  // An error of asyncio's own, raised as the C++ class of its kind.
  [[noreturn]] void raise(ErrorKind kind, std::string_view message) const;
  [[noreturn]] void raise(ErrorKind kind) const;
  Rules rules() const noexcept { return environment_.rules(); }

 private:
  std::string repr();

  Environment& environment_;
  Object* holder_ = nullptr;
  event::Id bound_to_;  // its loop: not a reference, or a loop that is dropped with tasks waiting would never die
  std::string_view type_name_;
};

}  // namespace orrery::loop
