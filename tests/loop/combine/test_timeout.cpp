#include "engine/loop/combine/timeout.hpp"

#include <gtest/gtest.h>

#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using loop::CancelledError;
using loop::Rules;
using loop::Timeout;
using loop::TimeoutError;
using State = Timeout::State;

constexpr Rules all_rules[] = {Rules::py311, Rules::py312, Rules::py313};

Co<void> for_ever(Rig& r) {
  co_await r.sleep(1000);
}
Co<int> seven() {
  co_return 7;
}
// "" if it returned, else the type of what it raised.
template <class T>
Co<std::string> outcome(Rig& r, Co<T> co) {
  try {
    co_await std::move(co);
    co_return "";
  } catch (...) {
    co_return r.environment.errors().current()->type_name();
  }
}

template <class Program>
void run(Program program) {
  for (const Rules rules : all_rules) {
    Rig r(rules);
    r.run(program(r));
  }
}

Co<void> ends_in_time(Rig& r) {
  EXPECT_EQ(co_await loop::with_timeout(*r.loop, 1, seven()), 7);
  const auto timeout = loop::timeout(r.environment, 1);
  co_await loop::with_timeout(timeout, r.sleep(0.5));
  EXPECT_EQ(timeout->state(), State::finished);
  EXPECT_FALSE(timeout->expired());
}
TEST(Timeout, LetsABodyEndInTime) {
  run(ends_in_time);
}

Co<void> expires(Rig& r) {
  const double begin = r.loop->time();
  const auto timeout = loop::timeout(r.environment, 0.25);
  EXPECT_EQ(co_await outcome(r, loop::with_timeout(timeout, for_ever(r))), "TimeoutError");
  EXPECT_EQ(timeout->state(), State::expired);
  EXPECT_NEAR(r.loop->time(), begin + 0.25, 1e-4);
  EXPECT_EQ(r.loop->current_task()->cancelling(), 0);
}
TEST(Timeout, MakesATimeoutErrorOfItsOwnCancellation) {
  run(expires);
}

Co<void> without_a_deadline(Rig& r) {
  const auto timeout = loop::timeout(r.environment, {});
  co_await loop::with_timeout(timeout, r.sleep(1e6));
  EXPECT_FALSE(timeout->when());
}
TEST(Timeout, WithoutADeadlineNeverExpires) {
  run(without_a_deadline);
}

Co<void> never_suspends(Rig& r) {
  const auto timeout = loop::timeout_at(r.environment, -1);
  EXPECT_EQ(co_await loop::with_timeout(timeout, seven()), 7);
  EXPECT_FALSE(timeout->expired());
  co_await r.sleep(0);
  EXPECT_EQ(co_await outcome(r, loop::with_timeout(*r.loop, 0, r.sleep(0))), "TimeoutError");
}
TEST(Timeout, NeverReachesABodyThatDoesNotSuspend) {
  run(never_suspends);
}

Co<void> inner(Rig& r, double when, std::vector<std::string>& log) {
  log.push_back("inner " + co_await outcome(r, loop::with_timeout(loop::timeout_at(r.environment, when), for_ever(r))));
}
Co<void> same_deadline(Rig& r) {
  std::vector<std::string> log;
  const double when = r.loop->time() + 0.1;
  const auto outer = loop::timeout_at(r.environment, when);
  log.push_back("outer " + co_await outcome(r, loop::with_timeout(outer, inner(r, when, log))));
  EXPECT_EQ(log, (std::vector<std::string>{"inner CancelledError", "outer "}));
  EXPECT_EQ(r.loop->current_task()->cancelling(), 0);
}
TEST(Timeout, OfTwoWithOneDeadlineTheInnerDoesNotClaimTheCancellation) {
  run(same_deadline);
}

Co<void> raises_instead(Rig& r) {
  std::string seen;
  try {
    co_await for_ever(r);
  } catch (const CancelledError&) {
    seen = "cancelled";
  }
  throw loop::ValueError(seen);
}
Co<void> other_errors(Rig& r) {
  EXPECT_EQ(co_await outcome(r, loop::with_timeout(*r.loop, 0.1, raises_instead(r))), "ValueError");
  EXPECT_EQ(r.loop->current_task()->cancelling(), 0);
}
TEST(Timeout, LetsAnotherErrorOfTheBodyGoOn) {
  run(other_errors);
}

Co<void> swallows(Rig& r) {
  try {
    co_await for_ever(r);
  } catch (const CancelledError&) {
  }
}
Co<void> swallowed(Rig& r) {
  const auto timeout = loop::timeout(r.environment, 0.1);
  EXPECT_EQ(co_await outcome(r, loop::with_timeout(timeout, swallows(r))), "");
  EXPECT_TRUE(timeout->expired());
  EXPECT_EQ(r.loop->current_task()->cancelling(), 0);
}
TEST(Timeout, TakesItsRequestBackEvenIfTheBodySwallowedIt) {
  run(swallowed);
}

Co<void> joined(Ref<loop::Task> t) {
  co_await t;
}
Co<void> limited(Rig& r, double delay) {
  co_await loop::with_timeout(*r.loop, delay, for_ever(r));
}
Co<void> cancelled_outside(Rig& r) {
  const auto t = r.task(limited(r, 5));
  co_await r.sleep(0.1);
  t->cancel();
  EXPECT_EQ(co_await outcome(r, joined(t)), "CancelledError");
  EXPECT_TRUE(t->cancelled());
}
TEST(Timeout, DoesNotClaimACancellationFromOutside) {
  run(cancelled_outside);
}

Co<void> by_hand(Rig& r) {
  const auto timeout = loop::timeout(r.environment, 5);
  EXPECT_EQ(timeout->state_word(), "created");
  EXPECT_THROW(timeout->reschedule(1), loop::RuntimeError);
  timeout->enter();
  EXPECT_EQ(timeout->state_word(), "active");
  EXPECT_THROW(timeout->enter(), loop::RuntimeError);
  timeout->reschedule(r.loop->time() + 1);
  EXPECT_NEAR(*timeout->when(), r.loop->time() + 1, 1e-3);
  timeout->reschedule({});
  EXPECT_FALSE(timeout->when());
  EXPECT_FALSE(timeout->exit({}));
  EXPECT_EQ(timeout->state_word(), "finished");
  EXPECT_THROW(timeout->reschedule(1), loop::RuntimeError);
  co_return;
}
TEST(Timeout, GoesThroughItsStatesByHand) {
  run(by_hand);
}

Co<void> destroyed(Rig& r) {
  r.task(limited(r, 500));
  co_await r.sleep(0.1);
}
TEST(Timeout, OfATaskThatIsDroppedLeavesNothingBehind) {
  run(destroyed);
}

TEST(Timeout, NeedsALoopAndATask) {
  Rig r;
  EXPECT_THROW(loop::timeout(r.environment, 1), loop::RuntimeError);
  std::string words;
  r.loop->call_soon(loop::callback("enters", [&] {
    try {
      loop::timeout(r.environment, 1)->enter();
    } catch (const loop::RuntimeError& e) {
      words = e.what();
    }
    r.loop->stop();
  }));
  r.loop->run_forever();
  EXPECT_EQ(words, "Timeout should be used inside a task");
}

}  // namespace
}  // namespace orrery::test
