#include "engine/loop/sync/queue_store.hpp"

#include "engine/loop/sync/heap_order.hpp"

namespace orrery::loop {
namespace {

auto heap_order(Environment& environment, std::vector<Value>& items) {
  const auto less = [&environment](const Value& a, const Value& b) { return environment.values().less(a, b); };
  const auto changed = [&environment] {
    environment.errors().make(ErrorKind::runtime, "list changed size during iteration")->raise();
  };
  return HeapOrder(items, less, changed);
}

template <class Items>
void clear_after(Items& items) noexcept {
  Items dropped;
  dropped.swap(items);
}

}  // namespace

Value ArrivalStore::get() {
  const bool first = order_ == Order::first_in;
  Value item = std::move(first ? items_.front() : items_.back());
  first ? items_.pop_front() : items_.pop_back();
  return item;
}

void ArrivalStore::clear() noexcept {
  clear_after(items_);
}

void PriorityStore::put(Value item) {
  items_.push_back(std::move(item));
  heap_order(environment_, items_).last_is_new();
}

Value PriorityStore::get() {
  Value item = std::move(items_.back());
  items_.pop_back();
  if (items_.empty()) return item;
  std::swap(item, items_.front());
  heap_order(environment_, items_).first_is_new();
  return item;
}

void PriorityStore::clear() noexcept {
  clear_after(items_);
}

}  // namespace orrery::loop
