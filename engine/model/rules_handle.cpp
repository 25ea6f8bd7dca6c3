// Handles: from being scheduled to having run.
#include <algorithm>

#include "engine/model/rules.hpp"

namespace orrery::model::rules {
namespace {

using event::HandleRole;
using event::Kind;

// Only if it is news: what is not touched stays shared with the key frames.
void remember(Fold& f, const Called& called) {
  const Called* known = f.state.called_handle.find(f.subject().ordinal());
  if (!known || !(*known == called)) f.state.called_handle.edit(f.subject().ordinal()) = called;
}

// The handle of the event, made if it is new, with what the event says of it. Null if the subject is no handle.
Handle* named_handle(Fold& f) {
  if (f.subject().sort() != Sort::handle) return nullptr;
  Handle& h = f.state.handles.edit(f.subject().ordinal());
  if (!h.created) h.created = f.now();
  h.role = f.arg(HandleRole::threadsafe);
  h.owner = f.object();
  if (f.text() || !h.name) h.name = f.text();
  remember(f, {h.name, h.owner, h.socket, static_cast<std::uint8_t>(h.role)});
  return &h;
}

bool settles(Kind kind) {
  return kind == Kind::future_result || kind == Kind::future_exception || kind == Kind::future_cancelled;
}

// The future whose done-callback is being scheduled: the one that caused it, or that the handle belongs to.
Id future_behind(Fold& f) {
  const Seq cause = f.event.cause;
  if (cause < f.seq && settles(f.trace.at(cause).kind)) return f.trace.at(cause).subject;
  const Task* owner = f.state.task(f.object());
  return owner && f.arg(HandleRole::threadsafe) == HandleRole::wakeup ? owner->waits_on : f.object();
}

// The callback stays in its future's list, with the handle that will call it.
void hand_over_callback(Fold& f) {
  Future* future = f.extra() ? f.future(future_behind(f)) : nullptr;
  if (!future) return;
  for (DoneCallback& callback : future->callbacks.edit())
    if (callback.serial == f.extra() && !callback.handle) callback.handle = f.subject();
}

void make_task_ready(Fold& f) {
  const auto role = f.arg(HandleRole::threadsafe);
  Task* task = role == HandleRole::step || role == HandleRole::wakeup ? f.task(f.object()) : nullptr;
  if (!task || is_over(task->state)) return;
  enter(*task, TaskState::ready, f.now());
  task->handle = f.subject();
}

void leave_queue(Fold& f) {
  f.state.ready.remove(f.subject());
  if (f.state.loop.batch_left > 0) --f.state.loop.batch_left;
}

// A handle made for a future is there to settle it.
void note_setter(Fold& f) {
  Future* future = f.object().sort() == Sort::future ? f.future(f.object()) : nullptr;
  if (future) future->setter = f.subject();
}

bool watches(const Socket* socket, Id handle) {
  return socket && (socket->reader == handle || socket->writer == handle);
}

}  // namespace

void retire(Fold& f, Id id) {
  Handle* h = f.handle(id);
  if (!h) return;
  if (watches(f.state.socket(h->socket), id))
    h->state = h->cancelled ? HandleState::cancelled : HandleState::registered;
  else
    f.state.handles.erase(id.ordinal());
}

void handle_created(Fold& f) {
  if (named_handle(f)) note_setter(f);
}

void handle_scheduled(Fold& f) {
  Handle* h = named_handle(f);
  if (!h) return;
  h->state = HandleState::ready;
  h->cancelled = false;
  h->serial = f.extra();
  h->scheduled = f.now();
  f.state.ready.push_back(f.subject());
  hand_over_callback(f);
  make_task_ready(f);
}

void timer_scheduled(Fold& f) {
  if (f.subject().sort() != Sort::handle) return;
  Handle& h = f.state.handles.edit(f.subject().ordinal());
  h.state = HandleState::in_heap;
  h.role = HandleRole::timer;
  h.deadline = f.event.value.number;
  h.scheduled = f.now();
  if (!h.created) h.created = f.now();
  if (f.object()) h.owner = f.object();
  note_setter(f);
  f.state.timers.push({h.deadline, f.subject()});
}

void handle_cancelled(Fold& f) {
  Handle* h = f.handle(f.subject());
  if (!h || h->cancelled || h->state == HandleState::running) return;
  h->cancelled = true;
  const HandleState before = h->state;
  h->state = HandleState::cancelled;
  if (before == HandleState::in_heap) f.state.timers.count_cancelled();
  if (before == HandleState::created || before == HandleState::registered) retire(f, f.subject());
}

void handle_begin(Fold& f) {
  Handle* h = named_handle(f);
  if (!h) return;
  leave_queue(f);
  h->state = HandleState::running;
  f.state.running = {f.subject(), {}, {}, f.now()};
}

void handle_end(Fold& f) {
  f.state.running = {};
  const Handle* h = f.state.handle(f.subject());
  if (h && h->state == HandleState::running) retire(f, f.subject());
}

void handle_skipped(Fold& f) {
  leave_queue(f);
  retire(f, f.subject());
}

}  // namespace orrery::model::rules
