#include "engine/trace/names.hpp"

#include <algorithm>
#include <cstring>
#include <new>

#include "engine/trace/checksum.hpp"

namespace orrery::trace {
namespace {
constexpr std::size_t arena_size = 64 * 1024;
constexpr std::size_t first_slots = 256;
}  // namespace

Names::Names() : slots_(first_slots) {
  if (!adopt({})) throw std::bad_alloc();
}

bool Names::adopt(std::string_view text) noexcept {
  const event::Name name = count_.load(std::memory_order_relaxed);
  if (name == UINT32_MAX || !texts_.reserve(name)) return false;
  new (&texts_[name]) std::string_view(text);
  count_.store(name + 1, std::memory_order_release);
  return true;
}

event::Name Names::intern(std::string_view text) noexcept try {
  if (text.empty()) return 0;
  const auto hash = static_cast<std::uint32_t>(checksum(text));
  if (const Slot& slot = slot_of(text, hash); slot.name) return slot.name;
  if (used_ >= slots_.size() / 2) grow();
  const event::Name name = count_.load(std::memory_order_relaxed);
  if (!adopt({keep(text), text.size()})) return 0;
  slot_of(text, hash) = {hash, name};
  ++used_;
  return name;
} catch (...) {
  return 0;
}

std::string_view Names::text(event::Name name) const noexcept {
  return name < size() ? texts_[name] : std::string_view();
}

// The slot that holds the text, or the empty one where it belongs.
Names::Slot& Names::slot_of(std::string_view text, std::uint32_t hash) noexcept {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash & mask;; i = (i + 1) & mask) {
    Slot& slot = slots_[i];
    if (!slot.name || (slot.hash == hash && texts_[slot.name] == text)) return slot;
  }
}

void Names::grow() {
  std::vector<Slot> slots(slots_.size() * 2);
  const std::size_t mask = slots.size() - 1;
  for (const Slot& slot : slots_) {
    if (!slot.name) continue;
    std::size_t i = slot.hash & mask;
    while (slots[i].name) i = (i + 1) & mask;
    slots[i] = slot;
  }
  slots_.swap(slots);
}

const char* Names::keep(std::string_view text) {
  if (text.size() > left_) {
    const std::size_t size = std::max(arena_size, text.size());
    arenas_.push_back(std::make_unique_for_overwrite<char[]>(size));
    free_ = arenas_.back().get();
    left_ = size;
    bytes_.fetch_add(size, std::memory_order_relaxed);
  }
  char* place = free_;
  std::memcpy(place, text.data(), text.size());
  free_ += text.size();
  left_ -= text.size();
  return place;
}

}  // namespace orrery::trace
