// How a run ended.
#pragma once

#include <cstdint>
#include <string>

namespace orrery::session {

struct Ending {
  enum class How : std::uint8_t {
    running,   // not ended yet
    finished,  // the program came to its end, whatever its exit code
    failed,    // by an exception that nobody caught
    deadlock,  // nothing is ready and nothing can ever come
    stopped,   // by the one who watches, or by the limit of operations
    broken     // the run could not be set up: a socket could not be made, say
  };
  How how = How::running;
  int exit_code = 0;  // as `orrery run` ends: 3 for a deadlock
  std::string text;   // the last line of the traceback, the report of the deadlock, what is broken
};

// In a few words, for the window; empty while it is running.
std::string words(const Ending& ending);

}  // namespace orrery::session
