#pragma once
// From left to right: a scale on which both the instant and the hour can be read.
//
// Under the virtual clock code takes no time: hundreds of events share one instant, then nothing happens for a second.
// So each event has the width of one unit, and each stretch of time between two events gets a width after its length;
// stretches much longer than the others are cut short, and drawn with a break.

#include <vector>

#include "engine/event/event.hpp"

namespace orrery::trace {
class Trace;
}

namespace orrery::views {

class MixedScale {
 public:
  // Time that passes between the events `after - 1` and `after`.
  struct Gap {
    event::Seq after = 0;
    double time = 0;    // at its end, seconds
    double length = 0;  // seconds
    double end = 0;     // position of its end; it begins at end - width
    double width = 0;   // units
    bool broken = false;
  };

  // Takes in what was recorded since the last call. Another trace, or a shorter one, starts anew. Costs what is new,
  // and the number of gaps if there are new ones; where these are many and the trace still grows, that is put off
  // until there is a good deal of it.
  void extend(const trace::Trace& trace, bool growing = false);

  // Where an event begins; events beyond the end are at the end.
  double at(event::Seq seq) const;
  // The whole, in units.
  double length() const { return at(count_); }
  // The last event that begins at or before a position; 0 if there is none.
  event::Seq event_at(double position) const;
  const std::vector<Gap>& gaps() const { return gaps_; }
  // The first gap that ends at or after a position.
  std::size_t gap_from(double position) const;

 private:
  void lay_out();

  const trace::Trace* trace_ = nullptr;
  event::Seq count_ = 0;
  double last_time_ = 0;
  std::vector<Gap> gaps_;
};

}  // namespace orrery::views
