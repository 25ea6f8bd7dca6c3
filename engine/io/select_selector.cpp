#include <sys/select.h>

#include <cerrno>
#include <cmath>
#include <string>

#include "engine/io/select_details.hpp"
#include "engine/io/selectors.hpp"
#include "engine/loop/error.hpp"

namespace orrery::io {

using loop::Interest;
using loop::Ready;

namespace {

// Microseconds, upwards.
timeval to_timeval(double timeout) {
  if (timeout <= 0) return {};
  const double micros = std::ceil(timeout * 1e6);
  return {static_cast<time_t>(micros / 1e6), static_cast<suseconds_t>(std::fmod(micros, 1e6))};
}

}  // namespace

SelectSelector::SelectSelector() {
  FD_ZERO(&readable_);
  FD_ZERO(&writable_);
  FD_SET(waker_fd(), &readable_);
}

void SelectSelector::changed(int fd, Interest before, Interest now) {
  if (fd >= FD_SETSIZE) {
    const std::string limit = std::to_string(FD_SETSIZE);
    throw loop::ValueError("file descriptor " + std::to_string(fd) +
                           " is beyond the reach of select(): it can watch only " + limit + " (FD_SETSIZE), 0 to " +
                           std::to_string(FD_SETSIZE - 1) + "; use the poll or the epoll selector");
  }
  now.read ? FD_SET(fd, &readable_) : FD_CLR(fd, &readable_);
  now.write ? FD_SET(fd, &writable_) : FD_CLR(fd, &writable_);
  writers_ += int(now.write) - int(before.write);
}

int SelectSelector::wait(double timeout, std::vector<Ready>& ready) {
  fd_set readable = readable_;
  fd_set writable;
  if (writers_ > 0) writable = writable_;
  timeval limit = std::isinf(timeout) ? timeval() : to_timeval(timeout);
  const int highest = std::max(watched().highest(), waker_fd());
  const int count = ::select(highest + 1, &readable, writers_ > 0 ? &writable : nullptr, nullptr,
                             std::isinf(timeout) ? nullptr : &limit);
  if (count < 0 && errno != EINTR) throw_errno(errno);
  if (count <= 0) return count;
  for (const auto& [fd, interest] : watched().entries()) {
    const Ready entry{fd, interest.read && FD_ISSET(fd, &readable), interest.write && FD_ISSET(fd, &writable)};
    if (entry.read || entry.write) ready.push_back(entry);
  }
  if (FD_ISSET(waker_fd(), &readable)) ready.push_back({waker_fd(), true, false});
  return count;
}

}  // namespace orrery::io
