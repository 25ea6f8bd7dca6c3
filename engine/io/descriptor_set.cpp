#include "engine/io/descriptor_set.hpp"

#include <algorithm>

namespace orrery::io {

loop::Interest DescriptorSet::set(int fd, loop::Interest interest) {
  const auto place = std::lower_bound(entries_.begin(), entries_.end(), fd,
                                      [](const Entry& entry, int wanted) { return entry.fd < wanted; });
  const bool known = place != entries_.end() && place->fd == fd;
  const loop::Interest before = known ? place->interest : loop::Interest();
  if (known && interest.any())
    place->interest = interest;
  else if (known)
    entries_.erase(place);
  else if (interest.any())
    entries_.insert(place, {fd, interest});
  return before;
}

}  // namespace orrery::io
