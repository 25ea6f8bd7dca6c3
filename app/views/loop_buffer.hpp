#pragma once
// What bytes are in a socket's receive buffer: the state only counts them, the trace remembers what was sent.

#include <cstdint>
#include <string>

#include "engine/trace/trace.hpp"

namespace orrery::views::loop {

// The `length` bytes that wait at `socket` after the first `applied` events: the last so many that were sent to it.
// Empty if they cannot be told (sent too long ago, or shortened in the trace) or are too many to show.
std::string bytes_in_buffer(const trace::Trace& trace, event::Seq applied, event::Id socket, std::uint64_t length);

// The most bytes that were ever under way from `socket` to its other end, which now are `outgoing`: what the kernel's
// buffers took. Looks back over a bounded number of events.
std::uint64_t most_under_way(const trace::Trace& trace, event::Seq applied, event::Id socket, std::uint64_t outgoing);

}  // namespace orrery::views::loop
