// What the kernel does to a loop that really sleeps: signals without end, numbers of descriptors used again,
// connections that break, buffers that are full. Turns are asserted, times never.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

#include "engine/io/socket_operations.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using event::Kind;
using event::SelectOutcome;
using io::SelectorKind;
using io::Socket;
using loop::Rules;
using loop::Task;

volatile std::sig_atomic_t alarms = 0;
void count_alarm(int) {
  alarms = alarms + 1;
}

// SIGALRM, and again and again, as long as it lives. Without SA_RESTART, as select(2) has it anyway.
class Storm {
 public:
  explicit Storm(long microseconds) {
    struct sigaction action {};
    action.sa_handler = count_alarm;
    ::sigaction(SIGALRM, &action, &before_);
    const itimerval often{{0, microseconds}, {0, microseconds}};
    ::setitimer(ITIMER_REAL, &often, nullptr);
  }
  ~Storm() {
    const itimerval never{};
    ::setitimer(ITIMER_REAL, &never, nullptr);
    ::sigaction(SIGALRM, &before_, nullptr);
  }
  Storm(const Storm&) = delete;
  Storm& operator=(const Storm&) = delete;

 private:
  struct sigaction before_ {};
};

class RealLoop : public testing::TestWithParam<SelectorKind> {
 protected:
  Rig rig{Rules::py313, io::ClockKind::real_time, GetParam()};
  loop::EventLoop& loop = *rig.loop;
  int count(SelectOutcome outcome) const {
    int n = 0;
    for (const event::Seq seq : rig.recorder.all(Kind::select_return))
      n += rig.recorder.at(seq).arg == static_cast<std::uint8_t>(outcome);
    return n;
  }
};
INSTANTIATE_TEST_SUITE_P(All, RealLoop, testing::Values(SelectorKind::select, SelectorKind::poll, SelectorKind::epoll),
                         [](const auto& kind) { return std::string(io::to_string(kind.param)); });

// Each signal makes one turn at most, no deadline is lost and none comes early.
TEST_P(RealLoop, SleepsThroughAStormOfSignals) {
  const auto program = [](Rig& r) -> Co<void> {
    const double start = r.loop->time();
    for (int i = 0; i < 20; ++i) co_await r.sleep(0.004);
    EXPECT_GE(r.loop->time() - start, 20 * 0.004 - 1e-6);
  };
  const Storm storm(700);
  const int before = alarms;
  rig.run(program(rig));
  EXPECT_GT(alarms, before);
  EXPECT_GT(count(SelectOutcome::interrupted), 0);
  EXPECT_LE(count(SelectOutcome::interrupted), alarms - before);
  // Waking, stepping, and a deadline that epoll's milliseconds have cut short.
  EXPECT_LE(loop.turn(), (alarms - before) + 20 * 4 + 4);
}

Co<void> transfer(Rig& r, Ref<Socket> to, std::size_t bytes) {
  co_await io::sock_sendall(*r.loop, to, std::string(bytes, 'x'));
  to->close();
}
Co<std::size_t> receive_all(Rig& r, Ref<Socket> from) {
  std::size_t total = 0;
  for (;;) {
    const Value bytes = co_await io::sock_recv(*r.loop, from, 10'000);
    const std::size_t count = bytes.unbox<loop::Bytes>()->text.size();
    if (count == 0) co_return total;
    total += count;
  }
}

TEST_P(RealLoop, LosesNoByteInAStormOfSignals) {
  constexpr std::size_t bytes = 3'000'000;  // many times what the buffers hold
  const auto [a, b] = Socket::pair(rig.environment);
  const Storm storm(500);
  const Ref<Task> sender = rig.task(transfer(rig, a, bytes));
  EXPECT_EQ(rig.run(receive_all(rig, b)).as_integer(), static_cast<std::int64_t>(bytes));
  EXPECT_TRUE(sender->done());
}

// ---------------------------------------------------------------- full buffers

TEST_P(RealLoop, DoesNotSpinWhileABufferIsFull) {
  const auto [a, b] = Socket::pair(rig.environment);
  const Ref<Task> sender = rig.task(transfer(rig, a, 2'000'000));
  rig.run(rig.sleep(0.03));
  EXPECT_FALSE(sender->done());
  EXPECT_LE(loop.turn(), 8) << "a busy loop";
  EXPECT_EQ(rig.run(receive_all(rig, b)).as_integer(), 2'000'000);
  EXPECT_TRUE(sender->done());
}

TEST_P(RealLoop, ASenderThatIsCancelledLeavesTheDescriptor) {
  const auto [a, b] = Socket::pair(rig.environment);
  const Ref<Task> sender = rig.task(transfer(rig, a, 2'000'000));
  rig.run(rig.sleep(0));
  sender->cancel();
  rig.run(rig.sleep(0.01));
  EXPECT_TRUE(sender->cancelled());
  EXPECT_FALSE(loop.remove_writer(a->fileno()));
  EXPECT_LE(loop.turn(), 10);
}

// ---------------------------------------------------------------- connections that break

std::string error_of(Rig& r, const Ref<Task>& task) {
  for (int i = 0; i < 5 && !task->done(); ++i) r.run(r.sleep(0));
  if (!task->done()) return "not done";
  const Ref<loop::Error> error = task->exception();
  return error ? error->text() : "no error";
}

TEST_P(RealLoop, ASenderIsToldThatNobodyListens) {
  const auto [a, b] = Socket::pair(rig.environment);
  b->close();
  EXPECT_EQ(error_of(rig, rig.task(transfer(rig, a, 10))), "[Errno 32] Broken pipe");
}

TEST_P(RealLoop, ASenderThatWaitsIsToldThatNobodyListensAnyMore) {
  const auto [a, b] = Socket::pair(rig.environment);
  const Ref<Task> sender = rig.task(transfer(rig, a, 2'000'000));
  rig.run(rig.sleep(0));
  b->close();
  // Its bytes were unread, so it is a reset on some systems.
  const std::string error = error_of(rig, sender);
  EXPECT_TRUE(error.starts_with("[Errno 32]") || error.starts_with("[Errno 104]")) << error;
}

TEST_P(RealLoop, AReceiverIsToldOfAReset) {
  const auto [a, b] = Socket::pair(rig.environment);
  const Ref<Task> receiver = rig.task(receive_all(rig, a));
  rig.run(rig.sleep(0));
  a->send("nobody reads this");
  b->close();
  EXPECT_EQ(error_of(rig, receiver), "[Errno 104] Connection reset by peer");
}

TEST_P(RealLoop, AHalfClosedConnectionGoesOnInTheOtherDirection) {
  const auto [a, b] = Socket::pair(rig.environment);
  a->shutdown(SHUT_WR);
  EXPECT_EQ(rig.run(receive_all(rig, b)).as_integer(), 0);
  rig.task(transfer(rig, b, 5));
  EXPECT_EQ(rig.run(receive_all(rig, a)).as_integer(), 5);
}

// ---------------------------------------------------------------- descriptors

// Whoever waited for the old socket never hears of the new one that has its number; the loop goes on.
TEST_P(RealLoop, AUsedNumberBelongsToItsNewSocketAlone) {
  auto [a, b] = Socket::pair(rig.environment);
  const int fd = a->fileno();
  const Ref<Task> waits = rig.task(receive_all(rig, a));
  rig.run(rig.sleep(0));
  a->close();
  b->close();
  const auto [c, d] = Socket::pair(rig.environment);
  ASSERT_EQ(c->fileno(), fd);
  const Ref<Task> receives = rig.task(receive_all(rig, c));
  rig.run(rig.sleep(0));
  waits->cancel();  // must not take the new socket's reader away
  d->send("new");
  d->close();
  EXPECT_EQ(rig.loop->run_until_complete(Ref<loop::Future>(receives)).as_integer(), 3);
  EXPECT_TRUE(waits->cancelled());
  EXPECT_EQ(rig.recorder.all(Kind::closed_while_registered).size(), 1u);
}

// The EBADF rule: it is a lint, the descriptor is forgotten, and nobody else is hurt.
TEST_P(RealLoop, GoesOnAfterADescriptorWasClosedThatItWatches) {
  const auto [a, b] = Socket::pair(rig.environment);
  const auto [c, d] = Socket::pair(rig.environment);
  loop.add_reader(a->fileno(), rig.logger("never"));
  loop.add_writer(a->fileno(), rig.logger("never"));
  a->close();
  d->send("x");
  d->close();
  EXPECT_EQ(rig.run(receive_all(rig, c)).as_integer(), 1);
  EXPECT_TRUE(rig.lines.empty());
  EXPECT_EQ(rig.recorder.all(Kind::closed_while_registered).size(), 2u);
}

TEST_P(RealLoop, ManySocketsComeAndGo) {
  const auto program = [](Rig& r) -> Co<void> {
    for (int i = 0; i < 300; ++i) {
      const auto [a, b] = Socket::pair(r.environment);
      const Ref<Task> receiver = r.task(receive_all(r, a));
      co_await loop::bare_yield();
      b->send("x");
      b->close();
      EXPECT_EQ((co_await receiver).as_integer(), 1);
    }
  };
  rig.run(program(rig));
  EXPECT_LE(loop.turn(), 300 * 8);
}

}  // namespace
}  // namespace orrery::test
