#include "engine/io/polling.hpp"

#include <fcntl.h>
#include <poll.h>

namespace orrery::io {

int poll_now(int fd, int events) noexcept {
  pollfd one{fd, static_cast<short>(events), 0};
  return ::poll(&one, 1, 0) > 0 ? one.revents : 0;
}

bool is_open(int fd) noexcept {
  return ::fcntl(fd, F_GETFD) >= 0;
}

}  // namespace orrery::io
