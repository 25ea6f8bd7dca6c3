// asyncio's rules once more, as simply as they can be said: everything is a number in a table, nothing is shared with
// the engine. (asyncio-semantics.md, 1.1 to 1.4, 1.7, 1.10.)
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "tests/weather/pair_model.hpp"
#include "tests/weather/plan.hpp"
#include "tests/weather/story.hpp"

namespace orrery::test::weather {

class Model {
 public:
  explicit Model(const Plan& plan);
  // Carries the plan out to the end.
  Story run();

 private:
  enum class State { pending, finished, cancelled };
  enum class What { step, wakeup, callback, end_sleep, expire, received, receive_ended };

  struct Handle {
    What what;
    int who;             // task, callback, future or end
    int about = nobody;  // the future that is done; the handle that watches; the alarm
    Outcome error = {};  // that a step raises
    bool cancelled = false;
    double when = 0;
  };
  struct Waiter {
    What what;
    int who;
    int about = nobody;
    friend bool operator==(const Waiter&, const Waiter&) = default;
  };
  struct Alarm {
    int task;
    int handle;
    int cancelling;
    bool expiring = false;
  };
  // A block of operations under way.
  struct Frame {
    const Ops* ops;
    std::size_t at = 0;
    int alarm = nobody;           // if it is the body of a timeout
    std::optional<Outcome> kept;  // while it cleans up: the error it will raise again
  };
  struct Future {
    State state = State::pending;
    Outcome outcome = {};
    int message = 0;               // of cancel()
    std::optional<Outcome> first;  // the CancelledError that ended a task, until somebody has it
    std::vector<Waiter> waiters;
    bool unretrieved = false;
    // of a task
    const Ops* body = nullptr;
    std::vector<Frame> stack = {};
    bool started = false;
    Outcome last = {};  // what came out of the body
    bool must_cancel = false;
    int requests = 0;
    int waits_for = nobody;
    int timer = nobody;  // of the sleep under way
    bool yielded = false;
    bool is_task() const { return body != nullptr; }
    bool done() const { return state != State::pending; }
  };
  struct Left {};

  // the loop
  void turn();
  void poll();
  void run_ready();
  void run_handle(int handle);
  int soon(Handle handle);
  int at(double when, Handle handle);
  void cancel_handle(int handle);
  void heap_push(int handle);
  int heap_pop();
  void rise(std::size_t at, std::size_t top);
  bool nothing_left() const;
  void note(Note what, int who, int where, Outcome outcome);
  void finale();

  // futures and tasks
  int new_future();
  void finish(int f, State state, Outcome outcome);
  void schedule(int f, const Waiter& waiter);
  void add_waiter(int f, Waiter waiter);
  int remove_waiter(int f, const Waiter& waiter);
  bool cancel(int f, int message);
  Outcome retrieve(int f);
  Outcome cancelled_error(Future& f);
  int spawn(int body);
  void step(int t, Outcome in);
  void suspended(int t);
  void ended(int t, Outcome out);
  int uncancel(Future& t);

  // what tasks do
  // All of these: false if the task is suspended.
  bool go_on(int t, Outcome in);
  bool advance(int t);
  bool completed(int t, Outcome out);
  bool block_over(int t, Outcome out);
  bool begin(int t, const Op& op, Outcome& out);
  bool begin_sleep(int t, int milliseconds);
  bool await(int t, int f, Outcome& out);
  bool await_task(int t, int other, Outcome& out);
  bool receive(int t, int end, Outcome& out);
  void enter_timeout(int t, const Op& op);
  Outcome leave_timeout(int alarm, Outcome out);
  bool waits_in_the_end_for(int t, int other) const;
  bool burn() { return fuel_ > 0 && fuel_-- > 0; }

  // what callbacks do, too
  Outcome act(const Op& op);
  Outcome act_on_future(const Op& op);
  Outcome act_on_task(const Op& op);
  Outcome act_on_loop(const Op& op);
  Outcome act_on_socket(const Op& op);
  Outcome watch(int end, bool read, int callback);
  void install(int end, bool read, int handle);
  bool unwatch(int end, bool read);
  void close(int end);
  void call(int callback, int about);
  void received(int end, int f);
  void receive_ended(int end, int handle);
  int task(int n) const { return tasks_[static_cast<std::size_t>(n) % tasks_.size()]; }
  int shown(int f) const;

  const Plan& plan_;
  Story story_;
  std::deque<Future> futures_;  // the plan's, then internal ones and tasks as they come
  std::vector<int> tasks_;      // in futures_
  std::deque<Handle> handles_;
  std::vector<Alarm> alarms_;
  std::vector<int> timers_;  // a heap, as heapq keeps it
  std::deque<int> ready_;
  std::vector<int> own_handles_;  // of soon, later and at
  PairModel pairs_;
  struct Watch {
    int handle[2] = {nobody, nobody};  // reading, writing
  };
  Watch watches_[Plan::ends];
  int turn_ = 0;
  int fuel_ = Plan::fuel;
  double now_ = 0;
  bool stopping_ = false;
};

}  // namespace orrery::test::weather
