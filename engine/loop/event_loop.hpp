// The event loop: five phases a turn, a ready queue, a timer heap, a table of watched descriptors.
// (CPython: asyncio/base_events.py and selector_events.py; asyncio-semantics.md, 1.1 and 1.2.)
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/loop/clock.hpp"
#include "engine/loop/descriptors.hpp"
#include "engine/loop/environment.hpp"
#include "engine/loop/future.hpp"
#include "engine/loop/gate.hpp"
#include "engine/loop/ready_queue.hpp"
#include "engine/loop/selector.hpp"
#include "engine/loop/task.hpp"
#include "engine/loop/timer_heap.hpp"
#include "engine/loop/unwind.hpp"

namespace orrery::loop {

class ThreadDoor;

// What the exception handler is told. (CPython: the context dict of call_exception_handler.)
struct ExceptionContext {
  std::string message;
  Ref<Error> exception;  // may be null
  Ref<Future> future;    // the future or task it is about, if any
  Ref<Handle> handle;    // the handle whose callback raised, if any
  Ref<Object> transport = {};  // the connection (io::Transport) it is about, if any
};

// When select() may be left out: never, or when handles are ready and nobody could tell: if nothing is watched, or else
// on the turn after one that looked, for what is found a turn later might have come a turn later.
enum class SelectPolicy : std::uint8_t { every_turn, when_observable };

class EventLoop final : public Object, private DescriptorWatcher {
 public:
  // `environment` and `clock` outlive the loop and everything made by it; they may be shared with other loops.
  EventLoop(Environment& environment, Clock& clock, std::unique_ptr<Selector> selector);
  ~EventLoop() override;

  // Turns until stop(). Throws Deadlock, Aborted; KeyboardInterrupt and SystemExit of callbacks; RuntimeError if it
  // is closed or some loop runs already.
  void run_forever();
  // Turns until the future is done; its result. RuntimeError if stop() came first.
  Value run_until_complete(Ref<Future> future);
  Value run_until_complete(Ref<Coroutine> coroutine);
  // One turn: timeout, select, io, timers, run.
  void run_once();
  // The turn under way is the last of this run. Before a run: it will have one turn.
  void stop();
  // Drops queue, timers and watches. RuntimeError while it runs. Idempotent.
  void close();
  bool running() const noexcept { return running_; }
  bool closed() const noexcept { return closed_; }
  bool stopping() const noexcept { return stopping_; }
  std::int64_t turn() const noexcept { return turn_; }

  double time() const { return clock_.now(); }
  Clock& clock() const noexcept { return clock_; }
  // `context`: what it runs in; null: a copy of the current one.
  Ref<CallbackHandle> call_soon(Ref<Callback> callback, Ref<Context> context = {});
  Ref<TimerHandle> call_later(double delay, Ref<Callback> callback, Ref<Context> context = {});
  Ref<TimerHandle> call_at(double when, Ref<Callback> callback, Ref<Context> context = {});

  // The same from any thread, and a byte in the self-pipe. What may be handed over: threadsafe.hpp. Returns the handle
  // when called by the thread that has the run, else null. RuntimeError if the loop is closed.
  Ref<CallbackHandle> call_soon_threadsafe(Ref<Callback> callback, Ref<Context> context = {});
  // The loop's side of other threads, for the thread that has the run.
  ThreadDoor& door() noexcept { return *door_; }

  Ref<Future> create_future(std::string_view label = {});
  // `context`: what every step runs in; null: a copy of the current one.
  Ref<Task> create_task(Ref<Coroutine> coroutine, std::string_view name = {}, Ref<Context> context = {});
  // Makes the tasks of create_task instead of the loop: from a coroutine and a context, which may be null. The task is
  // named afterwards (3.13.0: 'None' if no name was asked for, as in CPython). Empty: the loop's own.
  using TaskFactory = std::function<Ref<Task>(EventLoop&, Ref<Coroutine>, Ref<Context>)>;
  void set_task_factory(TaskFactory factory) { task_factory_ = std::move(factory); }
  const TaskFactory& task_factory() const noexcept { return task_factory_; }

  // Watches a descriptor; an earlier callback for the same direction is cancelled. Throws what Selector::watch throws.
  Ref<CallbackHandle> add_reader(int fd, Ref<Callback> callback);
  Ref<CallbackHandle> add_writer(int fd, Ref<Callback> callback);
  // False if it was not watched.
  bool remove_reader(int fd);
  bool remove_writer(int fd);

  // The task whose step runs now, or null.
  Task* current_task() const noexcept { return current_task_; }
  // The tasks that are not done, in order of creation.
  std::vector<Ref<Task>> all_tasks() const;

  // Tells the handler, or the environment's if the loop has none. Its own exceptions are swallowed, as CPython's are
  // logged.
  void call_exception_handler(const ExceptionContext& context);
  void set_exception_handler(Environment::ExceptionHandler handler) { exception_handler_ = std::move(handler); }
  const Environment::ExceptionHandler& exception_handler() const noexcept { return exception_handler_; }

  // Debug mode: handles that take `slow_callback_duration` seconds or more are reported.
  bool debug() const noexcept { return debug_; }
  void set_debug(bool debug) noexcept {
    debug_ = debug;
    note_observers();
  }
  double slow_callback_duration() const noexcept { return slow_callback_duration_; }
  void set_slow_callback_duration(double seconds) noexcept { slow_callback_duration_ = seconds; }

  void set_gate(Gate* gate) noexcept {
    gate_ = gate;
    note_observers();
  }
  void set_select_policy(SelectPolicy policy) noexcept { select_policy_ = policy; }
  Environment& environment() const noexcept { return environment_; }
  Selector& selector() const noexcept { return *selector_; }
  event::Id id() const noexcept { return id_; }
  // What another language keeps of it: the class that it has there, attributes. Null mostly.
  Object* face() const noexcept { return face_.get(); }
  void set_face(Ref<Object> face) noexcept { face_ = std::move(face); }
  const ReadyQueue& ready() const noexcept { return ready_; }
  const TimerHeap& timers() const noexcept { return timers_; }

 protected:
  // Lets go of everything while it is still whole: what is let go may have code to run that uses the loop.
  void dispose() noexcept override;

 private:
  friend class Future;
  friend class Task;
  friend class ThreadDoor;
  struct Watch {
    Ref<CallbackHandle> reader;
    Ref<CallbackHandle> writer;
    Interest interest() const noexcept { return {bool(reader), bool(writer)}; }
  };
  class RunScope;
  class HandleScope;

  // the five phases
  Wait timeout_phase();
  void select_phase(const Wait& wait);
  void io_phase();
  void timers_phase();
  void run_phase();
  bool nothing_but_handles() const noexcept;
  bool interrupted() const noexcept;
  void run_ready();
  void note_observers() noexcept { observed_ = probe_ || gate_ || debug_; }

  void enter(event::Phase phase);
  Selected select(const Wait& wait);
  Selected select_observed(event::Probe& probe, const Wait& wait);
  event::SelectReason select_reason() const noexcept;
  [[noreturn]] void deadlock();
  void io_ready(int fd, event::Direction direction);
  bool go_straight_on(Handle& turn);
  void run_by_rules(Handle& handle);
  void run_handle(Handle& handle);
  void run_observed(event::Probe& probe, Handle& handle);
  void run_timed(Handle& handle);
  void take_in(Ref<Callback> callback);
  void call(Handle& handle);
  void callback_raised(Handle& handle);

  ORRERY_HOT_MEMBER void schedule(Ref<Handle> handle) {
    if (probe_) [[unlikely]]
      note_scheduled(*handle);
    ready_.push(std::move(handle));
  }
  Ref<Task> task_of_factory(Ref<Coroutine> coroutine, std::string_view name, Ref<Context> context);
  void note_scheduled(Handle& handle);
  void note_created(Handle& handle);
  void note_interest(event::Kind kind, int fd, const Handle& handle, event::Direction direction);
  Ref<CallbackHandle> watch(int fd, event::Direction direction, Ref<Callback> callback);
  bool unwatch(int fd, event::Direction direction);
  void set_interest(int fd, Interest interest);
  Watch* find_watch(int fd) noexcept;
  event::Id socket_id(int fd);
  void descriptor_closed(int fd) override;
  void lose(int fd, event::Direction direction);
  void stamp() noexcept;
  void check_can_run();
  void check_open();
  Value run_until_done(Future& future);
  void begin_turn();
  bool may_skip_select() const noexcept;
  void clear_watches();
  void let_go() noexcept;

  Environment& environment_;
  Clock& clock_;
  std::unique_ptr<Selector> selector_;
  event::Probe* probe_;
  Gate* gate_ = nullptr;

  // what the loop is, at any moment
  ReadyQueue ready_;
  TimerHeap timers_;
  std::vector<Watch> watches_;  // by fd
  int watched_ = 0;             // how many of them are in use
  bool looked_ = false;         // the turn before went into select()
  FutureList futures_;
  Task* current_task_ = nullptr;
  std::int64_t turn_ = 0;
  bool stopping_ = false;
  bool debug_ = false;
  bool observed_ = false;  // by a probe or a gate, or in debug mode
  bool running_ = false;
  bool closed_ = false;
  bool disposed_ = false;

  std::vector<Ready> selected_;  // what select() found, for the io phase
  event::Seq turn_begin_ = event::no_seq;
  event::Seq select_return_ = event::no_seq;
  Environment::ExceptionHandler exception_handler_;
  TaskFactory task_factory_;
  double slow_callback_duration_ = 0.1;  // seconds
  std::unique_ptr<ThreadDoor> door_;
  SelectPolicy select_policy_ = SelectPolicy::every_turn;
  Ref<Object> face_;
  event::Id id_;
};

}  // namespace orrery::loop
