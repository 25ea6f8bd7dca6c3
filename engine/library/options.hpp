// How a native program is to be run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "engine/io/machine.hpp"
#include "engine/io/network.hpp"
#include "engine/loop/environment.hpp"

namespace orrery {

struct Options {
  // A file that the run is recorded into, for the window: `orrery FILE`. Empty: nothing is recorded. A trace that is
  // there already is replaced; any other file is not.
  std::string record;
  std::string title;  // of the recording; empty: the name of its file

  io::ClockKind clock = io::ClockKind::real_time;
  io::SelectorKind selector = io::SelectorKind::epoll;
  // Real TCP on this machine, or the simulated one. Nothing: as the clock is.
  std::optional<io::NetworkKind> network;
  loop::Rules rules = loop::Rules::py313;  // whose asyncio
  std::uint64_t seed = 0;                  // of Program::random()
  bool debug = false;                      // handles that take 0.1 s and more go to the exception handler's words
  bool take_interrupts = true;             // SIGINT cancels the main task; a second one raises KeyboardInterrupt
  std::size_t memory_limit = 0;            // bytes that recording may take; 0: no limit (trace/recorder.hpp)
};

}  // namespace orrery
