#include "engine/loop/sync/waiters.hpp"

#include <algorithm>

namespace orrery::loop {

bool Waiters::remove(const Ref<Future>& waiter) noexcept {
  const auto place = std::find(futures_.begin(), futures_.end(), waiter);
  if (place == futures_.end()) return false;
  futures_.erase(place);
  return true;
}

Ref<Future> Waiters::pop() noexcept {
  Ref<Future> first = std::move(futures_.front());
  futures_.pop_front();
  return first;
}

bool Waiters::any_not_cancelled() const noexcept {
  return std::any_of(futures_.begin(), futures_.end(), [](const Ref<Future>& f) { return !f->cancelled(); });
}

std::size_t Waiters::wake(std::size_t count, const Value& result) {
  std::size_t woken = 0;
  for (auto i = futures_.begin(); i != futures_.end() && woken < count; ++i) {
    if ((*i)->done()) continue;
    (*i)->set_result(result);
    ++woken;
  }
  return woken;
}

void Waiters::pop_and_wake_one() {
  while (!futures_.empty()) {
    const Ref<Future> first = pop();
    if (first->done()) continue;
    first->set_result({});
    return;
  }
}

void Waiters::pop_and_wake_all() {
  while (!futures_.empty()) {
    const Ref<Future> first = pop();
    if (!first->done()) first->set_result({});
  }
}

std::string Waiters::words() const {
  return empty() ? std::string() : ", waiters:" + std::to_string(size());
}

void Waiters::clear() noexcept {
  std::deque<Ref<Future>> dropped;
  dropped.swap(futures_);
}

Waiting::Waiting(Waiters& waiters, Ref<Future> waiter) : waiters_(&waiters), waiter_(std::move(waiter)) {
  waiters_->add(waiter_);
}

void Waiting::leave() noexcept {
  if (waiters_) waiters_->remove(waiter_);
  waiters_ = nullptr;
}

}  // namespace orrery::loop
