// A handle that an object has set for itself and may want to cancel. As in CPython the handle keeps the object alive;
// the object only knows where the handle is, so that the two do not keep each other alive for ever.
#pragma once

#include <functional>
#include <string>

#include "engine/loop/handle.hpp"

namespace orrery::loop {

// A member of the object.
class Alarm {
 public:
  Alarm() noexcept = default;
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

  // The callback for the handle: calls `function` and forgets the handle. `owner` is the object that this is a member
  // of; `about`: for whom it is, in the trace.
  Ref<Callback> callback(Ref<Object> owner, std::string name, std::function<void()> function, event::Id about);
  // The handle that has been made with it.
  void set(Handle& handle) noexcept { handle_ = &handle; }
  bool is_set() const noexcept { return handle_ != nullptr; }
  void cancel() noexcept;

 private:
  class Ring;
  Handle* handle_ = nullptr;    // not counted: `ring_` tells when it goes
  const Ring* ring_ = nullptr;  // what the handle calls
};

}  // namespace orrery::loop
