#include "engine/session/gate.hpp"

#include <chrono>

namespace orrery::session {

void PauseGate::pause() {
  const std::lock_guard lock(mutex_);
  paused_ = true;
  attention_ = true;
}

void PauseGate::resume() {
  const std::lock_guard lock(mutex_);
  paused_ = false;
  handles_ = turns_ = 0;
  attention_ = ended_.load();
  changed_.notify_all();
}

void PauseGate::let_handle_pass() {
  const std::lock_guard lock(mutex_);
  ++handles_;
  changed_.notify_all();
}

void PauseGate::let_turn_pass() {
  const std::lock_guard lock(mutex_);
  ++turns_;
  changed_.notify_all();
}

void PauseGate::set_limit(event::Seq limit) {
  const std::lock_guard lock(mutex_);
  limit_ = limit;
  changed_.notify_all();
}

void PauseGate::end() {
  const std::lock_guard lock(mutex_);
  ended_ = true;
  attention_ = true;
  for (loop::Selector* selector : selectors_) selector->wake();
  changed_.notify_all();
}

void PauseGate::interrupt() {
  const std::lock_guard lock(mutex_);
  ++interrupts_;
  for (loop::Selector* selector : selectors_) selector->wake();
  changed_.notify_all();
}

bool PauseGate::paused() const {
  const std::lock_guard lock(mutex_);
  return paused_;
}

// Under the lock. A handle's token is spent when the handle is let in, a turn's when the next turn begins.
bool PauseGate::must_wait(event::Phase phase, const loop::Handle* next) {
  if (ended_) return false;
  if (at_limit()) return true;
  if (!paused_) return false;
  if (turns_ > 0) {
    if (phase == event::Phase::timeout) --turns_;
    return false;
  }
  if (handles_ == 0) return true;
  if (next) --handles_;
  return false;
}

bool PauseGate::pass(event::Phase phase, const loop::Handle* next) {
  if (!attention_.load(std::memory_order_relaxed) && !at_limit()) return true;
  std::unique_lock lock(mutex_);
  while (must_wait(phase, next)) {
    waiting_ = true;
    changed_.wait(lock);
  }
  waiting_ = false;
  return !ended_;
}

void PauseGate::attach(loop::Selector& selector) {
  const std::lock_guard lock(mutex_);
  selectors_.push_back(&selector);
}

void PauseGate::detach(loop::Selector& selector) {
  const std::lock_guard lock(mutex_);
  std::erase(selectors_, &selector);
}

bool PauseGate::sleep(double seconds) {
  std::unique_lock lock(mutex_);
  const std::uint64_t before = interrupts_;
  changed_.wait_for(lock, std::chrono::duration<double>(seconds),
                    [&] { return ended_.load() || interrupts_ != before; });
  return !ended_;
}

}  // namespace orrery::session
