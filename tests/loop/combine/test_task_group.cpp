#include "engine/loop/combine/task_group.hpp"

#include <gtest/gtest.h>

#include "engine/loop/combine/timeout.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using loop::CancelledError;
using loop::ErrorKind;
using loop::ExceptionGroup;
using loop::Rules;
using loop::Task;
using loop::TaskGroup;

constexpr Rules all_rules[] = {Rules::py311, Rules::py312, Rules::py313};

template <class Program>
void run(Program program) {
  for (const Rules rules : all_rules) {
    Rig r(rules);
    r.run(program(r));
  }
}

Co<void> logged(Rig& r, std::string name, double delay) {
  try {
    co_await r.sleep(delay);
  } catch (const CancelledError&) {
    r.lines.push_back(name + " cancelled");
    throw;
  }
  r.lines.push_back(name + " ends");
}
Co<void> fails(Rig& r, std::string text, double delay = 0.1) {
  co_await r.sleep(delay);
  throw loop::ValueError(text);
}
Co<void> fails_when_cancelled(Rig& r, std::string text) {
  bool cancelled = false;
  try {
    co_await r.sleep(1000);
  } catch (const CancelledError&) {
    cancelled = true;
  }
  if (cancelled) throw loop::TypeError(text);
}

template <class Body>
Co<std::string> outcome(Rig& r, Body body) {
  try {
    co_await loop::with_task_group(*r.loop, body);
    co_return "";
  } catch (...) {
    co_return r.environment.errors().current()->repr();
  }
}

Co<void> all_well(Rig& r) {
  const auto error = co_await outcome(r, [&r](TaskGroup& g) -> Co<void> {
    g.create_task(logged(r, "slow", 0.2));
    g.create_task(logged(r, "fast", 0.1), "named");
    EXPECT_EQ(g.repr(), "<TaskGroup tasks=2 entered>");
    EXPECT_EQ(g.tasks()[1]->name(), "named");
    co_return;
  });
  EXPECT_EQ(error, "");
  EXPECT_EQ(r.lines, (Lines{"fast ends", "slow ends"}));
}
TEST(TaskGroup, WaitsForItsTasks) {
  run(all_well);
}

Co<void> child_fails(Rig& r) {
  const auto error = co_await outcome(r, [&r](TaskGroup& g) -> Co<void> {
    g.create_task(logged(r, "a", 1));
    g.create_task(fails(r, "first"));
    g.create_task(fails_when_cancelled(r, "second"));
    co_await logged(r, "body", 1);
  });
  EXPECT_EQ(error, "ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('first'), TypeError('second')])");
  EXPECT_EQ(r.lines, (Lines{"a cancelled", "body cancelled"}));
  EXPECT_EQ(r.loop->current_task()->cancelling(), 0);
}
TEST(TaskGroup, CancelsTheOthersWhenOneFailsAndRaisesAllErrors) {
  run(child_fails);
}

Co<void> body_fails(Rig& r) {
  const auto error = co_await outcome(r, [&r](TaskGroup& g) -> Co<void> {
    g.create_task(fails_when_cancelled(r, "child"));
    co_await r.sleep(0);
    throw loop::ValueError("body");
  });
  EXPECT_EQ(error, "ExceptionGroup('unhandled errors in a TaskGroup', [TypeError('child'), ValueError('body')])");
}
TEST(TaskGroup, PutsTheBodysErrorLast) {
  run(body_fails);
}

Co<void> child_cancelled(Rig& r) {
  const auto error = co_await outcome(r, [&r](TaskGroup& g) -> Co<void> {
    const auto t = g.create_task(logged(r, "gone", 1));
    g.create_task(logged(r, "stays", 1));
    co_await r.sleep(0.1);
    t->cancel();
  });
  EXPECT_EQ(error, "");
  EXPECT_EQ(r.lines, (Lines{"gone cancelled", "stays ends"}));
}
TEST(TaskGroup, TakesACancelledChildForNoFailure) {
  run(child_cancelled);
}

Co<void> group_of_one(Rig& r, Ref<loop::Coroutine> child, std::string& error) {
  Ref<loop::Coroutine> held = child;
  try {
    co_await loop::with_task_group(*r.loop, [&held](TaskGroup& g) -> Co<void> {
      g.create_task(std::move(held));
      co_return;
    });
  } catch (const ExceptionGroup& e) {
    error = e.error()->repr();
  }
  r.lines.push_back("caught, cancelling " + std::to_string(r.loop->current_task()->cancelling()));
  co_await loop::bare_yield();
  r.lines.push_back("went on");
}
Co<void> cancelled_with_an_error(Rig& r) {
  std::string error;
  const auto t = r.task(group_of_one(r, r.coroutine(fails_when_cancelled(r, "child")), error));
  co_await r.sleep(0.1);
  t->cancel();
  while (!t->done()) co_await loop::bare_yield();
  EXPECT_EQ(error, "ExceptionGroup('unhandled errors in a TaskGroup', [TypeError('child')])");
  const bool told_again = r.environment.rules() == Rules::py313;
  EXPECT_EQ(t->cancelled(), told_again);
  EXPECT_EQ(r.lines, told_again ? Lines{"caught, cancelling 1"} : (Lines{"caught, cancelling 1", "went on"}));
}
TEST(TaskGroup, TellsItsParentAgainOfACancellationThatAnErrorHidSince313) {
  run(cancelled_with_an_error);
}

Co<void> cancelled_outside(Rig& r) {
  std::string error;
  const auto t = r.task(group_of_one(r, r.coroutine(logged(r, "child", 1)), error));
  co_await r.sleep(0.1);
  t->cancel();
  while (!t->done()) co_await loop::bare_yield();
  EXPECT_TRUE(t->cancelled());
  EXPECT_EQ(r.lines, (Lines{"child cancelled"}));
}
TEST(TaskGroup, PassesACancellationOnToItsTasks) {
  run(cancelled_outside);
}

Co<void> leaves(Rig& r) {
  co_await r.sleep(0.1);
  throw loop::SystemExit("bare");
}
Co<void> group_of_leaving(Rig& r) {
  const auto error = co_await outcome(r, [&r](TaskGroup& g) -> Co<void> {
    g.create_task(leaves(r));
    g.create_task(fails_when_cancelled(r, "other"));
    co_return;
  });
  r.lines.push_back(error);
}
TEST(TaskGroup, RaisesASystemExitOfAChildBare) {
  for (const Rules rules : all_rules) {
    Rig r(rules);
    EXPECT_THROW(loop::run(*r.loop, r.coroutine(group_of_leaving(r))), loop::SystemExit);
    EXPECT_EQ(r.lines, (Lines{"SystemExit('bare')"}));
  }
}

Co<void> nested(Rig& r) {
  const auto error = co_await outcome(r, [&r](TaskGroup& outer) -> Co<void> {
    outer.create_task(logged(r, "outer child", 1));
    co_await loop::with_task_group(*r.loop, [&r](TaskGroup& inner) -> Co<void> {
      inner.create_task(fails(r, "inner"));
      co_return;
    });
  });
  EXPECT_EQ(error,
            "ExceptionGroup('unhandled errors in a TaskGroup', [ExceptionGroup('unhandled errors in a TaskGroup', "
            "[ValueError('inner')])])");
  EXPECT_EQ(r.lines, (Lines{"outer child cancelled"}));
}
TEST(TaskGroup, InAnotherAbortsThatWithItsGroup) {
  run(nested);
}

Co<void> group_for_ever(Rig& r) {
  co_await loop::with_task_group(*r.loop, [&r](TaskGroup& g) -> Co<void> {
    g.create_task(logged(r, "child", 1000));
    co_return;
  });
}
Co<void> in_a_timeout(Rig& r) {
  std::string error;
  try {
    co_await loop::with_timeout(*r.loop, 0.1, group_for_ever(r));
  } catch (const loop::TimeoutError&) {
    error = "timeout";
  }
  EXPECT_EQ(error, "timeout");
  EXPECT_EQ(r.lines, (Lines{"child cancelled"}));
  EXPECT_EQ(r.loop->current_task()->cancelling(), 0);
}
TEST(TaskGroup, InATimeoutEndsWithIt) {
  run(in_a_timeout);
}

std::string refusal(Rig& r, TaskGroup& g) {
  const auto co = r.coroutine(logged(r, "never", 0));
  std::string words;
  try {
    g.create_task(co);
  } catch (const loop::RuntimeError& e) {
    words = e.what();
  }
  co->close();
  return words;
}
Co<void> refusals(Rig& r) {
  const auto g = loop::make<TaskGroup>(r.environment);
  EXPECT_EQ(refusal(r, *g), "TaskGroup <TaskGroup> has not been entered");
  g->enter();
  EXPECT_THROW(g->enter(), loop::RuntimeError);
  co_await TaskGroup::exit(g, {});
  EXPECT_EQ(refusal(r, *g), "TaskGroup <TaskGroup entered> is finished");
  const auto error = co_await outcome(r, [&r](TaskGroup& h) -> Co<void> {
    h.create_task(fails(r, "x"));
    try {
      co_await r.sleep(1);
    } catch (const CancelledError&) {
      EXPECT_EQ(refusal(r, h), "TaskGroup <TaskGroup errors=1 cancelling> is shutting down");
    }
  });
  EXPECT_EQ(error, "ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('x')])");
}
TEST(TaskGroup, RefusesTasksBeforeAfterAndWhileItAborts) {
  run(refusals);
}

Co<void> waits_in_a_group(Rig& r) {
  co_await group_for_ever(r);
}
Co<void> dropped(Rig& r) {
  r.task(waits_in_a_group(r));
  co_await r.sleep(0.1);
}
TEST(TaskGroup, OfATaskThatIsDroppedLeavesNothingBehind) {
  run(dropped);
}

Ref<loop::Error> sample(loop::ErrorFactory& errors) {
  const auto value = errors.make(ErrorKind::value, "v"), type = errors.make(ErrorKind::type, "t");
  const auto inner = errors.make_group("inner", {value, errors.make(ErrorKind::timeout, Value())});
  return errors.make_group("outer", {inner, type});
}

TEST(ExceptionGroup, IsSplitByKindAndKeepsItsShape) {
  auto& errors = loop::native_errors();
  const auto [matched, rest] = loop::split(errors, sample(errors), ErrorKind::value);
  EXPECT_EQ(matched->repr(), "ExceptionGroup('outer', [ExceptionGroup('inner', [ValueError('v')])])");
  EXPECT_EQ(rest->repr(), "ExceptionGroup('outer', [ExceptionGroup('inner', [TimeoutError()]), TypeError('t')])");
  EXPECT_FALSE(loop::split(errors, sample(errors), ErrorKind::os).matched);
  const auto single = errors.make(ErrorKind::value, "v");
  EXPECT_EQ(loop::split(errors, single, ErrorKind::value).matched, single);
}

TEST(ExceptionGroup, IsABaseExceptionGroupWithOneThatIsNoException) {
  auto& errors = loop::native_errors();
  const auto group = errors.make_group("g", {errors.make(ErrorKind::cancelled, Value())});
  EXPECT_EQ(group->type_name(), "BaseExceptionGroup");
  EXPECT_FALSE(group->is_exception());
  EXPECT_EQ(group->text(), "g (1 sub-exception)");
  EXPECT_EQ(sample(errors)->text(), "outer (2 sub-exceptions)");
  EXPECT_THROW(group->raise(), ExceptionGroup);
}

}  // namespace
}  // namespace orrery::test
