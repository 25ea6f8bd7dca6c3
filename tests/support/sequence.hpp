// A trace in the notation of asyncio-semantics.md, 1.15: one line a turn, `T1 step{new F1, …, block F1}`.
#pragma once

#include <string>

#include "tests/support/recorder.hpp"

namespace orrery::test {

// From the first task's first step to its end; that task is T1. Futures and tasks are numbered as they appear.
std::string sequence(const Recorder& recorder);

}  // namespace orrery::test
