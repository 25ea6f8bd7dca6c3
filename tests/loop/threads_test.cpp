// Callbacks and results from other threads. (asyncio-semantics.md, 1.2, 1.12 and the sequences exec and tsafe of 1.15.)
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <map>
#include <stdexcept>
#include <thread>
#include <vector>

#include "engine/io/thread_pool.hpp"
#include "engine/loop/executor.hpp"
#include "tests/support/rig.hpp"
#include "tests/support/sequence.hpp"

namespace orrery::test {
namespace {

using event::HandleRole;
using event::Kind;
using io::ClockKind;
using loop::Rules;

void nap() {
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
}

// As long as one lives the loop does not take waiting for threads as hopeless.
class Expected {
 public:
  explicit Expected(Rig& rig) : rig_(rig) { rig_.loop->selector().expect_outside(1); }
  ~Expected() { rig_.loop->selector().expect_outside(-1); }
  Expected(const Expected&) = delete;
  Expected& operator=(const Expected&) = delete;

 private:
  Rig& rig_;
};

// ---------------------------------------------------------------- call_soon_threadsafe

Co<void> tsafe_program(Rig& r) {
  r.loop->call_soon_threadsafe(loop::callback("<lambda>", [] {}));
  co_await r.sleep(0);
}

TEST(Threadsafe, FromTheLoopsOwnThreadIsFollowedByOneReadFromSelf) {
  Rig r;
  r.loop->door().open();  // as CPython's loops have it from the beginning
  r.run(tsafe_program(r));
  EXPECT_EQ(sequence(r.recorder),
            "it1: T1 step{soon <lambda>, send ok, soon T1.step, yield}\n"
            "it2: io-ready _read_from_self; <lambda>{}; T1 step{done}; _read_from_self{recv ok, recv EAGAIN}\n");
}

TEST(Threadsafe, TheHandleOfTheOwnThreadCanBeCancelled) {
  Rig r;
  bool ran = false;
  r.loop->call_soon_threadsafe(loop::callback("f", [&] { ran = true; }))->cancel();
  r.run(r.sleep(0));
  EXPECT_FALSE(ran);
}

TEST(Threadsafe, AClosedLoopTakesNothing) {
  Rig r;
  r.loop->close();
  EXPECT_THROW(r.loop->call_soon_threadsafe(loop::callback("f", [] {})), loop::RuntimeError);
  std::thread([&] {
    EXPECT_THROW(r.loop->call_soon_threadsafe(loop::callback("f", [] {})), loop::RuntimeError);
  }).join();
}

struct Arrival {
  int thread, number;
};

// Posts `count` callbacks that say who they are.
void post_all(loop::EventLoop& loop, std::vector<Arrival>& arrivals, int thread, int count) {
  for (int i = 0; i < count; ++i)
    loop.call_soon_threadsafe(loop::callback("arrive", [&arrivals, thread, i] { arrivals.push_back({thread, i}); }));
}

std::vector<Arrival> flood(Rig& r, int threads, int count) {
  std::vector<Arrival> arrivals;
  std::vector<std::thread> running;
  const Expected expected(r);
  for (int t = 0; t < threads; ++t)
    running.emplace_back([&r, &arrivals, t, count] { post_all(*r.loop, arrivals, t, count); });
  while (arrivals.size() < static_cast<std::size_t>(threads * count)) r.loop->run_once();
  for (std::thread& thread : running) thread.join();
  return arrivals;
}

void expect_in_order(const std::vector<Arrival>& arrivals, int threads, int count) {
  std::map<int, int> next;
  for (const Arrival& a : arrivals) EXPECT_EQ(a.number, next[a.thread]++);
  for (int t = 0; t < threads; ++t) EXPECT_EQ(next[t], count);
}

TEST(Threadsafe, EverythingFromFourThreadsArrivesInTheOrderOfEach) {
  for (const ClockKind clock : {ClockKind::virtual_time, ClockKind::real_time}) {
    Rig r(Rules::py313, clock);
    expect_in_order(flood(r, 4, 10'000), 4, 10'000);
  }
}

TEST(Threadsafe, FloodsGoThroughEverySelector) {
  for (const io::SelectorKind kind : {io::SelectorKind::select, io::SelectorKind::poll, io::SelectorKind::epoll}) {
    Rig r(Rules::py313, ClockKind::real_time, kind);
    expect_in_order(flood(r, 2, 2'000), 2, 2'000);
  }
}

// The loop sleeps without end each time; a lost wake-up would keep it there.
TEST(Threadsafe, ALoopAsleepInSelectWakesEachTime) {
  for (const ClockKind clock : {ClockKind::virtual_time, ClockKind::real_time}) {
    Rig r(Rules::py312, clock);
    const Expected expected(r);
    std::atomic<int> served{0};
    std::thread other([&] {
      for (int i = 0; i < 300; ++i) {
        while (served.load() < i) std::this_thread::yield();
        r.loop->call_soon_threadsafe(loop::callback("serve", [&] { ++served; }));
      }
    });
    while (served < 300) r.loop->run_once();
    other.join();
    EXPECT_EQ(served, 300);
  }
}

TEST(Threadsafe, TheFirstByteCountsForTheSelectThatItEnded) {
  Rig r;
  const Expected expected(r);
  std::thread other([&] { r.loop->call_soon_threadsafe(loop::callback("f", [&] { r.loop->stop(); })); });
  r.loop->run_forever();
  other.join();
  const auto begun = r.recorder.all(Kind::handle_begin);
  ASSERT_EQ(begun.size(), 2u);
  EXPECT_EQ(r.recorder.text(r.recorder.at(begun[0])), "f");
  EXPECT_EQ(r.recorder.at(begun[0]).arg, static_cast<std::uint8_t>(HandleRole::threadsafe));
  EXPECT_EQ(r.recorder.text(r.recorder.at(begun[1])), "_read_from_self");
}

// ---------------------------------------------------------------- executors

Co<void> exec_program(Rig& r) {
  co_await loop::run_in_executor<void>(*r.loop, "nap", nap);
}

TEST(Executor, GoesThroughTheHandlesOfAsyncio) {
  Rig r;
  r.loop->door().open();
  r.run(exec_program(r));
  EXPECT_EQ(sequence(r.recorder),
            "it1: T1 step{submit, new F1, F1+cb _call_check_cancel, F1+cb T1.wakeup, block F1}\n"
            "it2: soon _set_state; io-ready _read_from_self; _set_state{F1:=ok, soon _call_check_cancel, soon "
            "T1.wakeup}; _read_from_self{recv ok, recv EAGAIN}\n"
            "it3: _call_check_cancel{}; T1 step{done}\n");
}

TEST(Executor, TheTraceSaysWhoWorkedAndWhen) {
  Rig r;
  r.run(exec_program(r));
  const auto submitted = r.recorder.all(Kind::job_submitted), begun = r.recorder.all(Kind::job_begun),
             ended = r.recorder.all(Kind::job_ended);
  ASSERT_EQ(submitted.size(), 1u);
  ASSERT_EQ(begun.size(), 1u);
  ASSERT_EQ(ended.size(), 1u);
  EXPECT_EQ(r.recorder.text(r.recorder.at(submitted[0])), "nap");
  EXPECT_EQ(r.recorder.text(r.recorder.at(begun[0])), "asyncio_0");
  EXPECT_EQ(r.recorder.at(ended[0]).value.text.extra, 1u);
}

Co<void> value_program(Rig& r, std::vector<std::int64_t>& values) {
  const Ref<loop::Future> a = loop::run_in_executor<std::int64_t>(*r.loop, "a", [] { return std::int64_t{40}; });
  const Ref<loop::Future> b = loop::run_in_executor<std::int64_t>(*r.loop, "b", [] { return std::int64_t{2}; });
  values.push_back((co_await a).as_integer() + (co_await b).as_integer());
  values.push_back((co_await loop::to_thread<std::int64_t>(*r.loop, "c", [] { return std::int64_t{7}; })).as_integer());
}

TEST(Executor, GivesWhatTheFunctionReturns) {
  Rig r;
  std::vector<std::int64_t> values;
  r.run(value_program(r, values));
  EXPECT_EQ(values, (std::vector<std::int64_t>{42, 7}));
}

Co<void> failing_program(Rig& r, std::string& caught) {
  try {
    co_await loop::run_in_executor<void>(*r.loop, "fail", [] { throw loop::ValueError("no"); });
  } catch (const loop::ValueError& error) {
    caught = error.what();
  }
}

TEST(Executor, CarriesExceptionsOver) {
  Rig r;
  std::string caught;
  r.run(failing_program(r, caught));
  EXPECT_NE(caught.find("no"), std::string::npos) << caught;
}

Co<void> timed_program(Rig& r, double& before, double& after) {
  const Ref<loop::Future> job = loop::run_in_executor<void>(*r.loop, "nap", nap);
  before = r.loop->time();
  co_await job;
  after = r.loop->time();
}

TEST(Executor, TheVirtualClockStandsStillWhileAJobWorks) {
  Rig r;
  r.loop->call_later(5, r.logger("timer"));
  double before = -1, after = -2;
  r.run(timed_program(r, before, after));
  EXPECT_EQ(before, after);
  EXPECT_TRUE(r.lines.empty());
}

Co<void> many_program(Rig& r, std::atomic<int>& done, int count) {
  std::vector<Ref<loop::Future>> jobs;
  for (int i = 0; i < count; ++i) jobs.push_back(loop::run_in_executor<void>(*r.loop, "count", [&done] { ++done; }));
  for (const Ref<loop::Future>& job : jobs) co_await job;
}

TEST(Executor, AThousandJobsAreDone) {
  Rig r(Rules::py313, ClockKind::real_time);
  std::atomic<int> done{0};
  r.run(many_program(r, done, 1000));
  EXPECT_EQ(done, 1000);
  EXPECT_LE(static_cast<const io::ThreadPool&>(*r.loop->door().default_executor()).size(), io::default_workers());
}

// ---------------------------------------------------------------- cancelling

// One thread; its job ends when it is told to.
struct OneWorker {
  std::atomic<bool> go{false};
  std::atomic<int> ran{0};
  std::shared_ptr<loop::Executor> pool = std::make_shared<io::ThreadPool>("one", 1);
  Ref<loop::Future> submit(Rig& r) {
    return loop::run_in_executor<void>(
        *r.loop, "wait",
        [this] {
          ++ran;
          while (!go) std::this_thread::yield();
        },
        pool);
  }
};

Co<void> cancelled_in_line(Rig& r, OneWorker& worker) {
  const Ref<loop::Future> first = worker.submit(r), second = worker.submit(r);
  second->cancel();
  co_await r.sleep(0);
  worker.go = true;
  co_await first;
  EXPECT_TRUE(second->cancelled());
}

TEST(Executor, ACancelledFutureTakesItsJobOutOfTheLine) {
  Rig r;
  OneWorker worker;
  r.run(cancelled_in_line(r, worker));
  EXPECT_EQ(worker.ran, 1);
}

Co<void> cancelled_at_work(Rig& r, OneWorker& worker) {
  const Ref<loop::Future> first = worker.submit(r);
  while (worker.ran == 0) std::this_thread::yield();
  first->cancel();
  co_await r.sleep(0);
  worker.go = true;
  co_await loop::run_in_executor<void>(
      *r.loop, "next", [] {}, worker.pool);
  EXPECT_TRUE(first->cancelled());
}

TEST(Executor, AJobThatHasBegunIsNotStopped) {
  Rig r;
  OneWorker worker;
  r.run(cancelled_at_work(r, worker));
  EXPECT_EQ(worker.ran, 1);
}

// ---------------------------------------------------------------- the end

TEST(Executor, AsyncioRunWaitsForTheThreads) {
  for (const Rules rules : {Rules::py311, Rules::py312, Rules::py313}) {
    Rig r(rules);
    std::atomic<int> done{0};
    struct Program {
      static Co<void> main(Rig& rig, std::atomic<int>& counter) {
        loop::run_in_executor<void>(*rig.loop, "late", [&counter] {
          nap();
          ++counter;
        });
        co_return;
      }
    };
    loop::run(*r.loop, r.coroutine(Program::main(r, done)));
    EXPECT_EQ(done, 1);
    EXPECT_TRUE(r.loop->closed());
    EXPECT_EQ(r.recorder.all(Kind::timer_scheduled).size(), rules == Rules::py313 ? 1u : 0u);
  }
}

Co<void> shut_down_early(Rig& r) {
  co_await loop::run_in_executor<void>(*r.loop, "one", [] {});
  co_await loop::shutdown_default_executor(*r.loop);
  loop::run_in_executor<void>(*r.loop, "two", [] {});
}

TEST(Executor, AfterItsShutdownThereIsNone) {
  Rig r;
  EXPECT_THROW(r.run(shut_down_early(r)), loop::RuntimeError);
}

TEST(Executor, AJobMayOutliveItsLoop) {
  OneWorker worker;
  {
    Rig r;
    worker.submit(r);
    r.loop->close();
  }
  worker.go = true;
  worker.pool = nullptr;  // waits for the thread
  EXPECT_EQ(worker.ran, 1);
}

TEST(Executor, ALoopWithAJobUnderWayIsNotDeadlocked) {
  Rig r;
  EXPECT_NO_THROW(r.run(exec_program(r)));
  EXPECT_THROW(r.run([](Rig& rig) -> Co<void> { co_await rig.loop->create_future(); }(r)), loop::Deadlock);
}

// ---------------------------------------------------------------- debug mode

Co<void> blocks(Rig& r, double seconds) {
  r.machine.block(seconds);
  co_return;
}

TEST(DebugMode, ReportsHandlesThatTakeLong) {
  Rig r;
  std::vector<double> told;
  r.environment.set_slow_handler([&](loop::EventLoop&, loop::Handle&, double seconds) { told.push_back(seconds); });
  r.run(blocks(r, 1));
  EXPECT_TRUE(told.empty());
  r.loop->set_debug(true);
  r.run(blocks(r, 0.05));
  r.run(blocks(r, 0.1));
  EXPECT_EQ(told.size(), 1u);
  r.loop->set_slow_callback_duration(0.5);
  r.run(blocks(r, 0.25));
  EXPECT_EQ(told.size(), 1u);
  ASSERT_EQ(r.recorder.all(Kind::slow_callback).size(), 1u);
  EXPECT_NEAR(r.recorder.at(r.recorder.all(Kind::slow_callback)[0]).value.number, 0.1, 1e-9);
}

}  // namespace
}  // namespace orrery::test
