// The loop, its turns, its phases and its select().
#include "engine/model/rules.hpp"

namespace orrery::model::rules {
namespace {

void begin_loop_event(Fold& f, LoopState state) {
  f.state.loop.id = f.subject();
  f.state.loop.state = state;
}

// A cancelled timer that the loop drops from its heap leaves without an event of its own.
void tidy_timers(Fold& f) {
  const auto is_cancelled = [&](Id id) {
    const Handle* h = f.state.handle(id);
    return h && h->cancelled;
  };
  for (const Id dropped : f.state.timers.tidy(is_cancelled)) retire(f, dropped);
}

void begin_batch(Fold& f) {
  f.state.loop.batch_size = static_cast<std::uint32_t>(f.state.ready.size());
  f.state.loop.batch_left = f.state.loop.batch_size;
}

// Appends a handle that became ready by itself to the queue.
void make_ready(Fold& f, Id id) {
  Handle& h = f.state.handles.edit(id.ordinal());
  h.state = h.cancelled ? HandleState::cancelled : HandleState::ready;
  h.scheduled = f.now();
  f.state.ready.push_back(id);
}

void forget_ready_sockets(Fold& f) {
  for (const Id id : f.state.loop.select.ready_sockets) {
    if (Socket* s = f.socket(id)) s->read_ready = s->write_ready = false;
  }
  f.state.loop.select.ready_sockets.clear();
}

void drop_handles_in(Fold& f, const auto& ids) {
  for (const Id id : ids) f.state.handles.erase(id.ordinal());
}

}  // namespace

void loop_run(Fold& f) {
  begin_loop_event(f, LoopState::running);
}
void loop_stop(Fold& f) {
  begin_loop_event(f, LoopState::stopping);
}

void loop_idle(Fold& f) {
  begin_loop_event(f, LoopState::idle);
  f.state.loop.in_turn = false;
  f.state.running = {};
}

void loop_closed(Fold& f) {
  begin_loop_event(f, LoopState::closed);
  f.state.loop.in_turn = false;
  std::vector<Id> dropped;
  for (auto [place, id] : f.state.ready) dropped.push_back(id);
  for (const Timer& timer : f.state.timers.in_order()) dropped.push_back(timer.handle);
  drop_handles_in(f, dropped);
  f.state.ready.clear();
  f.state.timers.clear();
}

void turn_begin(Fold& f) {
  Loop& loop = f.state.loop;
  loop.id = f.subject();
  loop.in_turn = true;
  loop.phase = event::Phase::timeout;
  loop.turn = static_cast<std::uint64_t>(f.event.value.integer);
  loop.turn_began = f.now();
  loop.batch_size = loop.batch_left = 0;
}

void phase_begin(Fold& f) {
  f.state.loop.phase = f.arg(event::Phase::run);
  if (f.state.loop.phase == event::Phase::timeout) tidy_timers(f);
  if (f.state.loop.phase == event::Phase::run) begin_batch(f);
}

void select_enter(Fold& f) {
  forget_ready_sockets(f);
  Select& select = f.state.loop.select;
  select.inside = true;
  select.elided = false;
  select.timeout = f.event.value.number;
  select.asleep = select.timeout > 0;
  select.reason = f.arg(event::SelectReason::forever);
  select.timer = f.object();
  select.entered = f.now();
  select.returned = {};
}

void select_return(Fold& f) {
  Select& select = f.state.loop.select;
  select.inside = select.asleep = false;
  select.outcome = f.arg(event::SelectOutcome::interrupted);
  select.ready_count = f.event.value.integer;
  select.returned = f.now();
}

// As a select() that came back at once with nothing, but that it was never called.
void select_elided(Fold& f) {
  forget_ready_sockets(f);
  Select& select = f.state.loop.select;
  select.inside = select.asleep = false;
  select.elided = true;
  select.timeout = 0;
  select.reason = event::SelectReason::ready_handles;
  select.outcome = event::SelectOutcome::polled;
  select.timer = {};
  select.ready_count = 0;
  select.entered = select.returned = f.now();
}

void io_ready(Fold& f) {
  if (Socket* s = f.socket(f.subject())) {
    (f.arg(event::Direction::write) == event::Direction::read ? s->read_ready : s->write_ready) = true;
    f.state.loop.select.ready_sockets.push_back(f.subject());
  }
  if (f.handle(f.object())) make_ready(f, f.object());
}

void timer_due(Fold& f) {
  f.state.timers.pop(f.subject());
  if (f.handle(f.subject())) make_ready(f, f.subject());
}

}  // namespace orrery::model::rules
