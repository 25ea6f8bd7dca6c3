#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "engine/io/select_details.hpp"
#include "engine/io/selectors.hpp"

namespace orrery::io {

using loop::Interest;
using loop::Ready;

static_assert(POLLIN == EPOLLIN && POLLOUT == EPOLLOUT, "one translation serves both");

namespace {

unsigned to_events(Interest interest) {
  return (interest.read ? unsigned{POLLIN} : 0u) | (interest.write ? unsigned{POLLOUT} : 0u);
}

// Anything but POLLIN is news for a writer, anything but POLLOUT for a reader. (CPython: selectors.py.)
Ready to_ready(int fd, unsigned events, unsigned wanted) {
  return {fd, (events & ~unsigned{POLLOUT}) && (wanted & POLLIN), (events & ~unsigned{POLLIN}) && (wanted & POLLOUT)};
}

void add_ready(std::vector<Ready>& ready, const Ready& entry) {
  if (entry.read || entry.write) ready.push_back(entry);
}

}  // namespace

void PollSelector::rebuild() {
  polled_.clear();
  for (const auto& [fd, interest] : watched().entries())
    polled_.push_back({fd, static_cast<short>(to_events(interest)), 0});
  polled_.push_back({waker_fd(), POLLIN, 0});
  stale_ = false;
}

int PollSelector::wait(double timeout, std::vector<Ready>& ready) {
  if (stale_) rebuild();
  const int count = ::poll(polled_.data(), polled_.size(), whole_milliseconds(timeout));
  if (count < 0 && errno != EINTR) throw_errno(errno);
  if (count <= 0) return count;
  for (const pollfd& entry : polled_)
    add_ready(ready, to_ready(entry.fd, static_cast<unsigned short>(entry.revents),
                              static_cast<unsigned short>(entry.events)));
  return count;
}

EpollSelector::EpollSelector() : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  if (epoll_ < 0) throw_errno(errno);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = waker_fd();
  if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, waker_fd(), &event) == 0) return;
  const int error = errno;
  ::close(epoll_);
  throw_errno(error);
}

EpollSelector::~EpollSelector() {
  ::close(epoll_);
}

bool EpollSelector::control(int operation, int fd, Interest interest) noexcept {
  epoll_event event{};
  event.events = to_events(interest);
  event.data.fd = fd;
  return ::epoll_ctl(epoll_, operation, fd, &event) == 0;
}

// ENOENT: the number belongs to another file by now, which the set does not know yet.
void EpollSelector::changed(int fd, Interest before, Interest now) {
  if (!now.any()) return removed_.push_back(fd);
  const bool known = before.any() || std::erase(removed_, fd) > 0;
  if (known && control(EPOLL_CTL_MOD, fd, now)) return;
  if (known && errno != ENOENT) throw_errno(errno);
  if (!control(EPOLL_CTL_ADD, fd, now)) throw_errno(errno);
}

// A descriptor that was closed has left the set by itself: its removal finds nothing, which is what was wanted.
void EpollSelector::forget_removed() noexcept {
  for (const int fd : removed_) control(EPOLL_CTL_DEL, fd, {});
  removed_.clear();
}

int EpollSelector::wait(double timeout, std::vector<Ready>& ready) {
  if (!removed_.empty()) forget_removed();
  events_.resize(watched().entries().size() + 1);
  const int count = ::epoll_wait(epoll_, events_.data(), static_cast<int>(events_.size()), whole_milliseconds(timeout));
  if (count < 0 && errno != EINTR) throw_errno(errno);
  if (count <= 0) return count;
  const auto wanted = [this](int fd) {
    if (fd == waker_fd()) return unsigned{POLLIN};
    const auto& entries = watched().entries();
    const auto found = std::lower_bound(entries.begin(), entries.end(), fd,
                                        [](const DescriptorSet::Entry& entry, int x) { return entry.fd < x; });
    return found != entries.end() && found->fd == fd ? to_events(found->interest) : 0u;
  };
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events_[static_cast<std::size_t>(i)];
    add_ready(ready, to_ready(event.data.fd, event.events, wanted(event.data.fd)));
  }
  std::sort(ready.begin(), ready.end(), [](const Ready& a, const Ready& b) { return a.fd < b.fd; });
  return count;
}

}  // namespace orrery::io
