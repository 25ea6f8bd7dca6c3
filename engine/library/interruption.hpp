// SIGINT for a native program: it cancels the main task, as asyncio.run does.
#pragma once

#include <memory>
#include <mutex>

#include "engine/io/self_pipe.hpp"
#include "engine/io/signals.hpp"
#include "engine/loop/interrupt.hpp"
#include "engine/loop/selector.hpp"
#include "engine/loop/threadsafe.hpp"

namespace orrery::library {

class Interruption final : public loop::ThreadPorts {
 public:
  // Make it before other threads are. OsError.
  Interruption();

  std::unique_ptr<loop::SelfPipe> self_pipe() const override { return io::thread_ports().self_pipe(); }
  std::shared_ptr<loop::Executor> executor(std::string prefix) const override {
    return io::thread_ports().executor(std::move(prefix));
  }
  loop::Interrupts* interrupts() const override { return &interrupts_; }

  // Who is woken when a signal comes; null: nobody. It lives until another is set.
  void set_selector(loop::Selector* selector);

 private:
  void arrived(int signal);

  mutable loop::Interrupts interrupts_;
  std::mutex mutex_;
  loop::Selector* selector_ = nullptr;
  io::SignalSource signals_;  // last: its thread uses the others
};

}  // namespace orrery::library
