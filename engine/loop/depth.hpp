// How deep the engine is in itself, and what it does before the stack could end: futures in futures and coroutines in
// coroutines have no bound in a program. One for each run.
#pragma once

#include <vector>

#include "engine/loop/value.hpp"

namespace orrery::loop {

class Depth {
 public:
  static constexpr int most = 1000;  // CPython's own limit (sys.getrecursionlimit())

  // A call that may come back to itself: one level more, until it goes.
  class Level {
   public:
    explicit Level(Depth& depth) noexcept : depth_(depth) { ++depth_.levels_; }
    ~Level() { --depth_.levels_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;
    bool too_deep() const noexcept { return depth_.levels_ > most; }

   private:
    Depth& depth_;
  };

  // Lets go of what may be the last reference to a chain of any length. Deep in such a chain that is put off until
  // the outermost call is done.
  void let_go(Ref<Object> object);

 private:
  int levels_ = 0;
  int letting_go_ = 0;
  std::vector<Ref<Object>> put_off_;
};

}  // namespace orrery::loop
