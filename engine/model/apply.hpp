// The only thing that changes a State.
#pragma once

#include "engine/model/state.hpp"
#include "engine/trace/trace.hpp"

namespace orrery::model {

// Makes `state`, true before `event`, true after it. `seq`: the event's place in `trace`, which holds it and all before
// it. Total: any sequence of events, however senseless, gives some state; what an event says of a thing that was never
// seen is ignored or makes the thing, and nothing is ever looked up outside the trace.
void apply(State& state, const event::Event& event, Seq seq, const trace::Trace& trace);

// The state after the events [0, count) of a trace, folded from nothing. (timeline.hpp does the same fast.)
State fold(const trace::Trace& trace, Seq count);

}  // namespace orrery::model
