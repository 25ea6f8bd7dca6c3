// How a run on its own thread is paused, stepped, held back and ended. Passed by the loop, turned by the window.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <vector>

#include "engine/event/probe.hpp"
#include "engine/loop/gate.hpp"
#include "engine/loop/selector.hpp"

namespace orrery::session {

class PauseGate final : public loop::Gate {
 public:
  // `recorded`: counts the events so far; may be null.
  explicit PauseGate(const event::Probe* recorded) noexcept : recorded_(recorded) {}

  // ---- for the one who watches
  void pause();
  void resume();
  // While paused: lets the run go on to the end of one handle, or of one turn.
  void let_handle_pass();
  void let_turn_pass();
  // The run waits when it has recorded so many events.
  void set_limit(event::Seq limit);
  // Ends the run at its next pass; for good.
  void end();
  // A signal has come: who sleeps looks around. The run goes on.
  void interrupt();
  bool paused() const;
  // Whether the run stands still here now.
  bool waiting() const noexcept { return waiting_.load(std::memory_order_relaxed); }

  // ---- for the run's thread
  // A selector that sleeps is woken when the run is ended; between these two calls.
  void attach(loop::Selector& selector);
  void detach(loop::Selector& selector);
  bool pass(event::Phase phase, const loop::Handle* next) override;
  bool ended() const noexcept { return ended_.load(std::memory_order_relaxed); }
  // Sleeps so many seconds of the wall, less if it is interrupted, or the run is ended: then false.
  bool sleep(double seconds);

 private:
  bool must_wait(event::Phase phase, const loop::Handle* next);
  bool at_limit() const noexcept { return recorded_ && recorded_->count() >= limit_.load(std::memory_order_relaxed); }

  const event::Probe* recorded_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::atomic<bool> attention_{false};  // anything but plain running
  std::atomic<bool> ended_{false}, waiting_{false};
  std::atomic<event::Seq> limit_{event::no_seq};
  std::vector<loop::Selector*> selectors_;
  std::uint64_t interrupts_ = 0;  // how many there have been
  bool paused_ = false;
  unsigned handles_ = 0, turns_ = 0;  // that may pass while paused
};

}  // namespace orrery::session
