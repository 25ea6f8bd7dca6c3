// The surprising facts of asyncio-semantics.md, 1.16, that need no more than loop, futures, tasks and sockets: the same
// programs as native coroutines, the same output. Number and rules as there (3.11.7).
#include <gtest/gtest.h>

#include "engine/io/socket_operations.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using loop::bare_yield;
using loop::CancelledError;
using loop::Future;
using loop::Task;

std::string shown(bool value) {
  return value ? "True" : "False";
}

// what `wait([t])` does here: the task's end, whatever it is
Co<void> settled(Ref<Task> task) {
  while (!task->done()) co_await bare_yield();
}

Co<void> fact_1(Rig& r) {
  const double when = r.loop->time() + 0.01;
  for (const char c : std::string("abcdefgh")) r.loop->call_at(when, r.logger(std::string(1, c)));
  co_await r.sleep(0.02);
}

TEST(OrderingFacts, TimersOfEqualDeadlineFireInHeapOrder) {
  Rig r;
  r.run(fact_1(r));
  EXPECT_EQ(r.lines, (Lines{"[2] a", "[2] c", "[2] g", "[2] f", "[2] h", "[2] b", "[2] d", "[2] e"}));
}

Co<void> fact_2(Rig& r) {
  const auto f = r.loop->create_future();
  f->set_result(Value::integer(1));
  r.loop->call_soon(r.logger("callback"));
  r.log("A");
  const Value got = co_await f;
  EXPECT_EQ(got.as_integer(), 1);
  r.log("B");
  co_await r.sleep(0);
  r.log("F");
}

TEST(OrderingFacts, AwaitingADoneFutureDoesNotYieldToTheLoop) {
  Rig r;
  r.run(fact_2(r));
  EXPECT_EQ(r.lines, (Lines{"[1] A", "[1] B", "[2] callback", "[2] F"}));
}

Co<void> fact_3(Rig& r) {
  r.loop->call_later(0, r.logger("later(0)"));
  r.loop->call_at(r.loop->time() - 5, r.logger("at(-5)"));
  r.loop->call_soon(loop::callback("<lambda>", [&r] {
    r.log("soon1");
    r.loop->call_soon(r.logger("soon1.child"));
  }));
  r.loop->call_soon(r.logger("soon2"));
  r.log("main");
  co_await r.sleep(0);
  r.log("main after sleep0");
  co_await r.sleep(0);
  r.log("main after 2nd sleep0");
}

TEST(OrderingFacts, WhatACallbackSchedulesRunsInTheNextTurnAndTimersAfterWhatIsReady) {
  Rig r;
  r.run(fact_3(r));
  EXPECT_EQ(r.lines, (Lines{"[1] main", "[2] soon1", "[2] soon2", "[2] main after sleep0", "[2] at(-5)", "[2] later(0)",
                            "[3] soon1.child", "[3] main after 2nd sleep0"}));
}

Co<void> child_4(Rig& r) {
  co_await r.sleep(0);
  r.log("child returns");
}
Co<void> fact_4(Rig& r) {
  r.log("coro start");
  co_await child_4(r);
  r.log("coro resumed");
  co_await r.task(child_4(r));
  r.log("task resumed");
  const Value child = r.coroutine(child_4(r));
  co_await loop::gather(*r.loop, std::span(&child, 1));
  r.log("gather resumed");
}

TEST(OrderingFacts, HopsBetweenAChildsEndAndItsWaiter) {
  Rig r;
  r.run(fact_4(r));
  EXPECT_EQ(r.lines, (Lines{"[1] coro start", "[2] child returns", "[2] coro resumed", "[4] child returns",
                            "[5] task resumed", "[7] child returns", "[9] gather resumed"}));
}

Co<void> child_5(Rig& r) {
  r.log("body runs");
  co_return;
}
Co<void> fact_5(Rig& r) {
  const auto t = r.task(child_5(r));
  t->cancel();
  try {
    co_await t;
  } catch (const CancelledError&) {
    r.log("cancelled, done = " + shown(t->done()));
  }
}

TEST(OrderingFacts, ATaskCancelledBeforeItsFirstStepNeverRuns) {
  Rig r;
  r.run(fact_5(r));
  EXPECT_EQ(r.lines, (Lines{"[3] cancelled, done = True"}));
}

Co<void> child_6(Rig& r, Ref<Future> f) {
  try {
    co_await f;
    r.log("got it");
  } catch (const CancelledError&) {
    r.log("cancelled though f.result() == " + std::to_string(f->result().as_integer()));
  }
}
Co<void> fact_6(Rig& r) {
  const auto f = r.loop->create_future();
  const auto t = r.task(child_6(r, f));
  co_await r.sleep(0);
  f->set_result(Value::integer(42));
  r.log("cancel -> " + shown(t->cancel()));
  co_await t;
}

TEST(OrderingFacts, CancellingAfterTheAwaitedFutureIsDoneLosesTheResult) {
  Rig r;
  r.run(fact_6(r));
  EXPECT_EQ(r.lines, (Lines{"[2] cancel -> True", "[3] cancelled though f.result() == 42"}));
}

Co<void> child_7(Rig& r, double delay) {
  for (bool again = true; again;) {
    again = false;
    try {
      co_await r.sleep(delay);
    } catch (const CancelledError& e) {
      again = true;
      r.log("caught " + e.error()->text() + " cancelling " + std::to_string(r.loop->current_task()->cancelling()));
    }
  }
}
Co<void> fact_7(Rig& r) {
  for (const double delay : {0.01, 0.0}) {
    const auto t = r.task(child_7(r, delay));
    co_await r.sleep(0);
    t->cancel(Value::box(std::string("one")));
    t->cancel(Value::box(std::string("two")));
    co_await t;
  }
}

TEST(OrderingFacts, TheFirstCancelMessageWinsOnAFutureAndTheLastOnAScheduledStep) {
  Rig r;
  r.run(fact_7(r));
  EXPECT_EQ(r.lines, (Lines{"[3] caught one cancelling 2", "[8] caught two cancelling 2"}));
}

Co<int> ret_8(Rig& r) {
  r.loop->current_task()->cancel();
  co_return 1;
}
Co<int> exc_8(Rig& r) {
  r.loop->current_task()->cancel();
  throw loop::ValueError();
  co_return 0;
}
Co<int> nosusp_8(Rig& r) {
  r.loop->current_task()->cancel();
  const auto f = r.loop->create_future();
  f->set_result(Value::integer(7));
  r.log("await done future -> " + std::to_string((co_await f).as_integer()));
  co_await r.sleep(0);
  r.log("unreachable");
  co_return 0;
}
Co<std::string> fate_8(Ref<Task> t) {
  co_await settled(t);
  co_return t->cancelled() ? "cancelled" : t->exception()->repr();
}
Co<void> fact_8(Rig& r) {
  r.log("ret " + co_await fate_8(r.task(ret_8(r))));
  r.log("exc " + co_await fate_8(r.task(exc_8(r))));
  r.log("nosusp " + co_await fate_8(r.task(nosusp_8(r))));
}

TEST(OrderingFacts, ATaskThatCancelsItselfIsCancelledUnlessItRaises) {
  Rig r;
  r.run(fact_8(r));
  for (std::string& line : r.lines) line.erase(0, line.find(' ') + 1);  // settled() hops otherwise than wait()
  EXPECT_EQ(r.lines, (Lines{"ret cancelled", "exc ValueError()", "await done future -> 7", "nosusp cancelled"}));
}

Co<std::string> inner_9(Rig& r, bool swallow) {
  try {
    co_await r.sleep(1);
  } catch (const CancelledError&) {
    r.log("inner cancelled");
    if (!swallow) throw;
  }
  co_return "inner result";
}
Co<void> outer_9(Rig& r, bool swallow) {
  try {
    const Value got = co_await r.task(inner_9(r, swallow));
    r.log("outer got " + *got.unbox<std::string>());
  } catch (const CancelledError&) {
    r.log("outer cancelled");
    throw;
  }
}
Co<void> fact_9(Rig& r, bool swallow) {
  const auto t = r.task(outer_9(r, swallow));
  co_await r.sleep(0.01);
  r.log("cancel");
  t->cancel();
  co_await settled(t);
  EXPECT_EQ(t->cancelled(), !swallow);
  EXPECT_EQ(t->cancelling(), 1);
}

TEST(OrderingFacts, CancellingATaskThatAwaitsATaskCancelsTheInnerOneFirst) {
  Rig raising;
  raising.run(fact_9(raising, false));
  EXPECT_EQ(raising.lines, (Lines{"[5] cancel", "[6] inner cancelled", "[7] outer cancelled"}));
  Rig swallowing;
  swallowing.run(fact_9(swallowing, true));
  EXPECT_EQ(swallowing.lines, (Lines{"[5] cancel", "[6] inner cancelled", "[7] outer got inner result"}));
}

Co<void> fact_10(Rig& r) {
  const auto f = r.loop->create_future();
  const auto cb = r.logger("callback ran");
  f->add_done_callback(cb);
  f->add_done_callback(cb);
  f->set_result(Value::integer(1));
  r.log("removed: " + std::to_string(f->remove_done_callback(*cb)));
  f->add_done_callback(r.logger("late callback"));
  r.log("after add");
  co_await r.sleep(0);
}

TEST(OrderingFacts, RemovingADoneCallbackAfterCompletionHasNoEffect) {
  Rig r;
  r.run(fact_10(r));
  EXPECT_EQ(r.lines,
            (Lines{"[1] removed: 0", "[1] after add", "[2] callback ran", "[2] callback ran", "[2] late callback"}));
}

Co<int> ok_15(Rig& r, int n) {
  co_await r.sleep(n / 100.0);
  r.log("ok " + std::to_string(n));
  co_return n;
}
Co<int> bad_15(Rig& r, int n) {
  co_await r.sleep(n / 100.0);
  throw loop::ValueError(std::to_string(n));
  co_return 0;
}
Co<void> fact_15(Rig& r) {
  try {
    const Value children[] = {r.coroutine(bad_15(r, 1)), r.coroutine(ok_15(r, 3)), r.coroutine(bad_15(r, 2))};
    co_await loop::gather(*r.loop, children);
  } catch (const loop::ValueError& e) {
    r.log("gather raised " + e.error()->text());
  }
  co_await r.sleep(0.04);
  const Value c = r.coroutine(ok_15(r, 1));
  const Value twice[] = {c, c};
  const Value results = co_await loop::gather(*r.loop, twice);
  r.log(r.environment.values().repr(results));
}

TEST(OrderingFacts, AFailureInAGatherDoesNotCancelItsSiblings) {
  Rig r;
  r.run(fact_15(r));
  EXPECT_EQ(r.lines, (Lines{"[6] gather raised 1", "[11] ok 3", "[17] ok 1", "[19] [1, 1]"}));
  EXPECT_TRUE(r.recorder.all(event::Kind::never_retrieved).empty());
}

Co<void> slow_16(Rig& r) {
  bool cancelled = false;
  try {
    co_await r.sleep(1);
  } catch (const CancelledError&) {
    cancelled = true;
  }
  if (!cancelled) co_return;
  r.log("child cleanup...");
  co_await r.sleep(0.01);
  r.log("child cleanup done");
  throw CancelledError();
}
Co<void> quick_16(Rig& r) {
  struct Finally {
    Rig& rig;
    ~Finally() { rig.log("quick done"); }
  };
  const Finally finally{r};
  co_await r.sleep(1);
}
Co<void> fact_16(Rig& r) {
  const Value children[] = {r.coroutine(slow_16(r)), r.coroutine(quick_16(r))};
  const auto g = loop::gather(*r.loop, children, true);
  co_await r.sleep(0.01);
  const bool accepted = g->cancel();
  r.log("cancel -> " + shown(accepted) + " done = " + shown(g->done()) + " cancelled = " + shown(g->cancelled()));
  try {
    co_await g;
  } catch (const CancelledError&) {
    r.log("raised; g.cancelled() = " + shown(g->cancelled()));
  }
}

TEST(OrderingFacts, ACancelledGatherIsFinishedOnlyWhenAllItsChildrenAre) {
  Rig r;
  r.run(fact_16(r));
  EXPECT_EQ(r.lines, (Lines{"[4] cancel -> True done = False cancelled = False", "[5] child cleanup...",
                            "[5] quick done", "[8] child cleanup done", "[10] raised; g.cancelled() = False"}));
}

Co<void> bg_20(Rig& r) {
  bool cancelled = false;
  try {
    for (;;) {
      r.log("bg step");
      co_await r.sleep(0);
    }
  } catch (const CancelledError&) {
    r.log("bg cancelled");
    cancelled = true;
  }
  if (cancelled) co_await r.sleep(0);
  r.log("bg cleanup finished");
  throw CancelledError();
}
Co<void> fact_20(Rig& r) {
  r.task(bg_20(r));
  co_await r.sleep(0);
  r.log("main returns");
}

TEST(OrderingFacts, OtherTasksStillStepAfterMainHasReturned) {
  Rig r;
  loop::run(*r.loop, r.coroutine(fact_20(r)));
  EXPECT_EQ(r.lines,
            (Lines{"[2] bg step", "[2] main returns", "[3] bg step", "[4] bg cancelled", "[5] bg cleanup finished"}));
  EXPECT_TRUE(r.loop->closed());
}

Co<void> boom_21() {
  throw loop::SystemExit("3");
  co_return;
}
Co<void> fact_21(Rig& r) {
  const auto t = r.task(boom_21());
  r.loop->call_soon(r.logger("queued after boom"));
  try {
    co_await r.sleep(1);
  } catch (const CancelledError&) {
    r.log("main cancelled by shutdown");
    throw;
  }
}

TEST(OrderingFacts, SystemExitFromATaskLeavesTheLoopAndTheRestOfTheBatchRunsAtShutdown) {
  Rig r;
  EXPECT_THROW(loop::run(*r.loop, r.coroutine(fact_21(r))), loop::SystemExit);
  EXPECT_EQ(r.lines, (Lines{"[3] queued after boom", "[3] main cancelled by shutdown"}));
}

TEST(OrderingFacts, StopLetsTheBatchFinishAndStopBeforeARunMeansOneTurn) {
  Rig r;
  r.loop->call_soon(loop::callback("a", [&r] {
    r.log("a: stop");
    r.loop->stop();
    r.loop->call_soon(r.logger("child of a"));
  }));
  r.loop->call_soon(r.logger("b"));
  r.loop->run_forever();
  EXPECT_EQ(r.lines, (Lines{"[1] a: stop", "[1] b"}));
  r.loop->stop();
  r.loop->run_forever();
  EXPECT_EQ(r.lines, (Lines{"[1] a: stop", "[1] b", "[2] child of a"}));
}

Co<void> fact_23(Rig& r) {
  const auto [a, b] = io::Socket::pair(r.environment);
  const int fd = a->fileno();
  r.loop->add_reader(fd, loop::callback("<lambda>", [&r, fd] {
                       r.log("I/O reader");
                       r.loop->remove_reader(fd);
                     }));
  b->send("x");
  r.loop->call_later(0, r.logger("timer"));
  r.loop->call_soon(r.logger("soon"));
  r.log("main");
  co_await r.sleep(0);
  r.log("main again");
  co_await r.sleep(0);
}

TEST(OrderingFacts, InsideATurnWhatWasReadyComesFirstThenIoThenTimers) {
  Rig r;
  r.run(fact_23(r));
  EXPECT_EQ(r.lines, (Lines{"[1] main", "[2] soon", "[2] main again", "[2] I/O reader", "[2] timer"}));
}

Co<std::string> received_24(Rig& r, Ref<io::Socket> socket, std::size_t count) {
  const Value bytes = co_await io::sock_recv(*r.loop, socket, count);
  co_return bytes.unbox<loop::Bytes>()->text;
}
Co<void> fact_24(Rig& r) {
  const auto [a, b] = io::Socket::pair(r.environment);
  b->send("1");
  r.loop->call_soon(r.logger("soon"));
  r.log("recv " + co_await received_24(r, a, 9));
  r.loop->call_later(0.01, loop::callback("send", [b = b] { b->send("22"); }));
  r.log("recv " + co_await received_24(r, a, 1));
  r.log("recv " + co_await received_24(r, a, 1));
}

TEST(OrderingFacts, SockRecvDoesNotSuspendWhenDataIsThere) {
  Rig r;
  r.run(fact_24(r));
  EXPECT_EQ(r.lines, (Lines{"[1] recv 1", "[2] soon", "[5] recv 2", "[5] recv 2"}));
}

}  // namespace
}  // namespace orrery::test
