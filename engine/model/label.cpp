// What things are called, of what sort they are, and how they are doing.
#include <fmt/format.h>

#include "engine/model/narrate.hpp"
#include "engine/model/queries.hpp"

namespace orrery::model {
namespace {

using event::CoroutineSort;
using event::HandleRole;
using trace::Trace;

HandleRole role_of(const Called& handle) {
  return static_cast<HandleRole>(handle.role);
}

std::string fallback(Id id) {
  return fmt::format("{} {}", to_string(id.sort()), id.ordinal());
}

std::string own_name(const Trace& trace, const Called* called, Id id) {
  return called && called->name ? std::string(trace.name(called->name)) : fallback(id);
}

std::string descriptor(const State& state, Id socket) {
  const Socket* s = state.socket(socket);
  return s ? fmt::format("fd {}", s->fd) : fallback(socket);
}

// Whose timer it is: the task it belongs to, or the one that made the future it is to set.
Id timed_task(const State& state, const Called& handle) {
  if (handle.owner.sort() == Sort::task) return handle.owner;
  const Called* future = handle.owner.sort() == Sort::future ? state.called(handle.owner) : nullptr;
  return future ? future->owner : Id{};
}

// The timer of asyncio.timeout() cancels its task; others wake theirs.
std::string timer_word(const Trace& trace, const Called& handle) {
  return trace.name(handle.name).ends_with("_on_timeout") ? "timeout of " : "timer of ";
}

std::string handle_label(const State& state, const Trace& trace, Id id) {
  const Called* called = state.called(id);
  if (!called) return fallback(id);
  const bool of_task = called->owner.sort() == Sort::task;
  switch (role_of(*called)) {
    case HandleRole::step:
      if (of_task) return label(state, trace, called->owner) + ".step";
      break;
    case HandleRole::wakeup:
      if (of_task) return label(state, trace, called->owner) + ".wakeup";
      break;
    case HandleRole::timer:
      if (const Id task = timed_task(state, *called)) return timer_word(trace, *called) + label(state, trace, task);
      break;
    case HandleRole::reader:
      if (called->socket) return "reader callback of " + descriptor(state, called->socket);
      break;
    case HandleRole::writer:
      if (called->socket) return "writer callback of " + descriptor(state, called->socket);
      break;
    default:
      break;
  }
  return own_name(trace, called, id);
}

std::string coroutine_label(const State& state, const Trace& trace, Id id) {
  std::string name = own_name(trace, state.called(id), id);
  return name.ends_with(')') || !state.called(id) ? name : name + "()";
}

// A module, too, is a frame.
std::string frame_label(const State& state, const Trace& trace, Id id) {
  std::string name = own_name(trace, state.called(id), id);
  return name.starts_with('<') || !state.called(id) ? name : name + "()";
}

std::string socket_label(const State& state, const Trace& trace, Id id) {
  const Socket* s = state.socket(id);
  if (!s) return fallback(id);
  return s->name ? fmt::format("fd {} {}", s->fd, trace.name(s->name)) : descriptor(state, id);
}

std::string handle_sort(const State& state, Id id) {
  const Called* called = state.called(id);
  switch (called ? role_of(*called) : HandleRole::call_soon) {
    case HandleRole::step:
      return "Step of a task";
    case HandleRole::wakeup:
      return "Wake-up of a task";
    case HandleRole::done_callback:
      return "Done-callback";
    case HandleRole::timer:
      return "Timer";
    case HandleRole::reader:
      return "Reader callback";
    case HandleRole::writer:
      return "Writer callback";
    case HandleRole::threadsafe:
      return "Callback from another thread";
    default:
      return "Callback";
  }
}

std::string coroutine_sort(const State& state, Id id) {
  const Called* called = state.called(id);
  switch (called ? static_cast<CoroutineSort>(called->role) : CoroutineSort::coroutine) {
    case CoroutineSort::generator:
      return "Generator";
    case CoroutineSort::async_generator:
      return "Async generator";
    case CoroutineSort::native:
      return "Native coroutine";
    default:
      return "Coroutine";
  }
}

std::string status(const Handle& handle) {
  switch (handle.state) {
    case HandleState::created:
      return "not scheduled";
    case HandleState::in_heap:
      return "in the timer heap";
    case HandleState::registered:
      return "watches its descriptor";
    case HandleState::ready:
      return "in the ready queue";
    case HandleState::running:
      return "running";
    case HandleState::cancelled:
      return "cancelled";
  }
  return {};
}

std::string status(const Future& future) {
  switch (future.state) {
    case FutureState::pending:
      return "PENDING";
    case FutureState::finished:
      return "FINISHED";
    case FutureState::failed:
      return "FINISHED with an exception";
    case FutureState::cancelled:
      return "CANCELLED";
  }
  return {};
}

std::string status(const Coroutine& coroutine) {
  switch (coroutine.state) {
    case CoroutineState::created:
      return coroutine.never_awaited ? "never awaited" : "not started";
    case CoroutineState::suspended:
      return "suspended";
    case CoroutineState::running:
      return "running";
    case CoroutineState::returned:
      return "returned";
    case CoroutineState::raised:
      return "raised";
  }
  return {};
}

std::string waiting_words(const State& state, const Trace& trace, const Task& task) {
  for (const Id setter : setters_of(state, trace, task.waits_on)) {
    const Handle* h = state.handle(setter);
    if (h && h->state == HandleState::in_heap) return "asleep";
    if (h && h->state == HandleState::registered) return "waiting for I/O";
  }
  return "waiting";
}

std::string status(const State& state, const Trace& trace, const Task& task) {
  switch (task.state) {
    case TaskState::created:
      return "created";
    case TaskState::ready:
      return task.started ? "will be woken" : "will be started";
    case TaskState::running:
      return "running";
    case TaskState::waiting:
      return waiting_words(state, trace, task);
    case TaskState::done:
      return "done";
    case TaskState::cancelled:
      return "cancelled";
    case TaskState::failed:
      return "failed";
  }
  return {};
}

std::string status(const Socket& socket) {
  if (socket.closed) return "closed";
  if (socket.reset) return "reset";
  if (socket.eof) return "at its end";
  if (socket.listening) return "listening";
  return socket.read_ready ? "readable" : socket.write_ready ? "writable" : "open";
}

std::string status(const Loop& loop) {
  switch (loop.state) {
    case LoopState::none:
      return "not started";
    case LoopState::idle:
      return "not running";
    case LoopState::running:
      return loop.select.asleep ? "asleep in select" : "running";
    case LoopState::stopping:
      return "stopping";
    case LoopState::closed:
      return "closed";
  }
  return {};
}

}  // namespace

std::string label(const State& state, const Trace& trace, Id id) {
  switch (id.sort()) {
    case Sort::none:
      return {};
    case Sort::loop:
      return id.ordinal() <= 1 ? "loop" : fallback(id);
    case Sort::task:
      return own_name(trace, state.called(id), id);
    case Sort::future:
      return fmt::format("F{}", id.ordinal());
    case Sort::handle:
      return handle_label(state, trace, id);
    case Sort::coroutine:
      return coroutine_label(state, trace, id);
    case Sort::socket:
      return socket_label(state, trace, id);
    case Sort::world:
      return "the other end";
    case Sort::frame:
      return frame_label(state, trace, id);
  }
  return fmt::format("thing {}", id.bits());
}

Piece link(const State& state, const Trace& trace, Id id) {
  return {label(state, trace, id), id, no_seq};
}

std::string sort_words(const State& state, Id id) {
  switch (id.sort()) {
    case Sort::loop:
      return "Event loop";
    case Sort::task:
      return "Task";
    case Sort::future:
      return "Future";
    case Sort::handle:
      return handle_sort(state, id);
    case Sort::coroutine:
      return coroutine_sort(state, id);
    case Sort::socket:
      return "Socket";
    case Sort::world:
      return "The world";
    case Sort::frame:
      return "Call";
    default:
      return {};
  }
}

std::string status_words(const State& state, const Trace& trace, Id id) {
  if (const Task* t = state.task(id)) return status(state, trace, *t);
  if (const Future* f = state.future(id)) return status(*f);
  if (const Handle* h = state.handle(id)) return status(*h);
  if (const Coroutine* c = state.coroutine(id)) return status(*c);
  if (const Socket* s = state.socket(id)) return status(*s);
  if (state.call(id)) return state.program.frame == id ? "running" : "calls";
  if (id.sort() == Sort::loop) return status(state.loop);
  return id.sort() == Sort::world ? std::string() : "gone";
}

}  // namespace orrery::model
