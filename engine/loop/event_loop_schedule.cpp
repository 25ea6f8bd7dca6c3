// Putting work into a loop: handles, timers, futures, tasks.
#include "engine/loop/event_loop.hpp"
#include "engine/loop/threadsafe.hpp"

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

Ref<CallbackHandle> EventLoop::call_soon(Ref<Callback> callback, Ref<Context> context) {
  check_open();
  auto handle = make<CallbackHandle>(environment_, HandleRole::call_soon, std::move(callback),
                                     context_or_copy(environment_, std::move(context)));
  schedule(handle);
  return handle;
}

// Another thread's callback goes to the inbox, and gets its handle when the loop takes it in.
Ref<CallbackHandle> EventLoop::call_soon_threadsafe(Ref<Callback> callback, Ref<Context> context) {
  if (!environment_.on_own_thread()) {
    if (!door_->inbox()->post({std::move(callback)})) throw RuntimeError("Event loop is closed");
    return nullptr;
  }
  check_open();
  auto handle = make<CallbackHandle>(environment_, HandleRole::threadsafe, std::move(callback),
                                     context_or_copy(environment_, std::move(context)));
  schedule(handle);
  door_->ring();
  return handle;
}

void EventLoop::take_in(Ref<Callback> callback) {
  schedule(make<CallbackHandle>(environment_, HandleRole::threadsafe, std::move(callback)));
}

Ref<TimerHandle> EventLoop::call_later(double delay, Ref<Callback> callback, Ref<Context> context) {
  return call_at(time() + delay, std::move(callback), std::move(context));
}

Ref<TimerHandle> EventLoop::call_at(double when, Ref<Callback> callback, Ref<Context> context) {
  check_open();
  auto timer = make<TimerHandle>(environment_, when, std::move(callback),
                                 context_or_copy(environment_, std::move(context)));
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

Ref<Task> EventLoop::create_task(Ref<Coroutine> coroutine, std::string_view name, Ref<Context> context) {
  check_open();
  if (task_factory_) return task_of_factory(std::move(coroutine), name, std::move(context));
  return make<Task>(*this, std::move(coroutine), name, std::move(context));
}

Ref<Task> EventLoop::task_of_factory(Ref<Coroutine> coroutine, std::string_view name, Ref<Context> context) {
  const TaskFactory factory = task_factory_;
  Ref<Task> task = factory(*this, std::move(coroutine), std::move(context));
  if (!name.empty())
    task->set_name(std::string(name));
  else if (environment_.rules() >= Rules::py313)
    task->set_name("None");
  return task;
}

std::vector<Ref<Task>> EventLoop::all_tasks() const {
  std::vector<Ref<Task>> tasks;
  futures_.each([&tasks](Future& future) {
    if (future.tag() == Tag::task && !future.done()) tasks.emplace_back(static_cast<Task*>(&future));
  });
  return tasks;
}

}  // namespace orrery::loop
