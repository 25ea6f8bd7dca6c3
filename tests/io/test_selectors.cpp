#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <unistd.h>

#include <thread>

#include "engine/io/selectors.hpp"
#include "engine/io/socket_operations.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using event::SelectOutcome;
using io::SelectorKind;
using io::Socket;
using loop::Ready;

class Selectors : public testing::TestWithParam<SelectorKind> {
 protected:
  std::unique_ptr<io::RealSelector> selector = io::make_selector(GetParam());
  Rig rig;
  std::vector<Ready> ready;
};
INSTANTIATE_TEST_SUITE_P(All, Selectors, testing::Values(SelectorKind::select, SelectorKind::poll, SelectorKind::epoll),
                         [](const auto& kind) { return std::string(io::to_string(kind.param)); });

TEST_P(Selectors, ReportReadyDescriptorsInAscendingOrder) {
  std::vector<std::pair<Ref<Socket>, Ref<Socket>>> pairs;
  for (int i = 0; i < 6; ++i) pairs.push_back(Socket::pair(rig.environment));
  for (const int i : {4, 1, 5, 0, 3, 2})
    selector->watch(pairs[static_cast<std::size_t>(i)].first->fileno(), {true, false});
  for (const int i : {5, 0, 3}) pairs[static_cast<std::size_t>(i)].second->send("x");
  EXPECT_EQ(selector->select({0, 0}, ready).outcome, SelectOutcome::polled);
  ASSERT_EQ(ready.size(), 3u);
  EXPECT_EQ(ready[0].fd, pairs[0].first->fileno());
  EXPECT_EQ(ready[1].fd, pairs[3].first->fileno());
  EXPECT_EQ(ready[2].fd, pairs[5].first->fileno());
}

TEST_P(Selectors, TellReadingFromWriting) {
  const auto [a, b] = Socket::pair(rig.environment);
  selector->watch(a->fileno(), {true, true});
  selector->select({0, 0}, ready);
  ASSERT_EQ(ready.size(), 1u);
  EXPECT_FALSE(ready[0].read);
  EXPECT_TRUE(ready[0].write);
  ready.clear();
  b->send("x");
  selector->watch(a->fileno(), {true, false});
  selector->select({0, 0}, ready);
  ASSERT_EQ(ready.size(), 1u);
  EXPECT_TRUE(ready[0].read);
  EXPECT_FALSE(ready[0].write);
}

TEST_P(Selectors, TakeTheEndOfAStreamForReadable) {
  const auto [a, b] = Socket::pair(rig.environment);
  selector->watch(a->fileno(), {true, false});
  b->close();
  selector->select({0, 0}, ready);
  ASSERT_EQ(ready.size(), 1u);
  EXPECT_TRUE(ready[0].read);
}

TEST_P(Selectors, ForgetADescriptorWithoutInterest) {
  const auto [a, b] = Socket::pair(rig.environment);
  selector->watch(a->fileno(), {true, false});
  b->send("x");
  selector->watch(a->fileno(), {});
  selector->select({0, 0}, ready);
  EXPECT_TRUE(ready.empty());
}

TEST_P(Selectors, ReturnWhenTheTimeIsOver) {
  EXPECT_EQ(selector->select({0.001, loop::forever}, ready).outcome, SelectOutcome::timed_out);
}

TEST_P(Selectors, AreWokenByAnotherThread) {
  std::jthread other([this] { selector->wake(); });
  EXPECT_EQ(selector->select({}, ready).outcome, SelectOutcome::interrupted);
  EXPECT_TRUE(ready.empty());
  EXPECT_EQ(selector->select({0, 0}, ready).outcome, SelectOutcome::polled);
}

// A descriptor of a number that select() can't watch, if the system lets us have one.
class HighDescriptor {
 public:
  explicit HighDescriptor(int low) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur <= FD_SETSIZE + 1) {
      limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, FD_SETSIZE + 16);
      ::setrlimit(RLIMIT_NOFILE, &limit);
    }
    fd_ = ::fcntl(low, F_DUPFD_CLOEXEC, FD_SETSIZE);
  }
  ~HighDescriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  int fd() const { return fd_; }

 private:
  int fd_;
};

TEST(SelectSelector, NamesItsLimitAndTheWayOut) {
  Rig r;
  const auto [a, b] = Socket::pair(r.environment);
  const HighDescriptor high(a->fileno());
  if (high.fd() < 0) GTEST_SKIP() << "no descriptor beyond FD_SETSIZE to be had";
  try {
    r.loop->add_reader(high.fd(), r.logger("never"));
    FAIL() << "accepted";
  } catch (const loop::ValueError& e) {
    const std::string text = e.error()->text();
    EXPECT_NE(text.find("1024 (FD_SETSIZE)"), std::string::npos) << text;
    EXPECT_NE(text.find("use the poll or the epoll selector"), std::string::npos) << text;
  }
  EXPECT_FALSE(r.loop->remove_reader(high.fd()));
  for (const SelectorKind kind : {SelectorKind::poll, SelectorKind::epoll}) {
    const auto selector = io::make_selector(kind);
    std::vector<Ready> ready;
    selector->watch(high.fd(), {false, true});
    selector->select({0, 0}, ready);
    EXPECT_EQ(ready.size(), 1u);
  }
}

TEST(EpollSelector, SaysWhatTheSystemCallSaid) {
  const auto selector = io::make_selector(SelectorKind::epoll);
  try {
    selector->watch(999, {true, false});
    FAIL() << "accepted";
  } catch (const loop::OsError& e) {
    EXPECT_EQ(e.error()->text(), "[Errno 9] Bad file descriptor");
  }
}

}  // namespace
}  // namespace orrery::test
