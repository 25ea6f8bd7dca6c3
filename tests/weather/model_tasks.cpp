// The model's futures and tasks.
#include <algorithm>

#include "tests/weather/model.hpp"

namespace orrery::test::weather {

int Model::new_future() {
  futures_.emplace_back();
  return static_cast<int>(futures_.size()) - 1;
}

void Model::finish(int f, State state, Outcome outcome) {
  Future& future = futures_[static_cast<std::size_t>(f)];
  future.state = state;
  future.outcome = outcome;
  std::vector<Waiter> waiters;
  waiters.swap(future.waiters);
  for (const Waiter& waiter : waiters) schedule(f, waiter);
  future.unretrieved = state == State::finished && outcome.failed();
}

void Model::schedule(int f, const Waiter& waiter) {
  soon({waiter.what, waiter.who, waiter.what == What::receive_ended ? waiter.about : f});
}

void Model::add_waiter(int f, Waiter waiter) {
  Future& future = futures_[static_cast<std::size_t>(f)];
  if (future.done())
    schedule(f, waiter);
  else
    future.waiters.push_back(waiter);
}

int Model::remove_waiter(int f, const Waiter& waiter) {
  return static_cast<int>(std::erase(futures_[static_cast<std::size_t>(f)].waiters, waiter));
}

bool Model::cancel(int f, int message) {
  Future& future = futures_[static_cast<std::size_t>(f)];
  future.unretrieved = false;
  if (future.done()) return false;
  if (!future.is_task()) {
    future.message = message;
    finish(f, State::cancelled, {});
    return true;
  }
  ++future.requests;
  if (future.waits_for != nobody && cancel(future.waits_for, message)) return true;
  future.must_cancel = true;
  future.message = message;
  return true;
}

Outcome Model::retrieve(int f) {
  Future& future = futures_[static_cast<std::size_t>(f)];
  future.unretrieved = false;
  return future.state == State::cancelled ? cancelled_error(future) : future.outcome;
}

// The very error that ended a task goes to the first who asks.
Outcome Model::cancelled_error(Future& future) {
  if (const auto first = std::exchange(future.first, std::nullopt)) return *first;
  return {Fault::cancelled, future.message};
}

int Model::spawn(int body) {
  const int t = new_future();
  tasks_.push_back(t);
  futures_.back().body = &plan_.bodies[static_cast<std::size_t>(body)];
  if (plan_.eager && turn_ > 0)
    step(t, {});
  else
    soon({What::step, t});
  return t;
}

void Model::step(int t, Outcome in) {
  Future& task = futures_[static_cast<std::size_t>(t)];
  if (task.done()) return;
  if (task.must_cancel && in.fault != Fault::cancelled) in = {Fault::cancelled, task.message};
  task.must_cancel = false;
  task.waits_for = nobody;
  task.yielded = false;
  if (go_on(t, in))
    ended(t, task.last);
  else
    suspended(t);
}

void Model::suspended(int t) {
  Future& task = futures_[static_cast<std::size_t>(t)];
  const int f = task.waits_for;
  if (task.yielded) {
    soon({What::step, t});
  } else if (f == t) {
    task.waits_for = nobody;
    soon({What::step, t, nobody, {Fault::runtime, 0}});
  } else {
    add_waiter(f, {What::wakeup, t});
    if (task.must_cancel && cancel(f, task.message)) task.must_cancel = false;
  }
}

void Model::ended(int t, Outcome out) {
  Future& task = futures_[static_cast<std::size_t>(t)];
  if (out.fault == Fault::cancelled) {
    task.first = out;
    task.message = 0;
    finish(t, State::cancelled, {});
  } else if (!out.failed() && task.must_cancel) {
    task.must_cancel = false;
    finish(t, State::cancelled, {});
  } else {
    finish(t, State::finished, out);
    if (out.fault == Fault::interrupt) throw Left();
  }
}

int Model::uncancel(Future& task) {
  if (task.requests > 0) --task.requests;
  if (task.requests == 0 && plan_.rules >= loop::Rules::py313) task.must_cancel = false;
  return task.requests;
}

void Model::enter_timeout(int t, const Op& op) {
  const double deadline = now_ + op.a * 0.001;
  const int alarm = static_cast<int>(alarms_.size());
  alarms_.push_back({t, nobody, futures_[static_cast<std::size_t>(t)].requests});
  const Handle handle{What::expire, t, alarm};
  alarms_.back().handle = deadline <= now_ ? soon(handle) : at(deadline, handle);
  futures_[static_cast<std::size_t>(t)].stack.push_back({&op.body, 0, alarm, {}});
}

Outcome Model::leave_timeout(int number, Outcome out) {
  Alarm& alarm = alarms_[static_cast<std::size_t>(number)];
  cancel_handle(alarm.handle);
  if (!alarm.expiring) return out;
  const bool nobody_else = uncancel(futures_[static_cast<std::size_t>(alarm.task)]) <= alarm.cancelling;
  return nobody_else && out.fault == Fault::cancelled ? Outcome{Fault::timeout, 0} : out;
}

}  // namespace orrery::test::weather
