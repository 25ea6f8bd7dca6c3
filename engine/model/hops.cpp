// The seven hops of a wake-up, found by following causes back.
#include "engine/model/queries.hpp"

namespace orrery::model {
namespace {

using event::Event;
using event::HandleRole;
using event::IoResult;
using event::Kind;
using trace::Trace;

constexpr int longest_chain = 64;

bool is_sleep(const Event& e) {
  return e.kind == Kind::select_enter && e.value.number > 0;
}
bool settles(Kind kind) {
  return kind == Kind::future_result || kind == Kind::future_exception || kind == Kind::future_cancelled;
}
bool has_role(const Event& e, HandleRole role) {
  return e.arg == static_cast<std::uint8_t>(role);
}
bool is_io_callback(const Event& e) {
  return e.kind == Kind::handle_begin && (has_role(e, HandleRole::reader) || has_role(e, HandleRole::writer));
}
bool moves_bytes(const Event& e) {
  return (e.kind == Kind::socket_received || e.kind == Kind::socket_sent || e.kind == Kind::socket_accepted) &&
         e.arg == static_cast<std::uint8_t>(IoResult::ok);
}

// The nearest cause of `seq` that satisfies `is`; no_seq if a callback begins before one is found, or none is.
template <class Is>
Seq cause_within_callback(const Trace& trace, Seq seq, const Is& is) {
  for (int n = 0; n < longest_chain; ++n) {
    const Seq cause = trace.at(seq).cause;
    if (cause >= seq) return no_seq;
    if (is(trace.at(cause))) return cause;
    if (trace.at(cause).kind == Kind::handle_begin) return no_seq;
    seq = cause;
  }
  return no_seq;
}

bool caused_by(const Trace& trace, Seq seq, int wanted_hop) {
  const Seq cause = trace.at(seq).cause;
  return cause < seq && hop(trace, cause) == wanted_hop;
}

bool in_io_callback(const Trace& trace, Seq seq) {
  const Seq begin = cause_within_callback(trace, seq, is_io_callback);
  return begin != no_seq && caused_by(trace, begin, 2);
}

bool in_woken_step(const Trace& trace, Seq seq) {
  const auto is_wakeup = [](const Event& e) { return e.kind == Kind::handle_begin && has_role(e, HandleRole::wakeup); };
  const bool begins = trace.at(seq).kind == Kind::handle_begin;
  const Seq begin = !begins ? cause_within_callback(trace, seq, is_wakeup) : is_wakeup(trace.at(seq)) ? seq : no_seq;
  return begin != no_seq && caused_by(trace, begin, 5);
}

// Is it the coroutine at which the last resumption arrived?
bool is_innermost(const Trace& trace, Seq seq) {
  for (Seq before = seq; before-- > 0 && trace.at(before).kind != Kind::handle_begin;)
    if (trace.at(before).kind == Kind::coroutine_resumed) return trace.at(before).object == trace.at(seq).subject;
  return false;
}

}  // namespace

int hop(const Trace& trace, Seq seq) {
  if (seq >= trace.size()) return 0;
  const Event& e = trace.at(seq);
  if (is_sleep(e)) return 1;
  if (e.kind == Kind::io_ready) return 2;
  if (is_io_callback(e)) return caused_by(trace, seq, 2) ? 3 : 0;
  if (moves_bytes(e)) return in_io_callback(trace, seq) ? 3 : 0;
  if (settles(e.kind)) return in_io_callback(trace, seq) ? 4 : 0;
  if (e.kind == Kind::handle_scheduled && has_role(e, HandleRole::wakeup)) return caused_by(trace, seq, 4) ? 5 : 0;
  const bool sends = e.kind == Kind::handle_begin || e.kind == Kind::task_step || e.kind == Kind::coroutine_resumed;
  if (sends) return in_woken_step(trace, seq) ? 6 : 0;
  if (e.kind == Kind::coroutine_returned) return in_woken_step(trace, seq) && is_innermost(trace, seq) ? 7 : 0;
  return 0;
}

std::string_view hop_words(int hop) {
  switch (hop) {
    case 1:
      return "select sleeps in the kernel";
    case 2:
      return "select returns a ready descriptor";
    case 3:
      return "its callback moves the bytes";
    case 4:
      return "the future is set";
    case 5:
      return "the wake-up goes to the ready queue";
    case 6:
      return "the task runs and sends down its coroutines";
    case 7:
      return "the innermost returns to the line that awaits";
    default:
      return "";
  }
}

}  // namespace orrery::model
