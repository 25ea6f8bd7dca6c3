// The network of a run: addresses, ports, refusals; and the servers that the world holds.
#include <gtest/gtest.h>

#include "engine/io/polling.hpp"
#include "engine/io/socket_operations.hpp"
#include "engine/io/stream/stream.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using event::Kind;
using io::ServerStep;
using io::Socket;

std::string failure(const std::function<void()>& what) {
  try {
    what();
  } catch (const loop::Raised& raised) {
    return raised.error()->text();
  }
  return "";
}

TEST(Network, PortsComeOutTheSameInEveryRun) {
  for (int i = 0; i < 2; ++i) {
    Rig r;
    const Ref<Socket> a = r.machine.network().tcp(), b = r.machine.network().tcp();
    EXPECT_EQ(a->local_address().repr(), "('0.0.0.0', 0)");
    a->bind({"127.0.0.1", 0});
    b->bind({"127.0.0.1", 0});
    EXPECT_EQ(a->local_address().port, 49152);
    EXPECT_EQ(b->local_address().port, 49153);
  }
}

TEST(Network, AnAddressIsTakenWhileSomebodyListens) {
  Rig r;
  io::Network& network = r.machine.network();
  const Ref<Socket> first = network.tcp(), second = network.tcp(), elsewhere = network.tcp();
  first->bind({"127.0.0.1", 8888});
  first->listen(5);
  EXPECT_EQ(failure([&] { second->bind({"127.0.0.1", 8888}); }), "[Errno 98] Address already in use");
  EXPECT_EQ(failure([&] { second->bind({"0.0.0.0", 8888}); }), "[Errno 98] Address already in use");
  EXPECT_EQ(failure([&] { elsewhere->bind({"10.1.2.3", 80}); }), "[Errno 99] Cannot assign requested address");
  first->close();
  second->bind({"127.0.0.1", 8888});
}

Co<void> talk(Rig& r) {
  io::Network& network = r.machine.network();
  const Ref<Socket> listening = network.tcp(), client = network.tcp();
  listening->bind({"0.0.0.0", 80});
  listening->listen(1);
  EXPECT_NE(failure([&] { client->remote_address(); }), "");
  const io::Address address("127.0.0.1", 80);
  co_await io::sock_connect(*r.loop, client, address);
  const Value boxed = co_await io::sock_accept(*r.loop, listening);
  const io::Accepted* accepted = boxed.unbox<io::Accepted>();
  EXPECT_EQ(accepted->address.repr(), client->local_address().repr());
  EXPECT_EQ(accepted->socket->remote_address().repr(), client->local_address().repr());
  EXPECT_EQ(accepted->socket->local_address().repr(), "('127.0.0.1', 80)");
  EXPECT_EQ(client->remote_address().repr(), "('127.0.0.1', 80)");
}

TEST(Network, BothEndsKnowEachOthersAddresses) {
  Rig r;
  r.run(talk(r));
}

// What made a descriptor ready is known, across the connection.
TEST(Network, ReadinessHasItsCause) {
  Rig r;
  r.run(talk(r));
  const event::Event ready = r.recorder.at(r.recorder.all(Kind::io_ready).front());
  EXPECT_EQ(r.recorder.at(ready.cause).kind, Kind::socket_connected);
}

Co<void> connect_to_nobody(Rig& r, io::Address address) {
  const Ref<Socket> client = r.machine.network().tcp();
  try {
    co_await io::sock_connect(*r.loop, client, address);
    r.log("connected");
  } catch (const loop::OsError& error) {
    r.log(error.error()->text());
  }
}

TEST(Network, NobodyThereIsARefusalOneTurnLater) {
  Rig simulated, real;
  simulated.run(connect_to_nobody(simulated, {"127.0.0.1", 9}));
  real.machine.network().set_kind(io::NetworkKind::loopback);
  real.run(connect_to_nobody(real, {"127.0.0.1", 9}));
  EXPECT_EQ(simulated.lines, (Lines{"[3] [Errno 111] Connect call failed ('127.0.0.1', 9)"}));
  EXPECT_EQ(simulated.lines, real.lines);
}

TEST(Network, NamesAreResolvedWithoutTheMachine) {
  Rig r;
  io::Network& network = r.machine.network();
  EXPECT_EQ(network.resolve("localhost"), "127.0.0.1");
  EXPECT_EQ(network.resolve("10.0.0.1"), "10.0.0.1");
  EXPECT_EQ(network.resolve("example.com"), std::nullopt);
  EXPECT_EQ(network.add_host("example.com"), "192.0.2.1");
  EXPECT_EQ(network.resolve("example.com"), "192.0.2.1");
}

// ---------------------------------------------------------------- servers of the world

Co<void> ask(Rig& r, std::string host, std::string request) {
  const io::Streams streams = co_await io::open_connection(*r.loop, r.machine.network(), host, 80);
  streams.writer->write(request);
  for (;;) {
    const Value line = co_await streams.reader->readline();
    if (io::bytes_of(line).empty()) break;
    r.lines.push_back(io::bytes_of(line) + "@" + std::to_string(r.loop->time()).substr(0, 4));
  }
  streams.writer->close();
  co_await streams.writer->wait_closed();
}

TEST(WorldServers, AnswerWhatTheyWereToldToWhenTheyWereAsked) {
  Rig r;
  r.machine.world().servers().add("example.com", 80,
                                  {{"GET", 0.5, ServerStep::Type::send, "one\n"},
                                   {"", 1, ServerStep::Type::send, "two\n"},
                                   {"\n", 0, ServerStep::Type::close, ""}});
  r.run(ask(r, "example.com", "GET /\n"));
  EXPECT_EQ(r.lines, (Lines{"one\n@0.50", "two\n@1.50"}));
  EXPECT_FALSE(r.recorder.all(Kind::world_sent).empty());
  EXPECT_FALSE(r.recorder.all(Kind::world_read).empty());
  EXPECT_FALSE(r.recorder.all(Kind::world_closed).empty());
}

Co<void> two_at_once(Rig& r) {
  const Value both[] = {Value(r.coroutine(ask(r, "a", "x"))), Value(r.coroutine(ask(r, "a", "y")))};
  const Ref<loop::Future> all = loop::gather(*r.loop, both);
  co_await all;
}

TEST(WorldServers, EachConnectionHasTheWholeScript) {
  Rig r;
  r.machine.world().servers().add("a", 80,
                                  {{"", 1, ServerStep::Type::send, "hi\n"}, {"", 0, ServerStep::Type::close, ""}});
  r.run(two_at_once(r));
  EXPECT_EQ(r.lines, (Lines{"hi\n@1.00", "hi\n@1.00"}));
}

Co<void> wait_for_reset(Rig& r) {
  try {
    co_await ask(r, "a", "x");
  } catch (const loop::OsError& error) {
    r.lines.push_back(error.error()->text());
  }
}

TEST(WorldServers, CanResetAConnection) {
  Rig r;
  r.machine.world().servers().add("a", 80, {{"x", 1, ServerStep::Type::reset, ""}});
  r.run(wait_for_reset(r));
  EXPECT_EQ(r.lines, (Lines{"[Errno 104] Connection reset by peer"}));
}

TEST(WorldServers, OneThatWaitsForBytesThatNeverComeIsADeadlock) {
  Rig r;
  r.machine.world().servers().add("a", 80, {{"never", 0, ServerStep::Type::close, ""}});
  EXPECT_THROW(r.run(ask(r, "a", "x")), loop::Deadlock);
}

TEST(WorldServers, SendMoreThanFitsIntoTheKernel) {
  Rig r;
  std::string much(8'000'000, 'x');
  much += '\n';
  r.machine.world().servers().add("a", 80,
                                  {{"", 0, ServerStep::Type::send, much}, {"", 0, ServerStep::Type::close, ""}});
  const auto count = [](Rig& rig) -> Co<void> {
    const io::Streams streams = co_await io::open_connection(*rig.loop, rig.machine.network(), "a", 80);
    const Value all = co_await streams.reader->read();
    EXPECT_EQ(io::bytes_of(all).size(), 8'000'001u);
    streams.writer->close();
  };
  r.run(count(r));
}

}  // namespace
}  // namespace orrery::test
