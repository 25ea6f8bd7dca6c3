// Many at once: fifty thousand tasks, a thousand sockets, under every selector. Turns are counted: the cost of a crowd
// is never that somebody waits longer.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "engine/io/socket_operations.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using io::SelectorKind;
using io::Socket;
using loop::EventLoop;
using loop::Future;
using loop::Rules;
using loop::Task;

constexpr int tasks_at_once = 50'000;
constexpr int pairs_at_once = 1'000;

struct Crowd {
  explicit Crowd(SelectorKind selector = SelectorKind::select)
      : machine(environment, io::ClockKind::virtual_time, selector) {}
  loop::Environment environment{nullptr, Rules::py313};
  io::Machine machine;
  Ref<EventLoop> loop = machine.new_loop();
  std::vector<int> order;

  Ref<Task> start(Co<void> co) { return loop->create_task(loop::as_coroutine(environment, std::move(co))); }
  void turn() {
    loop->stop();
    loop->run_forever();
  }
};

Co<void> yielder(Crowd& crowd, int number, int times) {
  for (int i = 0; i < times; ++i) co_await loop::bare_yield();
  crowd.order.push_back(number);
}

TEST(Crowds, FiftyThousandTasksTakeTurns) {
  Crowd crowd;
  for (int i = 0; i < tasks_at_once; ++i) crowd.start(yielder(crowd, i, 3));
  EXPECT_THROW(crowd.loop->run_forever(), loop::Deadlock);
  EXPECT_EQ(crowd.loop->turn(), 4 + 1);  // the last one finds that nothing is left
  ASSERT_EQ(crowd.order.size(), static_cast<std::size_t>(tasks_at_once));
  EXPECT_TRUE(std::is_sorted(crowd.order.begin(), crowd.order.end()));
}

Co<void> sleeper(Crowd& crowd, int number) {
  co_await loop::sleep(*crowd.loop, 1.0 + (tasks_at_once - number) * 0.001);
  crowd.order.push_back(number);
}

TEST(Crowds, FiftyThousandSleepersWakeByTheirDeadlines) {
  Crowd crowd;
  for (int i = 0; i < tasks_at_once; ++i) crowd.start(sleeper(crowd, i));
  EXPECT_THROW(crowd.loop->run_forever(), loop::Deadlock);
  ASSERT_EQ(crowd.order.size(), static_cast<std::size_t>(tasks_at_once));
  EXPECT_TRUE(std::is_sorted(crowd.order.rbegin(), crowd.order.rend()));
  EXPECT_TRUE(crowd.loop->timers().empty());
}

Co<void> waiter(Ref<Future> future) {
  co_await future;
}

TEST(Crowds, FiftyThousandWaitForOneFuture) {
  Crowd crowd;
  const Ref<Future> future = crowd.loop->create_future();
  std::vector<Ref<Task>> tasks;
  for (int i = 0; i < tasks_at_once; ++i) tasks.push_back(crowd.start(waiter(future)));
  crowd.turn();
  EXPECT_EQ(future->callback_count(), static_cast<std::size_t>(tasks_at_once));
  for (int i = 0; i < tasks_at_once; i += 2) tasks[static_cast<std::size_t>(i)]->cancel();
  // The first has cancelled the future for all of them.
  crowd.turn();
  EXPECT_TRUE(std::all_of(tasks.begin(), tasks.end(), [](const auto& t) { return t->cancelled(); }));
  EXPECT_EQ(crowd.loop->turn(), 2);
}

TEST(Crowds, FiftyThousandAreCancelledAtOnce) {
  Crowd crowd;
  std::vector<Ref<Task>> tasks;
  for (int i = 0; i < tasks_at_once; ++i) tasks.push_back(crowd.start(sleeper(crowd, i)));
  crowd.turn();
  for (const auto& task : tasks) task->cancel();
  EXPECT_THROW(crowd.loop->run_forever(), loop::Deadlock);
  EXPECT_EQ(crowd.loop->turn(), 1 + 1 + 1);
  EXPECT_TRUE(crowd.loop->timers().empty()) << "cancelled timers stay";
  EXPECT_TRUE(crowd.order.empty());
}

TEST(Crowds, ALoopIsDroppedWithFiftyThousandTasksInIt) {
  Crowd crowd;
  for (int i = 0; i < tasks_at_once; ++i) crowd.start(sleeper(crowd, i));
  crowd.turn();
  EXPECT_EQ(crowd.loop->all_tasks().size(), static_cast<std::size_t>(tasks_at_once));
  crowd.loop = nullptr;
}

// ---------------------------------------------------------------- sockets

// As many descriptors as the test needs, for as long as it runs.
class ManyDescriptors {
 public:
  ManyDescriptors() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    rlimit wanted = before_;
    wanted.rlim_cur = std::min<rlim_t>(before_.rlim_max, 4 * pairs_at_once);
    enough_ = ::setrlimit(RLIMIT_NOFILE, &wanted) == 0 && wanted.rlim_cur >= 2 * pairs_at_once + 100;
  }
  ~ManyDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  ManyDescriptors(const ManyDescriptors&) = delete;
  ManyDescriptors& operator=(const ManyDescriptors&) = delete;
  bool enough() const { return enough_; }

 private:
  rlimit before_{};
  bool enough_ = false;
};

class ManySockets : public testing::TestWithParam<SelectorKind> {
 protected:
  void SetUp() override {
    if (!descriptors.enough()) GTEST_SKIP() << "the system gives no more than a few descriptors";
    for (int i = 0; i < pairs_at_once; ++i) pairs.push_back(Socket::pair(crowd.environment));
  }
  ManyDescriptors descriptors;
  Crowd crowd{GetParam()};
  std::vector<std::pair<Ref<Socket>, Ref<Socket>>> pairs;
};
std::string name(const testing::TestParamInfo<SelectorKind>& info) {
  return std::string(io::to_string(info.param));
}

Co<void> echo(Crowd& crowd, Ref<Socket> socket, int number) {
  for (int i = 0; i < 2; ++i) {
    const Value bytes = co_await io::sock_recv(*crowd.loop, socket, 100);
    co_await io::sock_sendall(*crowd.loop, socket, bytes.unbox<loop::Bytes>()->text);
    crowd.order.push_back(number);
  }
}

class UnderPollAndEpoll : public ManySockets {};
INSTANTIATE_TEST_SUITE_P(All, UnderPollAndEpoll, testing::Values(SelectorKind::poll, SelectorKind::epoll), name);

TEST_P(UnderPollAndEpoll, AThousandAreServedInOrder) {
  for (int i = 0; i < pairs_at_once; ++i) crowd.start(echo(crowd, pairs[static_cast<std::size_t>(i)].first, i));
  crowd.turn();
  for (int round = 0; round < 2; ++round) {
    for (const auto& pair : pairs) pair.second->send("hello");
    crowd.order.clear();
    crowd.turn();  // readiness
    crowd.turn();  // the tasks
    ASSERT_EQ(crowd.order.size(), static_cast<std::size_t>(pairs_at_once));
    EXPECT_TRUE(std::is_sorted(crowd.order.begin(), crowd.order.end()));
    std::string back;
    for (const auto& pair : pairs) EXPECT_EQ(pair.second->receive(back, 100).count, 5u);
  }
  EXPECT_THROW(crowd.loop->run_forever(), loop::Deadlock);
  EXPECT_EQ(crowd.loop->turn(), 1 + 2 + 2 + 1);
}

TEST_P(UnderPollAndEpoll, AThousandHangUpAtOnce) {
  for (int i = 0; i < pairs_at_once; ++i) crowd.start(echo(crowd, pairs[static_cast<std::size_t>(i)].first, i));
  crowd.turn();
  for (const auto& pair : pairs) pair.second->close();
  EXPECT_THROW(crowd.loop->run_forever(), loop::Deadlock);
  EXPECT_TRUE(crowd.loop->all_tasks().empty());
  EXPECT_LE(crowd.loop->turn(), 5);
}

class UnderSelect : public ManySockets {};
INSTANTIATE_TEST_SUITE_P(All, UnderSelect, testing::Values(SelectorKind::select), name);

// The task gets the error; the loop and all who are within reach go on.
TEST_P(UnderSelect, WhoIsBeyondItsReachIsToldOfPollAndEpoll) {
  std::vector<Ref<Task>> tasks;
  for (int i = 0; i < pairs_at_once; ++i)
    tasks.push_back(crowd.start(echo(crowd, pairs[static_cast<std::size_t>(i)].first, i)));
  crowd.turn();
  int refused = 0;
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    EXPECT_EQ(tasks[i]->done(), pairs[i].first->fileno() >= FD_SETSIZE);
    if (!tasks[i]->done()) continue;
    ++refused;
    EXPECT_EQ(tasks[i]->exception()->kind(), loop::ErrorKind::value);
    EXPECT_NE(tasks[i]->exception()->text().find("use the poll or the epoll selector"), std::string::npos);
  }
  EXPECT_GT(refused, 400);
  for (const auto& pair : pairs) pair.second->send("hello");
  crowd.turn();
  crowd.turn();
  EXPECT_EQ(crowd.order.size(), static_cast<std::size_t>(pairs_at_once - refused));
}

}  // namespace
}  // namespace orrery::test
