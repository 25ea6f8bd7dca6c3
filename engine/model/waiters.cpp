// Who is connected with whom: frames of a task, waiters and setters of a future.
#include <algorithm>

#include "engine/model/queries.hpp"

namespace orrery::model {
namespace {

using trace::Trace;

constexpr std::size_t deepest_chain = 200'000;

bool is_gather(const Trace& trace, const Future& future) {
  const std::string_view label = trace.name(future.label);
  return label.find("gather") != std::string_view::npos || label.find("Gather") != std::string_view::npos;
}

// A callback that gather put on one of its children, if the trace does not say for which future: added in the same
// doing, before the gather's own future was made.
bool added_for_gather(const Trace& trace, const DoneCallback& callback, const Future& gather) {
  const std::string_view name = trace.name(callback.name);
  const Seq made = gather.created.seq;
  if (callback.owner || !name.ends_with("_done_callback") || callback.added >= made || made >= trace.size())
    return false;
  return trace.at(callback.added).cause == trace.at(made).cause;
}

// The pending futures of which a done-callback leads to `target`.
class Feeders {
 public:
  Feeders(const Trace& trace, Id target, const Future& future)
      : trace_(trace), target_(target), future_(future), gather_(is_gather(trace, future)) {}

  void look_at(Id id, const Future& candidate) {
    if (candidate.state != FutureState::pending || id == target_) return;
    const auto leads = [&](const DoneCallback& c) {
      return c.owner == target_ || (gather_ && added_for_gather(trace_, c, future_));
    };
    if (std::any_of(candidate.callbacks.begin(), candidate.callbacks.end(), leads)) found_.push_back(id);
  }
  std::vector<Id> take() { return std::move(found_); }

 private:
  const Trace& trace_;
  Id target_;
  const Future& future_;
  bool gather_;
  std::vector<Id> found_;
};

std::vector<Id> feeders_of(const State& state, const Trace& trace, Id target, const Future& future) {
  Feeders feeders(trace, target, future);
  for (auto [ordinal, task] : state.tasks) feeders.look_at({Sort::task, ordinal}, task.future);
  for (auto [ordinal, other] : state.futures) feeders.look_at({Sort::future, ordinal}, other);
  return feeders.take();
}

}  // namespace

std::vector<Id> frames(const State& state, Id outermost) {
  std::vector<Id> chain;
  for (Id id = outermost; state.coroutine(id) && chain.size() < deepest_chain;) {
    chain.push_back(id);
    const Id inner = state.coroutine(id)->awaiting;
    const Coroutine* c = state.coroutine(inner);
    if (!c || c->awaited_by != id) break;  // awaits no coroutine, or one that does not know of it
    id = inner;
  }
  return chain;
}

Id awaited_by_innermost(const State& state, Id outermost) {
  const std::vector<Id> chain = frames(state, outermost);
  return chain.empty() ? Id{} : state.coroutine(chain.back())->awaiting;
}

std::vector<Id> waiters_of(const State& state, Id id) {
  std::vector<Id> waiters;
  const Future* future = state.future(id);
  if (!future) return waiters;
  for (const DoneCallback& callback : future->callbacks) {
    const Task* task = state.task(callback.owner);
    if (task && task->waits_on == id) waiters.push_back(callback.owner);
  }
  std::sort(waiters.begin(), waiters.end());
  return waiters;
}

std::vector<Id> setters_of(const State& state, const Trace& trace, Id id) {
  const Future* future = state.future(id);
  if (!future || future->state != FutureState::pending) return {};
  const Handle* setter = state.handle(future->setter);
  if (setter && setter->owner == id && !setter->cancelled) return {future->setter};
  if (!future->fed && !is_gather(trace, *future)) return {};
  return feeders_of(state, trace, id, *future);
}

}  // namespace orrery::model
