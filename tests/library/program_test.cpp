// What a C++ program gets from the library: run, typed results, errors with their types, cancellation.
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <orrery/orrery.hpp>
#include <stdexcept>

namespace orrery::test {
namespace {

Options in_virtual_time() {
  Options options;
  options.clock = io::ClockKind::virtual_time;
  options.take_interrupts = false;
  return options;
}

Co<int> twice(EventLoop& loop, int n) {
  co_await sleep(loop, n);
  co_return 2 * n;
}

Co<int> uses_typed_results(EventLoop& loop) {
  const auto task = create_task(loop, twice(loop, 3), "three");
  const auto [one, nothing, text] = co_await gather(
      loop, twice(loop, 1), [](EventLoop& l) -> Co<void> { co_await sleep(l, 1); }(loop),
      []() -> Co<std::string> { co_return "text"; }());
  EXPECT_EQ(one, 2);
  EXPECT_EQ(text, "text");
  co_return co_await as<int>(task);
}

TEST(Program, RunsMainToItsEndAndReturnsItsResult) {
  Program program(in_virtual_time());
  EXPECT_EQ(program.run(uses_typed_results(program.loop())), 6);
  EXPECT_TRUE(program.loop().closed());
}

TEST(Run, GivesTheExitCodeOfMain) {
  EXPECT_EQ(run([](EventLoop& loop) { return twice(loop, 2); }, in_virtual_time()), 4);
  EXPECT_EQ(run([](EventLoop& loop) -> Co<void> { co_await sleep(loop, 1); }, in_virtual_time()), 0);
  EXPECT_EQ(run([](Program& program) -> Co<int> { co_return program.random()() == std::mt19937_64(0)() ? 5 : 6; },
                in_virtual_time()),
            5);
}

struct Special : std::runtime_error {
  using runtime_error::runtime_error;
  int number = 17;
};
Co<void> throws_special(EventLoop& loop) {
  co_await sleep(loop, 1);
  throw Special("special");
}
Co<void> passes_on(EventLoop& loop) {
  co_await throws_special(loop);
}
Co<void> awaits_task(EventLoop& loop) {
  co_await create_task(loop, passes_on(loop));
}

TEST(Errors, KeepTheirTypeThroughAwaitsAndTasks) {
  Program program(in_virtual_time());
  try {
    program.run(awaits_task(program.loop()));
    ADD_FAILURE() << "nothing was raised";
  } catch (const Special& error) {
    EXPECT_EQ(error.number, 17);
  }
}

TEST(Run, SaysWhatNobodyCaughtAndReturnsOne) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(run([](EventLoop& loop) { return passes_on(loop); }, in_virtual_time()), 1);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("special"), std::string::npos);
}

Co<void> waits_for_nothing(EventLoop& loop) {
  const auto event = make<loop::Event>(loop.environment());
  co_await event->wait();
}

TEST(Run, ReportsADeadlockWithThree) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(run([](EventLoop& loop) { return waits_for_nothing(loop); }, in_virtual_time()), 3);
  EXPECT_NE(testing::internal::GetCapturedStderr(), "");
}

TEST(Program, RaisesADeadlockToItsCaller) {
  Program program(in_virtual_time());
  EXPECT_THROW(program.run(waits_for_nothing(program.loop())), Deadlock);
}

Co<void> sleeps_until_cancelled(EventLoop& loop, std::vector<std::string>& log) {
  try {
    co_await sleep(loop, 100);
  } catch (const CancelledError&) {
    log.emplace_back("cancelled");
    throw;
  }
}
Co<int> cancels_a_child(EventLoop& loop, std::vector<std::string>& log) {
  const auto task = create_task(loop, sleeps_until_cancelled(loop, log));
  co_await sleep(loop, 1);
  task->cancel();
  try {
    co_await task;
  } catch (const CancelledError&) {
    log.emplace_back("seen");
  }
  co_return task->cancelled() ? 1 : 0;
}

TEST(Cancellation, ArrivesInsideOfNativeCode) {
  std::vector<std::string> log;
  Program program(in_virtual_time());
  EXPECT_EQ(program.run(cancels_a_child(program.loop(), log)), 1);
  EXPECT_EQ(log, (std::vector<std::string>{"cancelled", "seen"}));
}

Co<void> leaves_tasks_behind(EventLoop& loop, std::vector<std::string>& log) {
  create_task(loop, sleeps_until_cancelled(loop, log));
  co_await sleep(loop, 1);
}

TEST(Program, CancelsWhatIsLeftWhenMainHasEnded) {
  std::vector<std::string> log;
  Program program(in_virtual_time());
  program.run(leaves_tasks_behind(program.loop(), log));
  EXPECT_EQ(log, std::vector<std::string>{"cancelled"});
}

Co<int> deep(int n) {
  if (n == 0) {
    co_await bare_yield();
    co_return 0;
  }
  co_return 1 + co_await deep(n - 1);
}

TEST(Chains, OfAHundredThousandFramesNeedNoStack) {
  Program program(in_virtual_time());
  EXPECT_EQ(program.run(deep(100'000)), 100'000);
}

Co<void> deep_and_cancelled(EventLoop& loop, int n) {
  if (n == 0) co_await loop.create_future();
  if (n > 0) co_await deep_and_cancelled(loop, n - 1);
}
Co<void> cancels_deep(EventLoop& loop) {
  const auto task = create_task(loop, deep_and_cancelled(loop, 100'000));
  co_await sleep(loop, 1);
  task->cancel();
  co_await wait(loop, futures(task));
  EXPECT_TRUE(task->cancelled());
}

TEST(Chains, OfAHundredThousandFramesAreCancelledAndDropped) {
  Program program(in_virtual_time());
  program.run(cancels_deep(program.loop()));
}

Co<int> is_interrupted(EventLoop& loop, std::vector<std::string>& log) {
  call_soon(loop, "interrupt", [] { ::kill(::getpid(), SIGINT); });
  co_await sleeps_until_cancelled(loop, log);
  co_return 0;
}

TEST(Interrupts, CancelMainWhichEndsWithAHundredAndThirty) {
  std::vector<std::string> log;
  testing::internal::CaptureStderr();
  EXPECT_EQ(run([&log](EventLoop& loop) { return is_interrupted(loop, log); }), 130);
  EXPECT_NE(testing::internal::GetCapturedStderr().find("KeyboardInterrupt"), std::string::npos);
  EXPECT_EQ(log, std::vector<std::string>{"cancelled"});
}

TEST(Program, OfALoopWithoutOneIsAnError) {
  loop::Environment environment;
  io::Machine machine(environment);
  const auto loop = machine.new_loop();
  EXPECT_THROW(program_of(*loop), RuntimeError);
  loop->close();
}

// ---------------------------------------------------------------- what compiles

static_assert(loop::HasAwaiter<decltype(as<int>(Ref<Future>()))>);
static_assert(!loop::HasAwaiter<Ref<Task>>);
static_assert(!std::is_copy_constructible_v<Co<int>>, "a coroutine has one owner");
static_assert(std::is_copy_constructible_v<AsyncGenerator<int>>, "an async generator is shared");

}  // namespace
}  // namespace orrery::test
