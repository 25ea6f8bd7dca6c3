// The two ways in which a run ends from the inside of the loop without being an error of the program.
//
// They are C++ exceptions that derive from nothing, so that no handler of the program's errors (`catch
// (std::exception&)`, a script's `except BaseException`) takes them for its own. Whoever writes `catch (...)` rethrows
// them: see rethrow_unwind().
#pragma once

#include <string>
#include <vector>

#include "engine/event/id.hpp"

namespace orrery::loop {

struct Unwind {
 protected:
  Unwind() = default;
};

// Nothing is ready, no timer is set, and nothing outside can ever make a descriptor ready.
struct Deadlock : Unwind {
  std::vector<event::Id> waiting;  // the tasks that wait, in order of creation
  std::string text;                // a sentence that names them
};

// The gate said no: whoever watches this run wants it to end now.
struct Aborted : Unwind {};

// Inside a `catch (...)`: rethrows what is being handled if it is an Unwind, else returns.
void rethrow_unwind();

}  // namespace orrery::loop
