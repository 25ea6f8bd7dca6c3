// Signals of the process, told to whoever wants them without anything being done in a signal handler.
#pragma once

#include <csignal>
#include <functional>
#include <initializer_list>
#include <thread>

#include "engine/io/waker.hpp"

namespace orrery::io {

// While it lives, these signals do not do what they do by default: a thread of its own is told of them (signalfd) and
// calls `arrived` there. One at a time for each signal. Make it before other threads are: they inherit that the signals
// are blocked.
class SignalSource {
 public:
  // Throws OsError.
  SignalSource(std::initializer_list<int> signals, std::function<void(int)> arrived);
  ~SignalSource();
  SignalSource(const SignalSource&) = delete;
  SignalSource& operator=(const SignalSource&) = delete;

 private:
  void listen();
  void read_one();

  std::function<void(int)> arrived_;
  sigset_t before_{};
  int fd_ = -1;
  Waker end_;
  std::thread thread_;
};

}  // namespace orrery::io
