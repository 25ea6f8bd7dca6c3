// The part of a native coroutine's frame that does not depend on its types: what every promise derives from.
//
// Frames form a chain: each awaits the one it called. The chain hangs from a NativeCoroutine, which always resumes the
// innermost frame, directly; a frame that calls, returns or yields comes back to it. So nothing recurses, however deep.
#pragma once

#include <coroutine>
#include <memory>
#include <source_location>
#include <string>
#include <utility>

#include "engine/event/id.hpp"
#include "engine/loop/coroutine.hpp"
#include "engine/loop/host.hpp"

namespace orrery::loop {

class Environment;
class NativeCoroutine;
class Future;
class Task;

class Frame {
 public:
  // `end`: where the function ends; what a promise's constructor is told as its current location.
  explicit Frame(std::source_location end) noexcept : end_(end) {}
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

  static void* operator new(std::size_t size) { return Pool::take(size); }
  static void operator delete(void* frame, std::size_t size) noexcept { Pool::give(frame, size); }

  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception();

  // What it returned, as a Value. Precondition: it returned.
  virtual Value take_value() = 0;
  // The same for the trace, leaving it there; nothing if it cannot be copied.
  virtual Value peek_value() const = 0;
  // Throws what it raised, if it did.
  void raise_if_failed() const {
    if (error_) error_->raise();
  }

  // It has come to an await, a yield or a return. A pointer is kept: that costs nothing worth mentioning.
  void at(std::source_location where) noexcept { where_ = where; }
  // The events to come stand at the line where this frame is. Precondition: there is a probe.
  void note_line(Environment& environment) const noexcept;
  // The run it belongs to. Precondition: it has begun.
  Environment& environment() const noexcept;

  // The chain below: for awaiters, with the frame suspended.
  void call(Frame& callee, Frame*& owner);
  void delegate(Ref<Coroutine> coroutine);
  void yield(Value value);
  void yield_nothing() noexcept;
  // An async generator's own yield: for whoever iterates, not for whoever drives the chain.
  void yield_item(Value value);
  void wait(Ref<Future> future);
  // What was sent in; raises what was thrown in.
  Value take_sent();
  // The same where nobody wants to know what was sent.
  void drop_sent();

  event::Id id() const noexcept { return id_; }
  void set_name(std::string name) { name_ = std::make_unique<std::string>(std::move(name)); }
  // The name given, or that of the C++ function.
  std::string name() const;
  std::coroutine_handle<> handle() const noexcept { return handle_; }

 protected:
  virtual ~Frame();
  void set_handle(std::coroutine_handle<> handle) noexcept { handle_ = handle; }

 private:
  friend class NativeCoroutine;
  void note_awaits(event::Id what);
  std::coroutine_handle<> handle_;
  NativeCoroutine* chain_ = nullptr;
  std::source_location where_;  // it stands; its line is 0 before the first await
  Frame* awaiter_ = nullptr;
  Frame** owner_ = nullptr;  // the pointer by which the awaiter owns this frame
  Ref<Error> error_;
  std::source_location end_;           // of the function
  Place begin_;                        // of the function, as the host said
  std::unique_ptr<std::string> name_;  // the one given, if one was
  event::Id id_;
};

// `orrery::loop::Co<int> ns::fetch(int)` -> `fetch`; a lambda is `<lambda>`.
std::string function_name(std::string_view signature);

// Owns a frame; the chain may take it away to destroy it from the inside out.
class FrameOwner {
 public:
  explicit FrameOwner(Frame* frame) noexcept : frame_(frame) {}
  FrameOwner(FrameOwner&& other) noexcept : frame_(other.detach()) {}
  FrameOwner& operator=(FrameOwner&& other) noexcept {
    std::swap(frame_, other.frame_);
    return *this;
  }
  ~FrameOwner() {
    if (frame_) frame_->handle().destroy();
  }
  Frame* get() const noexcept { return frame_; }
  Frame*& slot() noexcept { return frame_; }
  Frame* detach() noexcept { return std::exchange(frame_, nullptr); }

 private:
  Frame* frame_;
};

}  // namespace orrery::loop
