// A loop's self-pipe: a non-blocking pair of sockets. (CPython: selector_events.BaseSelectorEventLoop._make_self_pipe.)
#pragma once

#include "engine/loop/threadsafe.hpp"

namespace orrery::io {

class SocketSelfPipe final : public loop::SelfPipe {
 public:
  // Throws OsError.
  SocketSelfPipe();
  ~SocketSelfPipe() override;
  SocketSelfPipe(const SocketSelfPipe&) = delete;
  SocketSelfPipe& operator=(const SocketSelfPipe&) = delete;

  int fd() const noexcept override { return ends_[0]; }
  // The end that is written to: for signal handlers.
  int write_fd() const noexcept { return ends_[1]; }
  bool ring() noexcept override;
  std::size_t receive() noexcept override;

 private:
  int ends_[2] = {-1, -1};
};

// Self-pipes and pools of real threads.
const loop::ThreadPorts& thread_ports() noexcept;

}  // namespace orrery::io
