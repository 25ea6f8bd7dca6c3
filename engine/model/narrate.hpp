// Words for everything: names of things, a headline and a sentence for each event, the rows of the inspector.
//
// All of it comes from the event and the states around it; nothing is written for a particular scenario.
#pragma once

#include <string>
#include <vector>

#include "engine/model/state.hpp"
#include "engine/model/text.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::model {

// A short name: "reader" (a task), "F5", "fd 7 conn", "reader.wakeup", "timer of ticker", "read_line()", "loop". Also
// for things that are gone. Never empty for a valid id.
std::string label(const State& state, const trace::Trace& trace, Id id);
// The label as a linked piece.
Piece link(const State& state, const trace::Trace& trace, Id id);
// What sort of thing it is, for the head of the inspector: "Future", "Task", "Timer", "Reader callback", "Generator" …
std::string sort_words(const State& state, Id id);
// In what state it is, in one or two words: "waiting", "will be woken", "asleep", "PENDING", "in the ready queue" …
// "gone" for what is no more.
std::string status_words(const State& state, const trace::Trace& trace, Id id);

// The event in a few words, for lists of causes and the event table: "select woke: fd 7 readable", "F5 := b'hello'".
// `state` only names things: any state at or after the event will do.
Text headline(const State& state, const trace::Trace& trace, Seq seq);

// One or two plain sentences: what happened at event `seq` and why. `before`, `after`: the states around it.
Text narrate(const State& before, const State& after, const trace::Trace& trace, Seq seq);

// A row of the inspector: a name, a value with links, perhaps the event to go to.
struct Row {
  std::string name;
  Text value;
  Seq seq = no_seq;
};
// Everything the state knows of a thing. Empty if it knows nothing.
std::vector<Row> describe(const State& state, const trace::Trace& trace, Id id);
// Everything that is known of an event: time, cause, subject, object, …
std::vector<Row> describe_event(const State& state, const trace::Trace& trace, Seq seq);

// "1.000 000 s", "0.25 s", "for ever".
std::string seconds(double time);

}  // namespace orrery::model
