// Where steps end, and what happened in them.
#include "engine/model/queries.hpp"

namespace orrery::model {
namespace {

using event::Event;
using event::Kind;
using event::SelectOutcome;
using trace::Trace;

// The next event that is a stop, or `otherwise`.
template <class IsStop>
Seq find(const Trace& trace, Seq from, Toward toward, Seq otherwise, const IsStop& is_stop) {
  const Seq size = trace.size();
  if (toward == Toward::future) {
    for (Seq seq = from + 1; seq < size; ++seq)
      if (is_stop(trace.at(seq))) return seq;
  } else {
    for (Seq seq = std::min(from, size); seq-- > 0;)
      if (is_stop(trace.at(seq))) return seq;
  }
  return otherwise;
}

Seq edge(const Trace& trace, Toward toward) {
  return toward == Toward::past || trace.empty() ? 0 : trace.size() - 1;
}

SelectOutcome outcome_of(const Event& e) {
  return static_cast<SelectOutcome>(e.arg);
}
bool slept(const Event& e) {
  return e.kind == Kind::select_return && outcome_of(e) != SelectOutcome::polled;
}

// What a single event by itself tells of a step that ends with it.
StepOutcome told_by(const Event& e) {
  switch (e.kind) {
    case Kind::handle_begin:
    case Kind::handle_end:
      return StepOutcome::ran_callback;
    case Kind::clock_advanced:
      return StepOutcome::clock_jumped;
    case Kind::program_end:
      return StepOutcome::nothing_left;
    case Kind::select_return:
      break;
    default:
      return StepOutcome::none;
  }
  if (!slept(e)) return StepOutcome::none;
  const bool by_clock = outcome_of(e) == SelectOutcome::jumped && e.value.integer == 0;
  return by_clock ? StepOutcome::clock_jumped : StepOutcome::select_woke;
}

bool inside_callback(const Trace& trace, Seq seq) {
  const auto is_border = [](const Event& e) { return e.kind == Kind::handle_begin || e.kind == Kind::handle_end; };
  const Seq border = find(trace, seq, Toward::past, no_seq, is_border);
  return border != no_seq && trace.at(border).kind == Kind::handle_begin;
}

}  // namespace

Seq next_event(const Trace& trace, Seq from, Toward toward) {
  return find(trace, from, toward, edge(trace, toward),
              [](const Event& e) { return !event::is_detail(e.kind); });
}

Seq next_callback(const Trace& trace, Seq from, Toward toward) {
  return find(trace, from, toward, edge(trace, toward),
              [](const Event& e) { return e.kind == Kind::handle_end || slept(e); });
}

Seq next_turn(const Trace& trace, Seq from, Toward toward) {
  return find(trace, from, toward, edge(trace, toward),
              [](const Event& e) { return e.kind == Kind::turn_begin || e.kind == Kind::loop_idle; });
}

Seq next_output(const Trace& trace, Seq from, Toward toward) {
  return find(trace, from, toward, no_seq, [](const Event& e) { return e.kind == Kind::output; });
}

Seq next_step_of(const Trace& trace, Id task, Seq from, Toward toward) {
  return find(trace, from, toward, no_seq,
              [&](const Event& e) { return e.kind == Kind::task_step && e.subject == task; });
}

StepOutcome step_outcome(const Trace& trace, Seq from, Seq to) {
  const Seq size = trace.size();
  if (to >= size) return StepOutcome::none;
  if (from == to) return to == size - 1 ? StepOutcome::nothing_left : StepOutcome::none;
  for (Seq seq = to; seq > from; --seq)
    if (const StepOutcome told = told_by(trace.at(seq)); told != StepOutcome::none) return told;
  return inside_callback(trace, to) ? StepOutcome::ran_callback : StepOutcome::none;
}

std::string_view to_string(StepOutcome outcome) {
  switch (outcome) {
    case StepOutcome::none:
      return "";
    case StepOutcome::ran_callback:
      return "ran a callback";
    case StepOutcome::clock_jumped:
      return "clock jumped";
    case StepOutcome::select_woke:
      return "select woke";
    case StepOutcome::nothing_left:
      return "nothing left";
  }
  return "";
}

}  // namespace orrery::model
