// The model's loop: a turn, its handles, its timers.
#include <algorithm>
#include <cmath>

#include "tests/weather/model.hpp"

namespace orrery::test::weather {

Model::Model(const Plan& plan) : plan_(plan) {
  for (int i = 0; i < Plan::futures; ++i) new_future();
}

Story Model::run() {
  for (int i = 0; i < Plan::first_tasks; ++i) spawn(i);
  for (;;) {
    try {
      do {
        ++turn_;
        if (nothing_left()) {
          finale();
          return std::move(story_);
        }
        turn();
      } while (!stopping_);
      note(Note::stopped, nobody, nobody, {});
    } catch (const Left&) {
      note(Note::left, nobody, nobody, {});
    }
    stopping_ = false;
  }
}

// Before the question whether there is anything left, as the loop does: cancelled timers leave the top of the heap.
bool Model::nothing_left() const {
  if (!ready_.empty()) return false;
  for (int e = 0; e < Plan::ends; ++e) {
    const Watch& w = watches_[e];
    if (w.handle[1] != nobody || (w.handle[0] != nobody && pairs_.end(e).readable())) return false;
  }
  return std::all_of(timers_.begin(), timers_.end(),
                     [this](int t) { return handles_[static_cast<std::size_t>(t)].cancelled; });
}

void Model::turn() {
  while (!timers_.empty() && handles_[static_cast<std::size_t>(timers_[0])].cancelled) heap_pop();
  const bool idle = ready_.empty() && !stopping_;
  const std::size_t before = ready_.size();
  poll();
  if (idle && ready_.size() == before && !timers_.empty())
    now_ = std::max(now_, handles_[static_cast<std::size_t>(timers_[0])].when);
  const double end = now_ + std::max(1e-9, std::nextafter(now_, 1e300) - now_);
  while (!timers_.empty() && handles_[static_cast<std::size_t>(timers_[0])].when < end) ready_.push_back(heap_pop());
  run_ready();
}

void Model::poll() {
  for (int e = 0; e < Plan::ends; ++e) {
    const Watch w = watches_[e];
    if (w.handle[0] != nobody && pairs_.end(e).readable()) ready_.push_back(w.handle[0]);
    if (w.handle[1] != nobody) ready_.push_back(w.handle[1]);
  }
}

void Model::run_ready() {
  for (std::size_t left = ready_.size(); left > 0; --left) {
    const int handle = ready_.front();
    ready_.pop_front();
    if (!handles_[static_cast<std::size_t>(handle)].cancelled) run_handle(handle);
  }
}

void Model::run_handle(int handle) {
  const Handle h = handles_[static_cast<std::size_t>(handle)];
  switch (h.what) {
    case What::step:
      return step(h.who, h.error);
    case What::wakeup:
      if (futures_[static_cast<std::size_t>(h.who)].done()) return;
      return step(h.who, retrieve(h.about));
    case What::callback:
      return call(h.who, h.about);
    case What::end_sleep:
      if (!futures_[static_cast<std::size_t>(h.who)].done()) finish(h.who, State::finished, {});
      return;
    case What::expire:
      alarms_[static_cast<std::size_t>(h.about)].handle = nobody;
      cancel(h.who, 0);
      alarms_[static_cast<std::size_t>(h.about)].expiring = true;
      return;
    case What::received:
      return received(h.who, h.about);
    case What::receive_ended:
      return receive_ended(h.who, h.about);
  }
}

int Model::soon(Handle handle) {
  handles_.push_back(handle);
  ready_.push_back(static_cast<int>(handles_.size()) - 1);
  return ready_.back();
}

// Scheduling a timer takes a microsecond of the virtual clock.
int Model::at(double when, Handle handle) {
  handle.when = when;
  handles_.push_back(handle);
  heap_push(static_cast<int>(handles_.size()) - 1);
  now_ += 1e-6;
  return static_cast<int>(handles_.size()) - 1;
}

void Model::cancel_handle(int handle) {
  if (handle != nobody) handles_[static_cast<std::size_t>(handle)].cancelled = true;
}

// heapq.heappush and heappop, on the deadline alone.
void Model::heap_push(int handle) {
  timers_.push_back(handle);
  rise(timers_.size() - 1, 0);
}

void Model::rise(std::size_t at, std::size_t top) {
  const auto when = [this](std::size_t i) { return handles_[static_cast<std::size_t>(timers_[i])].when; };
  while (at > top && when(at) < when((at - 1) / 2)) {
    std::swap(timers_[at], timers_[(at - 1) / 2]);
    at = (at - 1) / 2;
  }
}

int Model::heap_pop() {
  const auto when = [this](std::size_t i) { return handles_[static_cast<std::size_t>(timers_[i])].when; };
  std::swap(timers_.front(), timers_.back());
  const int popped = timers_.back();
  timers_.pop_back();
  std::size_t at = 0;
  while (2 * at + 1 < timers_.size()) {
    std::size_t child = 2 * at + 1;
    if (child + 1 < timers_.size() && !(when(child) < when(child + 1))) ++child;
    std::swap(timers_[at], timers_[child]);
    at = child;
  }
  if (!timers_.empty()) rise(at, 0);
  return popped;
}

void Model::note(Note what, int who, int where, Outcome outcome) {
  story_.push_back({what, turn_, now_, who, where, outcome});
}

// Tasks have numbers of their own in the story.
int Model::shown(int f) const {
  const auto place = std::find(tasks_.begin(), tasks_.end(), f);
  return place == tasks_.end() ? f : weather::first_task + static_cast<int>(place - tasks_.begin());
}

void Model::finale() {
  int waiting = 0;
  for (const int t : tasks_) waiting += !futures_[static_cast<std::size_t>(t)].done();
  note(Note::deadlock, nobody, waiting, {});
  for (int f = 0; f < static_cast<int>(futures_.size()); ++f) {
    const Future& future = futures_[static_cast<std::size_t>(f)];
    if (f >= Plan::futures && !future.is_task()) continue;
    note(future.is_task() ? Note::final_task : Note::final_future, shown(f), static_cast<int>(future.state),
         {Fault::none, future.is_task() ? future.requests : static_cast<int>(future.waiters.size())});
    if (future.unretrieved) note(Note::not_retrieved, shown(f), nobody, {});
  }
  note(Note::final_turns, nobody, turn_, {});
}

}  // namespace orrery::test::weather
