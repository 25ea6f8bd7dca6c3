// Connections at random: clients that write in pieces, hang up, break off and are cancelled, against a server that
// sends everything back. What arrives is what was sent; everybody comes to an end; the server sees all of them go.
#include <gtest/gtest.h>

#include "engine/io/stream/stream.hpp"
#include "tests/weather/soup.hpp"

namespace orrery::test::weather {
namespace {

using io::StreamReader;
using io::Streams;
using io::StreamWriter;
using loop::Rules;

constexpr unsigned seeds = 25;
constexpr int clients = 25;

struct Traffic {
  Traffic(Rig& r, unsigned seed) : rig(r), chance(seed) {}
  Rig& rig;
  Chance chance;
  int port = 0;
  int connected = 0, served = 0, complete = 0, broken = 0;
};

std::string pattern(std::size_t size, int salt) {
  std::string bytes(size, '.');
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<char>('a' + (i + static_cast<std::size_t>(salt)) % 23);
  return bytes;
}

Co<void> send_back(Traffic& t, Ref<StreamReader> reader, Ref<StreamWriter> writer) {
  for (;;) {
    const Value bytes = co_await reader->read(1 + t.chance.below(30'000));
    const std::string text = io::bytes_of(bytes);
    if (text.empty()) break;
    writer->write(text);
    co_await writer->drain();
  }
  writer->close();
}

// The other end may have gone in the middle.
Co<void> serve(Traffic& t, Ref<StreamReader> reader, Ref<StreamWriter> writer) {
  ++t.connected;
  try {
    co_await send_back(t, std::move(reader), writer);
  } catch (const loop::OsError&) {
    writer->close();
  }
  ++t.served;
}

Co<void> write_all(Traffic& t, Ref<StreamWriter> writer, std::string bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t piece = std::min(bytes.size() - at, 1 + static_cast<std::size_t>(t.chance.below(50'000)));
    writer->write(std::string_view(bytes).substr(at, piece));
    at += piece;
    if (t.chance.one_in(4)) co_await t.rig.sleep(0.001);
    co_await writer->drain();
  }
  writer->write_eof();
}

Co<void> converse(Traffic& t, Streams streams, int number) {
  const std::string sent = pattern(static_cast<std::size_t>(1 + t.chance.below(400'000)), number);
  const Ref<loop::Task> writing = t.rig.task(write_all(t, streams.writer, sent));
  const Value all = co_await streams.reader->read();
  co_await writing;
  EXPECT_EQ(io::bytes_of(all), sent);
  streams.writer->close();
  co_await streams.writer->wait_closed();
  ++t.complete;
}

// Hangs up, or breaks off, with bytes on their way in both directions.
Co<void> misbehave(Traffic& t, Streams streams) {
  streams.writer->write(pattern(static_cast<std::size_t>(1 + t.chance.below(300'000)), 0));
  co_await t.rig.sleep(t.chance.below(3) * 0.001);
  ++t.broken;
  if (t.chance.one_in(2))
    streams.writer->transport()->abort();
  else
    streams.writer->close();
}

Co<void> client(Traffic& t, int number) {
  const Streams streams = co_await io::open_connection(*t.rig.loop, t.rig.machine.network(), "127.0.0.1", t.port);
  if (t.chance.one_in(3))
    co_await misbehave(t, streams);
  else
    co_await converse(t, streams, number);
}

Co<void> storm(Traffic& t) {
  const auto connected = [&t](Ref<StreamReader> reader, Ref<StreamWriter> writer) {
    return t.rig.coroutine(serve(t, std::move(reader), std::move(writer)));
  };
  const std::vector<std::optional<std::string>> here{"127.0.0.1"};
  const Ref<io::Server> server = co_await io::start_server(*t.rig.loop, t.rig.machine.network(), connected, here, 0);
  t.port = server->sockets().front()->local_address().port;
  Tasks tasks;
  for (int i = 0; i < clients; ++i) {
    tasks.push_back(t.rig.task(client(t, i)));
    if (t.chance.one_in(3)) co_await t.rig.sleep(0.001);
    if (t.chance.one_in(6)) tasks[static_cast<std::size_t>(t.chance.below(i + 1))]->cancel();
  }
  co_await t.rig.sleep(100);
  for (const auto& task : tasks) {
    EXPECT_TRUE(task->done()) << "a client was forgotten";
    if (!task->done() || task->cancelled()) continue;
    EXPECT_FALSE(task->exception()) << task->exception()->repr();
  }
  // A writer whose client was cancelled writes on until it is told that nobody listens; then nobody is left.
  server->close();
  co_await server->wait_closed();
}

class StreamStorm : public testing::TestWithParam<io::SelectorKind> {};
INSTANTIATE_TEST_SUITE_P(All, StreamStorm,
                         testing::Values(io::SelectorKind::select, io::SelectorKind::poll, io::SelectorKind::epoll),
                         [](const auto& kind) { return std::string(io::to_string(kind.param)); });

TEST_P(StreamStorm, LosesNoByteAndNobody) {
  int complete = 0, broken = 0;
  for (unsigned seed = 1; seed <= seeds && !HasFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Rig rig(static_cast<Rules>(seed % 3), io::ClockKind::virtual_time, GetParam());
    Traffic traffic(rig, seed);
    rig.run(storm(traffic));
    EXPECT_EQ(traffic.connected, traffic.served) << "a connection of the server's has no end";
    EXPECT_LT(rig.loop->turn(), 40'000) << "a busy loop";
    complete += traffic.complete;
    broken += traffic.broken;
  }
  EXPECT_GT(complete, static_cast<int>(seeds) * 5);
  EXPECT_GT(broken, static_cast<int>(seeds) * 2);
}

}  // namespace
}  // namespace orrery::test::weather
