// Frames as lines of text, as tracebacks show them.
#pragma once

#include <string>
#include <vector>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

// One frame: "  File "x.py", line 3, in f" and its source line, each with a newline.
std::string frame_text(Runtime& rt, const TracebackEntry& entry);
// The frames that run now, the outermost first.
std::vector<TracebackEntry> running_frames(Runtime& rt);
// All of them as text; without a last newline.
std::string stack_text(Runtime& rt);

}  // namespace orrery::script
