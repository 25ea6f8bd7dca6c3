// What happened when a plan was carried out: the same for the model and for the engine, or one of them is wrong.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace orrery::test::weather {

enum class Fault : std::uint8_t { none, cancelled, boom, timeout, invalid_state, runtime, os, interrupt, other };

// How an operation, a future or a task ended: with a value, or with an error and its one argument.
struct Outcome {
  Fault fault = Fault::none;
  int n = 0;
  bool failed() const noexcept { return fault != Fault::none; }
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

enum class Note : std::uint8_t {
  operation,      // of task `who`: `where` is the operation, `outcome` what came of it
  task_ends,      // the body of task `who` ends so
  callback,       // `who` is called; `where`: the future that is done, or none
  act,            // of a callback
  handler,        // the exception handler is told of `outcome`
  surprise,       // the exception handler is told of something else
  left,           // an interrupt leaves the loop
  stopped,        // run_forever returns
  deadlock,       // nothing can go on; `where`: how many tasks wait
  final_future,   // `who`: state `where`, of `outcome.n` callbacks
  final_task,     // `who`: state `where`, `outcome.n` requests to cancel
  not_retrieved,  // future or task `who` has an exception that nobody saw
  final_turns,    // `where` turns
};
constexpr int nobody = -1;
constexpr int first_task = 100;  // futures are 0, 1 …, tasks from here on

struct Entry {
  Note note = Note::operation;
  int turn = 0;
  double time = 0;  // seconds
  int who = nobody;
  int where = nobody;
  Outcome outcome = {};
  friend bool operator==(const Entry&, const Entry&) = default;
};

using Story = std::vector<Entry>;

// The entries around the first that differ, side by side.
std::string difference(const Story& expected, const Story& actual);

}  // namespace orrery::test::weather
