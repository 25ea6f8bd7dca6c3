#include <algorithm>

#include "engine/script/module/collections_deque.hpp"

namespace orrery::script {

void Deque::charge() {
  constexpr std::size_t step = 64;
  if (items_.size() * sizeof(Value) <= charged_) return;
  type()->heap().charge(step * sizeof(Value));
  charged_ += step * sizeof(Value);
}

void Deque::push_back(Value value) {
  change().push_back(std::move(value));
  charge();
  if (maxlen >= 0 && size() > maxlen) const Value dead = pop_front();
}
void Deque::push_front(Value value) {
  change().push_front(std::move(value));
  charge();
  if (maxlen >= 0 && size() > maxlen) const Value dead = pop_back();
}
Value Deque::pop_back() noexcept {
  Value last = std::move(change().back());
  items_.pop_back();
  return last;
}
Value Deque::pop_front() noexcept {
  Value first = std::move(change().front());
  items_.pop_front();
  return first;
}

void Deque::rotate(std::int64_t steps) noexcept {
  if (size() < 2) return;
  const std::int64_t by = ((steps % size()) + size()) % size();
  std::deque<Value>& items = change();
  std::rotate(items.begin(), items.end() - by, items.end());
}

// Emptied first: what dies may look at it.
void Deque::clear() noexcept {
  std::deque<Value> dead;
  change().swap(dead);
}

}  // namespace orrery::script
