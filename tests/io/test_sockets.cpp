#include <gtest/gtest.h>

#include "engine/io/socket_operations.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {
namespace {

using event::Kind;
using io::Socket;

Co<std::string> receive(Rig& r, Ref<Socket> socket, std::size_t count) {
  const Value bytes = co_await io::sock_recv(*r.loop, socket, count);
  co_return bytes.unbox<loop::Bytes>()->text;
}

Co<std::string> receive_all(Rig& r, Ref<Socket> socket) {
  std::string all;
  for (;;) {
    const std::string some = co_await receive(r, socket, 1 << 20);
    if (some.empty()) co_return all;
    all += some;
  }
}

Co<void> send_and_close(Rig& r, Ref<Socket> socket, std::string bytes) {
  co_await io::sock_sendall(*r.loop, socket, std::move(bytes));
  socket->close();
}

Co<void> big_transfer(Rig& r) {
  const auto [a, b] = Socket::pair(r.environment);
  a->set_send_buffer(4096);
  std::string bytes(300'000, '.');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>('a' + i % 26);
  r.task(send_and_close(r, a, bytes));
  const std::string got = co_await receive_all(r, b);
  EXPECT_EQ(got, bytes);
}

TEST(Sockets, ASendThatDoesNotFitGoesOnWhenThereIsRoom) {
  for (const auto kind : {io::SelectorKind::select, io::SelectorKind::poll, io::SelectorKind::epoll}) {
    Rig r(loop::Rules::py313, io::ClockKind::virtual_time, kind);
    r.run(big_transfer(r));
    bool writer_ready = false;
    for (const event::Seq seq : r.recorder.all(Kind::io_ready)) {
      const event::Event e = r.recorder.at(seq);
      if (static_cast<event::Direction>(e.arg) != event::Direction::write) continue;
      writer_ready = true;
      EXPECT_EQ(r.recorder.at(e.cause).kind, Kind::socket_received);
    }
    EXPECT_TRUE(writer_ready);
  }
}

Co<void> peer_gone(Rig& r) {
  const auto [a, b] = Socket::pair(r.environment);
  b->close();
  const std::string end = co_await receive(r, a, 10);
  EXPECT_EQ(end, "");
  try {
    co_await io::sock_sendall(*r.loop, a, "x");
    ADD_FAILURE() << "sent into nothing";
  } catch (const loop::OsError& e) {
    r.log(e.error()->text());
  }
}

TEST(Sockets, AfterThePeerIsGoneReadingEndsAndWritingFails) {
  Rig r;
  r.run(peer_gone(r));
  EXPECT_EQ(r.lines, (Lines{"[1] [Errno 32] Broken pipe"}));
}

Co<void> refused(Rig& r) {
  const auto listening = Socket::tcp(r.environment);
  listening->bind({"127.0.0.1", 0});
  const io::Address nobody = listening->local_address();
  const auto client = Socket::tcp(r.environment);
  try {
    co_await io::sock_connect(*r.loop, client, nobody);
  } catch (const loop::OsError& e) {
    const std::string words = e.error()->text();
    // at once, or on completion: then with the address
    EXPECT_EQ(words.substr(0, 11), "[Errno 111]") << words;
  }
}

TEST(Sockets, ARefusedConnectionSaysSo) {
  Rig r;
  r.run(refused(r));
}

Co<void> cancelled_receive(Rig& r) {
  const auto [a, b] = Socket::pair(r.environment);
  const auto t = r.task(receive(r, a, 10));
  co_await r.sleep(0);
  co_await r.sleep(0);
  t->cancel();
  try {
    co_await t;
  } catch (const loop::CancelledError&) {
    r.log("cancelled");
  }
  EXPECT_FALSE(r.loop->remove_reader(a->fileno()));
}

TEST(Sockets, CancellingAReceiveRemovesItsReader) {
  Rig r;
  r.run(cancelled_receive(r));
  EXPECT_EQ(r.lines, (Lines{"[5] cancelled"}));
}

Co<void> second_receive(Rig& r) {
  const auto [a, b] = Socket::pair(r.environment);
  const auto first = r.task(receive(r, a, 10));
  const auto second = r.task(receive(r, a, 10));
  co_await r.sleep(0.1);
  b->send("x");
  co_await second;
  co_await r.sleep(1);
  EXPECT_FALSE(first->done());
  first->cancel();
  try {
    co_await first;
  } catch (const loop::CancelledError&) {
  }
}

TEST(Sockets, ASecondReceiveOnADescriptorTakesTheFirstOnesPlace) {
  Rig r;
  r.run(second_receive(r));
}

Co<void> closed_while_watched(Rig& r) {
  const auto [a, b] = Socket::pair(r.environment);
  r.loop->add_reader(a->fileno(), r.logger("never"));
  a->close();
  co_await r.sleep(0.1);
  r.log("went on");
}

TEST(Sockets, ClosingAWatchedDescriptorIsReportedAndTheLoopGoesOn) {
  for (const auto kind : {io::SelectorKind::select, io::SelectorKind::poll, io::SelectorKind::epoll}) {
    Rig r(loop::Rules::py313, io::ClockKind::virtual_time, kind);
    r.run(closed_while_watched(r));
    EXPECT_EQ(r.lines, (Lines{"[3] went on"}));
    EXPECT_EQ(r.recorder.all(Kind::closed_while_registered).size(), 1u);
  }
}

TEST(Sockets, AnUnusableAddressIsAValueError) {
  Rig r;
  const auto socket = Socket::tcp(r.environment);
  EXPECT_THROW(socket->bind({"not an address", 1}), loop::ValueError);
  EXPECT_THROW(socket->remote_address(), loop::OsError);
}

}  // namespace
}  // namespace orrery::test
