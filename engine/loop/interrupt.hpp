// Signals, as a run sees them: they arrive at any moment, and are dealt with between instructions and when select()
// is interrupted, on the thread that has the run. (CPython: asyncio/runners.py Runner._on_sigint, signal.)
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>

#include "engine/loop/value.hpp"

namespace orrery::loop {

class EventLoop;
class Task;

// The signals of an environment.
class Interrupts {
 public:
  // From any thread, and from a signal handler: the signal has come. The caller wakes whoever sleeps.
  void arrived(int signal) noexcept { pending_.fetch_or(std::uint64_t{1} << (signal & 63)); }
  bool pending() const noexcept { return pending_.load(std::memory_order_relaxed) != 0; }

  // What a signal does; the program's language sets it. Empty: SIGINT raises KeyboardInterrupt, others do nothing.
  using Handler = std::function<void(int)>;
  void set_handler(Handler handler) { handler_ = std::move(handler); }
  // For SIGINT without a handler of the program's own: asked first; true if that was all. Set by a runner.
  using Runner = std::function<bool()>;
  Runner exchange_runner(Runner runner) { return std::exchange(runner_, std::move(runner)); }
  bool runner_takes() { return runner_ && runner_(); }

  // On the run's thread: deals with everything that has arrived. What the handlers raise goes on.
  void deal() {
    if (pending()) deal_with(pending_.exchange(0));
  }

 private:
  void deal_with(std::uint64_t signals);
  std::atomic<std::uint64_t> pending_{0};
  Handler handler_;
  Runner runner_;
};

// Runs the loop until `main` is done, as asyncio.run does: the first SIGINT cancels it, and if it ends by that,
// KeyboardInterrupt is raised; a second one raises KeyboardInterrupt at once.
Value run_interruptibly(EventLoop& loop, const Ref<Task>& main);

}  // namespace orrery::loop
