// The rows of the inspector.
#include <fmt/format.h>

#include "engine/model/queries.hpp"
#include "engine/model/words.hpp"

namespace orrery::model {
namespace {

using event::Kind;
using trace::Trace;

// Rows being written; rows with nothing to say are left out.
class Rows {
 public:
  Rows(const State& state, const Trace& trace) : state_(state), trace_(trace) {}

  Rows& row(std::string_view name, std::string_view value, Seq seq = no_seq) {
    if (!value.empty()) rows_.push_back({std::string(name), (say() << value).take(), seq});
    return *this;
  }
  Rows& row(std::string_view name, Id id, Seq seq = no_seq) {
    if (id) rows_.push_back({std::string(name), (say() << id).take(), seq});
    return *this;
  }
  Rows& row(std::string_view name, const std::vector<Id>& ids) {
    Words words = say();
    for (std::size_t i = 0; i < ids.size() && i < 8; ++i) words << (i == 0 ? "" : ", ") << ids[i];
    if (ids.size() > 8) words << fmt::format(" and {} more", ids.size() - 8);
    if (!ids.empty()) rows_.push_back({std::string(name), words.take(), no_seq});
    return *this;
  }
  Rows& text(std::string_view name, Name text, Seq seq = no_seq) {
    return row(name, text ? shortened(trace_.name(text), 400) : std::string(), seq);
  }
  Rows& moment(std::string_view name, Moment moment) {
    return moment ? row(name, "at " + seconds(moment.time), moment.seq) : *this;
  }
  Rows& count(std::string_view name, std::uint64_t count) { return row(name, std::to_string(count)); }
  // What made an event happen, in a few words.
  Rows& cause(std::string_view name, Seq seq) {
    const Seq cause = seq < trace_.size() ? trace_.at(seq).cause : no_seq;
    if (cause < trace_.size()) rows_.push_back({std::string(name), headline(state_, trace_, cause), cause});
    return *this;
  }
  std::vector<Row> take() { return std::move(rows_); }

 private:
  Words say() const { return Words(state_, trace_); }
  const State& state_;
  const Trace& trace_;
  std::vector<Row> rows_;
};

std::string_view outcome_name(FutureState state) {
  if (state == FutureState::cancelled) return "message";
  return state == FutureState::failed ? "exception" : "result";
}

// The task or the handle in whose run an event happened.
Id settled_by(const Trace& trace, Seq seq) {
  for (const Seq cause : why(trace, seq, 64))
    if (trace.at(cause).kind == Kind::task_step || trace.at(cause).kind == Kind::handle_begin)
      return trace.at(cause).subject;
  return {};
}

void add_callbacks(Rows& rows, const State& state, const Trace& trace, const Future& future) {
  std::size_t number = 0;
  for (const DoneCallback& c : future.callbacks) {
    if (++number > 20) break;
    const std::string name = fmt::format("callback {}", number);
    if (c.owner.sort() == Sort::task)
      rows.row(name, "wake-up of " + label(state, trace, c.owner), c.added);
    else
      rows.text(name, c.name, c.added);
  }
  if (future.callbacks.size() > 20) rows.count("callbacks in all", future.callbacks.size());
}

void add_future(Rows& rows, const State& state, const Trace& trace, Id id, const Future& future) {
  rows.text(outcome_name(future.state), future.outcome, future.settled.seq);
  rows.row("created by", future.creator, future.created.seq).moment("created", future.created);
  rows.row("awaited by", waiters_of(state, id));
  if (future.state == FutureState::pending)
    rows.row("will be set by", setters_of(state, trace, id));
  else
    rows.moment("done", future.settled)
        .row("set by", settled_by(trace, future.settled.seq))
        .cause("because", future.settled.seq);
  if (future.never_retrieved) rows.row("note", "its exception was never looked at");
  add_callbacks(rows, state, trace, future);
}

void add_frames(Rows& rows, const State& state, Id outermost) {
  for (const Id id : frames(state, outermost)) {
    const Coroutine& c = *state.coroutine(id);
    rows.row(c.line ? fmt::format("line {}", c.line) : "frame", id, c.crossed.seq);
  }
}

void describe_task(Rows& rows, const State& state, const Trace& trace, Id id, const Task& task) {
  rows.row("waits for", task.waits_on).row("since", seconds(task.since.time), task.since.seq);
  add_frames(rows, state, task.coroutine);
  if (!state.coroutine(task.coroutine)) rows.row("coroutine", task.coroutine);
  rows.row("handle", task.handle);
  rows.count("steps", task.steps);
  const double now = is_over(task.state) ? 0 : state.time - task.since.time;
  rows.row("busy", seconds(task.busy + (task.state == TaskState::running ? now : 0)));
  rows.row("ready", seconds(task.ready + (task.state == TaskState::ready ? now : 0)));
  rows.row("waiting", seconds(task.waiting + (task.state == TaskState::waiting ? now : 0)));
  if (task.cancel_requests > 0) rows.count("requests to cancel", task.cancel_requests);
  if (task.must_cancel) rows.row("at its next step", "CancelledError is raised in it");
  add_future(rows, state, trace, id, task.future);
}

void describe_future(Rows& rows, const State& state, const Trace& trace, Id id, const Future& future) {
  rows.text("made for", future.label);
  add_future(rows, state, trace, id, future);
  if (future.state == FutureState::pending) rows.row("age", seconds(state.time - future.created.time));
}

void describe_handle(Rows& rows, const State& state, Id id, const Handle& handle) {
  rows.text("calls", handle.name).row("belongs to", handle.owner).row("descriptor", handle.socket);
  if (handle.role == event::HandleRole::timer)
    rows.row("due", "at " + seconds(handle.deadline))
        .row("time left", seconds(std::max(0.0, handle.deadline - state.time)));
  if (const auto position = state.ready.position(id)) rows.row("in the queue", ordinal_word(*position + 1));
  if (handle.cancelled) rows.row("note", "it is cancelled and will be skipped");
  rows.moment("created", handle.created);
  if (handle.scheduled) rows.moment("scheduled", handle.scheduled).cause("because", handle.scheduled.seq);
}

std::string_view crossing_words(Crossing crossing) {
  switch (crossing) {
    case Crossing::none:
      return "";
    case Crossing::sent:
      return "received";
    case Crossing::thrown:
      return "had thrown in";
    case Crossing::closed:
      return "was closed";
    case Crossing::yielded:
      return "yielded";
    case Crossing::returned:
      return "returned";
    case Crossing::raised:
      return "raised";
  }
  return "";
}

void describe_coroutine(Rows& rows, const Coroutine& c) {
  if (c.line) rows.count("line", c.line);
  rows.row("awaits", c.awaiting).row("awaited by", c.awaited_by).row("task", c.task);
  if (c.crossing != Crossing::none)
    rows.text(std::string("last ") + std::string(crossing_words(c.crossing)), c.value, c.crossed.seq);
  rows.row("resumed by", c.resumed_by).moment("created", c.created);
  if (c.never_awaited) rows.row("note", "it was never awaited");
}

void describe_call(Rows& rows, const Call& call) {
  if (call.line) rows.count("line", call.line);
  rows.row("called by", call.caller).moment("begun", call.begun);
}

void describe_socket(Rows& rows, const Trace& trace, const Socket& s) {
  rows.row("name", trace.name(s.name)).row("descriptor", std::to_string(s.fd)).row("other end", s.peer);
  rows.row("to be received", count_of(s.incoming, "byte")).row("sent, not yet read", count_of(s.outgoing, "byte"));
  rows.row("received so far", count_of(s.read, "byte")).row("sent so far", count_of(s.written, "byte"));
  rows.row("when readable", s.reader).row("when writable", s.writer);
  if (s.peer_closed) rows.row("other end", s.reset ? "has reset the connection" : "has closed");
  if (s.eof) rows.row("end of stream", "was read");
  rows.moment("opened", s.opened).moment("last event", s.last);
}

void describe_loop(Rows& rows, const State& state) {
  const Loop& loop = state.loop;
  rows.count("turn", loop.turn);
  if (loop.in_turn) rows.row("phase", event::arg_word(Kind::phase_begin, static_cast<std::uint8_t>(loop.phase)));
  rows.row("ready", count_of(state.ready.size(), "handle")).row("timers", count_of(state.timers.size(), "timer"));
  rows.row("left in this turn", count_of(loop.batch_left, "handle")).row("running", state.running.handle);
  if (!loop.select.entered) return;
  if (loop.select.elided) {
    rows.row("select()", "left out: nothing is watched", loop.select.entered.seq);
    return;
  }
  rows.row("select() timeout", seconds(loop.select.timeout), loop.select.entered.seq);
  rows.row("because of", event::arg_word(Kind::select_enter, static_cast<std::uint8_t>(loop.select.reason)));
  rows.row("timer", loop.select.timer);
}

}  // namespace

std::vector<Row> describe(const State& state, const Trace& trace, Id id) {
  Rows rows(state, trace);
  if (const Task* t = state.task(id))
    describe_task(rows, state, trace, id, *t);
  else if (const Future* f = state.future(id))
    describe_future(rows, state, trace, id, *f);
  else if (const Handle* h = state.handle(id))
    describe_handle(rows, state, id, *h);
  else if (const Coroutine* c = state.coroutine(id))
    describe_coroutine(rows, *c);
  else if (const Socket* s = state.socket(id))
    describe_socket(rows, trace, *s);
  else if (const Call* call = state.call(id))
    describe_call(rows, *call);
  else if (id.sort() == Sort::loop)
    describe_loop(rows, state);
  return rows.take();
}

std::vector<Row> describe_event(const State& state, const Trace& trace, Seq seq) {
  Rows rows(state, trace);
  if (seq >= trace.size() || trace.at(seq).kind >= Kind::count_) return {};
  const event::Event& e = trace.at(seq);
  const event::Description& kind = event::describe(e.kind);
  rows.row("kind", kind.name).row("says", kind.says).row("time", seconds(e.time));
  rows.row("subject", e.subject).row("object", e.object);
  rows.row("word", event::arg_word(e.kind, e.arg));
  if (kind.shape == event::Shape::number) rows.row("seconds", seconds(e.value.number));
  if (kind.shape == event::Shape::integer) rows.row("number", std::to_string(e.value.integer));
  rows.row("text", shortened(trace.text(e), 400));
  if (kind.shape == event::Shape::text_count) rows.count("count", e.value.text.extra);
  if (kind.shape == event::Shape::text_serial && e.value.text.extra) rows.count("serial", e.value.text.extra);
  if (kind.shape == event::Shape::text_value) rows.row("value", shortened(trace.name(e.value.text.extra), 400));
  if (kind.shape == event::Shape::text_file) rows.row("file", trace.name(e.value.text.extra));
  if (e.line) rows.count("line", e.line);
  rows.row("hop", hop_words(hop(trace, seq))).cause("cause", seq);
  return rows.take();
}

}  // namespace orrery::model
