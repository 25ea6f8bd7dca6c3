// Two pairs of connected stream sockets, as unix(7) has them.
#pragma once

#include <array>
#include <cerrno>

#include "tests/weather/plan.hpp"
#include "tests/weather/story.hpp"

namespace orrery::test::weather {

class PairModel {
 public:
  struct End {
    int unread = 0;  // bytes
    int error = 0;   // told once
    bool read_over = false;
    bool write_over = false;
    bool closed = false;
    bool readable() const { return unread > 0 || read_over || error != 0; }
  };

  const End& end(int e) const { return ends_[static_cast<std::size_t>(e)]; }

  Outcome send(int e, int count) {
    if (at(e).write_over) return {Fault::os, EPIPE};
    at(e ^ 1).unread += count;
    return {Fault::none, count};
  }
  // Nothing to read and nothing to say: `waits`.
  Outcome receive(int e, int count, bool& waits) {
    End& end = at(e);
    const int taken = end.unread < count ? end.unread : count;
    end.unread -= taken;
    waits = taken == 0 && !end.readable();
    if (taken > 0 || end.error == 0) return {Fault::none, taken};
    const int error = end.error;
    end.error = 0;
    return {Fault::os, error};
  }
  // One who hangs up with bytes unread resets the connection.
  void close(int e) {
    End& end = at(e);
    End& peer = at(e ^ 1);
    end.closed = true;
    if (peer.closed) return;
    peer.read_over = peer.write_over = true;
    if (end.unread > 0) peer.error = ECONNRESET;
  }
  void shut_down(int e, bool reading, bool writing) {
    at(e).read_over |= reading;
    at(e ^ 1).write_over |= reading;
    at(e).write_over |= writing;
    at(e ^ 1).read_over |= writing;
  }

 private:
  End& at(int e) { return ends_[static_cast<std::size_t>(e)]; }
  std::array<End, Plan::ends> ends_{};
};

}  // namespace orrery::test::weather
