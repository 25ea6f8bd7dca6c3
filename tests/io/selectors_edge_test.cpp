// The edges of select, poll and epoll: interruptions, half-closed and reset connections, descriptors used again.
#include <gtest/gtest.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <thread>

#include "engine/io/selectors.hpp"
#include "engine/io/socket_operations.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using event::Kind;
using event::SelectOutcome;
using io::SelectorKind;
using io::Socket;
using loop::Ready;

class SelectorEdges : public testing::TestWithParam<SelectorKind> {
 protected:
  std::unique_ptr<io::RealSelector> selector = io::make_selector(GetParam());
  Rig rig{loop::Rules::py313, io::ClockKind::virtual_time, GetParam()};
  std::vector<Ready> ready;
};
INSTANTIATE_TEST_SUITE_P(All, SelectorEdges,
                         testing::Values(SelectorKind::select, SelectorKind::poll, SelectorKind::epoll),
                         [](const auto& kind) { return std::string(io::to_string(kind.param)); });

void nothing(int) {}

TEST_P(SelectorEdges, ASignalEndsTheWaitWithNothing) {
  struct sigaction action {
  }, before{};
  action.sa_handler = nothing;
  ASSERT_EQ(::sigaction(SIGUSR1, &action, &before), 0);
  const pthread_t waiting = ::pthread_self();
  std::atomic<bool> over{false};
  std::thread other([&] {  // again and again: the first may come before the wait
    while (!over) {
      ::pthread_kill(waiting, SIGUSR1);
      ::usleep(1000);
    }
  });
  const auto outcome = selector->select({loop::forever, loop::forever}, ready).outcome;
  over = true;
  other.join();
  ::sigaction(SIGUSR1, &before, nullptr);
  EXPECT_EQ(outcome, SelectOutcome::interrupted);
  EXPECT_TRUE(ready.empty());
}

TEST_P(SelectorEdges, AHalfClosedConnectionIsReadableAndStillWritable) {
  const auto [a, b] = Socket::pair(rig.environment);
  b->shutdown(SHUT_WR);
  selector->watch(a->fileno(), {true, true});
  selector->select({0, 0}, ready);
  ASSERT_EQ(ready.size(), 1u);
  EXPECT_TRUE(ready[0].read);
  EXPECT_TRUE(ready[0].write);
  std::string bytes;
  EXPECT_EQ(a->receive(bytes, 10).result, event::IoResult::eof);
  EXPECT_EQ(a->send("still heard").count, 11u);
}

TEST_P(SelectorEdges, AResetConnectionIsReadable) {
  const auto [a, b] = Socket::pair(rig.environment);
  a->send("unread");
  b->close();
  selector->watch(a->fileno(), {true, false});
  selector->select({0, 0}, ready);
  ASSERT_EQ(ready.size(), 1u);
  EXPECT_TRUE(ready[0].read);
  std::string bytes;
  EXPECT_EQ(a->receive(bytes, 10).error, ECONNRESET);
}

// Closed behind the selector's back: the number is given to the next socket.
TEST_P(SelectorEdges, ADescriptorThatIsUsedAgainIsWatchedAnew) {
  int first[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, first), 0);
  selector->watch(first[0], {true, false});
  ::close(first[0]);
  int second[2];
  ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, second), 0);
  ASSERT_EQ(second[0], first[0]);
  selector->watch(second[0], {true, true});
  selector->select({0, 0}, ready);
  ASSERT_EQ(ready.size(), 1u);
  EXPECT_FALSE(ready[0].read);
  EXPECT_TRUE(ready[0].write);
  selector->watch(second[0], {});
  for (const int fd : {first[1], second[0], second[1]}) ::close(fd);
}

// The loop is told of a close, so the old callback never hears of the new socket.
TEST_P(SelectorEdges, TheLoopForgetsADescriptorThatIsClosed) {
  const auto program = [](Rig& r) -> Co<void> {
    auto [a, b] = Socket::pair(r.environment);
    const int fd = a->fileno();
    r.loop->add_reader(fd, r.logger("the old reader"));
    a->close();
    b->close();
    const auto [c, d] = Socket::pair(r.environment);
    EXPECT_EQ(c->fileno(), fd);
    d->send("x");
    co_await r.sleep(0.1);
    r.log("nothing came");
    EXPECT_FALSE(r.loop->remove_reader(fd));
  };
  rig.run(program(rig));
  EXPECT_EQ(rig.lines.size(), 1u);
  EXPECT_EQ(rig.recorder.all(Kind::closed_while_registered).size(), 1u);
}

// What the issue asks of each call: timeout, reason, fds asked (interest in force) and answered.
TEST_P(SelectorEdges, TheTraceTellsWhatWasAskedAndAnswered) {
  const auto program = [](Rig& r) -> Co<void> {
    const auto [a, b] = Socket::pair(r.environment);
    const Ref<Socket> other = b;
    r.loop->call_later(0.5, loop::callback("send", [other] { other->send("x"); }));
    co_await io::sock_recv(*r.loop, a, 10);
  };
  rig.run(program(rig));
  const auto& recorder = rig.recorder;
  int timed = 0, answered = 0;
  for (const event::Seq seq : recorder.all(Kind::select_enter)) {
    const event::Event e = recorder.at(seq);
    if (static_cast<event::SelectReason>(e.arg) != event::SelectReason::next_timer) continue;
    ++timed;
    EXPECT_GT(e.value.number, 0.4);
    EXPECT_EQ(e.object.sort(), event::Sort::handle);
  }
  for (const event::Seq seq : recorder.all(Kind::select_return)) answered += recorder.at(seq).value.integer > 0;
  EXPECT_EQ(timed, 1);
  EXPECT_EQ(recorder.all(Kind::interest_added).size(), recorder.all(Kind::interest_removed).size());
  EXPECT_GE(answered, 1);
  EXPECT_GE(recorder.all(Kind::io_ready).size(), 1u);
}

}  // namespace
}  // namespace orrery::test
