// A client of the echo server. In a file of its own: the window follows a task from file to file.
#pragma once

#include <orrery/orrery.hpp>

namespace examples {

// Says three lines to the server at this port; how many of them came back as they were. RuntimeError if the server
// takes longer than five seconds for one of them.
orrery::Co<int> ask(orrery::EventLoop& loop, int port, int number);

}  // namespace examples
