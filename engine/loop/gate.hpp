// A place at which somebody may hold up the loop: a session pauses a live run here, on the run's own thread.
#pragma once

#include "engine/event/event.hpp"

namespace orrery::loop {

class Handle;

class Gate {
 public:
  virtual ~Gate() = default;
  // Called before each phase (`next` null) and in the run phase before each handle. May block for as long as it likes.
  // False: the run ends here, run_forever() throws Aborted.
  virtual bool pass(event::Phase phase, const Handle* next) = 0;
};

}  // namespace orrery::loop
