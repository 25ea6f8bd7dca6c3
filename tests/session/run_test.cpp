#include "engine/session/run.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "engine/session/session.hpp"
#include "tests/session/scenario_runs.hpp"

namespace orrery::test {
namespace {

using How = session::Ending::How;

template <class Condition>
bool eventually(Condition condition) {
  for (int i = 0; i < 2000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return false;
}

scenario::Document document(const std::string& source) { return scenario::load_text("test.py", source).document; }

session::RunOptions real_clock() {
  session::RunOptions options;
  options.clock = scenario::ClockSort::real_clock;
  return options;
}

TEST(Run, PassesTheExitCodeOn) { EXPECT_EQ(run_source("raise SystemExit(7)\n")->ending.exit_code, 7); }

TEST(Run, TellsOfAnUncaughtException) {
  const auto ran = run_source("print('before')\nraise ValueError('no')\n");
  EXPECT_EQ(ran->ending.how, How::failed);
  EXPECT_EQ(ran->ending.exit_code, 1);
  EXPECT_EQ(ran->ending.text, "ValueError: no");
  EXPECT_EQ(ran->printed.out, "before\n");
}

TEST(Run, FindsADeadlockAndSaysWhoWaits) {
  const auto ran = run_source(
      "import asyncio\n"
      "async def main():\n"
      "    await asyncio.get_running_loop().create_future()\n"
      "asyncio.run(main())\n");
  EXPECT_EQ(ran->ending.how, How::deadlock);
  EXPECT_EQ(ran->ending.exit_code, 3);
  EXPECT_NE(ran->ending.text.find("Task-1"), std::string::npos) << ran->ending.text;
}

TEST(Run, WithoutARecordLeavesNoTrace) {
  session::RunOptions options;
  options.record = false;
  const auto ran = run_source("print(1)\n", options);
  EXPECT_EQ(ran->printed.out, "1\n");
  EXPECT_EQ(ran->run->trace().size(), 0u);
}

TEST(Run, StopsAnEndlessLoop) {
  const auto loaded = document("while True:\n    pass\n");
  session::Run run(loaded, script::parse(loaded.file, loaded.program), {});
  run.start();
  run.stop();
  EXPECT_TRUE(eventually([&] { return run.ended(); }));
  EXPECT_EQ(run.ending().how, How::stopped);
}

TEST(Run, StopsALoopThatSleepsInSelect) {
  const auto loaded = document("import asyncio\nasyncio.run(asyncio.sleep(1000))\n");
  session::Run run(loaded, script::parse(loaded.file, loaded.program), real_clock());
  run.start();
  EXPECT_TRUE(eventually([&] { return run.trace().size() > 20; }));
  run.stop();
  EXPECT_TRUE(eventually([&] { return run.ended(); }));
}

TEST(Run, StopsABlockingSleep) {
  const auto loaded = document("import time\ntime.sleep(1000)\n");
  session::Run run(loaded, script::parse(loaded.file, loaded.program), real_clock());
  run.start();
  EXPECT_TRUE(eventually([&] { return run.trace().size() > 1; }));
  run.stop();
  EXPECT_TRUE(eventually([&] { return run.ended(); }));
}

constexpr const char* ticking =
    "import asyncio\n"
    "async def main():\n"
    "    while True:\n"
    "        await asyncio.sleep(0.001)\n"
    "asyncio.run(main())\n";

TEST(Session, PausesALiveRunAndLetsItGoOnByHandles) {
  session::Session session(document(ticking), real_clock());
  ASSERT_TRUE(eventually([&] { return session.extend() && session.trace().size() > 50; }));
  session.pause();
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  session.extend();
  const event::Seq paused = session.trace().size();
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(session.trace().size(), paused);
  session.step_handle();
  EXPECT_TRUE(eventually([&] { return session.trace().size() > paused; }));
  session.resume();
  EXPECT_TRUE(eventually([&] { return session.trace().size() > paused + 100; }));
}

TEST(Session, HoldsAnEndlessProgramBackAtItsLimit) {
  session::Session session(document(ticking));
  EXPECT_TRUE(eventually([&] { return session.trace().size() >= session::Session::run_ahead; }));
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  const event::Seq held = session.trace().size();
  EXPECT_LT(held, session::Session::run_ahead + 1000);
  session.looked_at(5000);
  EXPECT_TRUE(eventually([&] { return session.trace().size() > held + 1000; }));
}

}  // namespace
}  // namespace orrery::test
