// What a task waits for, down to what must happen.
#include <algorithm>

#include "engine/model/queries.hpp"
#include "engine/model/words.hpp"

namespace orrery::model {
namespace {

using event::Direction;
using trace::Trace;

bool sleeps(const State& state, Id handle) {
  const Handle* h = state.handle(handle);
  return h && !h->cancelled && h->state != HandleState::created;
}

bool any_descriptor_watched(const State& state) {
  for (auto [ordinal, socket] : state.sockets)
    if ((socket.reader || socket.writer) && !socket.closed) return true;
  return false;
}

bool any_timer_runs(const State& state) {
  for (const Timer& timer : state.timers.in_order())
    if (sleeps(state, timer.handle)) return true;
  return false;
}

// Could anything at all still happen by itself?
bool is_alive(const State& state) {
  return state.running.handle || !state.ready.empty() || any_descriptor_watched(state) || any_timer_runs(state) ||
         state.loop.state != LoopState::running;
}

// "in turn 5" of the handle at this place of the ready queue.
std::string turn_words(const State& state, std::size_t position) {
  const Loop& loop = state.loop;
  const bool this_turn = loop.in_turn && (loop.phase != event::Phase::run || position < loop.batch_left);
  return "turn " + std::to_string(this_turn ? loop.turn : loop.turn + 1);
}

// Follows one chain of waiting; each link adds a step.
class Chain {
 public:
  Chain(const State& state, const Trace& trace) : state_(state), trace_(trace) {}

  Waits of(Id task) {
    const Task* t = state_.task(task);
    if (!t) return {WaitVerdict::over, {}, words("It is gone.")};
    start_ = task;
    follow(task);
    return std::move(waits_);
  }

 private:
  Words say() const { return Words(state_, trace_, Words::Articles::some); }
  Text words(std::string_view text) const { return (say() << text).take(); }
  void step(Id id, Text text) { waits_.steps.push_back({id, std::move(text)}); }
  void conclude(WaitVerdict verdict, Text text) {
    waits_.verdict = verdict;
    waits_.conclusion = std::move(text);
  }

  void follow(Id id) {
    while (id) {
      if (std::find(seen_.begin(), seen_.end(), id) != seen_.end()) return conclude_circle(id);
      seen_.push_back(id);
      id = id.sort() == Sort::task ? follow_task(id) : follow_future(id);
    }
  }

  // Each returns the next link, or none when it has concluded.
  Id follow_task(Id id) {
    const Task* t = state_.task(id);
    if (!t || t->state == TaskState::created) return conclude_created(id), Id{};
    if (is_over(t->state)) return conclude_over(id), Id{};
    if (t->state == TaskState::running) return conclude_running(id), Id{};
    if (t->state == TaskState::ready) return conclude_ready(id, t->handle), Id{};
    if (!t->waits_on) return conclude(WaitVerdict::unknown, (say() << id << " waits.").take()), Id{};
    step(id, (say() << id << " waits for " << t->waits_on << '.').take());
    return t->waits_on;
  }

  Id follow_future(Id id) {
    const Future* future = state_.future(id);
    if (!future) return conclude_lost(id), Id{};
    if (future->state != FutureState::pending) return conclude_done(id), Id{};
    const std::vector<Id> setters = setters_of(state_, trace_, id);
    if (setters.empty()) return conclude_lost(id), Id{};
    if (setters.front().sort() == Sort::handle) return conclude_handle(id, setters.front()), Id{};
    const std::string left = count_of(setters.size(), "other");
    step(id, (say() << id << " becomes done when " << left
                    << (setters.size() == 1 ? " is: " : " are; the first of them is ") << setters.front() << '.')
                 .take());
    return setters.front();
  }

  // Is it the future that the task itself waits for?
  bool direct() const { return seen_.size() <= 2; }

  void conclude_over(Id task) {
    const char* words = task == start_ ? " has ended: it waits for nothing." : " has ended already.";
    conclude(task == start_ ? WaitVerdict::over : WaitVerdict::other_task, (say() << task << words).take());
  }
  void conclude_created(Id task) {
    conclude(WaitVerdict::unknown, (say() << task << " has been made; its first step is not scheduled yet.").take());
  }
  void conclude_running(Id task) {
    if (task == start_) return conclude(WaitVerdict::running, words("It waits for nothing: it is running."));
    conclude(WaitVerdict::other_task, (say() << "Waits for " << task << ", which is running now.").take());
  }
  void conclude_ready(Id task, Id handle) {
    const auto position = state_.ready.position(handle);
    Words text = say();
    if (task == start_)
      text << "Nothing more is needed: its " << (state_.task(task)->started ? "wake-up" : "first step") << " is ";
    else
      text << "Waits for " << task << " to run: its next step is ";
    if (position)
      text << ordinal_word(*position + 1) << " in the ready queue, for " << turn_words(state_, *position) << '.';
    else
      text << "on its way to the ready queue.";
    conclude(task == start_ ? WaitVerdict::ready : WaitVerdict::other_task, text.take());
  }
  void conclude_done(Id future) {
    conclude(WaitVerdict::ready,
             (say() << future << " is done already: the wake-up is on its way to the ready queue.").take());
  }

  void conclude_lost(Id future) {
    if (is_alive(state_))
      return conclude(WaitVerdict::unknown,
                      (say() << "Waits for " << future
                             << ". No timer and no descriptor will set it: some code that holds it has to.")
                          .take());
    conclude(WaitVerdict::never, (say() << "Waits for " << future
                                        << ", and nobody is left to set it: nothing is ready, no timer is set and no "
                                           "descriptor is watched. It will never run again.")
                                     .take());
  }

  void conclude_circle(Id id) {
    conclude(WaitVerdict::never, (say() << "It is a circle: " << id
                                        << " waits, in the end, for itself. Unless one of them is cancelled, none of "
                                           "them will ever run again.")
                                     .take());
  }

  void conclude_handle(Id future, Id handle) {
    const Handle& h = *state_.handle(handle);
    if (h.state == HandleState::in_heap) return conclude_timer(future, handle, h);
    if (h.state == HandleState::registered) return conclude_io(future, handle, h);
    const char* when = h.state == HandleState::running ? ", which is running now." : ", which is in the ready queue.";
    step(future, (say() << future << " will be set by " << handle << '.').take());
    conclude(WaitVerdict::other_task, (say() << "Waits for " << handle << when).take());
  }
  void conclude_timer(Id future, Id handle, const Handle& h) {
    step(future, (say() << future << " will be set by " << handle << '.').take());
    const double left = std::max(0.0, h.deadline - state_.time);
    conclude(WaitVerdict::timer, (say() << "Waits for time to pass: " << handle << " is due at " << seconds(h.deadline)
                                        << ", in " << seconds(left) << '.')
                                     .take());
  }
  void conclude_io(Id future, Id handle, const Handle& h) {
    step(future, (say() << future << " will be set by " << handle << '.').take());
    const Socket* s = state_.socket(h.socket);
    const bool reads = h.direction == Direction::read;
    Words text = say();
    if (direct())
      text << "Waits for " << future << ", which the " << handle << " will set when ";
    else
      text << "In the end it waits for the " << handle << ", which is called when ";
    if (reads && s && s->incoming > 0)
      text << h.socket << " is looked at: " << count_of(s->incoming, "byte") << " have come already.";
    else
      text << (reads ? "something arrives at " : "there is room again in the send buffer of ") << h.socket << '.';
    conclude(WaitVerdict::io, text.take());
  }

  const State& state_;
  const Trace& trace_;
  Id start_;
  std::vector<Id> seen_;
  Waits waits_;
};

}  // namespace

Waits waits(const State& state, const Trace& trace, Id task) {
  return Chain(state, trace).of(task);
}

}  // namespace orrery::model
