// The numbers that events are known by: those of a run that is not watched, so that a run has one numbering whether its
// lines and variables were told of or not.
#pragma once

#include <vector>

#include "engine/event/event.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::model {

class Numbers {
 public:
  explicit Numbers(const trace::Trace& trace) : trace_(&trace) {}

  // Takes in what was recorded since the last call.
  void extend();
  // Events that have a number.
  event::Seq count() const { return plain_; }
  // The number of an event; of one that tells of lines or variables, of the last before it that is none of these.
  event::Seq number(event::Seq seq) const;
  // The event of a number; the last one of the trace if the number is larger than any.
  event::Seq seq(event::Seq number) const;

 private:
  static constexpr event::Seq block = 256;
  event::Seq plain_in(event::Seq first, event::Seq end) const;

  const trace::Trace* trace_;
  std::vector<event::Seq> before_;  // of each block of the trace: numbered events before it
  event::Seq seen_ = 0, plain_ = 0;
};

}  // namespace orrery::model
