// Lock, Event, Semaphore: what they promise, and what becomes of it when waiters are cancelled.
#include <gtest/gtest.h>

#include "engine/loop/sync/event.hpp"
#include "engine/loop/sync/lock.hpp"
#include "engine/loop/sync/semaphore.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using loop::BoundedSemaphore;
using loop::Lock;
using loop::Rules;
using loop::Semaphore;

using Tasks = std::vector<Ref<loop::Task>>;
constexpr Rules all_rules[] = {Rules::py311, Rules::py312, Rules::py313};

Co<void> turns(int count) {
  for (int i = 0; i < count; ++i) co_await loop::bare_yield();
}

// Enters and leaves under its name; says so when it is cancelled instead.
template <class Lockable>
Co<void> user(Ref<Lockable> lockable, std::string name, Lines& log, int stay = 1) {
  try {
    const auto held = co_await lockable->scoped();
    log.push_back("+" + name);
    co_await turns(stay);
    log.push_back("-" + name);
  } catch (const loop::CancelledError&) {
    log.push_back("x" + name);
    throw;
  }
}

template <class Lockable>
Tasks users(Rig& r, Ref<Lockable> lockable, const std::string& names, Lines& log, int stay = 1) {
  Tasks tasks;
  for (const char name : names) tasks.push_back(r.task(user(lockable, std::string(1, name), log, stay)));
  return tasks;
}

Co<void> all_done(Tasks tasks) {
  for (const auto& task : tasks)
    while (!task->done()) co_await loop::bare_yield();
}

// Runs a program of its own under the rules of every version; all give the same lines.
template <class Program>
void expect_lines(Program program, const Lines& expected) {
  for (const Rules rules : all_rules) {
    Rig r(rules);
    Lines log;
    r.run(program(r, log));
    EXPECT_EQ(log, expected) << "rules " << static_cast<int>(rules);
  }
}

// ---------------------------------------------------------------- Lock

Co<void> one_at_a_time(Rig& r, Lines& log) {
  const auto lock = loop::make<Lock>(r.environment);
  co_await all_done(users(r, lock, "abc", log, 2));
  EXPECT_FALSE(lock->locked());
}
TEST(LockOfTasks, LetsThemInOneByOneAsTheyCame) {
  expect_lines(one_at_a_time, {"+a", "-a", "+b", "-b", "+c", "-c"});
}

Co<void> woken_and_cancelled(Rig& r, Lines& log) {
  const auto lock = loop::make<Lock>(r.environment);
  co_await lock->acquire();
  const auto tasks = users(r, lock, "abc", log);
  co_await loop::bare_yield();
  lock->release();
  tasks[0]->cancel();
  co_await all_done(tasks);
  EXPECT_FALSE(lock->locked());
  EXPECT_EQ(lock->waiter_count(), 0u);
}
TEST(LockOfTasks, WakesTheNextWhenTheOneWokenIsCancelled) {
  expect_lines(woken_and_cancelled, {"xa", "+b", "-b", "+c", "-c"});
}

Co<void> only_cancelled_ones(Rig& r, Lines& log) {
  const auto lock = loop::make<Lock>(r.environment);
  co_await lock->acquire();
  const auto tasks = users(r, lock, "ab", log);
  co_await loop::bare_yield();
  tasks[0]->cancel();
  tasks[1]->cancel();
  lock->release();
  const auto turn = r.loop->turn();
  co_await lock->acquire();
  EXPECT_EQ(r.loop->turn(), turn);  // without waiting
  lock->release();
  co_await all_done(tasks);
}
TEST(LockOfTasks, DoesNotWaitBehindCancelledOnes) {
  expect_lines(only_cancelled_ones, {"xa", "xb"});
}

bool refuses_release(Lock& lock) {
  try {
    lock.release();
  } catch (const loop::RuntimeError&) {
    return true;
  }
  return false;
}
Co<void> released_by_hand(Rig& r) {
  const auto lock = loop::make<Lock>(r.environment);
  EXPECT_TRUE(refuses_release(*lock));
  {
    auto held = co_await lock->scoped();
    held.release();
    EXPECT_FALSE(lock->locked());
    held.release();  // no error: it holds nothing any more
  }
  {
    auto held = co_await lock->scoped();
    lock->release();
  }  // no error here: it was released already
  {
    auto held = co_await lock->scoped();
    held.keep();
  }
  EXPECT_TRUE(lock->locked());
  EXPECT_EQ(lock->state_words(), "locked");
}
TEST(LockOfTasks, IsReleasedWithItsScopeUnlessToldOtherwise) {
  Rig r;
  r.run(released_by_hand(r));
}

Co<void> fails_inside(Ref<Lock> lock) {
  const auto held = co_await lock->scoped();
  throw loop::ValueError("inside");
}
Co<void> failing(Rig& r, Ref<Lock> lock) {
  const auto task = r.task(fails_inside(lock));
  co_await all_done(Tasks(1, task));
  EXPECT_EQ(task->exception()->kind(), loop::ErrorKind::value);
  EXPECT_FALSE(lock->locked());
}
TEST(LockOfTasks, IsReleasedWhenItsScopeEndsInAnError) {
  Rig r;
  r.run(failing(r, loop::make<Lock>(r.environment)));
}

Co<void> contended(Rig& r, loop::EventLoop& loop, Ref<Lock> lock) {
  co_await lock->acquire();
  const auto waits = loop.create_task(r.coroutine(lock->acquire()));
  co_await loop::bare_yield();
  lock->release();
  co_await waits;
  lock->release();
}
TEST(LockOfTasks, BelongsToTheLoopThatWaitedFirst) {
  Rig r;
  const auto lock = loop::make<Lock>(r.environment);
  r.run(contended(r, *r.loop, lock));
  const auto second = r.machine.new_loop();
  try {
    second->run_until_complete(r.coroutine(contended(r, *second, lock)));
    FAIL() << "no error";
  } catch (const loop::RuntimeError& e) {
    EXPECT_EQ(std::string(e.what()), "<Lock [locked]> is bound to a different event loop");
  }
  second->close();
}

TEST(LockOfTasks, SaysWhatItsFuturesAreFor) {
  Rig r;
  r.run(contended(r, *r.loop, loop::make<Lock>(r.environment)));
  int labels = 0;
  for (event::Seq seq = 0; seq < r.recorder.size(); ++seq) {
    const event::Event& e = r.recorder.at(seq);
    labels += e.kind == event::Kind::future_created && r.recorder.text(e) == "Lock.acquire";
  }
  EXPECT_EQ(labels, 1);
}

TEST(LockOfTasks, LetsGoOfTasksThatAreDroppedWaiting) {
  Rig r;
  const auto lock = loop::make<Lock>(r.environment);
  r.run(lock->acquire());
  {
    const auto waits = r.task(lock->acquire());
    r.run(turns(1));
    EXPECT_EQ(lock->waiter_count(), 1u);
  }
  r.loop->close();
  r.loop = r.machine.new_loop();
  EXPECT_EQ(lock->waiter_count(), 0u);
  EXPECT_EQ(lock->references(), 1u);
}

// ---------------------------------------------------------------- Event

Co<void> waits_for(Ref<loop::Event> event, std::string name, Lines& log) {
  co_await event->wait();
  log.push_back(name + (event->is_set() ? " set" : " unset"));
}
Co<void> events(Rig& r, Lines& log) {
  const auto event = loop::make<loop::Event>(r.environment);
  const std::vector tasks{r.task(waits_for(event, "a", log)), r.task(waits_for(event, "b", log)),
                          r.task(waits_for(event, "c", log))};
  co_await loop::bare_yield();
  EXPECT_EQ(event->state_words(), "unset, waiters:3");
  tasks[1]->cancel();
  event->set();
  event->set();
  event->clear();
  const auto late = r.task(waits_for(event, "late", log));
  co_await turns(3);
  EXPECT_FALSE(late->done());
  event->set();
  co_await all_done(Tasks(1, late));
  EXPECT_TRUE(tasks[1]->cancelled());
  EXPECT_EQ(event->state_words(), "set");
}
TEST(EventOfTasks, WakesThoseWhoWaitedAndNoOthers) {
  expect_lines(events, {"a unset", "c unset", "late set"});
}

// ---------------------------------------------------------------- Semaphore

Co<void> two_at_a_time(Rig& r, Lines& log) {
  const auto semaphore = loop::make<Semaphore>(r.environment, 2);
  co_await all_done(users(r, semaphore, "abc", log));
  EXPECT_EQ(semaphore->value(), 2);
}
TEST(SemaphoreOfTasks, LetsInSoManyAtATime) {
  expect_lines(two_at_a_time, {"+a", "+b", "-a", "-b", "+c", "-c"});
}

Co<void> handed_over(Rig& r, Lines& log) {
  const auto semaphore = loop::make<Semaphore>(r.environment, 0);
  const auto tasks = users(r, semaphore, "ab", log);
  co_await loop::bare_yield();
  semaphore->release();
  EXPECT_EQ(semaphore->value(), 0);  // it is a's already
  EXPECT_TRUE(semaphore->locked());
  tasks[0]->cancel();
  co_await all_done(tasks);
  EXPECT_EQ(semaphore->value(), 1);
}
TEST(SemaphoreOfTasks, GivesWhatACancelledTaskWasGivenToTheNext) {
  expect_lines(handed_over, {"xa", "+b", "-b"});
}

TEST(SemaphoreOfTasks, RefusesValuesBelowNothing) {
  Rig r;
  EXPECT_THROW(loop::make<Semaphore>(r.environment, -1), loop::ValueError);
  EXPECT_THROW(loop::make<BoundedSemaphore>(r.environment, -1), loop::ValueError);
}

TEST(SemaphoreOfTasks, CanBeBounded) {
  Rig r;
  const auto semaphore = loop::make<BoundedSemaphore>(r.environment, 1);
  EXPECT_THROW(semaphore->release(), loop::ValueError);
  r.run(semaphore->acquire());
  EXPECT_NO_THROW(semaphore->release());
  EXPECT_EQ(semaphore->state_words(), "unlocked, value:1");
}

}  // namespace
}  // namespace orrery::test
