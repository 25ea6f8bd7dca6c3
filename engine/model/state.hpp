// What is true at one moment of a run: everything the window shows, as a value.
//
// A State is made by folding events (apply.hpp) and by nothing else. Copying one is cheap (tables share what did not
// change), comparing two says whether the same things are true. Texts are names of the trace the events came from.
//
// What is kept: futures, tasks and coroutines until the program released them; sockets for ever; handles until they
// have run and nothing would run them again. `names` remembers what every thing was called after it is gone.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "engine/event/event.hpp"
#include "engine/model/list.hpp"
#include "engine/model/queue.hpp"
#include "engine/model/table.hpp"
#include "engine/model/timers.hpp"

namespace orrery::model {

using event::Id;
using event::Name;
using event::no_seq;
using event::Seq;
using event::Sort;

constexpr double infinity = std::numeric_limits<double>::infinity();

// A moment: when, and which event.
struct Moment {
  double time = 0;
  Seq seq = no_seq;
  explicit operator bool() const { return seq != no_seq; }
  friend bool operator==(const Moment&, const Moment&) = default;
};

// ---------------------------------------------------------------- the loop

enum class LoopState : std::uint8_t { none, idle, running, stopping, closed };

// The select() call under way, or else the last one.
struct Select {
  bool asleep = false;           // inside the call, with a timeout other than 0
  bool inside = false;           // inside the call
  bool elided = false;           // the last one was left out: nothing could have been found
  double timeout = 0;            // seconds; infinity: for ever
  event::SelectReason reason{};  // why that timeout
  Id timer;                      // the timer that set it, if one did
  Moment entered;
  Moment returned;                 // not set while inside
  event::SelectOutcome outcome{};  // of the last call that returned
  std::int64_t ready_count = 0;    // descriptors it returned with
  std::vector<Id> ready_sockets;   // those found ready since it was last entered, in the order the loop looked at them
  friend bool operator==(const Select&, const Select&) = default;
};

struct Loop {
  Id id;  // the loop that spoke last; programs run one at a time
  LoopState state = LoopState::none;
  bool in_turn = false;
  event::Phase phase{};
  std::uint64_t turn = 0;  // number of the turn, from 1
  Moment turn_began;
  std::uint32_t batch_size = 0;  // handles that were ready when this turn's run phase began
  std::uint32_t batch_left = 0;  // of these, not yet popped
  Select select;
  friend bool operator==(const Loop&, const Loop&) = default;
};

// What executes at this moment; all empty between handles.
struct Running {
  Id handle;
  Id task;
  Id coroutine;  // the innermost coroutine or generator
  Moment since;  // beginning of the handle
  friend bool operator==(const Running&, const Running&) = default;
};

// ---------------------------------------------------------------- handles

enum class HandleState : std::uint8_t {
  created,     // exists, not scheduled anywhere yet
  in_heap,     // a timer, waiting for its deadline
  registered,  // a reader or a writer: waits for its descriptor
  ready,       // in the ready queue
  running,
  cancelled  // will be skipped when its turn comes
};

struct Handle {
  Name name = 0;
  event::HandleRole role{};
  HandleState state{};
  event::Direction direction{};  // of `socket`
  bool cancelled = false;
  std::uint32_t serial = 0;  // of the done-callback, if it is one
  Id owner;                  // the task or future it belongs to
  Id socket;                 // the descriptor that readies it, while registered
  double deadline = 0;       // seconds, if it is a timer
  Moment created;
  Moment scheduled;  // last put on the ready queue or the heap; its event's cause says by what
  friend bool operator==(const Handle&, const Handle&) = default;
};

// ---------------------------------------------------------------- futures and tasks

enum class FutureState : std::uint8_t { pending, finished, failed, cancelled };

struct DoneCallback {
  std::uint32_t serial = 0;
  Name name = 0;
  Id owner;  // the task whose wake-up it is, or the future it will settle, if known
  Seq added = no_seq;
  Id handle;  // once the future is done: the handle on the ready queue that will call it
  friend bool operator==(const DoneCallback&, const DoneCallback&) = default;
};

struct Future {
  FutureState state = FutureState::pending;
  bool never_retrieved = false;
  bool fed = false;  // done-callbacks of other futures were added for it: it is settled when they are
  Name label = 0;    // what it is for
  Name outcome = 0;  // repr of the result or of the exception, or the message of the cancellation
  Id creator;        // the task that made it
  Id setter;         // the timer, reader or writer handle that was made to settle it, if one was
  Moment created;
  Moment settled;                // by which event it became done
  List<DoneCallback> callbacks;  // in order; they stay listed after they were handed to the ready queue
  friend bool operator==(const Future&, const Future&) = default;
};

enum class TaskState : std::uint8_t {
  created,  // exists; not even its first step is scheduled
  ready,    // a step or wake-up of it is in the ready queue
  running,
  waiting,  // for `waits_on`
  done,
  cancelled,
  failed
};
constexpr bool is_over(TaskState s) {
  return s >= TaskState::done;
}

struct Task {
  Name name = 0;
  TaskState state = TaskState::created;
  bool must_cancel = false;  // a CancelledError will be thrown in at its next step
  bool started = false;      // its coroutine has run at least once
  std::uint32_t cancel_requests = 0;
  std::uint32_t steps = 0;
  Id coroutine;    // the outermost; go down with Coroutine::awaiting, or frames() in queries.hpp
  Id waits_on;     // while waiting
  Id handle;       // while ready: its handle in the ready queue; while running: the handle that runs it
  Id interrupted;  // the task that was running when this one's step began inside it
  Moment since;    // since when it is in this state
  double busy = 0, ready = 0, waiting = 0;  // seconds spent before `since`
  Future future;                            // a task is a future
  friend bool operator==(const Task&, const Task&) = default;
};

// ---------------------------------------------------------------- coroutines and generators

enum class CoroutineState : std::uint8_t { created, suspended, running, returned, raised };
constexpr bool is_over(CoroutineState s) {
  return s >= CoroutineState::returned;
}

// What last crossed the border of a coroutine.
enum class Crossing : std::uint8_t { none, sent, thrown, closed, yielded, returned, raised };

struct Coroutine {
  Name name = 0;
  Name file = 0;  // of Program::sources, if it is native and the program's own
  event::CoroutineSort sort{};
  CoroutineState state{};
  Crossing crossing = Crossing::none;
  bool never_awaited = false;
  std::uint16_t line = 0;  // where it stands
  Name value = 0;          // repr of what crossed
  Id awaiting;             // what it awaits or yields from
  Id awaited_by;           // the coroutine that awaits it
  Id task;                 // the task it is the outermost coroutine of
  Id resumed_by;           // while it runs and is the outermost of its chain: the coroutine that resumed it, if any
  Moment created;
  Moment crossed;  // the event of `crossing`
  // A native one of the engine's own stands where it is awaited, and has no line in the program.
  bool in_program() const noexcept { return sort != event::CoroutineSort::native || file != 0; }
  friend bool operator==(const Coroutine&, const Coroutine&) = default;
};

// ---------------------------------------------------------------- lines and variables, of runs that are watched

// A variable that has a value.
struct Variable {
  Name name = 0;
  Name value = 0;    // its repr
  Seq set = no_seq;  // the event that told of this value
  friend bool operator==(const Variable&, const Variable&) = default;
};

// In the order in which they were first given one.
struct Variables {
  std::vector<Variable> all;
  const Variable* find(Name name) const;
  friend bool operator==(const Variables&, const Variables&) = default;
};

// A call of a plain function that has not returned.
struct Call {
  Name name = 0;
  Id caller;               // a call, a coroutine or a generator; none: the program itself, or the loop
  std::uint16_t line = 0;  // the statement it is in
  Moment begun;
  friend bool operator==(const Call&, const Call&) = default;
};

// ---------------------------------------------------------------- sockets

struct Socket {
  Name name = 0;
  std::int32_t fd = -1;
  Id peer;            // if the other end is the program's too
  Id reader, writer;  // handles registered with the selector
  bool listening = false;
  bool read_ready = false;  // the last select() found it readable / writable
  bool write_ready = false;
  bool peer_closed = false;  // the other end closed: after the buffered bytes comes EOF
  bool reset = false;
  bool eof = false;  // recv() returned EOF
  bool closed = false;
  bool has_result = false;
  event::IoResult last_result{};  // of the last operation, if has_result
  std::uint64_t incoming = 0;     // bytes in the kernel, to be received here
  std::uint64_t outgoing = 0;     // bytes sent from here that the other end has not read
  std::uint64_t read = 0;         // bytes received so far
  std::uint64_t written = 0;      // bytes sent so far
  Moment opened;
  Moment last;  // the last thing that happened to it
  friend bool operator==(const Socket&, const Socket&) = default;
};

// ---------------------------------------------------------------- threads

// A function that was given to an executor and has not ended.
struct Job {
  Name function = 0;
  Name thread = 0;  // that runs it; 0: it waits for one
  Id task;          // that gave it away, if one did
  Id future;        // that waits for it, once known
  Moment submitted;
  friend bool operator==(const Job&, const Job&) = default;
};

// ---------------------------------------------------------------- the whole

// What is remembered of every thing for ever, so that it can be named after it is gone.
struct Called {
  Name name = 0;
  Id owner;               // of a handle: for whom; of a coroutine: its task; of a future: its creator
  Id socket;              // of a reader or writer handle
  std::uint8_t role = 0;  // of a handle: HandleRole; of a coroutine: CoroutineSort
  friend bool operator==(const Called&, const Called&) = default;
};

// A file of a native program.
struct SourceFile {
  Name path = 0;
  Name text = 0;  // what is in it; 0: it could not be read
  friend bool operator==(const SourceFile&, const SourceFile&) = default;
};

struct Program {
  Name file = 0;
  bool begun = false;
  bool ended = false;
  std::uint8_t exit_code = 0;
  Name exception = 0;         // text of the uncaught exception, if any
  std::uint16_t line = 0;     // being executed, 0 if none
  std::uint32_t outputs = 0;  // output events so far
  Seq last_output = no_seq;
  std::vector<SourceFile> sources;  // of a native program: those seen so far
  Id frame;                         // if it is watched: the call, coroutine or generator whose line began last
  Seq line_seq = no_seq;            // where that was told of
  Seq line_before = no_seq;         // and the line before it
  bool watched = false;             // lines and values are being told of
  bool left_out = false;            // they have been, and are not at this moment: too many lines in a row
  friend bool operator==(const Program&, const Program&) = default;
};

struct State {
  Seq applied = 0;  // events folded in: the state after event applied-1
  double time = 0;  // seconds of the run's clock
  Program program;
  Loop loop;
  Running running;
  Queue ready;  // handles, first in first out
  Timers timers;
  Table<Task> tasks;      // by ordinal, as all tables
  Table<Future> futures;  // those that are not tasks
  Table<Handle> handles;
  Table<Coroutine> coroutines;
  Table<Socket> sockets;
  Table<Job> jobs;  // by their serial number
  Table<Call> calls;
  Table<Variables> call_variables;       // by the call's ordinal; 0: the module's
  Table<Variables> coroutine_variables;  // by the coroutine's
  Table<Called> called_task, called_future, called_handle, called_coroutine, called_frame;

  // The thing an id names, or null if it is of another sort, unknown, or gone.
  const Task* task(Id id) const { return id.sort() == Sort::task ? tasks.find(id.ordinal()) : nullptr; }
  const Handle* handle(Id id) const { return id.sort() == Sort::handle ? handles.find(id.ordinal()) : nullptr; }
  const Coroutine* coroutine(Id id) const {
    return id.sort() == Sort::coroutine ? coroutines.find(id.ordinal()) : nullptr;
  }
  const Socket* socket(Id id) const { return id.sort() == Sort::socket ? sockets.find(id.ordinal()) : nullptr; }
  const Call* call(Id id) const { return id.sort() == Sort::frame ? calls.find(id.ordinal()) : nullptr; }
  // The variables of a call, coroutine or generator, none: of the module; null: none is known.
  const Variables* variables(Id id) const {
    if (id.sort() == Sort::coroutine) return coroutine_variables.find(id.ordinal());
    return id.sort() == Sort::frame || !id ? call_variables.find(id.ordinal()) : nullptr;
  }
  // The future that an id names; of a task, its future side.
  const Future* future(Id id) const {
    if (const Task* t = task(id)) return &t->future;
    return id.sort() == Sort::future ? futures.find(id.ordinal()) : nullptr;
  }
  // What a task, future, handle or coroutine was called; null if it was never seen.
  const Called* called(Id id) const;

  friend bool operator==(const State&, const State&) = default;
};

}  // namespace orrery::model
