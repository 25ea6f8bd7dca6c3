#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "engine/io/socket_operations.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using event::Kind;
using io::Socket;
using io::WorldAction;

Co<std::string> receive(Rig& r, Ref<Socket> socket, std::size_t count) {
  const Value bytes = co_await io::sock_recv(*r.loop, socket, count);
  co_return bytes.unbox<loop::Bytes>()->text;
}
Co<void> reader(Rig& r, Ref<Socket> conn) {
  for (;;) {
    const std::string bytes = co_await receive(r, conn, 100);
    r.lines.push_back(std::to_string(r.loop->time()) + " got '" + bytes + "'");
    if (bytes.empty()) co_return;
  }
}

TEST(World, SendsAndClosesAtItsMoments) {
  Rig r;
  const auto conn = r.machine.world().add_socket("conn");
  r.machine.world().add_action(WorldAction::close(2, "conn"));
  r.machine.world().add_action(WorldAction::send(1, "conn", "hello"));
  r.run(reader(r, conn));
  EXPECT_EQ(r.lines, (Lines{"1.000000 got 'hello'", "2.000000 got ''"}));
}

// product.md: from the step that has the bytes back to the world that sent them.
TEST(World, TheSevenHopsAreOneChainOfCauses) {
  Rig r;
  const auto conn = r.machine.world().add_socket("conn");
  r.machine.world().add_action(WorldAction::send(1, "conn", "hello"));
  r.run(receive(r, conn, 100));
  const event::Seq resumed = r.recorder.all(Kind::coroutine_resumed).back();
  EXPECT_EQ(r.recorder.text(r.recorder.at(resumed)), "b'hello'");
  EXPECT_EQ(r.recorder.causes(resumed), (std::vector{Kind::coroutine_resumed, Kind::task_step, Kind::handle_begin,
                                                     Kind::handle_scheduled, Kind::future_result, Kind::socket_received,
                                                     Kind::handle_begin, Kind::io_ready, Kind::world_sent}));
}

TEST(World, WhatItSendsWhileTheProgramSleepsInACallPilesUp) {
  Rig r;
  const auto conn = r.machine.world().add_socket("conn");
  r.machine.world().add_action(WorldAction::send(1, "conn", "one "));
  r.machine.world().add_action(WorldAction::send(2, "conn", "two"));
  auto program = [](Rig& rig, Ref<Socket> socket) -> Co<void> {
    rig.machine.block(3);
    const std::string got = co_await receive(rig, socket, 100);
    rig.log(got + " at " + std::to_string(rig.loop->time()));
  };
  r.run(program(r, conn));
  EXPECT_EQ(r.lines, (Lines{"[1] one two at 3.000000"}));
  const event::Event first = r.recorder.at(r.recorder.all(Kind::world_sent).at(0));
  EXPECT_EQ(first.time, 1.0);
}

Co<void> sends(Rig& r, Ref<Socket> conn, std::size_t count) {
  co_await io::sock_sendall(*r.loop, conn, std::string(count, 'x'));
  r.lines.push_back("sent at " + std::to_string(r.loop->time()));
}

TEST(World, AFullSendBufferWaitsUntilItReads) {
  Rig r;
  const auto conn = r.machine.world().add_socket("conn", 4096);
  r.machine.world().add_action(WorldAction::read(5, "conn", 1'000'000));
  r.run(sends(r, conn, 1'000'000));
  EXPECT_EQ(r.lines, (Lines{"sent at 5.000000"}));
  const event::Event writable = r.recorder.at(r.recorder.all(Kind::io_ready).at(0));
  EXPECT_EQ(r.recorder.at(writable.cause).kind, Kind::world_read);
}

TEST(World, MoreThanTheKernelHoldsArrivesAsItIsRead) {
  Rig r;
  const auto conn = r.machine.world().add_socket("conn");
  r.machine.world().add_action(WorldAction::send_bytes(1, "conn", 1'000'000));
  r.machine.world().add_action(WorldAction::close(1, "conn"));
  auto program = [](Rig& rig, Ref<Socket> socket) -> Co<void> {
    std::size_t total = 0;
    for (;;) {
      const std::string got = co_await receive(rig, socket, 65536);
      if (got.empty()) break;
      total += got.size();
    }
    rig.lines.push_back(std::to_string(total));
  };
  r.run(program(r, conn));
  EXPECT_EQ(r.lines, (Lines{"1000000"}));
}

TEST(World, AResetIsAnErrorOfTheReader) {
  Rig r;
  const auto conn = r.machine.world().add_socket("conn");
  r.machine.world().add_action(WorldAction::reset(1, "conn"));
  try {
    r.run(receive(r, conn, 100));
    FAIL();
  } catch (const loop::OsError& e) {
    EXPECT_EQ(e.error()->text(), "[Errno 104] Connection reset by peer");
  }
  const event::Event ready = r.recorder.at(r.recorder.all(Kind::io_ready).at(0));
  EXPECT_EQ(r.recorder.at(ready.cause).kind, Kind::world_reset);
}

TEST(World, CancelsATaskByItsName) {
  Rig r;
  r.machine.world().add_action(WorldAction::cancel(1, "victim"));
  auto program = [](Rig& rig) -> Co<void> {
    const auto victim = rig.task(rig.sleep(10), "victim");
    try {
      co_await victim;
    } catch (const loop::CancelledError&) {
      rig.lines.push_back("cancelled at " + std::to_string(rig.loop->time()));
    }
  };
  r.run(program(r));
  EXPECT_EQ(r.lines, (Lines{"cancelled at 1.000000"}));
  const event::Event cancel = r.recorder.at(r.recorder.all(Kind::task_cancel).at(0));
  EXPECT_EQ(r.recorder.at(cancel.cause).kind, Kind::world_cancelled);
}

TEST(World, WhenItHasNothingLeftToDoAWaitIsADeadlock) {
  Rig r;
  const auto conn = r.machine.world().add_socket("conn");
  r.machine.world().add_action(WorldAction::send(1, "conn", "x"));
  auto program = [](Rig& rig, Ref<Socket> socket) -> Co<void> {
    co_await receive(rig, socket, 1);
    rig.log("one");
    co_await receive(rig, socket, 1);
    rig.log("never");
  };
  EXPECT_THROW(r.run(program(r, conn)), loop::Deadlock);
  EXPECT_EQ(r.lines.size(), 1u);
}

TEST(World, KnowsItsSockets) {
  Rig r;
  io::World& world = r.machine.world();
  world.add_socket("b");
  world.add_socket("a");
  EXPECT_EQ(world.socket_names(), (Lines{"b", "a"}));
  EXPECT_FALSE(world.socket("c"));
  EXPECT_THROW(world.add_socket("a"), loop::ValueError);
  EXPECT_THROW(world.add_action(WorldAction::send(0, "c", "x")), loop::ValueError);
}

TEST(World, UnderTheRealClockItActsOnTime) {
  for (const auto kind : {io::SelectorKind::select, io::SelectorKind::poll, io::SelectorKind::epoll}) {
    Rig r(loop::Rules::py313, io::ClockKind::real_time, kind);
    const auto conn = r.machine.world().add_socket("conn");
    r.machine.world().add_action(WorldAction::send(0.01, "conn", "hello"));
    r.machine.world().add_action(WorldAction::close(0.02, "conn"));
    r.run(reader(r, conn));
    EXPECT_EQ(r.lines.size(), 2u);
    EXPECT_GE(r.loop->time(), 0.02);
    const event::Event sent = r.recorder.at(r.recorder.all(Kind::world_sent).at(0));
    EXPECT_GE(sent.time, 0.01);
  }
}

TEST(World, UnderTheRealClockADeadlockIsSeenToo) {
  Rig r(loop::Rules::py313, io::ClockKind::real_time);
  const auto conn = r.machine.world().add_socket("conn");
  EXPECT_THROW(r.run(receive(r, conn, 100)), loop::Deadlock);
}

TEST(RealClock, TimersReallyWait) {
  Rig r(loop::Rules::py313, io::ClockKind::real_time);
  r.run(r.sleep(0.01));
  EXPECT_GE(r.loop->time(), 0.01);
}

class Switch final : public loop::Gate {
 public:
  bool pass(event::Phase, const loop::Handle*) override { return on; }
  std::atomic<bool> on = true;
};

TEST(RealClock, ASleepingLoopIsEndedFromAnotherThread) {
  Rig r(loop::Rules::py313, io::ClockKind::real_time);
  Switch gate;
  r.loop->set_gate(&gate);
  r.task(r.sleep(3600));
  std::jthread other([&] {
    while (r.recorder.count() < 20) std::this_thread::yield();  // until it has got somewhere
    gate.on = false;
    r.loop->selector().wake();
  });
  EXPECT_THROW(r.loop->run_forever(), loop::Aborted);
  EXPECT_FALSE(r.loop->running());
}

// Same input, same trace: descriptors' numbers apart, which are the system's.
TEST(Determinism, TwoRunsOfAProgramHaveEqualTraces) {
  const auto trace = [] {
    Rig r;
    const auto conn = r.machine.world().add_socket("conn");
    r.machine.world().add_action(WorldAction::send(1, "conn", "hello"));
    r.machine.world().add_action(WorldAction::close(2, "conn"));
    r.run(reader(r, conn));
    std::vector<std::string> lines;
    for (const event::Event& e : r.recorder.events())
      lines.push_back(std::string(to_string(e.kind)) + ' ' + std::to_string(e.subject.bits()) + ' ' +
                      std::to_string(e.object.bits()) + ' ' + std::to_string(e.cause) + ' ' + std::to_string(e.time) +
                      ' ' + r.recorder.text(e));
    return lines;
  };
  EXPECT_EQ(trace(), trace());
}

}  // namespace
}  // namespace orrery::test
