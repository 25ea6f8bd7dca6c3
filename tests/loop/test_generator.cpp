#include <gtest/gtest.h>

#include "engine/loop/generator.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using event::Kind;
using loop::elements_of;
using loop::Generator;
using loop::start;

Generator<int, Value, std::string> count(int n) {
  for (int i = 0; i < n; ++i) co_yield i;
  co_return "counted " + std::to_string(n);
}

TEST(Generator, YieldsOneByOneAndKeepsItsReturnValue) {
  Rig r;
  auto g = start(r.environment, count(2));
  EXPECT_EQ(g.next(), 0);
  EXPECT_EQ(g.next(), 1);
  EXPECT_EQ(g.next(), std::nullopt);
  EXPECT_EQ(g.result(), "counted 2");
  EXPECT_EQ(g.next(), std::nullopt);
  EXPECT_EQ(g.result(), "counted 2");
}

Generator<int, int> running_total() {
  int total = 0;
  for (;;) total += co_yield total;
}

TEST(Generator, ReceivesWhatIsSent) {
  Rig r;
  auto g = start(r.environment, running_total());
  EXPECT_EQ(g.next(), 0);
  EXPECT_EQ(g.send(5), 5);
  EXPECT_EQ(g.send(7), 12);
  EXPECT_EQ(g.next(), 12);
}

TEST(Generator, RefusesAValueBeforeItsFirstYield) {
  Rig r;
  auto g = start(r.environment, running_total());
  EXPECT_THROW(g.send(1), loop::TypeError);
}

Generator<std::string> survivor() {
  for (;;) {
    std::string caught;
    try {
      co_yield "fine";
    } catch (const loop::ValueError& e) {
      caught = e.error()->text();
    }
    if (!caught.empty()) co_yield "caught " + caught;
  }
}

TEST(Generator, CatchesWhatIsThrownIn) {
  Rig r;
  auto g = start(r.environment, survivor());
  EXPECT_EQ(g.next(), "fine");
  EXPECT_EQ(g.throw_in(r.environment.errors().make(loop::ErrorKind::value, "it")), "caught it");
  EXPECT_THROW(g.throw_in(r.environment.errors().make(loop::ErrorKind::type, "no")), loop::TypeError);
  EXPECT_TRUE(g.finished());
}

Generator<int> with_finally(std::vector<std::string>& log) {
  struct Finally {
    std::vector<std::string>& lines;
    ~Finally() { lines.push_back("finally"); }
  };
  const Finally finally{log};
  co_yield 1;
  log.push_back("not reached");
}

TEST(Generator, CloseRunsItsFinally) {
  Rig r;
  auto g = start(r.environment, with_finally(r.lines));
  g.next();
  g.close();
  EXPECT_EQ(r.lines, (Lines{"finally"}));
  EXPECT_EQ(g.next(), std::nullopt);
}

Generator<int> stubborn() {
  for (;;) {
    try {
      co_yield 1;
    } catch (const loop::GeneratorExit&) {
    }
  }
}

TEST(Generator, ThatYieldsWhileItIsClosedIsToldOff) {
  Rig r;
  auto g = start(r.environment, stubborn());
  g.next();
  EXPECT_THROW(g.close(), loop::RuntimeError);
}

Generator<int, int, int> inner() {
  const int a = co_yield 1;
  const int b = co_yield 2;
  co_return a* b;
}
Generator<int, int> outer() {
  const int product = co_yield elements_of(inner());
  co_yield product;
}

TEST(Generator, DelegationPassesSendsThroughAndBringsTheReturnValueBack) {
  Rig r;
  auto g = start(r.environment, outer());
  EXPECT_EQ(g.next(), 1);
  EXPECT_EQ(g.send(6), 2);
  EXPECT_EQ(g.send(7), 42);
  EXPECT_EQ(g.next(), std::nullopt);
}

Generator<int, int> outer_of_begun(loop::RunningGenerator<int, int, int> begun) {
  const int product = co_yield elements_of(begun);
  co_yield product;
}

TEST(Generator, DelegatesToOneThatHasBegun) {
  Rig r;
  auto begun = start(r.environment, inner());
  EXPECT_EQ(begun.next(), 1);
  auto g = start(r.environment, outer_of_begun(begun));
  EXPECT_EQ(g.next(), 2);
  EXPECT_EQ(g.send(3), 0);
}

Generator<int> nested(int depth) {
  if (depth > 0) co_yield elements_of(nested(depth - 1));
  co_yield depth;
}

TEST(Generator, DelegationOfAHundredThousandLevelsDoesNotOverflow) {
  Rig r;
  auto g = start(r.environment, nested(100'000));
  EXPECT_EQ(g.next(), 0);
  EXPECT_EQ(g.next(), 1);
}

TEST(Generator, TellsTheTraceWhoYieldsAndWhoReceives) {
  Rig r;
  auto g = start(r.environment, outer());
  g.next();
  const auto resumed = r.recorder.at(r.recorder.all(Kind::coroutine_resumed).at(0));
  const auto yielded = r.recorder.at(r.recorder.all(Kind::coroutine_yielded).at(0));
  EXPECT_EQ(resumed.subject, g.coroutine()->id());
  EXPECT_EQ(yielded.object, g.coroutine()->id());
  EXPECT_EQ(yielded.subject, g.coroutine()->innermost());
  EXPECT_NE(yielded.subject, yielded.object);
  EXPECT_EQ(r.recorder.text(yielded), "1");
}

TEST(Generator, DroppedUnusedIsNoMatterOfNeverAwaited) {
  Rig r;
  start(r.environment, count(1));
  EXPECT_TRUE(r.recorder.all(Kind::never_awaited).empty());
  EXPECT_EQ(r.recorder.all(Kind::coroutine_released).size(), 1u);
}

}  // namespace
}  // namespace orrery::test
