// A run as a file of Chrome's trace format (JSON), which Perfetto's viewer opens.
//
// A track for the loop and one for each task, with slices for what it did (`running`, `ready`, `waiting for a timer`
// …), an arrow from each wake-up to the step that followed, a mark for each output and error, and the length of the
// ready queue as a counter. Format: "Trace Event Format" of the Chromium project.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/model/lanes.hpp"

namespace orrery::model {

struct PerfettoOptions {
  // What the viewer's microseconds are: those of the run's clock, on which work takes no time if it is virtual, or
  // numbers of events, one a microsecond.
  Axis axis = Axis::time;
  std::string title;  // of the process
};

// Writes it in pieces as it is made, in the order in which slices end. Takes memory for each task, none for the events
// and the text.
void write_perfetto(const trace::Trace& trace, const PerfettoOptions& options,
                    const std::function<void(std::string_view)>& put);

}  // namespace orrery::model
