// What the model's tasks and callbacks do without waiting.
#include "tests/weather/model.hpp"

namespace orrery::test::weather {
namespace {

constexpr Outcome value(int n) {
  return {Fault::none, n};
}

}  // namespace

Outcome Model::act(const Op& op) {
  if (op.what >= Do::raise) {
    if (op.what == Do::raise) return {Fault::boom, op.a};
    if (op.what == Do::interrupt) return {Fault::interrupt, 0};
    stopping_ = true;
    return value(0);
  }
  if (op.what >= Do::send) return pairs_.end(op.a % Plan::ends).closed ? value(-1) : act_on_socket(op);
  if (op.what >= Do::soon) return act_on_loop(op);
  const bool of_future = op.what <= Do::cancel_future || op.what == Do::add_callback || op.what == Do::remove_callback;
  return of_future ? act_on_future(op) : act_on_task(op);
}

Outcome Model::act_on_future(const Op& op) {
  const int f = op.a % Plan::futures;
  const bool done = futures_[static_cast<std::size_t>(f)].done();
  const Waiter waiter{What::callback, op.b % static_cast<int>(plan_.callbacks.size()), nobody};
  switch (op.what) {
    case Do::set_result:
    case Do::set_error:
      if (done) return {Fault::invalid_state, 0};
      finish(f, State::finished, {op.what == Do::set_result ? Fault::none : Fault::boom, op.b});
      return value(0);
    case Do::cancel_future:
      return value(cancel(f, op.b));
    case Do::remove_callback:
      return value(remove_waiter(f, waiter));
    default:
      add_waiter(f, waiter);
      return value(0);
  }
}

Outcome Model::act_on_task(const Op& op) {
  const int t = task(op.a);
  const Waiter waiter{What::callback, op.b % static_cast<int>(plan_.callbacks.size()), nobody};
  switch (op.what) {
    case Do::cancel_task:
      return value(cancel(t, op.b));
    case Do::uncancel:
      return value(uncancel(futures_[static_cast<std::size_t>(t)]));
    case Do::spawn:
      if (tasks_.size() >= Plan::most_tasks) return value(-1);
      return value(shown(spawn(op.a % static_cast<int>(plan_.bodies.size()))));
    case Do::remove_task_callback:
      return value(remove_waiter(t, waiter));
    default:
      add_waiter(t, waiter);
      return value(0);
  }
}

Outcome Model::act_on_loop(const Op& op) {
  const Handle handle{What::callback, op.a % static_cast<int>(plan_.callbacks.size())};
  if (op.what == Do::soon) own_handles_.push_back(soon(handle));
  if (op.what == Do::later) own_handles_.push_back(at(now_ + op.b * 0.001, handle));
  if (op.what == Do::at) own_handles_.push_back(at(op.b * 0.001, handle));
  if (op.what != Do::cancel_handle) return value(0);
  if (own_handles_.empty()) return value(-1);
  cancel_handle(own_handles_[static_cast<std::size_t>(op.a) % own_handles_.size()]);
  return value(0);
}

Outcome Model::act_on_socket(const Op& op) {
  const int e = op.a % Plan::ends;
  switch (op.what) {
    case Do::send:
      return pairs_.send(e, op.b + 1);
    case Do::close:
      close(e);
      return value(0);
    case Do::shutdown:
      pairs_.shut_down(e, op.b % 3 != 1, op.b % 3 != 0);
      return value(0);
    case Do::watch_read:
    case Do::watch_write:
      return watch(e, op.what == Do::watch_read, op.b % static_cast<int>(plan_.callbacks.size()));
    default:
      return value(unwatch(e, op.what == Do::unwatch_read));
  }
}

Outcome Model::watch(int end, bool read, int callback) {
  handles_.push_back({What::callback, callback});
  install(end, read, static_cast<int>(handles_.size()) - 1);
  return value(0);
}

void Model::install(int end, bool read, int handle) {
  cancel_handle(std::exchange(watches_[end].handle[read ? 0 : 1], handle));
}

bool Model::unwatch(int end, bool read) {
  const int handle = std::exchange(watches_[end].handle[read ? 0 : 1], nobody);
  cancel_handle(handle);
  return handle != nobody;
}

void Model::close(int end) {
  pairs_.close(end);
  unwatch(end, true);
  unwatch(end, false);
}

// A callback that raises tells the exception handler; when the fuel is used up, everything comes to an end.
void Model::call(int callback, int about) {
  note(Note::callback, callback, about == nobody ? nobody : shown(about), {});
  if (!burn()) {
    for (int e = 0; e < Plan::ends; ++e) unwatch(e, true), unwatch(e, false);
    return;
  }
  for (const Op& op : plan_.callbacks[static_cast<std::size_t>(callback)]) {
    const Outcome out = act(op);
    note(Note::act, callback, static_cast<int>(op.what), out);
    if (out.fault == Fault::interrupt) throw Left();
    if (out.failed()) return note(Note::handler, nobody, nobody, out);
  }
}

void Model::received(int end, int f) {
  if (futures_[static_cast<std::size_t>(f)].done()) return;
  bool waits = false;
  const Outcome out = pairs_.receive(end, 4, waits);
  if (!waits) finish(f, State::finished, out);
}

void Model::receive_ended(int end, int handle) {
  if (!handles_[static_cast<std::size_t>(handle)].cancelled) unwatch(end, true);
}

}  // namespace orrery::test::weather
