#include "engine/model/timers.hpp"

#include <gtest/gtest.h>

#include <set>

using orrery::event::Id;
using orrery::event::Sort;
using orrery::model::Timer;
using orrery::model::Timers;

namespace {

Id handle(std::uint32_t n) {
  return {Sort::handle, n};
}

struct Case {
  std::vector<double> deadlines;
  std::vector<std::uint32_t> order;
};
const std::vector<Case> heapq_cases = {
#include "tests/model/heapq_table.inc"
};

std::vector<std::uint32_t> numbers(const std::vector<Timer>& timers) {
  std::vector<std::uint32_t> result;
  for (const Timer& t : timers) result.push_back(t.handle.ordinal());
  return result;
}

Timers pushed(const std::vector<double>& deadlines) {
  Timers timers;
  std::uint32_t n = 0;
  for (const double deadline : deadlines) timers.push({deadline, handle(++n)});
  return timers;
}

}  // namespace

TEST(Timers, ComeInTheOrderOfPythonsHeapqEvenWhenDeadlinesAreEqual) {
  for (const Case& c : heapq_cases) EXPECT_EQ(numbers(pushed(c.deadlines).in_order()), c.order);
}

TEST(Timers, ArePoppedInTheOrderTheyWereShownIn) {
  for (const Case& c : heapq_cases) {
    Timers timers = pushed(c.deadlines);
    for (const std::uint32_t n : c.order) {
      ASSERT_EQ(timers.first().handle, handle(n));
      timers.pop(handle(n));
    }
    EXPECT_TRUE(timers.empty());
  }
}

TEST(Timers, ShowOnlyAsManyAsAskedFor) {
  EXPECT_EQ(numbers(pushed({3, 1, 2}).in_order(2)), (std::vector<std::uint32_t>{2, 3}));
}

TEST(Timers, TakeOutOneFromTheMiddle) {
  Timers timers = pushed({1, 2, 3, 4});
  timers.pop(handle(3));
  timers.pop(handle(77));
  EXPECT_EQ(numbers(timers.in_order()), (std::vector<std::uint32_t>{1, 2, 4}));
}

TEST(Timers, LoseCancelledOnesOnlyFromTheTopWhileTheyAreFew) {
  Timers timers = pushed({1, 2, 3, 4});
  const std::set<Id> cancelled = {handle(1), handle(3)};
  timers.count_cancelled();
  timers.count_cancelled();
  const auto dropped = timers.tidy([&](Id id) { return cancelled.contains(id); });
  EXPECT_EQ(dropped, std::vector<Id>{handle(1)});
  EXPECT_EQ(numbers(timers.in_order()), (std::vector<std::uint32_t>{2, 3, 4}));
}

TEST(Timers, LoseAllCancelledOnesWhenMoreThanHalfOfAHundredAre) {
  const auto tidied = [](std::uint32_t size, std::uint32_t cancelled) {
    Timers timers;
    for (std::uint32_t n = 1; n <= size; ++n) timers.push({double(n), handle(n)});
    for (std::uint32_t n = 0; n < cancelled; ++n) timers.count_cancelled();
    // The first one is not cancelled, so nothing can be dropped from the top.
    timers.tidy([&](Id id) { return id.ordinal() > 1 && id.ordinal() <= cancelled + 1; });
    return timers.size();
  };
  EXPECT_EQ(tidied(100, 60), 100u);
  EXPECT_EQ(tidied(102, 51), 102u);
  EXPECT_EQ(tidied(102, 52), 50u);
}
