// A program's own call of select: under the run's clock, with the run's world, as events of its trace.
#pragma once

#include <vector>

#include "engine/loop/selector.hpp"
#include "engine/script/module/modules.hpp"

namespace orrery::script {

struct Asked {
  int fd = -1;
  loop::Interest interest;
};

// Waits until one of them is ready, `timeout` seconds at the most (loop::forever: for ever); the ready ones in
// ascending order. OSError for what is no descriptor. Throws loop::Deadlock if nothing can ever come.
std::vector<loop::Ready> select_call(Runtime& rt, const std::vector<Asked>& asked, double timeout);

// Seconds of a timeout argument: None or unset is for ever. `unit`: 1 for seconds, 1000 for milliseconds; below 0 is
// for ever if `negative_waits`, else ValueError "timeout must be non-negative".
double timeout_of(Runtime& rt, const Value& v, double unit = 1, bool negative_waits = true);

// A descriptor, as select takes it: TypeError "argument must be an int, or have a fileno() method." and ValueError
// "file descriptor cannot be a negative integer (-1)".
int selectable(Runtime& rt, const Value& v);

}  // namespace orrery::script
