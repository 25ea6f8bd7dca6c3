// Native async generators, beside PEP 525.
#include <gtest/gtest.h>

#include "engine/loop/async_generator.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using event::CoroutineSort;
using event::Kind;
using loop::AsyncGenerator;
using loop::EventLoop;

AsyncGenerator<int> ticks(Rig& r, int n) {
  try {
    for (int i = 0; i < n; ++i) {
      co_await r.sleep(1);
      co_yield i;
    }
    r.log("end");
  } catch (const loop::GeneratorExit&) {
    r.log("exit");
    throw;
  }
}

Co<int> sum(AsyncGenerator<int> generator) {
  int total = 0;
  while (const auto i = co_await generator.next()) total += *i;
  EXPECT_TRUE(generator.finished());
  EXPECT_EQ(co_await generator.next(), std::nullopt);
  co_return total;
}

TEST(AsyncGenerator, AwaitsBetweenItsYields) {
  Rig r;
  EXPECT_EQ(loop::from_value<int>(r.run(sum(ticks(r, 4)))), 6);
  EXPECT_EQ(r.loop->time() >= 4, true);
}

TEST(AsyncGenerator, IsACoroutineOfItsSortInTheTrace) {
  Rig r;
  r.run(sum(ticks(r, 2)));
  std::vector<std::string> found;
  for (const event::Seq seq : r.recorder.all(Kind::coroutine_created))
    if (r.recorder.at(seq).arg == static_cast<std::uint8_t>(CoroutineSort::async_generator))
      found.push_back(r.recorder.text(r.recorder.at(seq)));
  EXPECT_EQ(found, std::vector<std::string>{"ticks"});
}

AsyncGenerator<int, int> totals() {
  int total = 0;
  for (;;) total += co_yield total;
}
Co<void> sends() {
  auto generator = totals();
  EXPECT_EQ(co_await generator.next(), 0);
  EXPECT_EQ(co_await generator.asend(5), 5);
  EXPECT_EQ(co_await generator.asend(7), 12);
  co_await generator.aclose();
  EXPECT_TRUE(generator.finished());
}

TEST(AsyncGenerator, ReceivesWhatIsSent) {
  Rig r;
  r.run(sends());
}

Co<void> sends_too_early() {
  auto generator = totals();
  EXPECT_THROW(co_await generator.asend(5), loop::TypeError);
}

TEST(AsyncGenerator, RefusesAValueBeforeItsFirstYield) {
  Rig r;
  r.run(sends_too_early());
}

AsyncGenerator<std::string> survivor() {
  for (;;) {
    std::string caught;
    try {
      co_yield "fine";
    } catch (const loop::ValueError& error) {
      caught = error.error()->text();
    }
    if (!caught.empty()) co_yield "caught " + caught;
  }
}
Co<void> throws_in(Rig& r) {
  auto generator = survivor();
  EXPECT_EQ(co_await generator.next(), "fine");
  EXPECT_EQ(co_await generator.athrow(r.environment.errors().make(loop::ErrorKind::value, "x")), "caught x");
  co_await generator.aclose();
}

TEST(AsyncGenerator, CatchesWhatIsThrownIn) {
  Rig r;
  r.run(throws_in(r));
}

AsyncGenerator<int> fails() {
  co_yield 1;
  throw loop::ValueError("no more");
}
Co<void> iterates_failing() {
  auto generator = fails();
  EXPECT_EQ(co_await generator.next(), 1);
  EXPECT_THROW(co_await generator.next(), loop::ValueError);
  EXPECT_EQ(co_await generator.next(), std::nullopt);
}

TEST(AsyncGenerator, PassesItsErrorsOnAndIsOverThen) {
  Rig r;
  r.run(iterates_failing());
}

AsyncGenerator<int> raises_stop() {
  co_yield 1;
  throw loop::StopAsyncIteration();
}
Co<void> iterates_stopping() {
  auto generator = raises_stop();
  co_await generator.next();
  EXPECT_THROW(co_await generator.next(), loop::RuntimeError);
}

TEST(AsyncGenerator, MakesARuntimeErrorOfAStopAsyncIteration) {
  Rig r;
  r.run(iterates_stopping());
}

Co<void> breaks_off(Rig& r) {
  auto generator = ticks(r, 5);
  co_await generator.next();
  co_await generator.aclose();
  r.log("closed");
  co_await generator.aclose();
}

TEST(AsyncGenerator, IsClosedAtItsYield) {
  Rig r;
  r.run(breaks_off(r));
  ASSERT_EQ(r.lines.size(), 2u);
  EXPECT_TRUE(r.lines[0].ends_with("exit"));
  EXPECT_TRUE(r.lines[1].ends_with("closed"));
}

AsyncGenerator<int> ignores_exit() {
  for (int i = 0; i < 5; ++i) {
    try {
      co_yield i;
    } catch (const loop::GeneratorExit&) {
    }
  }
}
Co<void> closes_ignorant() {
  auto generator = ignores_exit();
  co_await generator.next();
  EXPECT_THROW(co_await generator.aclose(), loop::RuntimeError);
}

TEST(AsyncGenerator, MayNotYieldWhenItIsClosed) {
  Rig r;
  r.run(closes_ignorant());
}

Co<void> takes_one(AsyncGenerator<int> generator) {
  co_await generator.next();
}
Co<void> two_at_once(Rig& r) {
  auto generator = ticks(r, 3);
  const auto first = r.task(takes_one(generator));
  const auto second = r.task(takes_one(generator));
  co_await first;
  EXPECT_THROW(co_await second, loop::RuntimeError);
}

TEST(AsyncGenerator, HasOneStepAtATime) {
  Rig r;
  r.run(two_at_once(r));
}

Co<void> cancelled_in_a_step(Rig& r) {
  auto generator = ticks(r, 3);
  const auto task = r.task(takes_one(generator));
  co_await r.sleep(0.5);
  task->cancel();
  EXPECT_THROW(co_await task, loop::CancelledError);
  EXPECT_TRUE(generator.finished());
}

TEST(AsyncGenerator, GetsTheCancellationOfWhoeverWaitsForIt) {
  Rig r;
  r.run(cancelled_in_a_step(r));
}

Co<void> leaves_it(Rig& r, std::optional<AsyncGenerator<int>>& kept) {
  kept = ticks(r, 3);
  co_await kept->next();
}

TEST(AsyncGenerator, LeftInTheMiddleIsClosedByTheRunner) {
  Rig r;
  std::optional<AsyncGenerator<int>> kept;
  loop::run(*r.loop, r.coroutine(leaves_it(r, kept)));
  ASSERT_EQ(r.lines.size(), 1u);
  EXPECT_TRUE(r.lines[0].ends_with("exit"));
  EXPECT_TRUE(kept->finished());
}

TEST(AsyncGenerator, DroppedInTheMiddleIsDestroyedWhereItStands) {
  Rig r;
  struct Flag {
    bool& gone;
    ~Flag() { gone = true; }
  };
  struct Body {
    static AsyncGenerator<int> holds(bool& gone) {
      const Flag flag{gone};
      co_yield 1;
      co_yield 2;
    }
    static Co<void> main(bool& gone) {
      {
        auto generator = holds(gone);
        co_await generator.next();
      }
      EXPECT_TRUE(gone);
    }
  };
  bool gone = false;
  r.run(Body::main(gone));
  EXPECT_TRUE(r.environment.async_generators().empty());
}

TEST(AsyncGenerator, ThatNeverBeganIsNothing) {
  Rig r;
  (void)ticks(r, 3);
  EXPECT_TRUE(r.recorder.all(Kind::coroutine_created).empty());
}

}  // namespace
}  // namespace orrery::test
