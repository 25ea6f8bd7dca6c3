// Running a loop: for ever, or until something is done; and its end.
#include "engine/loop/event_loop.hpp"
#include "engine/loop/threadsafe.hpp"

namespace orrery::loop {

using event::Kind;

namespace {

// Stops the loop, but for an exception that leaves it anyway. (CPython: base_events._run_until_complete_cb.)
class RunUntilComplete final : public Callback {
 public:
  explicit RunUntilComplete(EventLoop& loop) : loop_(loop) {}
  void call(Future* done) override {
    if (!done->cancelled()) {
      const Ref<Error> error = done->exception();
      if (error && error->leaves_loop()) return;
    }
    loop_.stop();
  }
  std::string name() const override { return "_run_until_complete_cb"; }

 private:
  EventLoop& loop_;
};

}  // namespace

// While run_forever() is under way: the environment's running loop is this one.
class EventLoop::RunScope {
 public:
  explicit RunScope(EventLoop& loop)
      : loop_(loop), because_(loop.probe_, begin(loop)), line_(loop.probe_ ? loop.probe_->line : std::uint16_t{0}) {
    loop_.running_ = true;
    loop_.environment_.set_running_loop(&loop_);
    loop_.environment_.adopt_thread();
  }
  ~RunScope() {
    end(loop_);
    if (!loop_.probe_) return;
    loop_.probe_->emit(Kind::loop_idle, loop_.id_);
    loop_.probe_->line = line_;
  }
  RunScope(const RunScope&) = delete;
  RunScope& operator=(const RunScope&) = delete;

  // 3.13.0 cleans up after a run that it refuses, too: the run under way is none any more.
  static void check(EventLoop& loop) {
    try {
      loop.check_can_run();
    } catch (...) {
      if (loop.environment_.rules() >= Rules::py313) end(loop);
      throw;
    }
  }

 private:
  static void end(EventLoop& loop) noexcept {
    loop.stopping_ = false;
    loop.running_ = false;
    loop.environment_.set_running_loop(nullptr);
  }
  static event::Seq begin(EventLoop& loop) {
    loop.stamp();
    return loop.probe_ ? loop.probe_->emit(Kind::loop_run, loop.id_) : event::no_seq;
  }
  EventLoop& loop_;
  event::CauseScope because_;
  std::uint16_t line_;  // of the program that runs the loop
};

void EventLoop::check_open() {
  if (closed_) environment_.errors().make(ErrorKind::runtime, "Event loop is closed")->raise();
}

void EventLoop::check_can_run() {
  check_open();
  if (running_) environment_.errors().make(ErrorKind::runtime, "This event loop is already running")->raise();
  if (environment_.running_loop())
    environment_.errors().make(ErrorKind::runtime, "Cannot run the event loop while another loop is running")->raise();
}

void EventLoop::run_forever() {
  RunScope::check(*this);
  const Ref<EventLoop> self(this);
  const RunScope scope(*this);
  do run_once();
  while (!stopping_ && !closed_);
}

Value EventLoop::run_until_complete(Ref<Future> future) {
  check_can_run();
  return run_until_done(*future);
}

// The exception of a task of our own counts as seen when something else ends the run.
Value EventLoop::run_until_complete(Ref<Coroutine> coroutine) {
  check_can_run();
  const Ref<Task> task = create_task(std::move(coroutine));
  task->set_log_destroy_pending(false);
  try {
    return run_until_done(*task);
  } catch (...) {
    task->mark_retrieved();
    throw;
  }
}

Value EventLoop::run_until_done(Future& future) {
  const auto callback = make<RunUntilComplete>(*this);
  future.add_done_callback(callback);
  try {
    run_forever();
  } catch (...) {
    future.remove_done_callback(*callback);
    throw;
  }
  future.remove_done_callback(*callback);
  if (!future.done())
    environment_.errors().make(ErrorKind::runtime, "Event loop stopped before Future completed.")->raise();
  return future.result();
}

void EventLoop::stop() {
  stopping_ = true;
  if (probe_) probe_->emit(Kind::loop_stop, id_);
}

void EventLoop::close() {
  if (running_) environment_.errors().make(ErrorKind::runtime, "Cannot close a running event loop")->raise();
  if (closed_) return;
  closed_ = true;
  if (probe_) probe_->emit(Kind::loop_closed, id_);
  const Ref<EventLoop> self(this);
  ready_.clear();
  timers_.clear();
  clear_watches();
  door_->close();
}

}  // namespace orrery::loop
