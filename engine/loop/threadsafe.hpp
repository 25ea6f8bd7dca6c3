// The door through which other threads reach a loop: what they hand in waits in an inbox, and a byte in the self-pipe
// ends the select() that may be asleep. (CPython: base_events.call_soon_threadsafe, selector_events._make_self_pipe,
// _write_to_self, _read_from_self; asyncio-semantics.md, 1.2.)
//
// What may cross threads. Reference counts are not atomic (value.hpp), so an object belongs to one thread at a time:
//  * a Callback that the calling thread has built itself, of values it has built itself, is handed over whole: the
//    caller keeps no reference to it or to anything inside, and what it holds is the loop's from then on;
//  * nothing of the loop's (its futures, tasks, handles, the loop's own references) may be touched, copied or dropped
//    outside the thread that has the run (Environment::on_own_thread). Name things by number, or share plain C++ data
//    through std::shared_ptr, whose count is atomic;
//  * Inbox itself, and EventLoop::call_soon_threadsafe, may be used by any thread while the loop lives.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/loop/handle.hpp"
#include "engine/loop/selector.hpp"

namespace orrery::loop {

class EventLoop;
class Executor;
class Interrupts;

// A connected pair of sockets whose one end the loop watches.
class SelfPipe {
 public:
  virtual ~SelfPipe() = default;
  // The end to be read.
  virtual int fd() const noexcept = 0;
  // Puts a byte in; from any thread. False if that could not be done: when it is full, the loop is awake anyway.
  virtual bool ring() noexcept = 0;
  // One recv(4096): how many bytes came; 0 if there are none.
  virtual std::size_t receive() noexcept = 0;
};

// Where threads come from; the room io has them. One for all loops of an environment.
class ThreadPorts {
 public:
  virtual ~ThreadPorts() = default;
  // Throws OsError.
  virtual std::unique_ptr<SelfPipe> self_pipe() const = 0;
  // A pool of as many threads as CPython's default executor may have, named `PREFIX_0`, `PREFIX_1` …
  virtual std::shared_ptr<Executor> executor(std::string prefix) const = 0;
  // The signals of the run; null: they do what the system has them do.
  virtual Interrupts* interrupts() const { return nullptr; }
};

// Something that another thread has to say to the loop.
struct Delivery {
  enum class What : std::uint8_t { call, job_begun, job_ended };
  Ref<Callback> callback;  // to be called; may be null
  What what = What::call;
  std::uint32_t job = 0;  // job_begun, job_ended: which
  std::string thread;     //   and on which thread
};

// Deliveries from other threads, in order of arrival. First in, first out for each thread.
class Inbox {
 public:
  explicit Inbox(Selector& selector) noexcept : selector_(&selector) {}
  Inbox(const Inbox&) = delete;
  Inbox& operator=(const Inbox&) = delete;

  // From any thread. Puts it in and wakes the loop, unless `quietly`. False if the loop is closed: then the delivery
  // is still the caller's.
  bool post(Delivery&& delivery, bool quietly = false);

  // ---- for the thread that has the run
  bool waiting() const noexcept { return waiting_.load(std::memory_order_acquire); }
  std::vector<Delivery> take();
  // From now on a byte in the pipe wakes the loop. True if something was posted before that.
  bool use(SelfPipe& pipe);
  // Nothing can be posted any more. Returns what nobody has taken.
  std::vector<Delivery> close();

 private:
  std::mutex mutex_;
  std::vector<Delivery> deliveries_;
  Selector* selector_;
  SelfPipe* pipe_ = nullptr;
  bool closed_ = false;
  std::atomic<bool> waiting_{false};
};

// A loop's own side of all that. Everything here is for the thread that has the run.
class ThreadDoor {
 public:
  explicit ThreadDoor(EventLoop& loop);
  ~ThreadDoor();
  ThreadDoor(const ThreadDoor&) = delete;
  ThreadDoor& operator=(const ThreadDoor&) = delete;

  // What threads may hold on to, also longer than the loop lives.
  const std::shared_ptr<Inbox>& inbox() const noexcept { return inbox_; }
  bool waiting() const noexcept { return inbox_->waiting(); }
  // Has the self-pipe watched by `_read_from_self`. The pipe is made with the loop, as CPython's is, so that descriptors
  // come in the same order; it is watched, and seen, when a thread, an executor or a signal first needs it. Idempotent.
  void open();
  // A byte into the self-pipe, as every call_soon_threadsafe does: the next turn has a `_read_from_self`.
  void ring();
  // A signal has come, for which this is to be called: `_read_from_self` schedules it.
  void signal(Ref<Callback> callback);
  // What was posted goes into the ready queue. A pipe that is opened by that, and has its byte, is added to `selected`.
  void deliver(std::vector<Ready>* selected = nullptr);
  // Nothing is taken in any more; the pipe is closed.
  void close();

  // ---- jobs of executors (executor.hpp)
  // A number for a job; a loop whose job is under way is not deadlocked.
  std::uint32_t begin_job(std::string_view function);
  void expect(std::uint32_t job, Ref<Future> future);
  // The future that waits for the job, and forgets it; null if it was forgotten already.
  Ref<Future> finish_job(std::uint32_t job);
  // A future or task of the loop that is alive, by its id; null if there is none.
  Ref<Future> future(event::Id id) const;
  // Null until one is set or needed.
  const std::shared_ptr<Executor>& default_executor() const noexcept { return executor_; }
  void set_default_executor(std::shared_ptr<Executor> executor) { executor_ = std::move(executor); }
  // After shutdown_default_executor there is none any more.
  bool executor_shut_down() const noexcept { return executor_shut_down_; }
  void note_executor_shut_down() noexcept { executor_shut_down_ = true; }

 private:
  std::unique_ptr<SelfPipe> make_pipe() const;
  void note_opened();
  void note_job(const Delivery& delivery);
  void read_from_self();

  EventLoop& loop_;
  std::shared_ptr<Inbox> inbox_;
  std::unique_ptr<SelfPipe> unused_;  // until it is needed
  std::unique_ptr<SelfPipe> pipe_;
  event::Id socket_;
  std::map<std::uint32_t, Ref<Future>> jobs_;
  std::vector<Ref<Callback>> signals_;  // whose byte is in the pipe
  std::shared_ptr<Executor> executor_;
  std::uint32_t last_job_ = 0;
  bool executor_shut_down_ = false;
};

}  // namespace orrery::loop
