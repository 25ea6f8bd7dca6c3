#include "engine/trace/names.hpp"

#include <algorithm>
#include <cstring>
#include <new>

namespace orrery::trace {
namespace {
constexpr std::size_t arena_size = 64 * 1024;
}

Names::Names() {
  if (!texts_.reserve(0)) throw std::bad_alloc();
  texts_[0] = std::string_view();
  known_.emplace(std::string_view(), 0);
  count_.store(1, std::memory_order_release);
}

event::Name Names::intern(std::string_view text) noexcept try {
  if (auto found = known_.find(text); found != known_.end()) return found->second;
  const event::Name name = count_.load(std::memory_order_relaxed);
  if (!texts_.reserve(name)) return 0;
  const std::string_view kept(keep(text), text.size());
  known_.emplace(kept, name);
  new (&texts_[name]) std::string_view(kept);
  count_.store(name + 1, std::memory_order_release);
  return name;
} catch (...) {
  return 0;
}

std::string_view Names::text(event::Name name) const noexcept {
  return name < size() ? texts_[name] : std::string_view();
}

const char* Names::keep(std::string_view text) {
  if (text.size() > left_) {
    const std::size_t size = std::max(arena_size, text.size());
    arenas_.push_back(std::make_unique_for_overwrite<char[]>(size));
    free_ = arenas_.back().get();
    left_ = size;
  }
  char* place = free_;
  std::memcpy(place, text.data(), text.size());
  free_ += text.size();
  left_ -= text.size();
  return place;
}

}  // namespace orrery::trace
