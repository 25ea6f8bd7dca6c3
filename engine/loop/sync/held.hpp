// A lock or semaphore that is held for the length of a scope: `async with lock:` in C++.
//
//   const auto held = co_await lock->scoped();
#pragma once

#include <utility>

#include "engine/loop/error.hpp"
#include "engine/loop/value.hpp"

namespace orrery::loop {

// Releases what it holds when it goes. It can be moved, not copied.
template <class Lockable>
class Held {
 public:
  explicit Held(Ref<Lockable> what) noexcept : what_(std::move(what)) {}
  Held(Held&& other) noexcept : what_(std::exchange(other.what_, nullptr)) {}
  Held& operator=(Held&& other) noexcept {
    std::swap(what_, other.what_);
    return *this;
  }
  // That somebody has released it already is no error here: release() says so.
  ~Held() {
    try {
      release();
    } catch (const Raised&) {
    }
  }

  // At once, and with its errors: RuntimeError of a lock that is not locked, ValueError of a bounded semaphore.
  void release() {
    if (const Ref<Lockable> what = std::exchange(what_, nullptr)) what->release();
  }
  // Keeps it locked.
  void keep() noexcept { what_ = nullptr; }

 private:
  Ref<Lockable> what_;
};

}  // namespace orrery::loop
