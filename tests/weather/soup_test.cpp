// Everything at once, at random, and what must be true in the end. A failure names its seed.
#include "tests/weather/soup.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace orrery::test::weather {
namespace {

using loop::Rules;

constexpr unsigned seeds = 120;
constexpr int tasks_of_a_soup = 60;
constexpr int depth = 2;

bool all_done(const Tasks& tasks) {
  return std::all_of(tasks.begin(), tasks.end(), [](const auto& task) { return task->done(); });
}

Co<void> cook(Soup& s, Tasks& tasks) {
  for (int i = 0; i < tasks_of_a_soup; ++i) {
    tasks.push_back(s.rig.task(anything(s, depth)));
    if (s.chance.one_in(3)) co_await s.rig.sleep(s.chance.below(3) * 0.001);
    if (s.chance.one_in(3)) tasks[static_cast<std::size_t>(s.chance.below(i + 1))]->cancel();
  }
  co_await s.rig.sleep(10);
}

// All who are left wait for what is not there.
void expect_nobody_forgotten(const Soup& s) {
  EXPECT_TRUE(s.getting == 0 || s.queue->empty()) << "a getter was forgotten";
  EXPECT_TRUE(s.putting == 0 || s.queue->full()) << "a putter was forgotten";
  EXPECT_FALSE(s.lock->locked());
  EXPECT_EQ(s.lock->waiter_count(), 0u);
  EXPECT_FALSE(s.condition->locked());
  EXPECT_EQ(s.semaphore->value(), Soup::places);
  EXPECT_EQ(s.semaphore->waiter_count(), 0u);
}

Co<void> clear_up(Soup& s) {
  for (int round = 0; round < 100; ++round) {
    const Tasks left = s.rig.loop->all_tasks();
    if (left.size() == 1) co_return;
    for (const auto& task : left)
      if (task.get() != s.rig.loop->current_task()) task->cancel();
    co_await s.rig.sleep(0.05);
  }
  ADD_FAILURE() << "cancelled tasks go on";
}

void expect_all_over(const Soup& s, const Tasks& tasks) {
  EXPECT_TRUE(all_done(tasks));
  EXPECT_EQ(s.begun, s.ended);
  EXPECT_EQ(s.put, s.got + s.queue->qsize()) << "items were lost or came twice";
  EXPECT_EQ(s.queue->unfinished(), s.queue->qsize());
  EXPECT_EQ(s.in_lock + s.in_semaphore + s.in_condition + s.getting + s.putting, 0);
  EXPECT_EQ(s.condition->waiter_count(), 0u);
  EXPECT_EQ(s.event->waiter_count(), 0u);
  EXPECT_EQ(s.saved, static_cast<int>(s.shielded.size())) << "what was shielded did not come to its end";
}

struct Sums {
  int timed_out = 0, joined = 0, failed_groups = 0, got = 0, saved = 0;
};

void serve(Rules rules, unsigned seed, Sums& sums) {
  SCOPED_TRACE("seed " + std::to_string(seed) + ", rules " + std::to_string(static_cast<int>(rules)));
  Rig rig(rules);
  Soup soup(rig, seed);
  Tasks tasks;
  rig.run(cook(soup, tasks));
  expect_nobody_forgotten(soup);
  rig.run(clear_up(soup));
  expect_all_over(soup, tasks);
  EXPECT_LT(rig.loop->turn(), 60 * tasks_of_a_soup) << "a busy loop";
  for (const auto& task : tasks) task->mark_retrieved();
  sums.timed_out += soup.timed_out;
  sums.joined += soup.joined;
  sums.failed_groups += soup.failed_groups;
  sums.got += soup.got;
  sums.saved += soup.saved;
}

TEST(Soup, KeepsEveryPromise) {
  for (const Rules rules : {Rules::py311, Rules::py312, Rules::py313}) {
    Sums sums;
    for (unsigned seed = 1; seed <= seeds && !testing::Test::HasFailure(); ++seed) serve(rules, seed, sums);
    const int enough = static_cast<int>(seeds);
    EXPECT_GT(sums.timed_out, enough);
    EXPECT_GT(sums.joined, enough);
    EXPECT_GT(sums.failed_groups, enough / 2);
    EXPECT_GT(sums.got, enough);
    EXPECT_GT(sums.saved, enough);
  }
}

}  // namespace
}  // namespace orrery::test::weather
