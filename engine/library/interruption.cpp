#include "engine/library/interruption.hpp"

#include <csignal>

namespace orrery::library {

Interruption::Interruption() : signals_({SIGINT}, [this](int signal) { arrived(signal); }) {}

void Interruption::set_selector(loop::Selector* selector) {
  const std::lock_guard lock(mutex_);
  selector_ = selector;
}

void Interruption::arrived(int signal) {
  interrupts_.arrived(signal);
  const std::lock_guard lock(mutex_);
  if (selector_) selector_->wake();
}

}  // namespace orrery::library
