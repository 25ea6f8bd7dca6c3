// The event sequences of locks and queues in asyncio-semantics.md, 1.15, literally, and its facts 11 to 14.
#include <gtest/gtest.h>

#include "engine/loop/combine/wait.hpp"
#include "engine/loop/sync/condition.hpp"
#include "engine/loop/sync/queue.hpp"
#include "engine/loop/sync/semaphore.hpp"
#include "tests/support/rig.hpp"
#include "tests/support/sequence.hpp"

namespace orrery::test {
namespace {

using loop::Condition;
using loop::Lock;
using loop::Queue;
using loop::Rules;
using loop::Semaphore;

// The same shape for all: a task of this name waits, the main one wakes it.
std::string expected(const std::string& name) {
  return "it1: T1 step{new T2(" + name +
         "), soon T2.step, soon T1.step, yield}\n"
         "it2: T2 step{new F1, F1+cb T2.wakeup, block F1}; "
         "T1 step{F1:=ok, soon T2.wakeup, T2+cb T1.wakeup, block T2}\n"
         "it3: T2 step{soon T1.wakeup, done}\n"
         "it4: T1 step{done}\n";
}

template <class Program>
void expect_sequence(Program program, const std::string& name) {
  for (const Rules rules : {Rules::py311, Rules::py312, Rules::py313}) {
    Rig r(rules);
    r.run(program(r));
    EXPECT_EQ(sequence(r.recorder), expected(name));
  }
}

Co<void> locked_once(Ref<Lock> lock) {
  const auto held = co_await lock->scoped();
}
Co<void> lock_program(Rig& r) {
  const auto lock = loop::make<Lock>(r.environment);
  co_await lock->acquire();
  const auto t = r.task(locked_once(lock).named("w"));
  co_await loop::bare_yield();
  lock->release();
  co_await t;
}

TEST(SyncSequences, Lock) {
  expect_sequence(lock_program, "w");
}

Co<void> event_program(Rig& r) {
  const auto event = loop::make<loop::Event>(r.environment);
  const auto t = r.task(event->wait().named("wait"));
  co_await loop::bare_yield();
  event->set();
  co_await t;
}

TEST(SyncSequences, Event) {
  expect_sequence(event_program, "wait");
}

Co<void> notified(Ref<Condition> condition) {
  const auto held = co_await condition->scoped();
  co_await condition->wait();
}
Co<void> cond_program(Rig& r) {
  const auto condition = loop::make<Condition>(r.environment);
  const auto t = r.task(notified(condition).named("w"));
  co_await loop::bare_yield();
  {
    const auto held = co_await condition->scoped();
    condition->notify();
  }
  co_await t;
}

TEST(SyncSequences, Condition) {
  expect_sequence(cond_program, "w");
}

Co<void> sem_program(Rig& r) {
  const auto semaphore = loop::make<Semaphore>(r.environment, 0);
  const auto t = r.task(semaphore->acquire().named("acquire"));
  co_await loop::bare_yield();
  semaphore->release();
  co_await t;
}

TEST(SyncSequences, Semaphore) {
  expect_sequence(sem_program, "acquire");
}

Co<void> queue_program(Rig& r) {
  const auto queue = loop::make<Queue>(r.environment);
  const auto t = r.task(queue->get().named("get"));
  co_await loop::bare_yield();
  queue->put_nowait(Value::integer(1));
  co_await t;
}

TEST(SyncSequences, QueueThatIsEmpty) {
  expect_sequence(queue_program, "get");
}

Co<void> queue_full_program(Rig& r) {
  const auto queue = loop::make<Queue>(r.environment, 1);
  queue->put_nowait(Value::integer(1));
  const auto t = r.task(queue->put(Value::integer(2)).named("put"));
  co_await loop::bare_yield();
  queue->get_nowait();
  co_await t;
}

TEST(SyncSequences, QueueThatIsFull) {
  expect_sequence(queue_full_program, "put");
}

// ---------------------------------------------------------------- facts 11 to 14

template <class Program>
Lines logged(Program program, Rules rules = Rules::py311) {
  Rig r(rules);
  r.run(program(r));
  return r.lines;
}

Co<void> has_lock(Rig& r, Ref<Lock> lock, std::string name) {
  const auto held = co_await lock->scoped();
  r.log(name + " has lock");
}
Co<void> no_barging(Rig& r) {
  const auto lock = loop::make<Lock>(r.environment);
  co_await lock->acquire();
  const auto a = r.task(has_lock(r, lock, "A"));
  const auto b = r.task(has_lock(r, lock, "B"));
  co_await loop::bare_yield();
  lock->release();
  r.log(std::string("locked() after release with 2 waiters: ") + (lock->locked() ? "True" : "False"));
  co_await lock->acquire();
  r.log("main has lock again");
  lock->release();
  co_await a;
  co_await b;
}

TEST(SyncFacts, ALockIsHandedToWhoWaitsLongest) {
  EXPECT_EQ(logged(no_barging), (Lines{"[2] locked() after release with 2 waiters: False", "[3] A has lock",
                                       "[4] B has lock", "[5] main has lock again"}));
}

Co<void> getter(Rig& r, Ref<Queue> queue, std::string name) {
  r.log(name + " waits");
  const Value item = co_await queue->get();
  r.log(name + " got " + std::to_string(item.as_integer()));
}
Co<void> stealing(Rig& r) {
  const auto queue = loop::make<Queue>(r.environment);
  const auto a = r.task(getter(r, queue, "A"));
  const auto b = r.task(getter(r, queue, "B"));
  co_await loop::bare_yield();
  queue->put_nowait(Value::integer(1));
  r.log("main steals " + std::to_string(queue->get_nowait().as_integer()));
  co_await loop::bare_yield();
  queue->put_nowait(Value::integer(2));
  queue->put_nowait(Value::integer(3));
  co_await a;
  co_await b;
}

TEST(SyncFacts, AQueueDoesNotHandOver) {
  EXPECT_EQ(logged(stealing), (Lines{"[2] A waits", "[2] B waits", "[2] main steals 1", "[4] B got 2", "[4] A got 3"}));
}

Co<void> woken(Rig& r, Ref<loop::Event> event, std::string name) {
  co_await event->wait();
  r.log(name + " woke, is_set = " + (event->is_set() ? "True" : "False"));
}
Co<void> set_and_clear(Rig& r) {
  const auto event = loop::make<loop::Event>(r.environment);
  const auto a = r.task(woken(r, event, "A"));
  const auto b = r.task(woken(r, event, "B"));
  co_await loop::bare_yield();
  event->set();
  event->clear();
  co_await a;
  co_await b;
}

TEST(SyncFacts, ClearDoesNotTakeBackWhatSetHasDone) {
  EXPECT_EQ(logged(set_and_clear), (Lines{"[3] A woke, is_set = False", "[3] B woke, is_set = False"}));
}

Co<void> cancelled_waiter(Rig& r, Ref<Condition> condition) {
  const auto held = co_await condition->scoped();
  try {
    co_await condition->wait();
  } catch (const loop::CancelledError&) {
    r.log(std::string("CancelledError delivered, lock held: ") + (condition->locked() ? "True" : "False"));
    throw;
  }
}
Co<void> cancel_in_wait(Rig& r) {
  const auto condition = loop::make<Condition>(r.environment);
  const auto t = r.task(cancelled_waiter(r, condition));
  co_await loop::bare_yield();
  co_await condition->acquire();
  t->cancel();
  for (int i = 0; i < 3; ++i) {
    co_await loop::bare_yield();
    r.log(std::string("main still holds the lock; t.done() = ") + (t->done() ? "True" : "False"));
  }
  condition->release();
  const std::vector<Ref<loop::Future>> waited(1, Ref<loop::Future>(t));
  co_await loop::wait(*r.loop, waited);
  r.log(std::string("t.cancelled() = ") + (t->cancelled() ? "True" : "False"));
}

TEST(SyncFacts, ACancelledWaitHasTheLockFirst) {
  for (const Rules rules : {Rules::py311, Rules::py313})
    EXPECT_EQ(
        logged(cancel_in_wait, rules),
        (Lines{"[3] main still holds the lock; t.done() = False", "[4] main still holds the lock; t.done() = False",
               "[5] main still holds the lock; t.done() = False", "[6] CancelledError delivered, lock held: True",
               "[8] t.cancelled() = True"}));
}

}  // namespace
}  // namespace orrery::test
