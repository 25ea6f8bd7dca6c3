// How the model's tasks go through their operations.
#include "tests/weather/model.hpp"

namespace orrery::test::weather {

bool Model::go_on(int t, Outcome in) {
  Future& task = futures_[static_cast<std::size_t>(t)];
  if (!task.started) {
    task.last = in;
    if (in.failed()) return true;  // nothing of the body ever runs
    task.started = true;
    task.stack.push_back({task.body, 0, nobody, {}});
  } else if (!completed(t, in)) {
    return false;
  }
  while (!task.stack.empty())
    if (!advance(t)) return false;
  return true;
}

bool Model::advance(int t) {
  const Frame frame = futures_[static_cast<std::size_t>(t)].stack.back();
  if (frame.at == frame.ops->size() || !burn()) return block_over(t, {});
  const Op& op = (*frame.ops)[frame.at];
  if (op.what == Do::timeout) {
    enter_timeout(t, op);
    return true;
  }
  Outcome out;
  if (!may_suspend(op.what))
    out = act(op);
  else if (!begin(t, op, out))
    return false;
  return completed(t, out);
}

// The operation that the innermost block is at has come to an end.
bool Model::completed(int t, Outcome out) {
  Future& task = futures_[static_cast<std::size_t>(t)];
  Frame& frame = task.stack.back();
  if (frame.kept) return block_over(t, out.failed() ? out : *frame.kept);
  const Op& op = (*frame.ops)[frame.at];
  cancel_handle(std::exchange(task.timer, nobody));
  note(Note::operation, shown(t), static_cast<int>(op.what), out);
  if (!out.failed() || op.rescue == Rescue::swallow) {
    ++frame.at;
    return true;
  }
  if (op.rescue == Rescue::clean_up) {
    frame.kept = out;
    task.yielded = true;
    return false;
  }
  return block_over(t, op.rescue == Rescue::replace ? Outcome{Fault::boom, 99} : out);
}

bool Model::block_over(int t, Outcome out) {
  Future& task = futures_[static_cast<std::size_t>(t)];
  const int alarm = task.stack.back().alarm;
  task.stack.pop_back();
  if (alarm != nobody) return completed(t, leave_timeout(alarm, out));
  note(Note::task_ends, shown(t), nobody, out);
  task.last = out;
  return true;
}

bool Model::begin(int t, const Op& op, Outcome& out) {
  switch (op.what) {
    case Do::sleep:
      return begin_sleep(t, op.a);
    case Do::await_future:
      return await(t, op.a % Plan::futures, out);
    case Do::await_task:
      return await_task(t, task(op.a), out);
    default:
      return receive(t, op.a % Plan::ends, out);
  }
}

bool Model::begin_sleep(int t, int milliseconds) {
  Future& task = futures_[static_cast<std::size_t>(t)];
  if (milliseconds == 0) {
    task.yielded = true;
    return false;
  }
  const int f = new_future();
  task.timer = at(now_ + milliseconds * 0.001, {What::end_sleep, f});
  task.waits_for = f;
  return false;
}

bool Model::await(int t, int f, Outcome& out) {
  if (futures_[static_cast<std::size_t>(f)].done()) {
    out = retrieve(f);
    return true;
  }
  futures_[static_cast<std::size_t>(t)].waits_for = f;
  return false;
}

// Those that would wait for each other in a ring, don't; but one may wait for itself, and is told not to.
bool Model::await_task(int t, int other, Outcome& out) {
  if (other == t || !waits_in_the_end_for(other, t)) return await(t, other, out);
  out = {Fault::none, -2};
  return true;
}

bool Model::waits_in_the_end_for(int t, int other) const {
  while (t != nobody && t != other) t = futures_[static_cast<std::size_t>(t)].waits_for;
  return t == other;
}

bool Model::receive(int t, int end, Outcome& out) {
  out = {Fault::none, -1};
  if (pairs_.end(end).closed) return true;
  bool waits = false;
  out = pairs_.receive(end, 4, waits);
  if (!waits) return true;
  const int f = new_future();
  handles_.push_back({What::received, end, f});
  const int handle = static_cast<int>(handles_.size()) - 1;
  install(end, true, handle);
  add_waiter(f, {What::receive_ended, end, handle});
  futures_[static_cast<std::size_t>(t)].waits_for = f;
  return false;
}

}  // namespace orrery::test::weather
