// An event as a line of text (`orrery run --events`) and as a line of JSON. Both say everything the event holds, in the
// words of the vocabulary; docs/events.md explains how to read them.
#pragma once

#include <string>

#include "engine/trace/trace.hpp"

namespace orrery::trace {

// "    63  1.000000  handle_scheduled     handle 12  future 5  wakeup  serial 2  'reader.wakeup'  <- 61  line 4"
// Columns: sequence number, time in seconds, kind, subject, object, word of arg, value, cause, line; the last five only
// where there is something to say. No newline at the end. Precondition: seq < trace.size().
std::string format_event(const Trace& trace, event::Seq seq);

// One JSON object on one line: seq, time, kind, and where present subject, object ("task 3"), the arg under the name of
// its enum in snake_case, number / integer / text with count or serial, cause, line. An infinite number is the string
// "inf".
std::string to_json(const Trace& trace, event::Seq seq);

// "task 3"; empty for no id. The same spelling in text and JSON.
std::string id_text(event::Id id);

// docs/events.md, made from the vocabulary (Markdown).
std::string events_document();

}  // namespace orrery::trace
