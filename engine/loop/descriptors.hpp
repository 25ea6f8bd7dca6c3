// What is known of the file descriptors of a run: which socket each is, why it is ready, who watches it.
//
// The loop sees only numbers; sockets and the world write down here what they did, so that "ready" gets its true cause.
#pragma once

#include <vector>

#include "engine/event/id.hpp"

namespace orrery::loop {

// Told when a descriptor it watches is closed (the loop).
class DescriptorWatcher {
 public:
  virtual ~DescriptorWatcher() = default;
  virtual void descriptor_closed(int fd) = 0;
};

struct Descriptor {
  event::Id id;    // of the socket; nothing if the descriptor is not known
  event::Id peer;  // of its other end, if that is the program's too
  int peer_fd = -1;
  // The event that put the first unread byte there, that ended the stream, that made room to write.
  event::Seq readable_because = event::no_seq;
  event::Seq ended_because = event::no_seq;
  event::Seq writable_because = event::no_seq;
  // False for pairs whose other end is the program's or the world's: then nothing unforeseen can arrive.
  bool reaches_outside = true;
  DescriptorWatcher* watcher = nullptr;

  event::Seq read_cause() const noexcept {
    return readable_because != event::no_seq ? readable_because : ended_because;
  }
};

class Descriptors {
 public:
  // The entry of a descriptor; made if it is not there. Precondition: fd >= 0. Valid until the next call of `at`.
  Descriptor& at(int fd);
  // The entry, or null.
  Descriptor* find(int fd) noexcept;
  // Forgets a descriptor that is about to be closed; tells its watcher first.
  void close(int fd);

 private:
  std::vector<Descriptor> entries_;  // by fd
};

}  // namespace orrery::loop
