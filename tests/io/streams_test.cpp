// Streams and transports: flow control, ends of connections, many of them, pieces of any size.
#include <gtest/gtest.h>

#include <random>

#include "engine/io/stream/stream.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using event::Kind;
using io::StreamReader;
using io::Streams;
using io::StreamWriter;

const std::vector<std::optional<std::string>> here{"127.0.0.1"};

template <class Handler>
io::ClientConnected with(Rig& r, Handler handler) {
  return [&r, handler](Ref<StreamReader> reader, Ref<StreamWriter> writer) {
    return r.coroutine(handler(r, std::move(reader), std::move(writer)));
  };
}

Co<Ref<io::Server>> serve(Rig& r, io::ClientConnected connected) {
  co_return co_await io::start_server(*r.loop, r.machine.network(), std::move(connected), here, 0);
}
Co<Streams> connect(Rig& r, Ref<io::Server> server) {
  const int port = server->sockets().front()->local_address().port;
  co_return co_await io::open_connection(*r.loop, r.machine.network(), "127.0.0.1", port);
}

std::string pattern(std::size_t size) {
  std::string bytes(size, '.');
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>('a' + i % 23);
  return bytes;
}

// ---------------------------------------------------------------- flow control

Co<void> read_slowly(Rig& r, Ref<StreamReader> reader, Ref<StreamWriter> writer) {
  co_await r.sleep(1);
  const Value all = co_await reader->read();
  writer->write(std::to_string(io::bytes_of(all).size()));
  writer->close();
}

Co<void> drain_waits(Rig& r) {
  const auto server = co_await serve(r, with(r, read_slowly));
  const Streams streams = co_await connect(r, server);
  const std::string bytes = pattern(20'000'000);  // more than the kernel takes
  streams.writer->write(bytes);
  const auto& transport = streams.writer->transport();
  EXPECT_GT(transport->write_buffer_size(), transport->write_buffer_limits().high);
  r.log("before");
  co_await streams.writer->drain();
  EXPECT_GE(r.loop->time(), 1);
  EXPECT_LE(transport->write_buffer_size(), transport->write_buffer_limits().low);
  streams.writer->write_eof();
  const Value answer = co_await streams.reader->read();
  EXPECT_EQ(io::bytes_of(answer), "20000000");
  streams.writer->close();
  co_await streams.writer->wait_closed();
  server->close();
  co_await server->wait_closed();
}

TEST(Streams, DrainWaitsUntilTheBufferIsDownAtItsLowWaterMark) {
  for (const auto kind : {io::SelectorKind::select, io::SelectorKind::poll, io::SelectorKind::epoll}) {
    Rig r(loop::Rules::py313, io::ClockKind::virtual_time, kind);
    r.run(drain_waits(r));
    EXPECT_LT(r.loop->turn(), 5000);
  }
}

Co<void> pour(Rig&, Ref<StreamReader>, Ref<StreamWriter> writer) {
  writer->write(pattern(3'000'000));
  co_await writer->drain();
  writer->close();
}

Co<void> reader_pauses(Rig& r) {
  const auto server = co_await serve(r, with(r, pour));
  const Streams streams = co_await connect(r, server);
  co_await r.sleep(1);
  EXPECT_TRUE(streams.reader->paused());
  EXPECT_FALSE(streams.writer->transport()->is_reading());
  EXPECT_LT(streams.reader->buffered().size(), 500'000u);
  const Value all = co_await streams.reader->readexactly(3'000'000);
  EXPECT_EQ(io::bytes_of(all), pattern(3'000'000));
  EXPECT_FALSE(streams.reader->paused());
  streams.writer->close();
  server->close();
}

TEST(Streams, AReaderThatIsFullPausesItsTransport) {
  Rig r(loop::Rules::py313);
  r.run(reader_pauses(r));
}

// ---------------------------------------------------------------- ends

Co<void> hold(Rig&, Ref<StreamReader> reader, Ref<StreamWriter> writer) {
  const Value rest = co_await reader->read();
  writer->close();
}

Co<void> writer_is_dropped(Rig& r) {
  const auto server = co_await serve(r, with(r, hold));
  { const Streams streams = co_await connect(r, server); }
  server->close();
  co_await server->wait_closed();
  r.log("closed");
}

TEST(Streams, AWriterThatNobodyHasClosesItsConnection) {
  Rig r(loop::Rules::py313);
  r.run(writer_is_dropped(r));
  EXPECT_EQ(r.lines.size(), 1u);
}

Co<void> slam(Rig&, Ref<StreamReader>, Ref<StreamWriter> writer) {
  writer->transport()->socket()->set_reset_on_close(true);
  writer->transport()->abort();
  co_return;
}

Co<void> reset_arrives(Rig& r) {
  const auto server = co_await serve(r, with(r, slam));
  const Streams streams = co_await connect(r, server);
  try {
    co_await streams.reader->read();
    ADD_FAILURE() << "no reset";
  } catch (const loop::OsError& error) {
    r.log(error.error()->text());
  }
  try {
    co_await streams.writer->drain();
  } catch (const loop::OsError& error) {
    r.log(error.error()->text());
  }
  try {
    co_await streams.writer->wait_closed();
  } catch (const loop::OsError& error) {
    r.log(error.error()->text());
  }
  server->close();
}

TEST(Streams, AResetReachesReaderWriterAndWhoWaitsForTheEnd) {
  Rig r(loop::Rules::py313);
  r.run(reset_arrives(r));
  ASSERT_EQ(r.lines.size(), 3u);
  for (const std::string& line : r.lines) EXPECT_NE(line.find("[Errno 104]"), std::string::npos) << line;
}

Co<void> close_at_once(Rig&, Ref<StreamReader>, Ref<StreamWriter> writer) {
  writer->close();
  co_return;
}

// TCP loses the first bytes that go to one who has hung up, and only the next are refused.
Co<void> sent_into_nothing(Rig& r) {
  const auto server = co_await serve(r, with(r, close_at_once));
  const Streams streams = co_await connect(r, server);
  co_await streams.reader->read();
  streams.writer->write("lost");
  EXPECT_FALSE(streams.writer->is_closing());
  co_await r.sleep(0.1);
  streams.writer->write("refused");
  EXPECT_TRUE(streams.writer->is_closing());
  co_await r.sleep(0);
  try {
    co_await streams.writer->drain();
    ADD_FAILURE() << "no error";
  } catch (const loop::OsError& error) {
    r.log(error.error()->text());
  }
  server->close();
}

TEST(Streams, WhatIsSentToOneWhoHasHungUpIsAnErrorTheSecondTime) {
  Rig simulated(loop::Rules::py313), real(loop::Rules::py313);
  simulated.run(sent_into_nothing(simulated));
  real.machine.network().set_kind(io::NetworkKind::loopback);
  real.run(sent_into_nothing(real));
  EXPECT_EQ(simulated.lines, real.lines);
  EXPECT_EQ(simulated.lines.size(), 1u);
}

TEST(Streams, WaitingForAServerToCloseIsAtOnceIn311AndForItsConnectionsLater) {
  const auto waits = [](Rig& r) -> Co<void> {
    const auto server = co_await serve(r, with(r, hold));
    const Streams streams = co_await connect(r, server);
    co_await r.sleep(0.5);
    r.loop->call_later(2, loop::callback("close", [writer = streams.writer] { writer->close(); }));
    server->close();
    co_await server->wait_closed();
    r.log(r.loop->time() < 1 ? "at once" : "later");
  };
  for (const auto rules : {loop::Rules::py311, loop::Rules::py312, loop::Rules::py313}) {
    Rig r(rules);
    r.run(waits(r));
    EXPECT_NE(r.lines.at(0).find(rules == loop::Rules::py311 ? "at once" : "later"), std::string::npos);
  }
}

// ---------------------------------------------------------------- many, and pieces of any size

Co<void> echo_lines(Rig&, Ref<StreamReader> reader, Ref<StreamWriter> writer) {
  for (;;) {
    const Value line = co_await reader->readline();
    if (io::bytes_of(line).empty()) break;
    writer->write(io::bytes_of(line));
    co_await writer->drain();
  }
  writer->close();
}

Co<Value> one_client(Rig& r, Ref<io::Server> server, int n) {
  const Streams streams = co_await connect(r, server);
  co_await r.sleep(0.001 * (n % 7));
  streams.writer->write("client " + std::to_string(n) + "\n");
  const Value line = co_await streams.reader->readline();
  EXPECT_EQ(io::bytes_of(line), "client " + std::to_string(n) + "\n");
  streams.writer->close();
  co_await streams.writer->wait_closed();
  co_return Value::integer(n);
}

Co<void> thousand_sockets(Rig& r) {
  const auto server = co_await serve(r, with(r, echo_lines));
  std::vector<Value> clients;
  for (int n = 0; n < 480; ++n) clients.push_back(Value(r.coroutine(one_client(r, server, n))));
  const Ref<loop::Future> all = loop::gather(*r.loop, clients);
  co_await all;
  server->close();
  co_await server->wait_closed();
}

TEST(Streams, AThousandSocketsAtOnce) {
  Rig r(loop::Rules::py313, io::ClockKind::virtual_time, io::SelectorKind::epoll);
  r.run(thousand_sockets(r));
  EXPECT_EQ(r.recorder.all(Kind::socket_opened).size(), r.recorder.all(Kind::socket_closed).size());
  EXPECT_LT(r.loop->turn(), 6000);  // each of the timers has a moment of its own
}

Co<void> write_pieces(Rig& r, Ref<StreamWriter> writer, std::string bytes, unsigned seed) {
  std::mt19937 chance(seed);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t size = chance() % 3 == 0 ? chance() % 50'000 : chance() % 20;
    writer->write(std::string_view(bytes).substr(at, size));
    at += size;
    if (chance() % 4 == 0) co_await r.sleep(0);
    if (chance() % 4 == 0) co_await writer->drain();
  }
  writer->write_eof();
}

Co<std::string> read_pieces(Ref<StreamReader> reader, unsigned seed) {
  std::mt19937 chance(seed);
  std::string all;
  while (!reader->at_eof()) {
    const Value some = co_await reader->read(chance() % 2 ? 1 + chance() % 10 : 1 + chance() % 100'000);
    all += io::bytes_of(some);
  }
  co_return all;
}

Co<void> random_transfer(Rig& r, unsigned seed) {
  const std::string bytes = pattern(200'000 + seed * 1000);
  io::ClientConnected connected = [&r, bytes, seed](Ref<StreamReader>, Ref<StreamWriter> writer) {
    return r.coroutine(write_pieces(r, std::move(writer), bytes, seed));
  };
  const auto server = co_await serve(r, std::move(connected));
  const Streams streams = co_await connect(r, server);
  if (seed % 2) streams.writer->transport()->socket()->set_send_buffer(4096);
  const std::string got = co_await read_pieces(streams.reader, seed + 1);
  EXPECT_EQ(got, bytes);
  streams.writer->close();
  server->close();
}

TEST(Streams, PiecesOfAnySizeArriveInOrder) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    Rig r(seed % 3 == 0 ? loop::Rules::py311 : loop::Rules::py313);
    r.run(random_transfer(r, seed));
  }
}

}  // namespace
}  // namespace orrery::test
