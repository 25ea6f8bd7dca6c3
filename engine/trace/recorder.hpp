// The probe that writes a trace.
#pragma once

#include "engine/event/probe.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::trace {

struct RecorderOptions {
  // The most bytes of memory for events and texts; 0: no limit. What comes after it is reached is counted in
  // Trace::lost() and not stored. At least two chunks (half a megabyte) are always used.
  std::size_t memory_limit = 0;
};

// Writes into a trace that is empty at first and outlives it. One recorder a trace. While it lives other threads may
// read the trace; destroy it only when none of them is reading, or keep it as long as the trace. No lock and no
// allocation on the way of an event: chunks of 8192 are made ready by a thread of their own. If memory runs out, or the
// limit is reached, the events from there on are counted in Trace::lost() and the run goes on.
class Recorder final : public event::Probe {
 public:
  explicit Recorder(Trace& trace, RecorderOptions options = {}) noexcept;
  ~Recorder() override;

  event::Name intern(std::string_view text) noexcept override;

  // For a thread that has put the events below `seq` in a safe place: nobody will read them here any more. Their
  // memory is used again for later ones. `seq` never falls. Trace::at below it is no longer allowed.
  void forget_before(event::Seq seq) noexcept;

 private:
  void refill() noexcept override;
  Chunk* next_chunk() noexcept;

  Trace* trace_;
  RecorderOptions options_;
  event::Seq forgotten_ = 0;  // chunks
  event::Event discard_;
};

}  // namespace orrery::trace
