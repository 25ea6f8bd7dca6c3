// traceback.FrameSummary and StackSummary.
#pragma once

#include <vector>

#include "engine/script/object/exception.hpp"

namespace orrery::script {

void make_summary_classes(Runtime& rt);
// A StackSummary of frames, the outermost first.
Value make_stack_summary(Runtime& rt, const std::vector<TracebackEntry>& entries);
// A FrameSummary, or a tuple (file, line, name, source), as a traceback shows it: a str.
Value summary_text(Runtime& rt, const Value& summary);

}  // namespace orrery::script
