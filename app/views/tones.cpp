#include "app/views/tones.hpp"

#include "app/widgets/icons.hpp"
#include "engine/event/vocabulary.hpp"
#include "engine/model/queries.hpp"

namespace orrery::views {

using event::Kind;
using event::Sort;
using model::Activity;
using widgets::Tone;

namespace {

Tone tone_of_role(event::HandleRole role) {
  switch (role) {
    case event::HandleRole::timer:
      return Tone::timer;
    case event::HandleRole::reader:
    case event::HandleRole::writer:
      return Tone::io;
    default:
      return Tone::ready;
  }
}

// By the nearest thing that will settle what it waits for.
Tone tone_of_wait(const model::State& state, const trace::Trace& trace, event::Id awaited) {
  for (const event::Id setter : model::setters_of(state, trace, awaited)) {
    const model::Handle* handle = state.handle(setter);
    const Tone tone = handle ? tone_of_role(handle->role) : Tone::waiting;
    if (tone != Tone::ready) return tone;
  }
  return Tone::waiting;
}

Tone tone_of_io(const event::Event& event) {
  const bool failed = event.arg == static_cast<std::uint8_t>(event::IoResult::error);
  return failed ? Tone::failed : Tone::io;
}

}  // namespace

Tone tone_of(const model::State& state, const trace::Trace& trace, const model::Task& task) {
  switch (task.state) {
    case model::TaskState::created:
    case model::TaskState::ready:
      return Tone::ready;
    case model::TaskState::running:
      return Tone::running;
    case model::TaskState::waiting:
      return tone_of_wait(state, trace, task.waits_on);
    case model::TaskState::done:
      return Tone::done;
    case model::TaskState::cancelled:
      return Tone::cancelled;
    case model::TaskState::failed:
      return Tone::failed;
  }
  return Tone::waiting;
}

Tone tone_of(const model::Future& future) {
  switch (future.state) {
    case model::FutureState::pending:
      return Tone::waiting;
    case model::FutureState::finished:
      return Tone::io;
    case model::FutureState::failed:
      return Tone::failed;
    case model::FutureState::cancelled:
      return Tone::cancelled;
  }
  return Tone::waiting;
}

Tone tone_of(const model::Coroutine& coroutine) {
  switch (coroutine.state) {
    case model::CoroutineState::created:
      return Tone::dim;
    case model::CoroutineState::suspended:
      return Tone::waiting;
    case model::CoroutineState::running:
      return Tone::running;
    case model::CoroutineState::returned:
      return Tone::done;
    case model::CoroutineState::raised:
      return Tone::failed;
  }
  return Tone::waiting;
}

Tone tone_of(const model::Handle& handle) {
  if (handle.cancelled) return Tone::cancelled;
  if (handle.state == model::HandleState::running) return Tone::running;
  return tone_of_role(handle.role);
}

Tone tone_of(const model::State& state, const trace::Trace& trace, event::Id id) {
  if (const model::Task* task = state.task(id)) return tone_of(state, trace, *task);
  if (const model::Future* future = state.future(id)) return tone_of(*future);
  if (const model::Handle* handle = state.handle(id)) return tone_of(*handle);
  if (const model::Coroutine* coroutine = state.coroutine(id)) return tone_of(*coroutine);
  if (const model::Socket* socket = state.socket(id)) return socket->closed ? Tone::done : Tone::io;
  return id.sort() == Sort::loop ? Tone::accent : Tone::done;
}

Tone tone_of(const event::Event& event) {
  switch (event.kind) {
    case Kind::program_end:
      return event.arg != 0 ? Tone::failed : Tone::done;
    case Kind::output:
      return event.arg == static_cast<std::uint8_t>(event::Stream::standard_error) ? Tone::failed : Tone::running;
    case Kind::blocking_call:
    case Kind::exception_handler:
    case Kind::future_exception:
    case Kind::never_retrieved:
    case Kind::never_awaited:
    case Kind::coroutine_raised:
    case Kind::closed_while_registered:
    case Kind::world_reset:
      return Tone::failed;
    case Kind::clock_advanced:
    case Kind::timer_due:
    case Kind::timer_scheduled:
      return Tone::timer;
    case Kind::select_enter:
    case Kind::select_return:
    case Kind::select_elided:
    case Kind::io_ready:
      return Tone::io;
    case Kind::socket_received:
    case Kind::socket_sent:
    case Kind::socket_connected:
      return tone_of_io(event);
    case Kind::handle_scheduled:
      return Tone::ready;
    case Kind::handle_created:
      return tone_of_role(static_cast<event::HandleRole>(event.arg));
    case Kind::handle_begin:
    case Kind::task_step:
    case Kind::coroutine_resumed:
    case Kind::line_reached:
    case Kind::call_begun:
    case Kind::call_returned:
      return Tone::running;
    case Kind::local_set:
      return Tone::ready;
    case Kind::call_raised:
      return Tone::failed;
    case Kind::future_result:
      return Tone::io;
    case Kind::handle_cancelled:
    case Kind::handle_skipped:
    case Kind::future_cancelled:
    case Kind::task_cancel:
    case Kind::world_cancelled:
      return Tone::cancelled;
    default:
      break;
  }
  const event::Group group = event::describe(event.kind).group;
  return group == event::Group::socket || group == event::Group::world ? Tone::io : Tone::waiting;
}

Tone tone_of(Activity activity) {
  switch (activity) {
    case Activity::running:
      return Tone::running;
    case Activity::ready:
      return Tone::ready;
    case Activity::waiting_timer:
      return Tone::timer;
    case Activity::waiting_io:
    case Activity::asleep:
      return Tone::io;
    case Activity::blocked:
      return Tone::failed;
    default:
      return Tone::waiting;
  }
}

Tone tone_of(model::Mark::What mark) {
  using What = model::Mark::What;
  switch (mark) {
    case What::output:
      return Tone::running;
    case What::io:
      return Tone::io;
    case What::cancel:
      return Tone::cancelled;
    case What::error:
    case What::blocked:
      return Tone::failed;
    case What::end:
      return Tone::done;
  }
  return Tone::waiting;
}

const char* words_of(Activity activity) {
  switch (activity) {
    case Activity::running:
      return "running";
    case Activity::ready:
      return "ready: in the queue, waiting for its turn";
    case Activity::waiting_future:
      return "waiting for a future";
    case Activity::waiting_task:
      return "waiting for another task";
    case Activity::waiting_timer:
      return "asleep until its timer";
    case Activity::waiting_io:
      return "waiting for a socket";
    case Activity::asleep:
      return "select sleeps: nothing runs";
    case Activity::mixed:
      return "many short stretches";
    case Activity::blocked:
      return "a blocking call: nothing else can run";
  }
  return "";
}

const char* words_of(model::Mark::What mark) {
  using What = model::Mark::What;
  switch (mark) {
    case What::output:
      return "output";
    case What::error:
      return "an error";
    case What::io:
      return "a descriptor is ready";
    case What::cancel:
      return "a cancellation";
    case What::blocked:
      return "a blocking call";
    case What::end:
      return "the end";
  }
  return "";
}

const char* icon_of(Sort sort) {
  switch (sort) {
    case Sort::none:
      return "";
    case Sort::loop:
      return widgets::icons::refresh;
    case Sort::task:
      return widgets::icons::list;
    case Sort::future:
      return widgets::icons::hourglass;
    case Sort::handle:
      return widgets::icons::bolt;
    case Sort::coroutine:
      return widgets::icons::exchange;
    case Sort::socket:
      return widgets::icons::plug;
    case Sort::world:
      return widgets::icons::circle_hollow;
    case Sort::frame:
      return widgets::icons::chevron_right;
  }
  return "";
}

}  // namespace orrery::views
