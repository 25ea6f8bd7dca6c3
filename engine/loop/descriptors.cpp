#include "engine/loop/descriptors.hpp"

namespace orrery::loop {

Descriptor& Descriptors::at(int fd) {
  const auto place = static_cast<std::size_t>(fd);
  if (place >= entries_.size()) entries_.resize(place + 1);
  return entries_[place];
}

Descriptor* Descriptors::find(int fd) noexcept {
  const auto place = static_cast<std::size_t>(fd);
  return fd >= 0 && place < entries_.size() && entries_[place].id ? &entries_[place] : nullptr;
}

void Descriptors::close(int fd) {
  Descriptor* entry = find(fd);
  if (!entry) return;
  if (entry->watcher) entry->watcher->descriptor_closed(fd);
  entries_[static_cast<std::size_t>(fd)] = {};
}

}  // namespace orrery::loop
