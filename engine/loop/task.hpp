// A task: a future that drives a coroutine, one step for each time the loop runs its handle.
// (CPython: asyncio/tasks.py Task and _asynciomodule.c; asyncio-semantics.md, 1.4.)
#pragma once

#include "engine/loop/future.hpp"
#include "engine/loop/native_coroutine.hpp"

namespace orrery::loop {

class ReadyQueue;

class Task : public Future {
 public:
  // Schedules the first step; nothing of the coroutine runs yet. An empty name: `Task-N`. `context`: what every step
  // runs in; null: a copy of the current one.
  Task(EventLoop& loop, Ref<Coroutine> coroutine, std::string_view name = {}, Ref<Context> context = {});
  // Runs the first step here and now, if the loop is running, and schedules nothing unless it waits: the task may be
  // done when it is returned, and then has let go of its coroutine. Raises the coroutine's KeyboardInterrupt and
  // SystemExit. (CPython 3.12: Task(eager_start=True), _asynciomodule.c task_eager_start.)
  static Ref<Task> eager(EventLoop& loop, Ref<Coroutine> coroutine, std::string_view name = {},
                         Ref<Context> context = {});
  ~Task() override;

  const std::string& name() const;
  void set_name(std::string name);
  // Null once it is orphaned, or if it was done at once.
  const Ref<Coroutine>& coroutine() const noexcept { return coroutine_; }

  // What its steps run in: Python's Task.get_context().
  Ref<Context> context() { return turn_.context_object(); }

  // RuntimeError: "Task does not support set_result operation".
  void set_result(Value) override;
  void set_exception(Ref<Error>) override;

  // Asks for a CancelledError to be raised in the coroutine, at its next step at the earliest. False if it is done.
  bool cancel(Value message = {}) override;
  std::string_view type_name() const noexcept override { return "Task"; }
  // How many requests to cancel are open; one less. (3.13: at none the request itself is withdrawn too.)
  int cancelling() const noexcept { return cancel_requests_; }
  int uncancel();
  bool must_cancel() const noexcept { return must_cancel_; }
  bool log_destroy_pending() const noexcept { return log_destroy_pending_; }
  // The future it waits for, or null.
  const Ref<Future>& waits_for() const noexcept { return waits_for_; }

  // The name of its wake-ups in the trace: `Task-1.wakeup`.
  event::Name wakeup_name(event::Probe& probe) const { return turn_.name_of(event::HandleRole::wakeup, probe); }

  // Takes the step that its wake-up would, here and now: for what it waits for by way of another language's own future.
  // Precondition: a handle runs, and the task waits for `done`.
  void wake_at_once(Future& done);

  // Whether its death while pending is worth a word ("Task was destroyed but it is pending!").
  void set_log_destroy_pending(bool log) noexcept { log_destroy_pending_ = log; }

 protected:
  // For subclasses that another language makes: nothing yet, and then what the constructor does, or eager().
  explicit Task(Environment& environment);
  void begin(EventLoop& loop, Ref<Coroutine> coroutine, std::string_view name, Ref<Context> context, bool at_once);
  void dispose() noexcept override;
  void orphan() noexcept override;

 private:
  friend class Future;
  friend class EventLoop;
  // Its place in the ready queue. There is at most one at a time, so it lives in the task and is used again and again.
  class Turn final : public Handle {
   public:
    Turn(Task& task, ContextHolder context);
    std::string name() const override;
    event::Id owner() const noexcept override;
    event::Name trace_name(event::Probe& probe) const override;

    event::Name name_of(event::HandleRole role, event::Probe& probe) const;

   private:
    friend class Task;
    void run() override;
    void drop() noexcept override;
    void dispose() noexcept override;
    Task* task_;
  };
  // What it is called; made when somebody asks.
  struct Names {
    std::string task;
    event::Name step = 0;  // interned
    event::Name wakeup = 0;
  };

  class CancelScope;
  bool take_cancel_request(const Value& message);
  Task* waited_task() const noexcept;
  // Schedules nothing.
  Task(EventLoop& loop, Ref<Coroutine> coroutine, std::string_view name, ContextHolder context);
  void step_at_once();
  void schedule_step(Ref<Error> error = {});
  void schedule_wakeup(Future& done, std::uint32_t serial);
  void schedule(event::HandleRole role, std::uint32_t serial, bool straight);
  void run_turn();
  Sent go_on(NativeCoroutine& chain);
  // Runs a handle that is a task's turn: one whose role is step or wakeup.
  static void run_turn(Handle& turn);
  // The same for one that is straight. True if the task did no more than give up its turn, and is to be queued again.
  static bool go_straight_on(Handle& turn);
  bool go_straight_on();
  // Has the processor fetch what the steps soon to come will touch. Precondition: more handles than `fetch_distance`.
  static void fetch_ahead(const ReadyQueue& ready);
  static const NativeCoroutine& chain_of(const Handle& straight_turn);
  static constexpr std::size_t fetch_distance = 8;
  void came_to(NativeCoroutine& chain, NativeCoroutine::Came came);
  bool drives_native() const noexcept;
  // `woken_by`: the future whose result the coroutine gets, for the trace; null if there is none.
  void step(Ref<Error> error, const Future* woken_by);
  Sent resume(Ref<Error> error, const Future* woken_by);
  Sent resume_observed(event::Probe& probe, Ref<Error> error, const Future* woken_by);
  void take(Sent sent);
  void ended(Value result);
  void failed(Ref<Error> error);
  void yielded(Value value);
  void yielded_nonsense(const Value& value);
  void wait_for(Ref<Future> future);
  void refuse_to_wait_for(Future& future);
  void wait_for_stand_in(Ref<Future> theirs);
  // Its turn comes, and somebody else has given it a result meanwhile.
  void refuse_to_step();
  void refuse(std::string_view words);
  void number_name(std::string_view name);
  Names& names() const;

  Ref<Future> waits_for_;     // and, when its end has scheduled the wake-up, until the step
  Ref<Error> pending_error_;  // what the step that is scheduled will raise
  mutable std::unique_ptr<Names> names_;
  std::uint32_t number_ = 0;  // of `Task-N`
  int cancel_requests_ : 29 = 0;
  bool must_cancel_ : 1 = false;
  bool has_request_ : 1 = false;  // while cancel() passes it on
  bool log_destroy_pending_ : 1 = true;
  // What a step uses stands together.
  Turn turn_;
  Ref<Coroutine> coroutine_;
};
static_assert(sizeof(Task) == 192);  // three lines of the cache, of which a step that gives up its turn uses the last

}  // namespace orrery::loop
