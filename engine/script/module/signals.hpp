// Signals as a program sees them: signal.signal, loop.add_signal_handler, KeyboardInterrupt.
#pragma once

#include <map>

#include "engine/loop/event_loop.hpp"
#include "engine/loop/interrupt.hpp"
#include "engine/loop/threadsafe.hpp"
#include "engine/script/module/modules.hpp"

namespace orrery::script {

// Those of one program; also where its loops get threads from.
class Signals final : public loop::ThreadPorts {
 public:
  explicit Signals(Interpreter& interpreter);
  ~Signals() override;

  // ---- loop::ThreadPorts
  std::unique_ptr<loop::SelfPipe> self_pipe() const override;
  std::shared_ptr<loop::Executor> executor(std::string prefix) const override;
  loop::Interrupts* interrupts() const override { return &interrupts_; }

  // What signal.getsignal answers: a callable, or SIG_DFL, SIG_IGN.
  Value handler(int signal) const;
  // ValueError outside the main thread. Returns the one before.
  Value set_handler(int signal, Value handler);
  void add_loop_handler(loop::EventLoop& loop, int signal, Ref<loop::Callback> callback);
  // False if there was none.
  bool remove_loop_handler(loop::EventLoop& loop, int signal);
  void forget(const loop::EventLoop& loop);
  // The program sends itself a signal: it is dealt with at once.
  void raise(int signal);

 private:
  struct OfLoop {
    Ref<loop::EventLoop> loop;
    Ref<loop::Callback> callback;
  };
  void deal(int signal);

  Interpreter& in_;
  mutable loop::Interrupts interrupts_;
  std::map<int, Value> handlers_;  // those that were set
  std::map<int, OfLoop> of_loops_;
};

Signals& signals_of(Runtime& rt);
Value loop_add_signal_handler(Runtime& rt, Args args);
Value loop_remove_signal_handler(Runtime& rt, Args args);

}  // namespace orrery::script
