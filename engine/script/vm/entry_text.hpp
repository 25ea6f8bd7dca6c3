// One entry of a traceback as text: file, line and function, the source, and the marks under what failed.
#pragma once

#include <string>

#include "engine/script/object/exception.hpp"

namespace orrery::script {

class Interpreter;

// Ends with a newline. The source and its marks are those that CPython's version writes. (Lib/traceback.py,
// StackSummary.format_frame_summary)
std::string entry_text(Interpreter& in, const TracebackEntry& entry);

}  // namespace orrery::script
