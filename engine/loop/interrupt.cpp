#include "engine/loop/interrupt.hpp"

#include <csignal>

#include "engine/loop/event_loop.hpp"
#include "engine/loop/threadsafe.hpp"
#include "engine/loop/unwind.hpp"

namespace orrery::loop {

void Interrupts::deal_with(std::uint64_t signals) {
  for (int signal = 1; signal < 64; ++signal) {
    if (!(signals >> signal & 1)) continue;
    if (handler_)
      handler_(signal);
    else if (signal == SIGINT && !runner_takes())
      throw KeyboardInterrupt();
  }
}

namespace {

// While a runner runs its main task, SIGINT is its own.
class RunnerOfInterrupts {
 public:
  RunnerOfInterrupts(Interrupts& interrupts, EventLoop& loop, const Ref<Task>& main) : interrupts_(interrupts) {
    before_ = interrupts_.exchange_runner([this, &loop, main] { return take(loop, *main); });
  }
  ~RunnerOfInterrupts() { interrupts_.exchange_runner(std::move(before_)); }
  RunnerOfInterrupts(const RunnerOfInterrupts&) = delete;
  RunnerOfInterrupts& operator=(const RunnerOfInterrupts&) = delete;
  bool interrupted() const noexcept { return count_ > 0; }

 private:
  bool take(EventLoop& loop, Task& main) {
    if (++count_ > 1 || main.done()) return false;
    main.cancel();
    loop.call_soon_threadsafe(callback("Runner._on_sigint.<locals>.<lambda>", [] {}));
    return true;
  }
  Interrupts& interrupts_;
  Interrupts::Runner before_;
  int count_ = 0;
};

}  // namespace

Value run_interruptibly(EventLoop& loop, const Ref<Task>& main) {
  Environment& environment = loop.environment();
  Interrupts* const interrupts = environment.thread_ports() ? environment.thread_ports()->interrupts() : nullptr;
  if (!interrupts) return loop.run_until_complete(Ref<Future>(main));
  const RunnerOfInterrupts runner(*interrupts, loop, main);
  try {
    return loop.run_until_complete(Ref<Future>(main));
  } catch (...) {
    rethrow_unwind();
    const Ref<Error> error = environment.errors().current();
    const bool by_signal = error->kind() == ErrorKind::cancelled && runner.interrupted() && main->uncancel() == 0;
    if (by_signal) raise_error(environment.errors().make(ErrorKind::keyboard_interrupt, Value()));
    throw;
  }
}

}  // namespace orrery::loop
