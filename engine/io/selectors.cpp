#include "engine/io/selectors.hpp"

#include <algorithm>
#include <cerrno>
#include <cmath>

#include "engine/io/select_details.hpp"
#include "engine/loop/error.hpp"

namespace orrery::io {

using event::SelectOutcome;
using loop::Interest;
using loop::Ready;

std::string_view to_string(SelectorKind kind) noexcept {
  switch (kind) {
    case SelectorKind::select:
      return "select";
    case SelectorKind::poll:
      return "poll";
    case SelectorKind::epoll:
      return "epoll";
  }
  return "?";
}

std::unique_ptr<RealSelector> make_selector(SelectorKind kind) {
  if (kind == SelectorKind::poll) return std::make_unique<PollSelector>();
  if (kind == SelectorKind::epoll) return std::make_unique<EpollSelector>();
  return std::make_unique<SelectSelector>();
}

void RealSelector::watch(int fd, Interest interest) {
  const Interest before = set_.set(fd, interest);
  if (before == interest) return;
  try {
    changed(fd, before, interest);
  } catch (...) {
    set_.set(fd, before);
    throw;
  }
}

loop::Selected RealSelector::select(const loop::Wait& wanted, std::vector<Ready>& ready) {
  const int count = wait_released(std::max(0.0, wanted.timeout), ready);
  if (take_wake_up(ready) || count < 0) return {SelectOutcome::interrupted};
  if (wanted.timeout <= 0) return {SelectOutcome::polled};
  return {ready.empty() ? SelectOutcome::timed_out : SelectOutcome::woke};
}

int RealSelector::wait_released(double timeout, std::vector<Ready>& ready) {
  const Released released(company_);
  return wait(timeout, ready);
}

bool RealSelector::take_wake_up(std::vector<Ready>& ready) {
  const auto found =
      std::find_if(ready.begin(), ready.end(), [this](const Ready& entry) { return entry.fd == waker_.fd(); });
  if (found == ready.end()) return false;
  ready.erase(found);
  waker_.clear();
  return true;
}

void throw_errno(int error) {
  throw loop::OsError(loop::native_errors().make_os(error, {}));
}

// poll and epoll take whole milliseconds: upwards, so that a timer is due when they return. (CPython: selectors.py.)
int whole_milliseconds(double timeout) {
  if (std::isinf(timeout)) return -1;
  return static_cast<int>(std::min(std::ceil(timeout * 1e3), 1e9));
}

}  // namespace orrery::io
