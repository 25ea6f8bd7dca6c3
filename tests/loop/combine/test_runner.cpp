#include <gtest/gtest.h>

#include "engine/loop/runner.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using loop::CancelledError;
using loop::Runner;

struct RunnerRig : Rig {
  Runner runner{environment, [this] { return machine.new_loop(); }};
};

Co<int> number(int n) {
  co_await loop::bare_yield();
  co_return n;
}
Co<void> fails() {
  throw loop::ValueError("v");
  co_return;
}
Co<void> background(RunnerRig& r) {
  try {
    co_await r.sleep(1000);
  } catch (const CancelledError&) {
    r.lines.push_back("cancelled");
    throw;
  }
}
Co<void> leaves_a_task(RunnerRig& r) {
  r.runner.loop().create_task(r.coroutine(background(r)));
  co_await loop::bare_yield();
}
Co<void> runs_another(RunnerRig& r) {
  const auto co = r.coroutine(number(1));
  EXPECT_THROW(r.runner.run(co), loop::RuntimeError);
  co->close();
  co_return;
}

TEST(Runner, RunsSeveralTimesOnOneLoop) {
  RunnerRig r;
  const loop::EventLoop* loop = &r.runner.loop();
  EXPECT_EQ(r.runner.run(r.coroutine(number(1))).as_integer(), 1);
  EXPECT_THROW(r.runner.run(r.coroutine(fails())), loop::ValueError);
  EXPECT_EQ(r.runner.run(r.coroutine(number(2))).as_integer(), 2);
  EXPECT_EQ(&r.runner.loop(), loop);
  r.runner.close();
}

TEST(Runner, CancelsWhatIsLeftWhenItCloses) {
  RunnerRig r;
  const Ref<loop::EventLoop> loop(&r.runner.loop());
  r.runner.run(r.coroutine(leaves_a_task(r)));
  EXPECT_TRUE(r.lines.empty());
  r.runner.close();
  EXPECT_EQ(r.lines, Lines{"cancelled"});
  EXPECT_TRUE(loop->closed());
  r.runner.close();
}

TEST(Runner, ThatIsClosedRunsNothingMore) {
  RunnerRig r;
  r.runner.run(r.coroutine(number(1)));
  r.runner.close();
  EXPECT_THROW(r.runner.loop(), loop::RuntimeError);
  const auto co = r.coroutine(number(1));
  EXPECT_THROW(r.runner.run(co), loop::RuntimeError);
  co->close();
}

TEST(Runner, DoesNotRunInsideOfALoop) {
  RunnerRig r;
  r.runner.run(r.coroutine(runs_another(r)));
  r.runner.close();
}

TEST(Runner, ThatNeverRanHasNothingToClose) {
  RunnerRig r;
  r.runner.close();
}

}  // namespace
}  // namespace orrery::test
