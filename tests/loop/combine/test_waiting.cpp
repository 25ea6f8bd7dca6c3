// wait, wait_for, shield, as_completed, and the facts of asyncio-semantics.md, 1.16, that need them.
#include <gtest/gtest.h>

#include "engine/loop/combine/as_completed.hpp"
#include "engine/loop/combine/shield.hpp"
#include "engine/loop/combine/task_group.hpp"
#include "engine/loop/combine/timeout.hpp"
#include "engine/loop/combine/wait.hpp"
#include "engine/loop/combine/wait_for.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using loop::CancelledError;
using loop::Future;
using loop::ReturnWhen;
using loop::Rules;
using loop::Task;
using loop::TaskGroup;

constexpr Rules all_rules[] = {Rules::py311, Rules::py312, Rules::py313};

template <class Program>
Lines run(Program program, Rules rules) {
  Rig r(rules);
  r.run(program(r));
  return r.lines;
}
template <class Program>
void run(Program program) {
  for (const Rules rules : all_rules) run(program, rules);
}

Co<void> after(Rig& r, double delay) {
  co_await r.sleep(delay);
}
Co<int> number(Rig& r, double delay, int result) {
  co_await r.sleep(delay);
  co_return result;
}
Co<void> fails(Rig& r, double delay) {
  co_await r.sleep(delay);
  throw loop::ValueError("failed");
}
template <class T>
Co<std::string> outcome(Rig& r, Co<T> co) {
  try {
    co_await std::move(co);
    co_return "";
  } catch (...) {
    co_return r.environment.errors().current()->type_name();
  }
}

// ---- wait

Co<void> waits_as_told(Rig& r) {
  for (const auto& [when, done] :
       {std::pair{ReturnWhen::first_completed, 1}, {ReturnWhen::first_exception, 2}, {ReturnWhen::all_completed, 3}}) {
    const Ref<Future> a = r.task(after(r, 0.1)), b = r.task(fails(r, 0.2)), c = r.task(after(r, 0.3));
    const loop::Waited waited = co_await loop::wait(*r.loop, loop::futures(c, b, a, a), when);
    EXPECT_EQ(waited.done.size(), static_cast<std::size_t>(done));
    EXPECT_EQ(waited.pending.size(), static_cast<std::size_t>(3 - done));
    EXPECT_EQ(waited.done.back(), a);
    co_await loop::wait(*r.loop, loop::futures(a, b, c));
    b->exception();
  }
}
TEST(Wait, ReturnsWhenItWasToldTo) {
  run(waits_as_told);
}

Co<void> waits_with_timeout(Rig& r) {
  const Ref<Future> a = r.task(after(r, 0.1)), b = r.task(after(r, 0.5));
  const double begin = r.loop->time();
  const loop::Waited waited = co_await loop::wait(*r.loop, loop::futures(a, b), ReturnWhen::all_completed, 0.25);
  EXPECT_NEAR(r.loop->time(), begin + 0.25, 1e-4);
  EXPECT_EQ(waited.done, (std::vector<Ref<Future>>{a}));
  EXPECT_EQ(waited.pending, (std::vector<Ref<Future>>{b}));
  EXPECT_FALSE(b->cancelled());
  EXPECT_EQ(b->callback_count(), 0u);
  EXPECT_EQ(co_await outcome(r, loop::wait(*r.loop, loop::futures())), "ValueError");
  co_await b;
}
TEST(Wait, AtItsTimeoutReturnsWhatThereIsAndCancelsNothing) {
  run(waits_with_timeout);
}

// ---- wait_for

Co<void> stubborn(Rig& r) {
  try {
    co_await r.sleep(1000);
  } catch (const CancelledError&) {
  }
  co_await r.sleep(0.5);
}
Co<void> waits_for(Rig& r) {
  auto& e = r.environment;
  EXPECT_EQ((co_await loop::wait_for(e, r.coroutine(number(r, 0.1, 5)), 1)).as_integer(), 5);
  EXPECT_EQ((co_await loop::wait_for(e, r.coroutine(number(r, 0.1, 6)), {})).as_integer(), 6);
  EXPECT_EQ(co_await outcome(r, loop::wait_for(e, r.coroutine(after(r, 9)), 0.1)), "TimeoutError");
  EXPECT_EQ(co_await outcome(r, loop::wait_for(e, r.coroutine(after(r, 9)), 0)), "TimeoutError");
  EXPECT_EQ(co_await outcome(r, loop::wait_for(e, r.coroutine(fails(r, 0.1)), 1)), "ValueError");
  const double begin = r.loop->time();
  EXPECT_EQ(co_await outcome(r, loop::wait_for(e, r.coroutine(stubborn(r)), 0.1)), "");
  EXPECT_NEAR(r.loop->time(), begin + 0.6, 1e-4);
  const auto done = r.loop->create_future();
  done->set_result(Value::integer(7));
  EXPECT_EQ((co_await loop::wait_for(e, Ref<Future>(done), -1)).as_integer(), 7);
}
TEST(WaitFor, IsInTimeOrTooLateOrMetByAnother) {
  run(waits_for);
}

// The result and the timer in one turn, the result first: up to 3.11 the result is taken, later it is too late.
Co<void> ties(Rig& r) {
  const auto f = r.loop->create_future();
  const double when = r.loop->time() + 0.1;
  r.loop->call_at(when, loop::set_result_unless_cancelled(f, Value::integer(1)));
  r.loop->call_at(when, loop::callback("blocks", [&r] { r.machine.block(1); }));
  r.lines.push_back(co_await outcome(r, loop::wait_for(r.environment, f, 0.1)));
}
TEST(WaitFor, ATieWithItsTimerIsAResultUpTo311) {
  EXPECT_EQ(run(ties, Rules::py311), Lines{""});
}

// ---- shield

Co<void> awaits(Ref<Future> future) {
  co_await future;
}
Co<void> shields(Rig& r) {
  const Ref<Future> inner = r.task(number(r, 0.2, 3));
  const Ref<Future> outer = loop::shield(*r.loop, inner);
  const auto t = r.task(awaits(outer));
  co_await r.sleep(0.1);
  EXPECT_TRUE(t->cancel());
  EXPECT_EQ(co_await outcome(r, awaits(t)), "CancelledError");
  EXPECT_TRUE(outer->cancelled());
  EXPECT_EQ((co_await inner).as_integer(), 3);
  EXPECT_EQ(loop::shield(*r.loop, inner), inner);
}
TEST(Shield, KeepsACancellationFromWhatIsInside) {
  run(shields);
}

Co<void> shield_of_cancelled(Rig& r) {
  const Ref<Future> inner = r.loop->create_future();
  const Ref<Future> outer = loop::shield(*r.loop, inner);
  inner->cancel();
  EXPECT_EQ(co_await outcome(r, awaits(outer)), "CancelledError");
  EXPECT_TRUE(outer->cancelled());
  EXPECT_THROW(loop::shield(*r.loop, Value::integer(1)), loop::TypeError);
}
TEST(Shield, IsCancelledWithWhatIsInside) {
  run(shield_of_cancelled);
}

// ---- as_completed

Co<void> in_order(Rig& r) {
  const auto slow = r.coroutine(number(r, 0.3, 3));
  const Value awaitables[] = {slow, r.coroutine(number(r, 0.1, 1)), r.coroutine(number(r, 0.2, 2)), slow};
  const auto all = loop::as_completed(*r.loop, awaitables);
  EXPECT_EQ(all->left(), 3u);
  for (int i = 1; i <= 3; ++i) EXPECT_EQ((co_await all->next()).as_integer(), i);
  EXPECT_EQ(all->left(), 0u);
}
TEST(AsCompleted, GivesResultsInTheOrderInWhichTheyCome) {
  run(in_order);
}

Co<void> as_completed_too_late(Rig& r) {
  const Ref<Future> quick = r.task(number(r, 0.1, 1)), slow = r.task(number(r, 5, 5));
  const Value awaitables[] = {quick, slow};
  const auto all = loop::as_completed(*r.loop, awaitables, 0.2);
  EXPECT_EQ(co_await all->next_future(), Value(quick));
  EXPECT_EQ(co_await outcome(r, all->next_future()), "TimeoutError");
  EXPECT_EQ(slow->callback_count(), 0u);
  EXPECT_FALSE(slow->done());
}
TEST(AsCompleted, AtItsTimeoutRaisesOncePerFutureThatIsLeft) {
  run(as_completed_too_late);
}

Co<void> never_ends(Rig& r) {
  const Value awaitables[] = {r.loop->create_future()};
  const auto all = loop::as_completed(*r.loop, awaitables, 1000);
  co_await all->next();
}
Co<void> as_completed_dropped(Rig& r) {
  r.task(never_ends(r));
  co_await r.sleep(0.1);
}
TEST(AsCompleted, OfATaskThatIsDroppedLeavesNothingBehind) {
  run(as_completed_dropped);
}

// ---- the facts of 1.16

Co<void> child(Rig& r) {
  co_await r.sleep(0);
  r.log("  child returns");
}
Ref<Task> new_child(Rig& r) {
  return r.task(child(r));
}
template <class T>
Co<void> measured(Rig& r, std::string name, Co<T> awaitable) {
  r.log(name + " start");
  co_await std::move(awaitable);
  r.log(name + " resumed");
}
Co<void> by_gather(Rig& r) {
  const Value children[] = {r.coroutine(child(r))};
  co_await loop::gather(*r.loop, children);
}
Co<void> by_wait(Rig& r) {
  co_await loop::wait(*r.loop, loop::futures(new_child(r)));
}
Co<void> by_shield(Rig& r) {
  co_await loop::shield(*r.loop, r.coroutine(child(r)));
}
Co<void> by_wait_for(Rig& r) {
  co_await loop::wait_for(r.environment, r.coroutine(child(r)), 9);
}
Co<void> by_as_completed(Rig& r) {
  const Value children[] = {r.coroutine(child(r))};
  const auto all = loop::as_completed(*r.loop, children);
  while (all->left() > 0) co_await all->next();
}
Co<void> by_group(Rig& r) {
  co_await loop::with_task_group(*r.loop, [&r](TaskGroup& g) -> Co<void> {
    g.create_task(child(r));
    co_return;
  });
}
Co<void> fact_4(Rig& r) {
  co_await measured(r, "gather     ", by_gather(r));
  co_await measured(r, "wait       ", by_wait(r));
  co_await measured(r, "shield     ", by_shield(r));
  co_await measured(r, "wait_for   ", by_wait_for(r));
  co_await measured(r, "as_complete", by_as_completed(r));
  co_await measured(r, "TaskGroup  ", by_group(r));
}
TEST(OrderingFacts, HopsFromAChildsEndToWhoeverWaitsForIt) {
  EXPECT_EQ(
      run(fact_4, Rules::py311),
      (Lines{"[1] gather      start", "[3]   child returns", "[5] gather      resumed", "[5] wait        start",
             "[7]   child returns", "[9] wait        resumed", "[9] shield      start", "[11]   child returns",
             "[13] shield      resumed", "[13] wait_for    start", "[15]   child returns", "[17] wait_for    resumed",
             "[17] as_complete start", "[19]   child returns", "[21] as_complete resumed", "[21] TaskGroup   start",
             "[23]   child returns", "[25] TaskGroup   resumed"}));
}

Co<void> tells_whose(Rig& r, const Task* me) {
  r.log(r.loop->current_task() == me ? "child runs in caller's task" : "child runs in its own task");
  co_return;
}
Co<void> fact_17(Rig& r) {
  const Task* me = r.loop->current_task();
  r.loop->call_soon(r.logger("callback"));
  co_await loop::wait_for(r.environment, r.coroutine(tells_whose(r, me)), 9);
  r.log("resumed");
  const auto f = r.loop->create_future();
  f->set_result(Value::integer(1));
  r.loop->call_soon(r.logger("callback2"));
  co_await loop::wait_for(r.environment, f, 9);
  r.log("resumed after wait_for(done future)");
  r.log(co_await outcome(r, loop::wait_for(r.environment, r.coroutine(tells_whose(r, me)), 0)));
}
TEST(OrderingFacts, WaitForMadeATaskUpTo311) {
  EXPECT_EQ(run(fact_17, Rules::py311),
            (Lines{"[2] callback", "[2] child runs in its own task", "[4] resumed", "[5] callback2",
                   "[6] resumed after wait_for(done future)", "[9] TimeoutError"}));
  for (const Rules rules : {Rules::py312, Rules::py313})
    EXPECT_EQ(run(fact_17, rules),
              (Lines{"[1] child runs in caller's task", "[1] resumed", "[1] resumed after wait_for(done future)",
                     "[2] callback", "[2] callback2", "[4] TimeoutError"}));
}

Co<void> says(Rig& r, std::string text) {
  r.log(text);
  co_return;
}
Co<void> says_around_a_yield(Rig& r) {
  r.log("before sleep(0)");
  co_await r.sleep(0);
  r.log("not reached");
}
Co<void> raises_in_the_end(Rig& r) {
  co_await outcome(r, r.sleep(1));
  throw loop::ValueError("cleanup");
}
Co<void> fact_18(Rig& r) {
  const auto t = loop::timeout(r.environment, 0);
  co_await loop::with_timeout(t, says(r, "body without suspension"));
  r.log(t->expired() ? "expired" : "not expired");
  r.log(co_await outcome(r, loop::with_timeout(*r.loop, 0, says_around_a_yield(r))));
  r.log(co_await outcome(r, loop::with_timeout(*r.loop, 0.005, raises_in_the_end(r))) +
        " cancelling = " + std::to_string(r.loop->current_task()->cancelling()));
}
TEST(OrderingFacts, ATimeoutOfNothingLetsTheBodyRunUpToItsFirstSuspension) {
  for (const Rules rules : all_rules)
    EXPECT_EQ(run(fact_18, rules), (Lines{"[1] body without suspension", "[1] not expired", "[1] before sleep(0)",
                                          "[2] TimeoutError", "[4] ValueError cancelling = 0"}));
}

Co<void> fact_19_child(Rig& r, std::string name, double delay, bool boom) {
  bool cancelled = false;
  try {
    co_await r.sleep(delay);
  } catch (const CancelledError&) {
    r.log(name + " cancelled");
    if (!boom) throw;
    cancelled = true;
  }
  if (cancelled) throw loop::TypeError(name);
  throw loop::ValueError(name);
}
Co<void> fact_19(Rig& r) {
  try {
    co_await loop::with_task_group(*r.loop, [&r](TaskGroup& g) -> Co<void> {
      g.create_task(fact_19_child(r, "A", 1, true));
      g.create_task(fact_19_child(r, "B", 0.01, false));
      g.create_task(fact_19_child(r, "C", 1, false));
      try {
        co_await r.sleep(1);
      } catch (const CancelledError&) {
        r.log("body cancelled, cancelling = " + std::to_string(r.loop->current_task()->cancelling()));
        throw;
      }
    });
  } catch (const loop::ExceptionGroup& e) {
    r.log(e.error()->exceptions()[0]->repr() + " " + e.error()->exceptions()[1]->repr());
    r.log("cancelling = " + std::to_string(r.loop->current_task()->cancelling()));
  }
}
TEST(OrderingFacts, AFailureInAGroupCancelsItsTasksThenItsParent) {
  for (const Rules rules : all_rules)
    EXPECT_EQ(run(fact_19, rules), (Lines{"[6] A cancelled", "[6] C cancelled", "[6] body cancelled, cancelling = 1",
                                          "[8] ValueError('B') TypeError('A')", "[8] cancelling = 0"}));
}

}  // namespace
}  // namespace orrery::test
