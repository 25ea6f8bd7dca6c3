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
  const double micros = std::ceil(timeout * 1e6);
  return {static_cast<time_t>(micros / 1e6), static_cast<suseconds_t>(std::fmod(micros, 1e6))};
}

}  // namespace

void SelectSelector::changed(int fd, Interest, Interest) {
  if (fd < FD_SETSIZE) return;
  const std::string limit = std::to_string(FD_SETSIZE);
  throw loop::ValueError("file descriptor " + std::to_string(fd) +
                         " is beyond the reach of select(): it can watch only " + limit + " (FD_SETSIZE), 0 to " +
                         std::to_string(FD_SETSIZE - 1) + "; use the poll or the epoll selector");
}

int SelectSelector::wait(double timeout, std::vector<Ready>& ready) {
  fd_set readable;
  fd_set writable;
  FD_ZERO(&readable);
  FD_ZERO(&writable);
  FD_SET(waker_fd(), &readable);
  for (const auto& [fd, interest] : watched().entries()) {
    if (interest.read) FD_SET(fd, &readable);
    if (interest.write) FD_SET(fd, &writable);
  }
  timeval limit = std::isinf(timeout) ? timeval() : to_timeval(timeout);
  const int highest = std::max(watched().highest(), waker_fd());
  const int count = ::select(highest + 1, &readable, &writable, nullptr, std::isinf(timeout) ? nullptr : &limit);
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
