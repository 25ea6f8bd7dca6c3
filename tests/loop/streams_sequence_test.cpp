// Streams step by step, as CPython was seen to do it (asyncio-semantics.md, 1.15), and facts 23 and 24.
#include <gtest/gtest.h>

#include "engine/io/socket_operations.hpp"
#include "engine/io/stream/stream.hpp"
#include "tests/support/rig.hpp"
#include "tests/support/sequence.hpp"

namespace orrery::test {
namespace {

void leave_out(std::string& text, std::string_view what) {
  for (std::size_t at = 0; (at = text.find(what)) != std::string::npos;) text.erase(at, what.size());
}

// In the notation, functions go by their bare names.
template <class Program>
std::string recorded(Program program, loop::Rules rules = loop::Rules::py311) {
  Rig r(rules);
  r.run(program(r));
  std::string text = sequence(r.recorder);
  leave_out(text, "StreamReaderProtocol.");
  leave_out(text, "connection_made.<locals>.");
  return text;
}

using io::StreamReader;
using io::StreamWriter;

Co<void> echo_once(Ref<StreamReader> reader, Ref<StreamWriter> writer) {
  const Value bytes = co_await reader->read(100);
  writer->write(io::bytes_of(bytes));
  writer->close();
}

io::ClientConnected handled_by(Rig& r, Co<void> (*handler)(Ref<StreamReader>, Ref<StreamWriter>), const char* name) {
  return [&r, handler, name](Ref<StreamReader> reader, Ref<StreamWriter> writer) {
    return r.coroutine(handler(std::move(reader), std::move(writer)).named(name));
  };
}

Co<void> streams_program(Rig& r) {
  const std::vector<std::optional<std::string>> hosts{"127.0.0.1"};
  const Ref<io::Server> server =
      co_await io::start_server(*r.loop, r.machine.network(), handled_by(r, echo_once, "h"), hosts, 0);
  const int port = server->sockets().front()->local_address().port;
  const io::Streams streams = co_await io::open_connection(*r.loop, r.machine.network(), "127.0.0.1", port);
  streams.writer->write("hi");
  const Value echoed = co_await streams.reader->read(100);
  EXPECT_EQ(io::bytes_of(echoed), "hi");
  streams.writer->close();
  co_await streams.writer->wait_closed();
  server->close();
}

constexpr const char* streams_sequence =
    "it1: T1 step{new T2(_create_server_getaddrinfo), soon T2.step, T2+cb _done_callback, new F1[_GatheringFuture], "
    "F1+cb T1.wakeup, block F1}\n"
    "it2: T2 step{soon _done_callback, done}\n"
    "it3: _done_callback{F1:=ok, soon T1.wakeup}\n"
    "it4: T1 step{soon _accept_connection, fd+r, soon T1.step, yield}\n"
    "it5: T1 step{new F2, new F3, connect EAGAIN, soon _sock_connect_cb, fd+w, F3+cb _sock_write_done, F3+cb "
    "T1.wakeup, "
    "block F3}\n"
    "it6: io-ready _accept_connection; io-ready _sock_connect_cb; _accept_connection{accept ok, "
    "new T3(_accept_connection2), soon T3.step, accept EAGAIN}; _sock_connect_cb{F3:=ok, soon _sock_write_done, "
    "soon T1.wakeup}\n"
    "it7: io-ready _sock_connect_cb; T3 step{new F4, new F5, soon connection_made, soon _add_reader, "
    "soon _set_result_unless_cancelled, F5+cb T3.wakeup, block F5}; _sock_write_done{fd-, cancel-handle "
    "_sock_connect_cb}; T1 step{new F6, soon connection_made, soon _add_reader, soon _set_result_unless_cancelled, "
    "F6+cb T1.wakeup, block F6}\n"
    "it8: connection_made{new F7, F7:=ok, new T4(h), soon T4.step, T4+cb callback}; _add_reader{soon _read_ready, "
    "fd+r}; _set_result_unless_cancelled{F5:=ok, soon T3.wakeup}; connection_made{}; _add_reader{soon _read_ready, "
    "fd+r}; _set_result_unless_cancelled{F6:=ok, soon T1.wakeup}\n"
    "it9: T4 step{new F8, F8+cb T4.wakeup, block F8}; T3 step{done}; T1 step{new F9, F9:=ok, send ok, new F10, "
    "F10+cb T1.wakeup, block F10}\n"
    "it10: io-ready _read_ready; _read_ready{recv ok, F8:=ok, soon T4.wakeup}\n"
    "it11: T4 step{send ok, fd-, cancel-handle _read_ready, soon _call_connection_lost, soon callback, done}\n"
    "it12: io-ready _read_ready; _call_connection_lost{F4:=ok}; callback{}; _read_ready{recv ok, F10:=ok, "
    "soon T1.wakeup}\n"
    "it13: io-ready _read_ready; T1 step{fd-, cancel-handle _read_ready, soon _call_connection_lost, F2+cb T1.wakeup, "
    "block F2}\n"
    "it14: _call_connection_lost{F2:=ok, soon T1.wakeup}\n"
    "it15: T1 step{fd-, cancel-handle _accept_connection, done}\n";

TEST(StreamsSequence, EchoIsTheSameUnderAllRules) {
  for (const auto rules : {loop::Rules::py311, loop::Rules::py312, loop::Rules::py313})
    EXPECT_EQ(recorded(streams_program, rules), streams_sequence);
}

Co<void> on_real_tcp(Rig& r) {
  r.machine.network().set_kind(io::NetworkKind::loopback);
  co_await streams_program(r);
}

TEST(StreamsSequence, EchoIsTheSameOnTheRealLoopback) {
  EXPECT_EQ(recorded(on_real_tcp), streams_sequence);
}

// ---- fact 23: what is ready already, then I/O, then timers
Co<void> fact_23(Rig& r) {
  const auto [a, b] = io::Socket::pair(r.environment);
  const int fd = a->fileno();
  r.loop->add_reader(fd, loop::callback("reader", [&r, fd] {
                       r.log("I/O reader");
                       r.loop->remove_reader(fd);
                     }));
  b->send("x");
  r.loop->call_later(0, r.logger("timer"));
  r.loop->call_soon(r.logger("soon"));
  r.log("main");
  co_await loop::bare_yield();
  r.log("main again");
  co_await loop::bare_yield();
}

TEST(Facts, OrderInsideOneTurnIsReadyThenSocketsThenTimers) {
  Rig r;
  r.run(fact_23(r));
  EXPECT_EQ(r.lines, (Lines{"[1] main", "[2] soon", "[2] main again", "[2] I/O reader", "[2] timer"}));
}

// ---- fact 24: data that is there does not suspend; else the reader fires, and one turn later the task goes on
Co<void> fact_24(Rig& r) {
  const auto [a, b] = io::Socket::pair(r.environment);
  const Ref<io::Socket> other = b;
  other->send("1");
  r.loop->call_soon(r.logger("soon"));
  Value got = co_await io::sock_recv(*r.loop, a, 9);
  r.log("recv " + io::bytes_of(got));
  r.loop->call_later(0.01, loop::callback("send", [other] { other->send("22"); }));
  got = co_await io::sock_recv(*r.loop, a, 1);
  r.log("recv " + io::bytes_of(got));
  got = co_await io::sock_recv(*r.loop, a, 1);
  r.log("recv " + io::bytes_of(got));
}

TEST(Facts, ReceivingSuspendsOnlyWhenNothingIsThere) {
  Rig r;
  r.run(fact_24(r));
  EXPECT_EQ(r.lines, (Lines{"[1] recv 1", "[2] soon", "[5] recv 2", "[5] recv 2"}));
}

}  // namespace
}  // namespace orrery::test
