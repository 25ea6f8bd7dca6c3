// A random program for the loop: what its tasks and its callbacks do, written down so that a model and the engine can
// both carry it out, and so that one that fails can be made smaller and printed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/io/selectors.hpp"
#include "engine/loop/environment.hpp"

namespace orrery::test::weather {

enum class Do : std::uint8_t {
  // tasks alone: these may suspend
  sleep,         // a milliseconds; 0: one bare yield
  await_future,  // number a
  await_task,    // number a of those that there are
  receive,       // at most four bytes from end a
  timeout,       // a milliseconds for the body
  // tasks and callbacks
  set_result,            // of future a, to b
  set_error,             // of future a, to Boom(b)
  cancel_future,         // a, with message b
  cancel_task,           // a, with message b
  uncancel,              // task a
  spawn,                 // a task with body a
  add_callback,          // to future a: callback b
  remove_callback,       // from future a: callback b
  add_task_callback,     // to task a: callback b
  remove_task_callback,  // from task a: callback b
  soon,                  // callback a
  later,                 // callback a, in b milliseconds
  at,                    // callback a, at b milliseconds
  cancel_handle,         // number a of those made by soon, later and at
  send,                  // from end a: b bytes
  close,                 // end a
  shutdown,              // end a: b is 0 for reading, 1 for writing, 2 for both
  watch_read,            // end a: callback b
  watch_write,           // end a: callback b
  unwatch_read,          // end a
  unwatch_write,         // end a
  raise,                 // Boom(a)
  interrupt,             // KeyboardInterrupt, which leaves the loop
  stop,                  // the loop, which is run again
};
constexpr int last_act = static_cast<int>(Do::stop);
constexpr bool may_suspend(Do what) noexcept {
  return what <= Do::timeout;
}

// What a task does with an error that comes out of an operation.
enum class Rescue : std::uint8_t {
  pass_on,
  swallow,   // and goes on with the next operation
  replace,   // raises Boom(99) in its place
  clean_up,  // yields once, as a `finally` would, and raises it again
};

struct Op {
  Do what = Do::sleep;
  int a = 0;
  int b = 0;
  Rescue rescue = Rescue::pass_on;
  std::vector<Op> body = {};
};
using Ops = std::vector<Op>;

struct Plan {
  static constexpr int futures = 3;
  static constexpr int ends = 4;        // of two pairs of sockets: 0 with 1, 2 with 3
  static constexpr int most_tasks = 9;  // spawn does nothing beyond
  static constexpr int first_tasks = 2;
  static constexpr int fuel = 90;  // operations and callbacks that are carried out before everything comes to its end

  unsigned seed = 0;
  loop::Rules rules = loop::Rules::py313;
  io::SelectorKind selector = io::SelectorKind::select;
  bool sockets = false;
  bool eager = false;
  bool traced = false;
  std::vector<Ops> bodies;  // the first tasks have bodies 0, 1 …
  std::vector<Ops> callbacks;
};

// A plan of its seed alone.
Plan random_plan(unsigned seed);

// As somebody would want to read it who has to find the fault.
std::string listing(const Plan& plan);

}  // namespace orrery::test::weather
