// An event: a fact about the run, 32 bytes, with the event that caused it.
//
// What the fields of each kind mean stands once, in vocabulary.hpp; text, JSON, the documentation and the
// inspector are all made from that description.
#pragma once

#include <cstdint>

#include "engine/event/id.hpp"

namespace orrery::event {

// The five phases of a turn, in their order.
enum class Phase : std::uint8_t { timeout, select, io, timers, run };

// Why select() was given the timeout it was given.
enum class SelectReason : std::uint8_t { ready_handles, stopping, next_timer, forever };
// What ended the select() call. `jumped`: the virtual clock went straight to the next deadline or world event.
enum class SelectOutcome : std::uint8_t { polled, woke, timed_out, jumped, interrupted };
// Why a handle exists.
enum class HandleRole : std::uint8_t { call_soon, step, wakeup, done_callback, timer, reader, writer, threadsafe };
// How a coroutine or a generator is resumed.
enum class SendMode : std::uint8_t { send, throw_in, close };
enum class CoroutineSort : std::uint8_t { generator, coroutine, async_generator, native };
// What became of a request to cancel a task.
enum class CancelOutcome : std::uint8_t { passed_to_future, at_next_step, ignored };
enum class Direction : std::uint8_t { read, write };
enum class IoResult : std::uint8_t { ok, would_block, eof, error };
enum class Stream : std::uint8_t { standard_output = 1, standard_error = 2 };
// Why the virtual clock moved outside select().
enum class ClockReason : std::uint8_t { select, blocking_call };

enum class Kind : std::uint8_t;

struct TextValue {
  Name text;
  std::uint32_t extra;
};

// The eight bytes whose meaning depends on the kind (Shape in vocabulary.hpp).
union Payload {
  double number;
  std::int64_t integer;
  TextValue text;
};

struct Event {
  double time = 0;            // seconds of the run's clock; several events share one time stamp
  Payload value{.integer = 0};
  Seq cause = no_seq;         // the event that made this one happen
  Id subject;
  Id object;
  Kind kind{};
  std::uint8_t arg = 0;       // one of the enums above, by kind
  std::uint16_t line = 0;     // line of the program being executed, 0 if none; 65535 if beyond
};
static_assert(sizeof(Event) == 32);

}  // namespace orrery::event
