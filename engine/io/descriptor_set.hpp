// The descriptors a selector watches, in ascending order.
#pragma once

#include <utility>
#include <vector>

#include "engine/loop/selector.hpp"

namespace orrery::io {

class DescriptorSet {
 public:
  struct Entry {
    int fd;
    loop::Interest interest;
  };
  // What was watched before; no interest removes the entry.
  loop::Interest set(int fd, loop::Interest interest);
  bool empty() const noexcept { return entries_.empty(); }
  const std::vector<Entry>& entries() const noexcept { return entries_; }
  int highest() const noexcept { return entries_.empty() ? -1 : entries_.back().fd; }

 private:
  std::vector<Entry> entries_;
};

}  // namespace orrery::io
