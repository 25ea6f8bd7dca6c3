// The pool of threads by itself.
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <set>

#include "engine/io/self_pipe.hpp"
#include "engine/io/thread_pool.hpp"

namespace orrery::test {
namespace {

using io::ThreadPool;

// Work that notes on which thread it ran, and may wait for a permit.
class Noted final : public loop::Work {
 public:
  void run(const std::string& thread) noexcept override {
    std::unique_lock lock(mutex);
    threads.insert(thread);
    ++running;
    changed.notify_all();
    changed.wait(lock, [this] { return open; });
    --running;
    ++done;
    changed.notify_all();
  }
  void wait_until_running(int count) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return running == count; });
  }
  void wait_until_done(int count) {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return done == count; });
  }
  void let_go() {
    const std::lock_guard lock(mutex);
    open = true;
    changed.notify_all();
  }
  std::mutex mutex;
  std::condition_variable changed;
  std::set<std::string> threads;
  int running = 0, done = 0;
  bool open = false;
};

TEST(ThreadPool, MakesThreadsWhileNoneIsIdle) {
  const auto work = std::make_shared<Noted>();
  ThreadPool pool("worker", 3);
  for (int i = 0; i < 5; ++i) pool.submit(work);
  work->wait_until_running(3);
  EXPECT_EQ(pool.size(), 3u);
  work->let_go();
  work->wait_until_done(5);
  EXPECT_EQ(work->threads, (std::set<std::string>{"worker_0", "worker_1", "worker_2"}));
}

TEST(ThreadPool, UsesIdleThreadsAgain) {
  const auto work = std::make_shared<Noted>();
  work->let_go();
  ThreadPool pool("worker", 1);
  for (int i = 1; i <= 20; ++i) {
    pool.submit(work);
    work->wait_until_done(i);
  }
  EXPECT_EQ(work->threads, (std::set<std::string>{"worker_0"}));
}

TEST(ThreadPool, WithdrawsOnlyWhatNobodyHasBegun) {
  const auto begun = std::make_shared<Noted>(), waiting = std::make_shared<Noted>();
  ThreadPool pool("worker", 1);
  pool.submit(begun);
  begun->wait_until_running(1);
  pool.submit(waiting);
  EXPECT_FALSE(pool.withdraw(*begun));
  EXPECT_TRUE(pool.withdraw(*waiting));
  EXPECT_FALSE(pool.withdraw(*waiting));
  begun->let_go();
}

TEST(ThreadPool, DoesWhatIsInLineBeforeItEnds) {
  const auto work = std::make_shared<Noted>();
  std::atomic<bool> told{false};
  {
    ThreadPool pool("worker", 1);
    for (int i = 0; i < 4; ++i) pool.submit(work);
    pool.shut_down([&] { told = true; });
    EXPECT_THROW(pool.submit(work), loop::RuntimeError);
    EXPECT_FALSE(told);
    work->let_go();
  }
  EXPECT_EQ(work->done, 4);
  EXPECT_TRUE(told);
}

TEST(ThreadPool, APoolWithoutThreadsIsShutDownAtOnce) {
  ThreadPool pool("worker", 2);
  bool told = false;
  pool.shut_down([&] { told = true; });
  EXPECT_TRUE(told);
}

TEST(ThreadPool, RefusesToHaveNoThreads) {
  EXPECT_THROW(ThreadPool("worker", 0), loop::ValueError);
  EXPECT_GE(io::default_workers(), 5u);
  EXPECT_LE(io::default_workers(), 32u);
}

TEST(SelfPipe, HoldsWhatItCanAndLosesNoWakeUp) {
  io::SocketSelfPipe pipe;
  EXPECT_EQ(pipe.receive(), 0u);
  std::size_t sent = 0, received = 0;
  while (pipe.ring()) ++sent;  // until it is full
  EXPECT_GT(sent, 100u);
  while (const std::size_t count = pipe.receive()) received += count;
  EXPECT_EQ(received, sent);
  EXPECT_TRUE(pipe.ring());
}

}  // namespace
}  // namespace orrery::test
