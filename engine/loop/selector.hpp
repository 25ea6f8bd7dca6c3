// The loop's view of select, poll or epoll: interest in descriptors, and one call that waits.
#pragma once

#include <limits>
#include <vector>

#include "engine/event/event.hpp"

namespace orrery::loop {

struct Interest {
  bool read = false;
  bool write = false;
  bool any() const noexcept { return read || write; }
  friend bool operator==(Interest, Interest) = default;
};

struct Ready {
  int fd = -1;
  bool read = false;
  bool write = false;
};

constexpr double forever = std::numeric_limits<double>::infinity();

// How long to wait: a number of seconds, and the deadline it was computed from, to which a virtual clock jumps exactly.
struct Wait {
  double timeout = forever;
  double deadline = forever;
};

struct Selected {
  event::SelectOutcome outcome = event::SelectOutcome::polled;
  // Nothing was ready, the wait was without end, and nothing can ever come: waiting would be for ever.
  bool hopeless = false;
};

class Selector {
 public:
  virtual ~Selector() = default;
  // What is watched of a descriptor; no interest removes it. Throws OsError; ValueError if `fd` is beyond the
  // selector's reach (FD_SETSIZE).
  virtual void watch(int fd, Interest interest) = 0;
  // Waits, and fills `ready` in ascending order of descriptors. EINTR ends the wait with nothing (outcome interrupted).
  virtual Selected select(const Wait& wait, std::vector<Ready>& ready) = 0;
  // Ends a select() that waits now, or the next one, at once. The only member that another thread may call.
  virtual void wake() noexcept = 0;
  // How many things outside the run (threads, say) may still wake the loop: with any, waiting for ever is not hopeless.
  virtual void expect_outside(int change) noexcept { outside_ += change; }

 protected:
  int outside() const noexcept { return outside_; }

 private:
  int outside_ = 0;
};

}  // namespace orrery::loop
