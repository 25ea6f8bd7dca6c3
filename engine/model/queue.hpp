// A first-in-first-out queue of ids that is cheap to copy. The same id may stand in it more than once.
#pragma once

#include <cstddef>
#include <optional>

#include "engine/event/id.hpp"
#include "engine/model/table.hpp"

namespace orrery::model {

class Queue {
 public:
  std::size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  // Precondition: not empty.
  event::Id front() const { return (*items_.begin()).second; }
  // How many stand before the first occurrence of `id`; nothing if it is not in the queue.
  std::optional<std::size_t> position(event::Id id) const {
    std::size_t before = 0;
    for (auto [key, item] : items_) {
      if (item == id) return before;
      ++before;
    }
    return std::nullopt;
  }

  void push_back(event::Id id) { items_.edit(next_++) = id; }
  // Removes the first occurrence of `id`; false if there is none.
  bool remove(event::Id id) {
    for (auto [key, item] : items_) {
      if (item != id) continue;
      items_.erase(key);
      return true;
    }
    return false;
  }
  void clear() { items_ = {}; }

  // From the front to the tail: pairs of (running number, id). The running number of a place is its identity while
  // it moves up.
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

  std::size_t bytes_beside(const Queue& other) const { return items_.bytes_beside(other.items_); }

  friend bool operator==(const Queue&, const Queue&) = default;

 private:
  Table<event::Id> items_;  // by running number
  Table<event::Id>::Key next_ = 0;
};

}  // namespace orrery::model
