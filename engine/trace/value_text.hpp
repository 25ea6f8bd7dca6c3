// What an event says beside its time, cause, subject and object, as text.
#pragma once

#include <string>

#include "engine/trace/trace.hpp"

namespace orrery::trace {

// In double quotes; quotes, backslashes and control characters escaped; everything else as it is.
std::string quoted(std::string_view text);
// `wakeup "reader.wakeup" serial 2`: the word of arg, the value, with blanks between them.
std::string details_text(const Trace& trace, const event::Event& event);

}  // namespace orrery::trace
