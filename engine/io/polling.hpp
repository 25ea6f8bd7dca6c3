// poll(2) once, without waiting: what programs that select by themselves want to know of one descriptor.
#pragma once

namespace orrery::io {

// Those of `events` that are so now, and of POLLERR, POLLHUP and POLLNVAL. Numbers as in <poll.h>.
int poll_now(int fd, int events) noexcept;
// False for a number that is no descriptor, or no longer.
bool is_open(int fd) noexcept;

}  // namespace orrery::io
