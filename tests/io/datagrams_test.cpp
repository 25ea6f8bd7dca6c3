// Datagrams: simulated and over the machine's own loopback alike.
#include <gtest/gtest.h>

#include "engine/io/polling.hpp"
#include "engine/io/socket_operations.hpp"
#include "engine/io/stream/datagram.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using event::Kind;
using io::Address;
using io::DatagramTransport;
using io::Socket;

class Echo final : public io::DatagramProtocol {
 public:
  Echo(Rig& r, std::string name, bool answers) : r_(r), name_(std::move(name)), answers_(answers) {}
  void connection_made(DatagramTransport& transport) override {
    transport_ = &transport;
    r_.log(name_ + " made");
  }
  void datagram_received(std::string_view bytes, const Address& from) override {
    r_.log(name_ + " got " + std::string(bytes));
    if (answers_) transport_->send_to("re: " + std::string(bytes), from);
  }
  void error_received(const Ref<loop::Error>& error) override { r_.log(name_ + " error " + error->text()); }
  void connection_lost(const Ref<loop::Error>& error) override { r_.log(name_ + (error ? " broke" : " lost")); }

 private:
  Rig& r_;
  std::string name_;
  bool answers_;
  DatagramTransport* transport_ = nullptr;
};

Co<io::DatagramEndpoint> endpoint(Rig& r, std::string name, io::DatagramOptions options) {
  const bool answers = options.local.has_value();
  auto factory = [&r, name, answers]() -> Ref<io::DatagramProtocol> { return loop::make<Echo>(r, name, answers); };
  co_return co_await io::create_datagram_endpoint(*r.loop, r.machine.network(), factory, std::move(options));
}

Co<void> echo(Rig& r) {
  io::DatagramOptions here, there;
  here.local = {"127.0.0.1", 0};
  const io::DatagramEndpoint server = co_await endpoint(r, "server", here);
  there.remote = {"127.0.0.1", server.transport->local_address().port};
  const io::DatagramEndpoint client = co_await endpoint(r, "client", there);
  for (const char* word : {"one", "two"}) client.transport->send_to(word);
  co_await r.sleep(0.1);
  server.transport->close();
  co_await r.sleep(0.1);
  client.transport->send_to("to nobody");
  co_await r.sleep(0.1);
  client.transport->close();
  co_await r.sleep(0.1);
}

TEST(Datagrams, GoToAnEndpointAndComeBackInOrder) {
  Rig simulated, real;
  simulated.run(echo(simulated));
  real.machine.network().set_kind(io::NetworkKind::loopback);
  real.run(echo(real));
  const auto words = [](const Lines& lines) {
    Lines all;
    for (const std::string& line : lines) all.push_back(line.substr(line.find("] ") + 2));
    return all;
  };
  EXPECT_EQ(words(simulated.lines),
            (Lines{"server made", "client made", "server got one", "server got two", "client got re: one",
                   "client got re: two", "server lost", "client error [Errno 111] Connection refused", "client lost"}));
  EXPECT_EQ(words(simulated.lines), words(real.lines));
}

TEST(Datagrams, ASocketTakesThoseOfWhomItIsConnectedToAlone) {
  Rig r;
  io::Network& network = r.machine.network();
  const Ref<Socket> one = network.udp(), two = network.udp(), third = network.udp();
  one->bind({"127.0.0.1", 0});
  two->bind({"127.0.0.1", 0});
  EXPECT_FALSE(one->connect(two->local_address()).would_block());
  const Address to_one = one->local_address();
  EXPECT_EQ(third->send_to("from a stranger", &to_one).count, 15u);
  EXPECT_EQ(two->send_to("from a friend", &to_one).count, 13u);
  std::string bytes;
  Address from;
  EXPECT_FALSE(one->receive_from(bytes, 100, from).failed());
  EXPECT_EQ(bytes, "from a friend");
  EXPECT_EQ(from.repr(), two->local_address().repr());
  EXPECT_TRUE(one->receive_from(bytes, 100, from).would_block());
}

TEST(Datagrams, AnAddressIsTakenAndOneTooLargeIsRefused) {
  Rig r;
  io::Network& network = r.machine.network();
  const Ref<Socket> first = network.udp(), second = network.udp(), stream = network.tcp();
  first->bind({"127.0.0.1", 5000});
  stream->bind({"127.0.0.1", 5000});  // TCP's ports are others
  EXPECT_THROW(second->bind({"127.0.0.1", 5000}), loop::OsError);
  const Address to = first->local_address();
  EXPECT_EQ(second->send_to(std::string(70000, 'x'), &to).error, EMSGSIZE);
  EXPECT_EQ(second->send_to("x", nullptr).error, EDESTADDRREQ);
}

Co<void> receive_later(Rig& r, Ref<Socket> socket) {
  const auto text = [](std::string bytes, const Address& from) { return Value::box(bytes + " from " + from.host); };
  const Value got = co_await io::sock_recvfrom(*r.loop, socket, 100, "_sock_recvfrom", text);
  r.log(*got.unbox<std::string>());
}

TEST(Datagrams, TheReceiverWakesBecauseOfTheSender) {
  Rig r;
  const Ref<Socket> receiver = r.machine.network().udp(), sender = r.machine.network().udp();
  receiver->bind({"127.0.0.1", 0});
  const Address to = receiver->local_address();
  r.loop->call_later(1, loop::callback("send", [&] { sender->send_to("late", &to); }));
  r.run(receive_later(r, receiver));
  ASSERT_EQ(r.lines.size(), 1u);
  EXPECT_NE(r.lines[0].find("late from 127.0.0.1"), std::string::npos);
  const event::Event ready = r.recorder.at(r.recorder.all(Kind::io_ready).front());
  EXPECT_EQ(r.recorder.at(ready.cause).kind, Kind::socket_sent);
}

}  // namespace
}  // namespace orrery::test
