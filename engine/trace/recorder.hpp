// The probe that writes a trace.
#pragma once

#include "engine/event/probe.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::trace {

// Writes into a trace that is empty at first and outlives it. One recorder a trace. While it lives other threads may
// read the trace; destroy it only when none of them is reading, or keep it as long as the trace. No lock and no
// allocation on the way of an event except once a block (1024 events, then twice as many each time). If memory runs
// out, the events from there on are counted in Trace::lost() and the run goes on.
class Recorder final : public event::Probe {
 public:
  explicit Recorder(Trace& trace) noexcept;
  ~Recorder() override;

  event::Name intern(std::string_view text) noexcept override;

 private:
  void refill() noexcept override;

  Trace* trace_;
  event::Event discard_;
};

}  // namespace orrery::trace
