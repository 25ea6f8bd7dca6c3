#include <gtest/gtest.h>

#include "engine/loop/combine/shield.hpp"
#include "engine/loop/combine/task_factory.hpp"
#include "engine/loop/combine/task_group.hpp"
#include "engine/loop/combine/wait.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using loop::Rules;
using loop::Task;
using loop::TaskGroup;

template <class Program>
Lines run(Program program, Rules rules = Rules::py312) {
  Rig r(rules);
  r.loop->set_task_factory(loop::eager_task_factory());
  r.run(program(r));
  return r.lines;
}

Co<void> steps(Rig& r, std::string name, int n) {
  r.log(name + " begins");
  for (int i = 0; i < n; ++i) co_await loop::bare_yield();
  r.log(name + " ends");
}
Co<void> fails() {
  throw loop::ValueError("at once");
  co_return;
}
Co<void> leaves() {
  throw loop::SystemExit("now");
  co_return;
}

Co<void> at_once(Rig& r) {
  Task* me = r.loop->current_task();
  const auto done = r.task(steps(r, "a", 0));
  EXPECT_TRUE(done->done());
  EXPECT_FALSE(done->coroutine());
  EXPECT_EQ(r.loop->current_task(), me);
  const auto waits = r.task(steps(r, "b", 1));
  EXPECT_FALSE(waits->done());
  EXPECT_TRUE(waits->coroutine());
  co_await waits;
  const auto failed = r.task(fails());
  EXPECT_EQ(failed->exception()->text(), "at once");
}
TEST(EagerTask, RunsUpToItsFirstSuspensionInsideCreateTask) {
  EXPECT_EQ(run(at_once), (Lines{"[1] a begins", "[1] a ends", "[1] b begins", "[2] b ends"}));
}

Co<void> out_of_create_task(Rig& r) {
  Task* me = r.loop->current_task();
  const auto co = r.coroutine(leaves());
  EXPECT_THROW(r.loop->create_task(co), loop::SystemExit);
  EXPECT_EQ(r.loop->current_task(), me);
  co_return;
}
TEST(EagerTask, RaisesWhatLeavesTheLoopOutOfCreateTask) {
  run(out_of_create_task);
}

Co<void> together(Rig& r) {
  const Value children[] = {r.coroutine(steps(r, "a", 0)), r.coroutine(steps(r, "b", 0))};
  EXPECT_TRUE(loop::gather(*r.loop, children)->done());
  EXPECT_TRUE(loop::shield(*r.loop, r.coroutine(steps(r, "c", 0)))->done());
  co_await loop::with_task_group(*r.loop, [&r](TaskGroup& g) -> Co<void> {
    g.create_task(steps(r, "d", 0));
    EXPECT_TRUE(g.tasks().empty());
    g.create_task(steps(r, "e", 1));
    EXPECT_EQ(g.tasks().size(), 1u);
    co_return;
  });
  co_await loop::wait(*r.loop, loop::futures(r.task(steps(r, "f", 0)), r.task(steps(r, "g", 0))));
  r.log("waited");
}
TEST(EagerTask, ThatIsDoneCostsGatherShieldAndGroupNoTurn) {
  EXPECT_EQ(run(together), (Lines{"[1] a begins", "[1] a ends", "[1] b begins", "[1] b ends", "[1] c begins",
                                  "[1] c ends", "[1] d begins", "[1] d ends", "[1] e begins", "[2] e ends",
                                  "[4] f begins", "[4] f ends", "[4] g begins", "[4] g ends", "[6] waited"}));
}

Co<void> failing_in_a_group(Rig& r) {
  std::string error;
  try {
    co_await loop::with_task_group(*r.loop, [&r](TaskGroup& g) -> Co<void> {
      g.create_task(fails());
      r.log("still here, cancelling " + std::to_string(r.loop->current_task()->cancelling()));
      co_await loop::bare_yield();
      r.log("not here");
    });
  } catch (const loop::ExceptionGroup& e) {
    error = e.error()->repr();
  }
  EXPECT_EQ(error, "ExceptionGroup('unhandled errors in a TaskGroup', [ValueError('at once')])");
}
TEST(EagerTask, ThatFailsInAGroupAbortsItAtOnce) {
  EXPECT_EQ(run(failing_in_a_group), Lines{"[1] still here, cancelling 1"});
}

TEST(EagerTask, IsScheduledIfTheLoopDoesNotRun) {
  Rig r(Rules::py312);
  const auto t = Task::eager(*r.loop, r.coroutine(steps(r, "a", 0)));
  EXPECT_FALSE(t->done());
  r.loop->run_until_complete(Ref<loop::Future>(t));
  EXPECT_EQ(r.lines, (Lines{"[1] a begins", "[1] a ends"}));
}

TEST(TaskFactory, NamesItsTasksAfterwardsAndNoneIn3130) {
  for (const auto& [rules, name] : {std::pair{Rules::py312, "Task-1"}, {Rules::py313, "None"}}) {
    Rig r(rules);
    r.loop->set_task_factory([](loop::EventLoop& loop, Ref<loop::Coroutine> co, Ref<loop::Context> context) {
      return loop::make<Task>(loop, std::move(co), "", std::move(context));
    });
    EXPECT_EQ(r.task(steps(r, "a", 0))->name(), name);
    EXPECT_EQ(r.task(steps(r, "b", 0), "given")->name(), "given");
    r.loop->stop();
    r.loop->run_forever();
  }
}

}  // namespace
}  // namespace orrery::test
