// Programs with threads under the session: they can be stopped, interrupted, watched, wherever their threads are.
#include <gtest/gtest.h>

#include <csignal>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "engine/session/run.hpp"
#include "tests/session/scenario_runs.hpp"

namespace orrery::test {
namespace {

using How = session::Ending::How;

template <class Condition>
bool eventually(Condition condition) {
  for (int i = 0; i < 4000; ++i) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return false;
}

session::RunOptions real_clock() {
  session::RunOptions options;
  options.clock = scenario::ClockSort::real_clock;
  return options;
}

// A run on a thread of its own that has printed "ready" by the time it is looked at.
class Going {
 public:
  explicit Going(const std::string& source, session::RunOptions options = {})
      : loaded_(scenario::load_text("test.py", source)),
        run(loaded_.document, script::parse(loaded_.document.file, loaded_.document.program), options) {
    EXPECT_TRUE(loaded_.ok());
    run.start();
    EXPECT_TRUE(eventually([this] { return run.ended() || printed_ready(); }));
  }
  bool ends() {
    return eventually([this] { return run.ended(); });
  }

 private:
  bool printed_ready() {
    const trace::Trace& trace = run.trace();
    for (event::Seq seq = seen_; seq < trace.size(); ++seq, ++seen_)
      if (trace.at(seq).kind == event::Kind::output) return true;
    return false;
  }
  scenario::LoadResult loaded_;
  event::Seq seen_ = 0;

 public:
  session::Run run;
};

constexpr const char* endless_worker =
    "import threading\n"
    "def work():\n"
    "    print('ready')\n"
    "    while True:\n"
    "        pass\n"
    "t = threading.Thread(target=work)\n"
    "t.start()\n"
    "t.join()\n";

TEST(ThreadsOfARun, AnEndlessOneIsStopped) {
  for (const session::RunOptions& options : {session::RunOptions(), real_clock()}) {
    Going going(endless_worker, options);
    going.run.stop();
    EXPECT_TRUE(going.ends());
    EXPECT_EQ(going.run.ending().how, How::stopped);
  }
}

constexpr const char* everybody_waits =
    "import asyncio, threading\n"
    "async def main():\n"
    "    waits = asyncio.to_thread(threading.Event().wait)\n"
    "    print('ready')\n"
    "    await waits\n"
    "asyncio.run(main())\n";

TEST(ThreadsOfARun, OneThatWaitsForEverIsStopped) {
  Going going(everybody_waits, real_clock());
  going.run.stop();
  EXPECT_TRUE(going.ends());
  EXPECT_EQ(going.run.ending().how, How::stopped);
}

TEST(ThreadsOfARun, AreDeadlockedWhenAllWait) {
  const auto ran = run_source(everybody_waits);
  EXPECT_EQ(ran->ending.how, How::deadlock);
  const auto locked = run_source("import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n");
  EXPECT_EQ(locked->ending.how, How::deadlock);
  EXPECT_EQ(locked->ending.exit_code, 3);
}

TEST(ThreadsOfARun, DaemonsEndWithTheProgram) {
  const auto ran = run_source(
      "import threading\n"
      "threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
      "print('end')\n");
  EXPECT_EQ(ran->ending.how, How::finished);
  EXPECT_EQ(ran->printed.out, "end\n");
}

TEST(ThreadsOfARun, GoTheSameWayEachTime) {
  const std::string source =
      "import asyncio\n"
      "def work(n):\n"
      "    print('work', n)\n"
      "    return n\n"
      "async def main():\n"
      "    loop = asyncio.get_running_loop()\n"
      "    jobs = [loop.run_in_executor(None, work, n) for n in range(5)]\n"
      "    print('submitted')\n"
      "    await asyncio.gather(*jobs)\n"
      "    again = loop.run_in_executor(None, work, 9)\n"
      "    print('given to an idle thread')\n"
      "    await again\n"
      "asyncio.run(main())\n";
  const auto first = run_source(source);
  EXPECT_EQ(first->printed.out, "work 0\nwork 1\nwork 2\nwork 3\nwork 4\nsubmitted\ngiven to an idle thread\nwork 9\n");
  for (int i = 0; i < 5; ++i) {
    const auto again = run_source(source);
    EXPECT_EQ(again->printed.out, first->printed.out);
    EXPECT_EQ(again->run->trace().size(), first->run->trace().size());
  }
}

TEST(ThreadsOfARun, SleepBesideEachOtherInRealTime) {
  const auto ran = run_source(
      "import threading, time\n"
      "log = []\n"
      "def nap(n):\n"
      "    time.sleep(0.02 * n)\n"
      "    log.append(n)\n"
      "threads = [threading.Thread(target=nap, args=(n,)) for n in (5, 1)]\n"
      "for t in threads: t.start()\n"
      "for t in threads: t.join()\n"
      "print(log)\n",
      real_clock());
  EXPECT_EQ(ran->printed.out, "[1, 5]\n");
}

// ---------------------------------------------------------------- signals

constexpr const char* sleeps =
    "import asyncio\n"
    "async def main():\n"
    "    print('ready')\n"
    "    try:\n"
    "        await asyncio.sleep(1000)\n"
    "    finally:\n"
    "        print('cleaned up')\n"
    "asyncio.run(main())\n";

TEST(AnInterrupt, CancelsTheMainTask) {
  Going going(sleeps, real_clock());
  going.run.interrupt(SIGINT);
  EXPECT_TRUE(going.ends());
  EXPECT_EQ(going.run.ending().exit_code, 130);
  EXPECT_EQ(going.run.ending().text, "KeyboardInterrupt");
}

TEST(AnInterrupt, EndsABusyProgramAndOneThatSleeps) {
  for (const char* body : {"while True: pass\n", "import time\ntime.sleep(1000)\n"}) {
    Going going(std::string("print('ready')\n") + body, real_clock());
    going.run.interrupt(SIGINT);
    EXPECT_TRUE(going.ends());
    EXPECT_EQ(going.run.ending().exit_code, 130);
  }
}

TEST(AnInterrupt, CanBeCaught) {
  Going going(
      "print('ready')\n"
      "try:\n"
      "    while True: pass\n"
      "except KeyboardInterrupt:\n"
      "    raise SystemExit(5)\n");
  going.run.interrupt(SIGINT);
  EXPECT_TRUE(going.ends());
  EXPECT_EQ(going.run.ending().exit_code, 5);
}

TEST(AnInterrupt, OfTheProcessIsTheProgramsWhenItTakesThem) {
  session::RunOptions options = real_clock();
  options.take_interrupts = true;
  Going going(sleeps, options);
  ::kill(::getpid(), SIGINT);
  EXPECT_TRUE(going.ends());
  EXPECT_EQ(going.run.ending().exit_code, 130);
}

}  // namespace
}  // namespace orrery::test
