#include "engine/io/signals.hpp"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>

#include "engine/loop/error.hpp"

namespace orrery::io {
namespace {

[[noreturn]] void fail(int error) {
  throw loop::OsError(loop::native_errors().make_os(error, {}));
}

}  // namespace

SignalSource::SignalSource(std::initializer_list<int> signals, std::function<void(int)> arrived)
    : arrived_(std::move(arrived)) {
  sigset_t wanted;
  sigemptyset(&wanted);
  for (const int signal : signals) sigaddset(&wanted, signal);
  fd_ = ::signalfd(-1, &wanted, SFD_NONBLOCK | SFD_CLOEXEC);
  if (fd_ < 0) fail(errno);
  if (const int error = ::pthread_sigmask(SIG_BLOCK, &wanted, &before_)) {
    ::close(fd_);
    fail(error);
  }
  thread_ = std::thread([this] { listen(); });
}

SignalSource::~SignalSource() {
  end_.wake();
  thread_.join();
  ::close(fd_);
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void SignalSource::listen() {
  pollfd watched[2] = {{fd_, POLLIN, 0}, {end_.fd(), POLLIN, 0}};
  for (;;) {
    if (::poll(watched, 2, -1) < 0 && errno != EINTR) return;
    if (watched[1].revents) return;
    if (watched[0].revents) read_one();
  }
}

void SignalSource::read_one() {
  signalfd_siginfo info{};
  if (::read(fd_, &info, sizeof info) == static_cast<ssize_t>(sizeof info)) arrived_(static_cast<int>(info.ssi_signo));
}

}  // namespace orrery::io
