// Options of sockets.
#include <sys/socket.h>

#include <cerrno>

#include "engine/io/socket.hpp"

namespace orrery::io {

void Socket::set_send_buffer(int bytes) {
  if (::setsockopt(fd_.get(), SOL_SOCKET, SO_SNDBUF, &bytes, sizeof bytes) < 0) fail();
}

int Socket::send_buffer() const {
  int bytes = 0;
  socklen_t length = sizeof bytes;
  if (::getsockopt(fd_.get(), SOL_SOCKET, SO_SNDBUF, &bytes, &length) < 0) fail();
  return bytes;
}

void Socket::set_reuse_address(bool reuse) {
  const int value = reuse;
  if (simulated_) simulated_->reuse_address = reuse;
  if (::setsockopt(fd_.get(), SOL_SOCKET, SO_REUSEADDR, &value, sizeof value) < 0) fail();
}

// A UNIX socket knows no such thing, but does the same when it is closed with bytes unread.
void Socket::set_reset_on_close(bool reset) {
  const linger value{reset, 0};
  if (::setsockopt(fd_.get(), SOL_SOCKET, SO_LINGER, &value, sizeof value) < 0) fail();
  reset_on_close_ = reset;
}

// Sent from the other end, if that is known here.
void Socket::leave_byte_unread() const {
  const int peer_fd = descriptor().peer_fd;
  const char byte = 0;
  if (peer_fd >= 0 && ::send(peer_fd, &byte, 1, MSG_NOSIGNAL) < 0 && errno != EAGAIN && errno != EPIPE) fail();
}

}  // namespace orrery::io
