// The event sequences of asyncio-semantics.md, 1.15, literally: the same programs as native coroutines.
#include <gtest/gtest.h>

#include <memory>

#include "engine/io/socket_operations.hpp"
#include "tests/support/rig.hpp"
#include "tests/support/sequence.hpp"

namespace orrery::test {
namespace {

template <class Program>
std::string recorded(Program program, loop::Rules rules = loop::Rules::py311) {
  Rig r(rules);
  r.run(program(r));
  return sequence(r.recorder);
}

Co<void> z(Rig& r) {
  co_await r.sleep(0);
}
Co<void> bad(Rig& r) {
  co_await r.sleep(0);
  throw loop::ValueError();
}

Co<void> sleep_program(Rig& r) {
  co_await r.sleep(0.01);
}

TEST(Sequences, Sleep) {
  EXPECT_EQ(recorded(sleep_program),
            "it1: T1 step{new F1, timer+ _set_result_unless_cancelled, F1+cb T1.wakeup, block F1}\n"
            "it2: timer fires _set_result_unless_cancelled; _set_result_unless_cancelled{F1:=ok, soon T1.wakeup}\n"
            "it3: T1 step{timer- _set_result_unless_cancelled, done}\n");
}

Co<void> task_program(Rig& r) {
  co_await r.task(z(r));
}

TEST(Sequences, Task) {
  EXPECT_EQ(recorded(task_program),
            "it1: T1 step{new T2(z), soon T2.step, T2+cb T1.wakeup, block T2}\n"
            "it2: T2 step{soon T2.step, yield}\n"
            "it3: T2 step{soon T1.wakeup, done}\n"
            "it4: T1 step{done}\n");
}

Co<void> gather_program(Rig& r) {
  const Value children[] = {r.coroutine(z(r)), r.coroutine(z(r))};
  co_await loop::gather(*r.loop, children);
}

TEST(Sequences, Gather) {
  const std::string expected =
      "it1: T1 step{new T2(z), soon T2.step, T2+cb _done_callback, new T3(z), soon T3.step, T3+cb _done_callback, "
      "new F1[_GatheringFuture], F1+cb T1.wakeup, block F1}\n"
      "it2: T2 step{soon T2.step, yield}; T3 step{soon T3.step, yield}\n"
      "it3: T2 step{soon _done_callback, done}; T3 step{soon _done_callback, done}\n"
      "it4: _done_callback{}; _done_callback{F1:=ok, soon T1.wakeup}\n"
      "it5: T1 step{done}\n";
  for (const auto rules : {loop::Rules::py311, loop::Rules::py312, loop::Rules::py313})
    EXPECT_EQ(recorded(gather_program, rules), expected);
}

Co<void> gather_err_program(Rig& r) {
  const Value children[] = {r.coroutine(bad(r)), r.coroutine(z(r))};
  try {
    co_await loop::gather(*r.loop, children);
  } catch (const loop::ValueError&) {
  }
}

TEST(Sequences, GatherWithAnError) {
  EXPECT_EQ(recorded(gather_err_program),
            "it1: T1 step{new T2(bad), soon T2.step, T2+cb _done_callback, new T3(z), soon T3.step, "
            "T3+cb _done_callback, new F1[_GatheringFuture], F1+cb T1.wakeup, block F1}\n"
            "it2: T2 step{soon T2.step, yield}; T3 step{soon T3.step, yield}\n"
            "it3: T2 step{soon _done_callback, raise}; T3 step{soon _done_callback, done}\n"
            "it4: _done_callback{F1:=exc, soon T1.wakeup}; _done_callback{}\n"
            "it5: T1 step{done}\n");
}

Co<void> cancel_program(Rig& r) {
  const auto t = r.task(r.sleep(1));
  co_await loop::bare_yield();
  t->cancel();
  try {
    co_await t;
  } catch (const loop::CancelledError&) {
  }
}

TEST(Sequences, Cancel) {
  EXPECT_EQ(recorded(cancel_program),
            "it1: T1 step{new T2(sleep), soon T2.step, soon T1.step, yield}\n"
            "it2: T2 step{new F1, timer+ _set_result_unless_cancelled, F1+cb T2.wakeup, block F1}; "
            "T1 step{cancel(T2), F1:=cancelled, soon T2.wakeup, T2+cb T1.wakeup, block T2}\n"
            "it3: T2 step{timer- _set_result_unless_cancelled, soon T1.wakeup, cancelled}\n"
            "it4: T1 step{done}\n");
}

Co<void> srv(Rig& r, Ref<io::Socket> listening) {
  Value accepted = co_await io::sock_accept(*r.loop, listening);
  const Ref<io::Socket> connection = accepted.unbox<io::Accepted>()->socket;
  accepted = {};
  const Value bytes = co_await io::sock_recv(*r.loop, connection, 100);
  co_await io::sock_sendall(*r.loop, connection, bytes.unbox<loop::Bytes>()->text);
}
Co<void> sock_program(Rig& r) {
  const auto listening = io::Socket::tcp(r.environment);
  listening->bind({"127.0.0.1", 0});
  listening->listen(5);
  const auto server = r.task(srv(r, listening));
  const auto client = io::Socket::tcp(r.environment);
  co_await io::sock_connect(*r.loop, client, listening->local_address());
  co_await io::sock_sendall(*r.loop, client, "hi");
  const Value echoed = co_await io::sock_recv(*r.loop, client, 100);
  EXPECT_EQ(echoed.unbox<loop::Bytes>()->text, "hi");
}

TEST(Sequences, SocketsOverLoopback) {
  EXPECT_EQ(
      recorded(sock_program),
      "it1: T1 step{new T2(srv), soon T2.step, new F1, connect EAGAIN, soon _sock_connect_cb, fd+w, "
      "F1+cb _sock_write_done, F1+cb T1.wakeup, block F1}\n"
      "it2: io-ready _sock_connect_cb; T2 step{new F2, accept ok, F2:=ok, recv EAGAIN, new F3, soon _sock_recv, fd+r, "
      "F3+cb _sock_read_done, F3+cb T2.wakeup, block F3}; "
      "_sock_connect_cb{F1:=ok, soon _sock_write_done, soon T1.wakeup}\n"
      "it3: io-ready _sock_connect_cb; _sock_write_done{fd-, cancel-handle _sock_connect_cb}; "
      "T1 step{send ok, recv EAGAIN, new F4, soon _sock_recv, fd+r, F4+cb _sock_read_done, F4+cb T1.wakeup, block F4}\n"
      "it4: io-ready _sock_recv; _sock_recv{recv ok, F3:=ok, soon _sock_read_done, soon T2.wakeup}\n"
      "it5: _sock_read_done{fd-, cancel-handle _sock_recv}; T2 step{send ok, done}\n"
      "it6: io-ready _sock_recv; _sock_recv{recv ok, F4:=ok, soon _sock_read_done, soon T1.wakeup}\n"
      "it7: io-ready _sock_recv; _sock_read_done{fd-, cancel-handle _sock_recv}; T1 step{done}\n");
}

}  // namespace
}  // namespace orrery::test
