// Transports with a protocol of the program's own: the order of the calls, and what errors of the protocol do.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/io/stream/server.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using io::Protocol;
using io::Transport;

// Writes down what it is told.
class Witness : public Protocol {
 public:
  Witness(Rig& r, std::string name) : r_(r), name_(std::move(name)) {}
  void connection_made(Transport& transport) override {
    transport_ = &transport;
    note("made");
  }
  void data_received(std::string_view bytes) override {
    note("data " + std::string(bytes));
    if (bytes == "fail") throw loop::ValueError("can't read this");
    if (bytes == "close") transport_->close();
  }
  bool eof_received() override {
    note("eof");
    return false;
  }
  void connection_lost(const Ref<loop::Error>& error) override {
    note("lost " + (error ? error->repr() : "in order"));
    transport_ = nullptr;
  }
  void pause_writing() override { note("pause"); }
  void resume_writing() override { note("resume"); }
  Transport& transport() { return *transport_; }

 private:
  void note(const std::string& what) { r_.lines.push_back(name_ + ": " + what); }
  Rig& r_;
  std::string name_;
  Transport* transport_ = nullptr;
};

io::ProtocolFactory witnesses(Rig& r, const std::string& name) {
  return [&r, name] { return Ref<Protocol>(loop::make<Witness>(r, name)); };
}

Co<io::Connection> connected(Rig& r, Ref<io::Server> server) {
  io::ProtocolFactory factory = witnesses(r, "client");
  const int port = server->sockets().front()->local_address().port;
  co_return co_await io::create_connection(*r.loop, r.machine.network(), std::move(factory), "127.0.0.1", port);
}

Co<Ref<io::Server>> served(Rig& r) {
  io::ProtocolFactory factory = witnesses(r, "server");
  const std::vector<std::optional<std::string>> hosts{"127.0.0.1"};
  co_return co_await io::create_server(*r.loop, r.machine.network(), std::move(factory), hosts, 0);
}

Co<void> says(Rig& r, std::string words) {
  const auto server = co_await served(r);
  const io::Connection connection = co_await connected(r, server);
  connection.transport->write(words);
  co_await r.sleep(0.1);
  connection.transport->close();
  co_await r.sleep(0.1);
  EXPECT_FALSE(connection.transport->protocol());
  server->close();
}

Lines told(const std::string& words) {
  Rig r(loop::Rules::py313);
  r.loop->set_exception_handler([&r](loop::EventLoop&, const loop::ExceptionContext& context) {
    r.lines.push_back(context.message + " " + context.exception->repr());
  });
  r.run(says(r, words));
  return r.lines;
}

TEST(Transports, TellTheirProtocolEverythingInOrder) {
  EXPECT_EQ(told("hello"), (Lines{"server: made", "client: made", "server: data hello", "client: lost in order",
                                  "server: eof", "server: lost in order"}));
}

TEST(Transports, CanBeClosedByTheirProtocol) {
  EXPECT_EQ(told("close"), (Lines{"server: made", "client: made", "server: data close", "server: lost in order",
                                  "client: eof", "client: lost in order"}));
}

TEST(Transports, ReportAnErrorOfTheirProtocolAndEndTheConnection) {
  const Lines lines = told("fail");
  ASSERT_EQ(lines.size(), 7u);
  EXPECT_EQ(lines[3], "Fatal error: protocol.data_received() call failed. ValueError(\"can't read this\")");
  EXPECT_EQ(lines[4], "server: lost ValueError(\"can't read this\")");
}

Co<void> pours(Rig& r) {
  const auto server = co_await served(r);
  const io::Connection connection = co_await connected(r, server);
  connection.transport->socket()->set_send_buffer(4096);
  connection.transport->write(std::string(300'000, 'x'));
  EXPECT_EQ(r.lines.back(), "client: pause");
  connection.transport->close();  // not before all is sent
  EXPECT_TRUE(connection.transport->is_closing());
  co_await r.sleep(1);
  server->close();
}

TEST(Transports, PauseAndResumeTheirProtocolOnceEach) {
  Rig r(loop::Rules::py313);
  r.run(pours(r));
  EXPECT_EQ(std::count(r.lines.begin(), r.lines.end(), "client: pause"), 1);
  EXPECT_EQ(std::count(r.lines.begin(), r.lines.end(), "client: resume"), 1);
  std::size_t received = 0;
  for (const std::string& line : r.lines)
    if (line.starts_with("server: data ")) received += line.size() - 13;
  EXPECT_EQ(received, 300'000u);
}

}  // namespace
}  // namespace orrery::test
