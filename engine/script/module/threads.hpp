// The threads of a program. Real threads, of which only the one that has the interpreter runs: CPython's GIL.
//
// Under the virtual clock the interpreter goes from hand to hand in a fixed order, so that a run is repeatable: a
// thread keeps it until it waits or ends; then it goes to the one that has waited longest of those that can go on. A
// new thread runs at once, and its starter goes on when that has ended or waits. (In CPython Thread.start() waits for
// the new thread, which then keeps the GIL.) When nobody can go on, time passes to the earliest moment that anybody
// waits for. Under the real clock, who waits in the kernel waits without the interpreter, and gets it in order of
// coming back.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/io/company.hpp"
#include "engine/script/module/modules.hpp"
#include "engine/script/vm/thread_state.hpp"

namespace orrery::script {

// One thread of the program; the first is the one that runs the program itself.
class ScriptThread {
 public:
  explicit ScriptThread(std::uint64_t number) noexcept : ident(number) {}

  std::uint64_t ident;  // threading.get_ident(): 1 is the main thread
  std::string name;
  bool daemon = false;
  Value object;                       // the threading.Thread, if there is one
  Value local;                        // a dict: what threading.local objects keep for this thread
  Ref<loop::EventLoop> current_loop;  // asyncio.set_event_loop's, while another thread runs
  bool ended() const noexcept { return ended_; }

 private:
  friend class Threads;
  std::thread system_;
  std::thread::id id_;
  ThreadState state_;
  std::condition_variable turn_;
  std::function<bool()> ready_;
  double deadline_ = 0;
  bool expired_ = false;  // got its turn though it is not ready: its time has come
  bool selecting_ = false;
  bool stuck_ = false;
  bool ended_ = false;
};

class Threads final : public io::Company {
 public:
  // For the thread that makes it: it becomes the main thread.
  Threads(Interpreter& interpreter, Outside& outside);
  // All threads have ended then: those that still wait are made to give up.
  ~Threads() override;
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

  ScriptThread& current() noexcept { return *running_; }
  ScriptThread& main_thread() noexcept { return *threads_.front(); }
  // Those that have not ended, the main thread first, then in order of their start.
  std::vector<ScriptThread*> alive() const;
  bool company() const noexcept { return others_ > 0; }
  // Whether time is the program's own.
  bool virtual_time() const noexcept { return virtual_; }

  // A new thread. `body` runs at once; an exception of the program must not leave it. RuntimeError if the system has no
  // more threads.
  ScriptThread& start(std::string name, bool daemon, std::function<void()> body);
  // Waits until `ready` says so, at most so many seconds: false if the time is up. `ready` is asked while another
  // thread of the program runs: it may only look. Throws an Unwind when the run ends, or nobody can ever go on.
  bool wait(std::function<bool()> ready, double timeout = loop::forever);
  // Those who can go on do so first.
  void yield();
  // A select() has found something: who looks for news should look again.
  void note_progress() noexcept { ++progress_; }
  // What a program does after its last line: calls what was registered, waits for all threads but daemons, ends those.
  void finish();
  void at_exit(std::function<void()> function) { at_exit_.push_back(std::move(function)); }

  // ---- Company
  void release() noexcept override;
  void acquire() noexcept override;
  bool give_way(double deadline) override;
  void end() noexcept override;

 private:
  using Lock = std::unique_lock<std::mutex>;
  void live(ScriptThread& thread, const std::function<void()>& body);
  void run_body(const std::function<void()>& body) noexcept;
  void leave(ScriptThread& thread) noexcept;
  void park(ScriptThread& thread, ScriptThread* next = nullptr);
  void hand_over(ScriptThread* next) noexcept;
  void wait_for_turn(Lock& lock, ScriptThread& thread);
  bool wait_until_late(Lock& lock, ScriptThread& thread);
  void resume(ScriptThread& thread) noexcept;
  void suspend(ScriptThread& thread) noexcept;
  ScriptThread* choose();
  ScriptThread* first_that_is_ready();
  ScriptThread* earliest();
  ScriptThread& mine() noexcept;
  void check_end(ScriptThread& thread);
  void end_all() noexcept;
  bool only_daemons_left() const;
  void reap() noexcept;

  Interpreter& in_;
  Outside& outside_;
  const bool virtual_;
  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<ScriptThread>> threads_;
  std::vector<ScriptThread*> line_;  // those who wait for their turn, in order of coming
  ScriptThread* running_ = nullptr;  // who has the interpreter; under the real clock it may be nobody
  std::uint64_t last_ident_ = 1;
  std::uint64_t progress_ = 0;
  std::size_t others_ = 0;  // threads that have not ended, but for the main one
  std::atomic<bool> ending_{false};
  std::exception_ptr unwound_;  // what ended a thread that is not the main one, and ends the run
  std::vector<std::function<void()>> at_exit_;
};

Threads& threads_of(Runtime& rt);
// A selector whose select() lets the other threads of the program run.
std::unique_ptr<loop::Selector> beside_threads(std::unique_ptr<loop::Selector> inner, Threads& threads);

}  // namespace orrery::script
