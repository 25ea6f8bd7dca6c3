#include "engine/io/self_pipe.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "engine/io/thread_pool.hpp"
#include "engine/loop/error.hpp"

namespace orrery::io {

SocketSelfPipe::SocketSelfPipe() {
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends_) < 0)
    throw loop::OsError(loop::native_errors().make_os(errno, {}));
}

SocketSelfPipe::~SocketSelfPipe() {
  ::close(ends_[0]);
  ::close(ends_[1]);
}

bool SocketSelfPipe::ring() noexcept {
  const char byte = 0;
  ssize_t sent = 0;
  do sent = ::send(ends_[1], &byte, 1, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == 1;
}

std::size_t SocketSelfPipe::receive() noexcept {
  std::array<char, 4096> bytes;
  ssize_t got = 0;
  do got = ::recv(ends_[0], bytes.data(), bytes.size(), 0);
  while (got < 0 && errno == EINTR);
  return got > 0 ? static_cast<std::size_t>(got) : 0;
}

namespace {

class RealThreads final : public loop::ThreadPorts {
 public:
  std::unique_ptr<loop::SelfPipe> self_pipe() const override { return std::make_unique<SocketSelfPipe>(); }
  std::shared_ptr<loop::Executor> executor(std::string prefix) const override {
    return std::make_shared<ThreadPool>(std::move(prefix));
  }
};

}  // namespace

const loop::ThreadPorts& thread_ports() noexcept {
  static const RealThreads threads;
  return threads;
}

}  // namespace orrery::io
