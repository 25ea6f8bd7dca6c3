// Where steps by source line end.
#include "engine/event/vocabulary.hpp"
#include "engine/model/queries.hpp"

namespace orrery::model {
namespace {

using event::Event;
using event::Kind;
using trace::Trace;

bool ends(const Event& e, Id frame) {
  if (e.subject != frame) return false;
  return e.kind == Kind::call_returned || e.kind == Kind::call_raised || e.kind == Kind::coroutine_returned ||
         e.kind == Kind::coroutine_raised;
}
bool begins(const Event& e, Id frame) {
  return e.subject == frame && (e.kind == Kind::call_begun || e.kind == Kind::coroutine_created);
}

// Goes through the trace for the next line of a frame. When that has ended, or going back has begun, its caller's is
// looked for instead; when nobody is left, anybody's.
class Walk {
 public:
  Walk(const Trace& trace, const State& state, Id frame, Toward toward)
      : trace_(trace), state_(state), frame_(frame), toward_(toward) {}

  Seq find(Seq from) {
    Seq seq = std::min(from, trace_.size());
    while (next(seq))
      if (stops(trace_.at(seq))) return seq;
    return toward_ == Toward::past || trace_.empty() ? 0 : trace_.size() - 1;
  }

 private:
  bool next(Seq& seq) const {
    if (toward_ == Toward::past) return seq-- > 0;
    return ++seq < trace_.size();
  }
  bool stops(const Event& e) {
    if (e.kind == Kind::line_reached) return !frame_ || e.subject == frame_;
    const bool over = toward_ == Toward::future ? ends(e, frame_) : begins(e, frame_);
    if (frame_ && over) frame_ = caller_of(state_, frame_);
    return false;
  }

  const Trace& trace_;
  const State& state_;
  Id frame_;
  Toward toward_;
};

// Without lines of their own: where the line of the events changes.
Seq next_other_line(const Trace& trace, Seq from, Toward toward) {
  const std::uint16_t line = from < trace.size() ? trace.at(from).line : std::uint16_t{0};
  for (Seq seq = from; toward == Toward::future ? ++seq < trace.size() : seq-- > 0;)
    if (trace.at(seq).line != 0 && trace.at(seq).line != line) return seq;
  return toward == Toward::past || trace.empty() ? 0 : trace.size() - 1;
}

}  // namespace

Id caller_of(const State& state, Id frame) {
  if (const Coroutine* c = state.coroutine(frame)) return c->awaited_by ? c->awaited_by : c->resumed_by;
  const Called* called = frame.sort() == Sort::frame ? state.called(frame) : nullptr;
  return called ? called->owner : Id{};
}

Id looked_at_frame(const State& state, Id selected) {
  if (state.call(selected)) return selected;
  const Task* task = state.task(selected);
  const Id outermost = task ? task->coroutine : selected.sort() == Sort::coroutine ? selected : Id{};
  Id found;
  for (const Id id : frames(state, outermost))
    if (state.coroutine(id)->in_program()) found = id;
  if (found && state.coroutine(found)->state != CoroutineState::running) return found;
  return found && state.program.frame.sort() != Sort::frame ? found : state.program.frame;
}

Seq next_line(const Trace& trace, const State& state, Id frame, Seq from, LineStep step, Toward toward) {
  if (!state.program.watched) return next_other_line(trace, from, toward);
  if (!frame) frame = state.program.frame;
  if (step == LineStep::out) frame = caller_of(state, frame);
  return Walk(trace, state, step == LineStep::into ? Id{} : frame, toward).find(from);
}

}  // namespace orrery::model
