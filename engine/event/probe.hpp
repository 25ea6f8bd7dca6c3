// The seam between what happens and whoever remembers it.
//
// The engine holds a `Probe*` that may be null: with none attached an emission site costs one branch. A probe is a
// window of event slots, as a stream buffer is one of characters: `emit` writes the next slot and only calls the
// virtual `refill` when the window is used up. Emitting never throws and never loses an event silently.
#pragma once

#include <atomic>
#include <string_view>

#include "engine/event/vocabulary.hpp"

namespace orrery::event {

class Probe {
 public:
  virtual ~Probe() = default;

  // Interns a text and returns its name, the same for equal texts. Never throws; on exhaustion returns 0.
  virtual Name intern(std::string_view text) noexcept = 0;

  // Records one event with the current time, cause and line; returns its sequence number, to be the cause of others.
  Seq emit(Kind kind, Id subject = {}, Id object = {}, std::uint8_t arg = 0, Payload value = {.integer = 0}) noexcept {
    if (next_ == end_) [[unlikely]] refill();
    *next_++ = Event{now, value, cause, subject, object, kind, arg, line};
    const Seq seq = count_.load(std::memory_order_relaxed);
    count_.store(seq + 1, std::memory_order_release);
    return seq;
  }
  template <class Enum>
    requires std::is_enum_v<Enum>
  Seq emit(Kind kind, Id subject, Id object, Enum arg, Payload value = {.integer = 0}) noexcept {
    return emit(kind, subject, object, static_cast<std::uint8_t>(arg), value);
  }
  // The same with a text, interned here.
  Seq emit_text(Kind kind, Id subject, Id object, std::uint8_t arg, std::string_view text,
                std::uint32_t extra = 0) noexcept {
    return emit(kind, subject, object, arg, Payload{.text = {intern(text), extra}});
  }

  // Events recorded so far. The only member another thread may call while the run goes on.
  Seq count() const noexcept { return count_.load(std::memory_order_acquire); }

  // What every event is stamped with. The loop and the interpreter keep them true.
  double now = 0;          // seconds of the run's clock
  Seq cause = no_seq;      // the event inside whose doing we are
  std::uint16_t line = 0;  // line of the program being executed

 protected:
  // Provides a fresh window [next_, end_) of at least one slot. It may point at a discard slot if memory is
  // exhausted, and must then count what it drops.
  virtual void refill() noexcept = 0;

  Event* next_ = nullptr;
  Event* end_ = nullptr;

 private:
  std::atomic<Seq> count_{0};
};

// Sets the cause for a scope: what is emitted inside happened because of `cause`.
class CauseScope {
 public:
  CauseScope(Probe* probe, Seq cause) noexcept : probe_(probe), before_(probe ? probe->cause : no_seq) {
    if (probe_) probe_->cause = cause;
  }
  ~CauseScope() {
    if (probe_) probe_->cause = before_;
  }
  CauseScope(const CauseScope&) = delete;
  CauseScope& operator=(const CauseScope&) = delete;

 private:
  Probe* probe_;
  Seq before_;
};

}  // namespace orrery::event
