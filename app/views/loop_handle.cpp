// The chip of a handle: what it is, why it is there, what it grew out of.

#include <fmt/format.h>

#include "app/views/loop_sections.hpp"
#include "app/views/tones.hpp"

namespace orrery::views::loop {
namespace {

using event::HandleRole;
using event::Kind;
using model::HandleState;

// The event that put the handle where it is, and that event's cause; null where there is none.
const event::Event* scheduling(const Scope& scope, const model::Handle& handle) {
  const event::Seq seq = handle.scheduled.seq;
  return seq < scope.trace.size() ? &scope.trace.at(seq) : nullptr;
}

const event::Event* cause_of(const Scope& scope, const event::Event& event) {
  return event.cause < scope.trace.size() ? &scope.trace.at(event.cause) : nullptr;
}

bool settles(Kind kind) {
  return kind == Kind::future_result || kind == Kind::future_exception || kind == Kind::future_cancelled;
}

// The future whose done-callback the handle is; none if it is no such thing or it cannot be told.
event::Id future_behind(const Scope& scope, const model::Handle& handle) {
  const event::Event* event = scheduling(scope, handle);
  if (!event || event->kind != Kind::handle_scheduled) return {};
  const event::Event* cause = cause_of(scope, *event);
  if (cause && (settles(cause->kind) || cause->kind == Kind::callback_added)) return cause->subject;
  return handle.owner.sort() == event::Sort::future ? handle.owner : event::Id{};
}

Key card_of(event::Id id) {
  return {id.sort() == event::Sort::task ? What::task : What::future, id, 0};
}

// Whatever runs puts new handles where they go.
Key runner(const Scope& scope) {
  if (scope.state.running.task) return card_of(scope.state.running.task);
  return {What::handle, scope.state.running.handle, 0};
}

void set_origin(const Scope& scope, const model::Handle& handle, Item& item) {
  const event::Event* event = scheduling(scope, handle);
  if (!event) return;
  if (event->kind == Kind::io_ready) {
    item.origin[0] = {What::interest, event->subject, event->arg};
    item.origin[1] = {What::socket, event->subject, 0};
  } else if (const event::Id future = future_behind(scope, handle)) {
    item.origin[0] = {What::callback, future, handle.serial};
    item.origin[1] = card_of(future);
  } else {
    item.origin[0] = handle.role == HandleRole::step && handle.owner ? card_of(handle.owner) : runner(scope);
    item.origin[1] = runner(scope);
  }
}

std::string step_words(const Scope& scope, const model::Handle& handle) {
  const model::Task* task = scope.state.task(handle.owner);
  const std::uint32_t before = handle.state == HandleState::running ? 1 : 0;
  return (task && task->steps > before ? "next step of " : "first step of ") + scope.label(handle.owner);
}

std::string socket_words(const Scope& scope, const model::Handle& handle) {
  const bool reads = handle.role == HandleRole::reader;
  if (!handle.socket) return reads ? "reader callback" : "writer callback";
  return scope.label(handle.socket) + (reads ? " is readable" : " is writable");
}

// Why it is in the queue, in a few words.
std::string why_words(const Scope& scope, const model::Handle& handle) {
  if (handle.cancelled) return "cancelled: will be skipped";
  switch (handle.role) {
    case HandleRole::step:
      return step_words(scope, handle);
    case HandleRole::reader:
    case HandleRole::writer:
      return socket_words(scope, handle);
    case HandleRole::timer:
      return "its time has come";
    case HandleRole::threadsafe:
      return "from another thread";
    case HandleRole::call_soon:
      return "call_soon";
    case HandleRole::wakeup:
    case HandleRole::done_callback:
      break;
  }
  const event::Id future = future_behind(scope, handle);
  if (!future) return handle.role == HandleRole::wakeup ? "wake-up" : "done-callback";
  return handle.role == HandleRole::wakeup ? scope.label(future) + " is done"
                                           : "done-callback of " + scope.label(future);
}

}  // namespace

bool is_blocked(const Scope& scope) {
  const event::Event* last = scope.event();
  if (!last) return false;
  const bool moved =
      last->kind == Kind::clock_advanced && last->arg == static_cast<std::uint8_t>(event::ClockReason::blocking_call);
  return last->kind == Kind::blocking_call || moved;
}

Item handle_item(const Scope& scope, event::Id id, const widgets::Rect& box) {
  Item item;
  item.key = {What::handle, id, 0};
  item.box = box;
  item.title = scope.label(id);
  if (const model::Handle* handle = scope.state.handle(id)) {
    item.tone = tone_of(*handle);
    item.subtitle = why_words(scope, *handle);
    item.dashed = handle->cancelled;
    item.strong = handle->state == HandleState::running;
    if (item.strong && is_blocked(scope)) item.subtitle = "nothing else can run";
    set_origin(scope, *handle, item);
  }
  return item;
}

}  // namespace orrery::views::loop
