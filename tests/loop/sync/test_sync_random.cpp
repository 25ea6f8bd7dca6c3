// Random use of locks, semaphores and queues against what they promise: never too many inside, first come first served,
// every item once and in order, and nobody waits for ever. Seeded: a failure names its seed and comes again.
#include <gtest/gtest.h>

#include <random>
#include <set>

#include "engine/loop/sync/lock.hpp"
#include "engine/loop/sync/queue.hpp"
#include "engine/loop/sync/semaphore.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using loop::Lock;
using loop::Queue;
using loop::Rules;
using loop::Semaphore;

class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}
  // 0 … n-1
  int below(int n) { return static_cast<int>(engine_() % static_cast<unsigned>(n)); }
  bool one_in(int n) { return below(n) == 0; }

 private:
  std::mt19937 engine_;
};

using Tasks = std::vector<Ref<loop::Task>>;

// Cancels some of those who are not done yet.
void cancel_some(Chance& chance, const Tasks& tasks) {
  for (const auto& task : tasks)
    if (!task->done() && chance.one_in(12)) task->cancel();
}
Co<void> all_done(Tasks tasks) {
  for (const auto& task : tasks)
    while (!task->done()) co_await loop::bare_yield();
}
Co<void> turns(int count) {
  for (int i = 0; i < count; ++i) co_await loop::bare_yield();
}
constexpr int operations = 400;
constexpr unsigned seeds = 20;

// ---------------------------------------------------------------- who is inside

struct Inside {
  int most = 1;
  int now = 0;
  int last_ticket = -1;
  int next_ticket = 0;
  int entered = 0;
};

template <class Lockable>
Co<void> visit(Ref<Lockable> lockable, Inside& inside, int stay) {
  const int ticket = inside.next_ticket++;
  const auto held = co_await lockable->scoped();
  EXPECT_LT(++inside.now, inside.most + 1);
  EXPECT_GT(ticket, inside.last_ticket) << "somebody pushed in";
  inside.last_ticket = ticket;
  ++inside.entered;
  // However it ends, it is not inside any more.
  struct Leaving {
    Inside& from;
    ~Leaving() { --from.now; }
  } const leaving{inside};
  co_await turns(stay);
}

template <class Lockable>
Co<void> visits(Rig& r, Chance& chance, Ref<Lockable> lockable, Inside& inside) {
  Tasks tasks;
  for (int i = 0; i < operations; ++i) {
    if (chance.one_in(2)) tasks.push_back(r.task(visit(lockable, inside, chance.below(3))));
    if (chance.one_in(5)) cancel_some(chance, tasks);
    if (chance.one_in(3)) co_await turns(chance.below(3));
  }
  co_await all_done(tasks);
  EXPECT_GT(inside.entered, operations / 10);
  EXPECT_EQ(inside.now, 0);
}

template <class Lockable, class... Arguments>
void visit_randomly(int most, Arguments... arguments) {
  for (const Rules rules : {Rules::py311, Rules::py312, Rules::py313})
    for (unsigned seed = 0; seed < seeds; ++seed) {
      SCOPED_TRACE("seed " + std::to_string(seed) + ", rules " + std::to_string(static_cast<int>(rules)));
      Rig r(rules);
      Chance chance(seed);
      Inside inside{.most = most};
      const auto lockable = loop::make<Lockable>(r.environment, arguments...);
      r.run(visits(r, chance, lockable, inside));
      EXPECT_FALSE(lockable->locked());
      EXPECT_EQ(lockable->waiter_count(), 0u);
    }
}

TEST(SyncAtRandom, ALockHoldsOneInOrderAndNobodyIsForgotten) {
  visit_randomly<Lock>(1);
}
TEST(SyncAtRandom, ASemaphoreHoldsSoManyInOrderAndNobodyIsForgotten) {
  visit_randomly<Semaphore>(3, 3);
}

// ---------------------------------------------------------------- what goes through a queue

struct Traffic {
  std::int64_t next_item = 0;
  std::vector<std::int64_t> put;  // in the order in which they went in
  std::vector<std::int64_t> got;
};

class WatchedQueue final : public Queue {
 public:
  WatchedQueue(loop::Environment& environment, std::int64_t maxsize, Traffic& traffic)
      : Queue(environment, maxsize), traffic_(traffic) {}
  void put_nowait(Value item) override {
    const std::int64_t number = item.as_integer();
    Queue::put_nowait(std::move(item));
    traffic_.put.push_back(number);
    EXPECT_TRUE(maxsize() == 0 || qsize() <= maxsize());
  }
  Value get_nowait() override {
    Value item = Queue::get_nowait();
    traffic_.got.push_back(item.as_integer());
    return item;
  }

 private:
  Traffic& traffic_;
};

Co<void> take(Ref<Queue> queue) {
  co_await queue->get();
  queue->task_done();
}

void steal(Queue& queue) {
  if (queue.empty()) return;
  queue.get_nowait();
  queue.task_done();
}

Co<void> trade(Rig& r, Chance& chance, Ref<Queue> queue, Traffic& traffic) {
  Tasks putters, getters;
  for (int i = 0; i < operations; ++i) {
    if (chance.one_in(2)) putters.push_back(r.task(queue->put(Value::integer(traffic.next_item++))));
    if (chance.one_in(2)) getters.push_back(r.task(take(queue)));
    if (chance.one_in(8)) steal(*queue);
    if (chance.one_in(5)) cancel_some(chance, putters);
    if (chance.one_in(5)) cancel_some(chance, getters);
    if (chance.one_in(3)) co_await turns(chance.below(3));
  }
  // Whoever can go on has gone on by now: nobody waits for what is there.
  co_await turns(operations);
  for (const auto& getter : getters) EXPECT_TRUE(getter->done() || queue->empty()) << "a getter was forgotten";
  for (const auto& putter : putters) EXPECT_TRUE(putter->done() || queue->full()) << "a putter was forgotten";
  for (; !queue->empty(); co_await turns(2)) steal(*queue);
  co_await all_done(putters);
  co_await queue->join();
  for (const auto& getter : getters) getter->cancel();
  co_await all_done(getters);
  EXPECT_EQ(traffic.got, traffic.put);
}

TEST(SyncAtRandom, AQueueHandsEveryItemOutOnceAndInOrder) {
  for (const Rules rules : {Rules::py311, Rules::py313})
    for (const std::int64_t maxsize : {0, 1, 3})
      for (unsigned seed = 0; seed < seeds; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed) + ", maxsize " + std::to_string(maxsize));
        Rig r(rules);
        Chance chance(seed);
        Traffic traffic;
        const auto queue = loop::make<WatchedQueue>(r.environment, maxsize, traffic);
        r.run(trade(r, chance, queue, traffic));
        EXPECT_EQ(queue->unfinished(), 0);
        EXPECT_GT(traffic.got.size(), 50u);
      }
}

}  // namespace
}  // namespace orrery::test
