// Threads at random, for the thread sanitizer above all: callbacks from many threads while the loop sleeps, jobs that
// are cancelled while they run, loops that close with work under way.
#include <gtest/gtest.h>

#include <atomic>
#include <random>
#include <thread>

#include "engine/io/thread_pool.hpp"
#include "engine/loop/executor.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using io::ClockKind;
using io::SelectorKind;
using loop::Rules;

constexpr unsigned seeds = 12;

// Posts `count` calls, at a pace of its own.
void post(loop::EventLoop& loop, std::atomic<int>& arrived, unsigned seed, int count) {
  std::mt19937 chance(seed);
  for (int i = 0; i < count; ++i) {
    loop.call_soon_threadsafe(loop::callback("arrive", [&arrived] { ++arrived; }));
    if (chance() % 4 == 0) std::this_thread::yield();
  }
}

Co<void> until(Rig& r, std::atomic<int>& count, int enough) {
  while (count < enough) co_await r.sleep(0.0005);
}

class ThreadStorm : public testing::TestWithParam<SelectorKind> {};
INSTANTIATE_TEST_SUITE_P(All, ThreadStorm,
                         testing::Values(SelectorKind::select, SelectorKind::poll, SelectorKind::epoll),
                         [](const auto& kind) { return std::string(io::to_string(kind.param)); });

TEST_P(ThreadStorm, EveryCallArrives) {
  for (unsigned seed = 1; seed <= seeds; ++seed) {
    Rig r(Rules::py313, ClockKind::real_time, GetParam());
    std::atomic<int> arrived{0};
    std::vector<std::thread> threads;
    for (unsigned t = 0; t < 4; ++t) threads.emplace_back([&, t] { post(*r.loop, arrived, seed * 4 + t, 200); });
    r.run(until(r, arrived, 800));
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(arrived, 800);
  }
}

int job(int number) {
  if (number % 3 == 0) std::this_thread::yield();
  if (number % 7 == 0) throw std::runtime_error("seven");
  return number;
}

Co<void> employ(Rig& r, int number, int& results, int& errors) {
  try {
    const Value value = co_await loop::run_in_executor<int>(*r.loop, "job", [number] { return job(number); });
    EXPECT_EQ(value.as_integer(), number);
    ++results;
  } catch (const std::runtime_error&) {
    ++errors;
  }
}

Co<void> cancel_some(Rig& r, std::vector<Ref<loop::Task>> tasks, unsigned seed, int& cancelled) {
  std::mt19937 chance(seed);
  for (const auto& task : tasks) {
    if (chance() % 4 == 0) task->cancel();
    if (chance() % 8 == 0) co_await r.sleep(0.0001);
  }
  for (const auto& task : tasks) {
    while (!task->done()) co_await r.sleep(0.0005);
    cancelled += task->cancelled();
  }
}

TEST_P(ThreadStorm, EveryJobIsDoneFailsOrIsCancelled) {
  for (unsigned seed = 1; seed <= seeds; ++seed) {
    Rig r(Rules::py312, ClockKind::real_time, GetParam());
    int results = 0, errors = 0, cancelled = 0;
    std::vector<Ref<loop::Task>> tasks;
    for (int i = 0; i < 60; ++i) tasks.push_back(r.task(employ(r, i, results, errors)));
    r.run(cancel_some(r, tasks, seed, cancelled));
    EXPECT_EQ(results + errors + cancelled, 60);
    r.run(loop::shutdown_default_executor(*r.loop));
  }
}

TEST_P(ThreadStorm, ALoopMayGoWithJobsUnderWay) {
  for (unsigned seed = 1; seed <= seeds; ++seed) {
    std::atomic<int> ran{0};
    {
      Rig r(Rules::py313, ClockKind::real_time, GetParam());
      for (int i = 0; i < 20; ++i)
        loop::run_in_executor<void>(*r.loop, "job", [&ran] {
          std::this_thread::yield();
          ++ran;
        });
      r.run(r.sleep(0.0001 * (seed % 4)));
      r.loop->close();
    }
    EXPECT_LE(ran, 20);
  }
}

}  // namespace
}  // namespace orrery::test
