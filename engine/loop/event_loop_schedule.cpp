// Putting work into a loop: handles, timers, futures, tasks.
#include "engine/loop/event_loop.hpp"

namespace orrery::loop {

using event::HandleRole;
using event::Kind;

void EventLoop::note_scheduled(Handle& handle) {
  handle.scheduled_ =
      probe_->emit(Kind::handle_scheduled, handle.id(), handle.owner(), static_cast<std::uint8_t>(handle.role()),
                   {.text = {handle.trace_name(*probe_), handle.serial_}});
}

void EventLoop::note_created(Handle& handle) {
  if (!probe_) return;
  probe_->emit(Kind::handle_created, handle.id(), handle.owner(), static_cast<std::uint8_t>(handle.role()),
               {.text = {handle.trace_name(*probe_), 0}});
}

Ref<CallbackHandle> EventLoop::call_soon(Ref<Callback> callback) {
  check_open();
  auto handle = make<CallbackHandle>(environment_, HandleRole::call_soon, std::move(callback));
  schedule(handle);
  return handle;
}

Ref<TimerHandle> EventLoop::call_later(double delay, Ref<Callback> callback) {
  return call_at(time() + delay, std::move(callback));
}

Ref<TimerHandle> EventLoop::call_at(double when, Ref<Callback> callback) {
  check_open();
  auto timer = make<TimerHandle>(environment_, when, std::move(callback));
  note_created(*timer);
  if (probe_) timer->scheduled_ = probe_->emit(Kind::timer_scheduled, timer->id(), timer->owner(), 0, {.number = when});
  timers_.push(timer);
  clock_.timer_scheduled();
  stamp();
  return timer;
}

Ref<Future> EventLoop::create_future(std::string_view label) {
  return make<Future>(*this, label);
}

Ref<Task> EventLoop::create_task(Ref<Coroutine> coroutine, std::string_view name) {
  check_open();
  return make<Task>(*this, std::move(coroutine), name);
}

std::vector<Ref<Task>> EventLoop::all_tasks() const {
  std::vector<Ref<Task>> tasks;
  for (Future* future = futures_.first(); future; future = FutureList::next(*future))
    if (future->tag() == Tag::task && !future->done()) tasks.emplace_back(static_cast<Task*>(future));
  return tasks;
}

}  // namespace orrery::loop
