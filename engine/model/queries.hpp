// Questions about a run: what caused this, what followed, what is it waiting for, where does the next step end.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/model/state.hpp"
#include "engine/model/text.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::model {

// ---------------------------------------------------------------- causes and effects

// The chain of causes from event `seq` back to the one that has none: seq itself first, the root last. headline()
// (narrate.hpp) says each in a few words. At most `limit` events. Empty if seq is not in the trace.
std::vector<Seq> why(const trace::Trace& trace, Seq seq, std::size_t limit = 1000);

// For each event the events it caused, in order. Grows with the trace; 12 bytes an event.
class Effects {
 public:
  explicit Effects(const trace::Trace& trace) : trace_(&trace) {}
  // Takes in what has been recorded since the last call; the questions below do it by themselves.
  void extend();
  std::vector<Seq> of(Seq seq);
  // The first event that `seq` caused, or no_seq: where `]` goes.
  Seq first(Seq seq);

 private:
  const trace::Trace* trace_;
  std::vector<Seq> first_, last_, next_;
};

// ---------------------------------------------------------------- who waits for what

// The coroutines of a chain from the outermost to the innermost, following Coroutine::awaiting.
std::vector<Id> frames(const State& state, Id outermost);
// The future, task, or other thing the innermost coroutine of the chain awaits; none if it awaits nothing.
Id awaited_by_innermost(const State& state, Id outermost);
// The tasks that wait for this task or future, in order of creation.
std::vector<Id> waiters_of(const State& state, Id future);
// What will, or could, set a pending future: the timer handle, reader or writer handle, or the children of a gather.
// Empty: only code that holds the future.
std::vector<Id> setters_of(const State& state, const trace::Trace& trace, Id future);

enum class WaitVerdict : std::uint8_t {
  over,        // the task has ended
  running,     // it runs right now
  ready,       // nothing more is needed: it is in the ready queue
  timer,       // a timer will do it by itself
  io,          // something must happen at a descriptor
  other_task,  // some task at the end of the chain must run first (it is ready or running)
  unknown,     // somebody must settle a future, and it cannot be seen who
  never        // nothing is left that could do it
};

struct WaitStep {
  Id id;      // the task, future, handle or socket of this link of the chain
  Text text;  // "reader waits for F5", "the reader callback of fd 7 will set it when bytes arrive"
};

struct Waits {
  WaitVerdict verdict{};
  std::vector<WaitStep> steps;  // from the task to what must happen; a gather contributes its first unfinished child
  Text conclusion;              // one or two plain sentences
};

// What must happen for this task to run again. A cycle of tasks that wait for each other ends with verdict `never`.
Waits waits(const State& state, const trace::Trace& trace, Id task);

// ---------------------------------------------------------------- steps

enum class Toward : std::uint8_t { future, past };

// Where a step from the cursor `from` (a seq) ends, as a seq; the end or the beginning of the trace if there is nothing
// further on. Lines and variables of a run that is watched are passed.
Seq next_event(const trace::Trace& trace, Seq from, Toward toward = Toward::future);
// The next end of a callback, or return of a select() that had slept.
Seq next_callback(const trace::Trace& trace, Seq from, Toward toward = Toward::future);
// The next beginning of a turn, or end of the loop's run.
Seq next_turn(const trace::Trace& trace, Seq from, Toward toward = Toward::future);
// The next output event / the next step of this task; no_seq if there is none.
Seq next_output(const trace::Trace& trace, Seq from, Toward toward = Toward::future);
Seq next_step_of(const trace::Trace& trace, Id task, Seq from, Toward toward = Toward::future);

enum class LineStep : std::uint8_t { into, over, out };

// Where a step by source line ends, in a run that is watched. `state`: the one at `from`; `frame`: the call, coroutine or
// generator that steps, none: whichever line was reached last. Into: the next line of the program that begins anywhere.
// Over: the next one of `frame`, or when that is over, of whoever called or awaits it; whatever else runs meanwhile is
// passed. Out: the next one of whoever called or awaits it. Backwards the same, the other way round. In a run that is not
// watched: the next event that stands at another line.
Seq next_line(const trace::Trace& trace, const State& state, Id frame, Seq from, LineStep step,
              Toward toward = Toward::future);
// Who called, awaits or has resumed a call, coroutine or generator; none: the loop, or nobody.
Id caller_of(const State& state, Id frame);
// The call, coroutine or generator whose variables are looked at: of a task or coroutine the innermost that is the
// program's, of a call itself; of anything else the one that runs, or ran last.
Id looked_at_frame(const State& state, Id selected);

// The frames from the one that is looked at (see above) to the outermost: calls, coroutines and generators of the
// program; the module, whose variables are those of Id{}, is not among them.
std::vector<Id> stack_of(const State& state, const trace::Trace& trace, Id selected);
// Whether a variable was set by what ran since the line before the one that was reached last.
bool is_fresh(const State& state, const Variable& variable);
// What a name is worth in the first frame of a stack, or else in the module; null: it is not known there.
const Variable* value_of(const State& state, const trace::Trace& trace, const std::vector<Id>& stack,
                         std::string_view name);

// What happened during a step. `none`: only the loop's own bookkeeping, or nothing yet.
enum class StepOutcome : std::uint8_t { none, ran_callback, clock_jumped, select_woke, nothing_left };

// What happened in the events (from, to]; when several things did, the last of them. from == to == last event of the
// trace: nothing left. Call it with from < to also for steps backwards.
StepOutcome step_outcome(const trace::Trace& trace, Seq from, Seq to);
// "ran a callback", "clock jumped", "select woke", "nothing left"; empty for none.
std::string_view to_string(StepOutcome outcome);

// ---------------------------------------------------------------- the seven hops

// Which hop of a wake-up an event is, 1..7, or 0: 1 select sleeps, 2 a descriptor is ready, 3 the reader or writer
// callback runs and moves the bytes, 4 the future is set, 5 the wake-up goes to the ready queue, 6 the loop runs it and
// the value is sent down, 7 the innermost coroutine returns to the line that awaits. 3 to 7 only where the chain of
// causes leads back to a descriptor.
int hop(const trace::Trace& trace, Seq seq);
// What the hop is, in words: "select sleeps in the kernel". Empty for 0.
std::string_view hop_words(int hop);

}  // namespace orrery::model
