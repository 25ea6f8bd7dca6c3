#include "app/views/loop_travel.hpp"

#include <algorithm>

#include "app/views/loop_scope.hpp"
#include "app/views/tones.hpp"
#include "engine/event/vocabulary.hpp"
#include "engine/model/narrate.hpp"
#include "engine/model/queries.hpp"

namespace orrery::views::loop {
namespace {

using event::Event;
using event::Id;
using event::IoResult;
using event::Kind;
using event::SendMode;
using event::Sort;
using widgets::Tone;

// Looks one event up and names the things it is about by the items that show them.
class Traveller {
 public:
  Traveller(const model::State& state, const trace::Trace& trace, const Event& event)
      : state_(state), trace_(trace), event_(event) {}

  Travel travel() {
    out_.tone = tone_of(event_);
    touch(card(event_.subject));
    touch(card(event_.object));
    by_group();
    for (const Stop& stop : out_.stops)
      if (stop.at == Stop::At::item) touch(stop.key);
    return std::move(out_);
  }

 private:
  void by_group() {
    switch (event::describe(event_.kind).group) {
      case event::Group::program:
        return;
      case event::Group::loop:
        return loop();
      case event::Group::handle:
        return handle();
      case event::Group::future:
        return future();
      case event::Group::task:
        return task();
      case event::Group::coroutine:
        return coroutine();
      case event::Group::socket:
        return socket();
      case event::Group::world:
        return world();
      case event::Group::frame:
        return call();
    }
  }

  void call() {
    const Stop self = at(frame(event_.subject));
    switch (event_.kind) {
      case Kind::call_begun:
        return go(at(frame(event_.object)), self, "calls", Tone::running);
      case Kind::call_returned:
        return go(self, at(frame(model::caller_of(state_, event_.subject))), "returns " + value("None"), Tone::done);
      case Kind::call_raised:
        return go(self, at(frame(model::caller_of(state_, event_.subject))), value(), Tone::failed);
      default:
        return;
    }
  }

  void loop() {
    const Stop ring{Stop::At::ring, {}}, selector{Stop::At::selector, {}};
    switch (event_.kind) {
      case Kind::select_enter:
        return go(ring, selector, short_seconds(event_.value.number));
      case Kind::select_return:
        return go(selector, ring, std::to_string(event_.value.integer) + " ready");
      case Kind::io_ready:
        return go(at({What::interest, event_.subject, event_.arg}), at(handle_key(event_.object)));
      case Kind::timer_due:
        return go({Stop::At::timers, {}}, at(handle_key(event_.subject)));
      default:
        return;
    }
  }

  void handle() {
    switch (event_.kind) {
      case Kind::handle_begin:
        return go({Stop::At::head, {}}, at(handle_key(event_.subject)));
      case Kind::handle_scheduled:
        return scheduled();
      case Kind::timer_scheduled:
        return go(runner(), at(handle_key(event_.subject)), {}, Tone::timer);
      default:
        return;
    }
  }

  // From what made it ready to the queue.
  void scheduled() {
    const Event* cause = event_.cause < trace_.size() ? &trace_.at(event_.cause) : nullptr;
    const bool settled = cause && event::describe(cause->kind).group == event::Group::future;
    const Stop to = at(handle_key(event_.subject));
    if (settled) {
      touch({What::callback, cause->subject, event_.value.text.extra});
      return go(at(card(cause->subject)), to);
    }
    const bool step = event_.arg == static_cast<std::uint8_t>(event::HandleRole::step);
    go(step && event_.object ? at(card(event_.object)) : runner(), to);
  }

  void future() {
    switch (event_.kind) {
      case Kind::future_result:
        return go(runner(), at(card(event_.subject)), value("None"));
      case Kind::future_exception:
        return go(runner(), at(card(event_.subject)), value());
      case Kind::future_cancelled:
        return go(runner(), at(card(event_.subject)), "cancelled", Tone::cancelled);
      case Kind::callback_added:
        touch({What::callback, event_.subject, event_.value.text.extra});
        if (event_.object) go(at(card(event_.object)), at(card(event_.subject)));
        return;
      default:
        return;
    }
  }

  void task() {
    const Stop card_stop = at(card(event_.subject));
    switch (event_.kind) {
      case Kind::task_created:
        return go(runner(), card_stop);
      case Kind::task_step:
        return go(at(handle_key(state_.running.handle)), outermost(), sent(), sent_tone());
      case Kind::task_waits:
        return go(innermost(), at(card(event_.object)), {}, Tone::waiting);
      case Kind::task_cancel:
        return go(runner(), card_stop, "cancel()", Tone::cancelled);
      default:
        return;
    }
  }

  void coroutine() {
    const Stop self = at(frame(event_.subject)), other = at(frame(event_.object));
    switch (event_.kind) {
      case Kind::coroutine_resumed:
        return down(sent());
      case Kind::coroutine_awaits:
        return go(self, at(card_or_frame(event_.object)), {}, Tone::waiting);
      case Kind::coroutine_yielded:
        return up();
      case Kind::coroutine_returned:
        return go(self, event_.object ? other : driver(), "returns " + value("None"), Tone::done);
      case Kind::coroutine_raised:
        return go(self, event_.object ? other : driver(), value(), Tone::failed);
      default:
        return;
    }
  }

  // From whoever drives the chain down to the innermost, through all between.
  void down(std::string words) {
    std::vector<Stop> stops{driver_of(event_.subject)};
    for (const Id id : model::frames(state_, event_.subject)) stops.push_back(at(frame(id)));
    out_.stops = std::move(stops);
    out_.words = std::move(words);
    out_.tone = sent_tone();
  }
  void up() {
    const Id outer = event_.object ? event_.object : event_.subject;
    const std::vector<Id> ids = model::frames(state_, outer);
    std::vector<Stop> stops;
    for (auto id = ids.rbegin(); id != ids.rend(); ++id) stops.push_back(at(frame(*id)));
    stops.push_back(driver_of(outer));
    out_.stops = std::move(stops);
    const model::Coroutine* inner = state_.coroutine(event_.subject);
    const bool future = inner && state_.future(inner->awaiting);
    out_.words = "yields " + (future ? model::label(state_, trace_, inner->awaiting) : value("None"));
    out_.tone = Tone::waiting;
  }

  void socket() {
    const Stop self = at({What::socket, event_.subject, 0});
    switch (event_.kind) {
      case Kind::interest_added:
        touch({What::interest, event_.subject, event_.arg});
        return go(self, at({What::interest, event_.subject, event_.arg}));
      case Kind::socket_received:
        return go(self, runner(), io_words(), io_tone());
      case Kind::socket_sent:
        return go(runner(), self, io_words(), io_tone());
      case Kind::socket_accepted:
        return go(self, at({What::socket, event_.object, 0}));
      default:
        return;
    }
  }

  void world() {
    const Id id = event_.subject.sort() == Sort::socket ? event_.subject : event_.object;
    const Stop outside{Stop::At::outside, {}}, socket = at({What::socket, id, 0});
    switch (event_.kind) {
      case Kind::world_sent:
        out_.arrives = true;
        return go(outside, socket, value());
      case Kind::world_read:
        out_.arrives = true;
        return go(socket, outside, counted(event_.value.text.extra, "byte"));
      case Kind::world_closed:
        return go(outside, socket, "EOF");
      case Kind::world_reset:
        return go(outside, socket, "reset", Tone::failed);
      case Kind::world_cancelled:
        return go(outside, at(card(event_.subject)), "cancel()", Tone::cancelled);
      default:
        return;
    }
  }

  static Stop at(const Key& key) { return {Stop::At::item, key}; }
  static Key handle_key(Id id) { return {What::handle, id, 0}; }
  static Key frame(Id id) { return {What::frame, id, 0}; }
  static Key card(Id id) {
    switch (id.sort()) {
      case Sort::task:
        return {What::task, id, 0};
      case Sort::future:
        return {What::future, id, 0};
      case Sort::handle:
        return {What::handle, id, 0};
      case Sort::coroutine:
        return {What::frame, id, 0};
      case Sort::socket:
        return {What::socket, id, 0};
      default:
        return {};
    }
  }
  static Key card_or_frame(Id id) { return card(id); }

  // What runs at this moment: the coroutine in front, else the handle in the slot, else the program by hand.
  Stop runner() const {
    if (state_.running.coroutine) return at(frame(state_.running.coroutine));
    if (state_.running.handle) return at(handle_key(state_.running.handle));
    return at({What::caller, {}, 0});
  }
  // Who resumes a chain: the coroutine in which that happens, its task's handle, or the program.
  Stop driver_of(Id outer) const {
    const model::Coroutine* coroutine = state_.coroutine(outer);
    if (coroutine && coroutine->resumed_by) return at(frame(coroutine->resumed_by));
    if (coroutine && coroutine->awaited_by) return at(frame(coroutine->awaited_by));
    return driver();
  }
  Stop driver() const {
    if (state_.running.handle) return at(handle_key(state_.running.handle));
    return at({What::caller, {}, 0});
  }
  Stop outermost() const {
    const model::Task* task = state_.task(event_.subject);
    return at(task && task->coroutine ? frame(task->coroutine) : card(event_.subject));
  }
  Stop innermost() const {
    const model::Task* task = state_.task(event_.subject);
    if (!task) return at(card(event_.subject));
    const std::vector<Id> ids = model::frames(state_, task->coroutine);
    return at(ids.empty() ? card(event_.subject) : frame(ids.back()));
  }

  std::string value(const char* empty = "") const {
    const std::string text = shortened(trace_.text(event_), 28);
    return text.empty() ? empty : text;
  }
  std::string sent() const {
    switch (static_cast<SendMode>(event_.arg)) {
      case SendMode::send:
        return "send " + value("None");
      case SendMode::throw_in:
        return "throw " + value();
      case SendMode::close:
        return "close";
    }
    return {};
  }
  Tone sent_tone() const {
    return event_.arg == static_cast<std::uint8_t>(SendMode::throw_in) ? Tone::failed : Tone::running;
  }
  std::string io_words() const {
    switch (static_cast<IoResult>(event_.arg)) {
      case IoResult::would_block:
        return "EAGAIN";
      case IoResult::eof:
        return "EOF";
      case IoResult::error:
        return value("error");
      case IoResult::ok:
        break;
    }
    const std::uint32_t count = event_.value.text.extra;
    return count > 24 ? counted(count, "byte") : value();
  }
  Tone io_tone() const {
    switch (static_cast<IoResult>(event_.arg)) {
      case IoResult::would_block:
        return Tone::waiting;
      case IoResult::error:
        return Tone::failed;
      default:
        return Tone::io;
    }
  }

  void touch(const Key& key) {
    if (key) out_.touched.push_back(key);
  }
  void go(const Stop& from, const Stop& to, std::string words, Tone tone) {
    out_.tone = tone;
    go(from, to, std::move(words));
  }
  void go(const Stop& from, const Stop& to, std::string words = {}) {
    out_.stops = {from, to};
    out_.words = std::move(words);
  }

  const model::State& state_;
  const trace::Trace& trace_;
  const Event& event_;
  Travel out_;
};

}  // namespace

namespace {

// Whether something goes from frame to frame: a value sent, yielded or returned, an exception, a call.
bool crosses(Kind kind) {
  switch (kind) {
    case Kind::coroutine_resumed:
    case Kind::coroutine_awaits:
    case Kind::coroutine_yielded:
    case Kind::coroutine_returned:
    case Kind::coroutine_raised:
    case Kind::call_begun:
    case Kind::call_returned:
    case Kind::call_raised:
      return true;
    default:
      return false;
  }
}

// A line begins because of what came to its frame since the line before: that is what moves.
event::Seq moved_at(const trace::Trace& trace, event::Seq seq) {
  constexpr event::Seq farthest = 60;
  if (trace.at(seq).kind != Kind::line_reached) return seq;
  for (event::Seq back = 1; back <= std::min(farthest, seq); ++back) {
    const Kind kind = trace.at(seq - back).kind;
    if (crosses(kind)) return seq - back;
    if (kind == Kind::line_reached) break;
  }
  return seq;
}

}  // namespace

Travel travel_of(const model::State& state, const trace::Trace& trace, event::Seq seq) {
  if (seq >= trace.size()) return {};
  seq = moved_at(trace, seq);
  return Traveller(state, trace, trace.at(seq)).travel();
}

}  // namespace orrery::views::loop
