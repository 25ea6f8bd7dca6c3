// An event as a line of text (`orrery run --events`) and as a line of JSON. Both say everything the event holds, in the
// words of the vocabulary; docs/events.md explains how to read them.
#pragma once

#include <string>

#include "engine/trace/trace.hpp"

namespace orrery::trace {

// "    63    1.000000   <- 61     4  handle_scheduled         handle 12      task 2         wakeup "reader.wakeup"
// serial 2" Columns: sequence number, time in seconds, cause, line, kind, subject, object, and the rest: the word of
// arg, a text in quotes, a number. A dash where there is no cause or line; no blanks and no newline at the end. Stable:
// golden traces are made of it. Precondition: seq < trace.size().
std::string format_event(const Trace& trace, event::Seq seq);
// The heads of these columns.
std::string format_heading();

// One JSON object on one line: seq, time, kind, and where present subject, object ("task 3"), the arg under the name of
// its enum in snake_case, number / integer / text with count or serial, cause, line. An infinite number is the string
// "inf".
std::string to_json(const Trace& trace, event::Seq seq);

// "task 3"; empty for no id. The same spelling in text and JSON.
std::string id_text(event::Id id);

// docs/events.md, made from the vocabulary (Markdown).
std::string events_document();

}  // namespace orrery::trace
