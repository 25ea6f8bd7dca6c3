#include "tests/weather/soup.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "engine/loop/combine/shield.hpp"
#include "engine/loop/combine/task_group.hpp"
#include "engine/loop/combine/timeout.hpp"
#include "engine/loop/combine/wait.hpp"
#include "engine/loop/combine/wait_for.hpp"

namespace orrery::test::weather {
namespace {

using loop::Future;

// One more of those who are somewhere, for as long as it lives.
class Counted {
 public:
  explicit Counted(int& count, int most = 1'000'000) : count_(count) { EXPECT_LE(++count_, most) << "too many inside"; }
  ~Counted() { --count_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

 private:
  int& count_;
};

Co<void> pause(Soup& s) {
  if (s.chance.one_in(2)) {
    co_await s.rig.sleep(s.chance.below(4) * 0.001);
    co_return;
  }
  for (int turns = s.chance.below(4); turns > 0; --turns) co_await loop::bare_yield();
}

bool all_done(const Tasks& tasks) {
  return std::all_of(tasks.begin(), tasks.end(), [](const auto& task) { return task->done(); });
}

Tasks some(Soup& s, int depth) {
  Tasks tasks;
  for (int count = 1 + s.chance.below(3); count > 0; --count) tasks.push_back(s.rig.task(anything(s, depth - 1)));
  return tasks;
}

// ---------------------------------------------------------------- things to do

Co<void> rests(Soup& s, int) {
  co_await pause(s);
}

Co<void> fails(Soup& s, int) {
  co_await pause(s);
  throw loop::ValueError("failed");
}

Co<void> locks(Soup& s, int) {
  const auto held = co_await s.lock->scoped();
  const Counted inside(s.in_lock, 1);
  co_await pause(s);
}

Co<void> takes_a_place(Soup& s, int) {
  const auto held = co_await s.semaphore->scoped();
  const Counted inside(s.in_semaphore, Soup::places);
  co_await pause(s);
}

Co<void> puts(Soup& s, int) {
  const Counted waiting(s.putting);
  co_await s.queue->put(Value::integer(s.put));
  ++s.put;
}

Co<void> gets(Soup& s, int) {
  const Counted waiting(s.getting);
  co_await s.queue->get();
  ++s.got;
  s.queue->task_done();
}

Co<void> waits_for_the_event(Soup& s, int) {
  co_await s.event->wait();
}

Co<void> sets_the_event(Soup& s, int) {
  s.event->set();
  if (s.chance.one_in(2)) s.event->clear();
  co_return;
}

// However the wait ends, the lock is held.
Co<void> is_notified(Soup& s, int) {
  const auto held = co_await s.condition->scoped();
  Ref<loop::Error> error;
  try {
    co_await s.condition->wait();
  } catch (...) {
    error = s.rig.environment.errors().current();
  }
  const Counted inside(s.in_condition, 1);
  EXPECT_TRUE(s.condition->locked());
  if (error) error->raise();
}

Co<void> notifies(Soup& s, int) {
  const auto held = co_await s.condition->scoped();
  const Counted inside(s.in_condition, 1);
  s.condition->notify(1 + s.chance.below(2));
  co_await pause(s);
}

// ---------------------------------------------------------------- things around others

Co<void> limits_the_time(Soup& s, int depth) {
  const double start = s.rig.loop->time();
  const double limit = s.chance.below(6) * 0.001;
  try {
    co_await loop::with_timeout<void>(*s.rig.loop, limit, anything(s, depth - 1));
  } catch (const loop::TimeoutError&) {
    EXPECT_GE(s.rig.loop->time() - start, limit - 1e-9) << "too early";
    ++s.timed_out;
  }
}

// Nothing else ends it: a timeout that is lost is seen.
Co<void> waits_for_its_time(Soup& s, int) {
  const double start = s.rig.loop->time();
  const double limit = s.chance.below(6) * 0.001;
  try {
    co_await loop::wait_for(s.rig.environment, s.rig.coroutine(s.rig.sleep(1e6)), limit);
    ADD_FAILURE() << "slept to the end";
  } catch (const loop::TimeoutError&) {
    ++s.timed_out;
  }
  EXPECT_LE(s.rig.loop->time() - start, limit + 0.01) << "too late";
}

Co<void> fill(Soup& s, loop::TaskGroup& group, Tasks& children, int depth) {
  for (int count = 1 + s.chance.below(3); count > 0; --count)
    children.push_back(group.create_task(anything(s, depth - 1)));
  co_await pause(s);
}

Co<void> groups(Soup& s, int depth) {
  Tasks children;
  Ref<loop::Error> error;
  try {
    co_await loop::with_task_group(*s.rig.loop,
                                   [&](loop::TaskGroup& group) { return fill(s, group, children, depth); });
  } catch (...) {
    error = s.rig.environment.errors().current();
  }
  EXPECT_TRUE(all_done(children)) << "a child outlives its group";
  ++s.joined;
  if (!error) co_return;
  if (error->kind() != loop::ErrorKind::exception_group) error->raise();
  ++s.failed_groups;
  for (const auto& inner : error->exceptions()) EXPECT_NE(inner->kind(), loop::ErrorKind::cancelled);
}

// Even one who is cancelled gets to know of it when all children have ended.
Co<void> gathers(Soup& s, int depth) {
  const Tasks children = some(s, depth);
  const std::vector<Value> awaitables(children.begin(), children.end());
  Ref<loop::Error> error;
  try {
    const Value results = co_await loop::gather(*s.rig.loop, awaitables, true);
    EXPECT_EQ(results.unbox<std::vector<Value>>()->size(), children.size());
  } catch (...) {
    error = s.rig.environment.errors().current();
  }
  EXPECT_TRUE(all_done(children)) << "gather ended before its children";
  if (error) error->raise();
}

Co<void> waits_for_some(Soup& s, int depth) {
  const Tasks children = some(s, depth);
  std::vector<Ref<Future>> futures(children.begin(), children.end());
  const loop::Waited waited =
      co_await loop::wait(*s.rig.loop, std::move(futures), loop::ReturnWhen::first_completed, 0.02);
  EXPECT_EQ(waited.done.size() + waited.pending.size(), children.size());
  for (const auto& done : waited.done) EXPECT_TRUE(done->done());
  for (const auto& child : children) {
    child->cancel();
    if (child->done()) child->mark_retrieved();
  }
}

Co<void> saved(Soup& s) {
  co_await s.rig.sleep(0.005);
  ++s.saved;
}

Co<void> shields(Soup& s, int) {
  s.shielded.push_back(s.rig.task(saved(s)));
  const Value inner = s.shielded.back();
  co_await loop::shield(*s.rig.loop, inner);
}

using Thing = Co<void> (*)(Soup&, int);
constexpr std::array things{rests,  locks,    takes_a_place,  puts,           gets,           waits_for_the_event,
                            fails,  notifies, is_notified,    shields,        sets_the_event, waits_for_its_time,
                            groups, gathers,  waits_for_some, limits_the_time};
constexpr int simple_things = 12;  // those that contain no others

}  // namespace

Soup::Soup(Rig& r, unsigned seed)
    : rig(r),
      chance(seed),
      lock(loop::make<loop::Lock>(r.environment)),
      semaphore(loop::make<loop::Semaphore>(r.environment, places)),
      queue(loop::make<loop::Queue>(r.environment, 2)),
      event(loop::make<loop::Event>(r.environment)),
      condition(loop::make<loop::Condition>(r.environment)) {}

Co<void> anything(Soup& s, int depth) {
  struct Frame {
    explicit Frame(Soup& soup) : of(soup) { ++of.begun; }
    ~Frame() { ++of.ended; }
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;
    Soup& of;
  } const frame(s);
  const int which = s.chance.below(depth > 0 ? static_cast<int>(things.size()) : simple_things);
  co_await things[static_cast<std::size_t>(which)](s, depth);
}

}  // namespace orrery::test::weather
