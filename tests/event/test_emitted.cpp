// Every kind of event that loop and io emit has a program here that makes it happen: a kind that is no longer emitted,
// and one that is added without a program, fail.
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/io/socket_operations.hpp"
#include "engine/loop/executor.hpp"
#include "engine/loop/generator.hpp"
#include "tests/support/rig.hpp"

namespace orrery::test {

using event::Group;
using event::Kind;
using io::Socket;
using io::WorldAction;
using loop::Future;

namespace {

Co<void> nothing() {
  co_return;
}
Co<void> raises() {
  throw loop::ValueError("x");
  co_return;
}
Co<void> awaits(Ref<Future> f) {
  co_await f;
}
Co<void> receives(Rig& r, Ref<Socket> socket) {
  co_await io::sock_recv(*r.loop, socket, 10);
}

void idle(Rig& r) {
  r.run(nothing());
}
Co<void> works() { co_return; }
void works_in_a_thread(Rig& r) {
  struct Program {
    static Co<void> main(Rig& rig) { co_await loop::run_in_executor<void>(*rig.loop, "works", [] {}); }
  };
  r.run(Program::main(r));
}
void blocks_in_debug_mode(Rig& r) {
  r.loop->set_debug(true);
  r.loop->call_soon(loop::callback("blocks", [&r] { r.machine.block(1); }));
  r.run(works());
}
void sleeps(Rig& r) {
  r.run(r.sleep(1));
}
void one_turn(Rig& r) {
  r.loop->stop();
  r.loop->run_forever();
}

void callback_that_raises(Rig& r) {
  r.loop->call_soon(loop::callback("bad", [] { throw loop::ValueError("x"); }));
  one_turn(r);
}
void skipped_handle(Rig& r) {
  r.loop->call_soon(r.logger("never"))->cancel();
  one_turn(r);
}
void failed_and_forgotten(Rig& r) {
  r.task(raises());
  one_turn(r);
}
void cancelled_future(Rig& r) {
  r.loop->create_future()->cancel();
}
void leaves_select_out(Rig& r) {
  r.loop->set_select_policy(loop::SelectPolicy::when_observable);
  idle(r);
}
void removed_callback(Rig& r) {
  const auto f = r.loop->create_future();
  const auto cb = r.logger("never");
  f->add_done_callback(cb);
  f->remove_done_callback(*cb);
}
void renamed_task(Rig& r) {
  r.task(nothing())->set_name("other");
  one_turn(r);
}
void cancelled_task(Rig& r) {
  r.task(nothing())->cancel();
  one_turn(r);
}
void never_awaited(Rig& r) {
  r.coroutine(nothing());
}
void failing_coroutine(Rig& r) {
  r.coroutine(raises())->send({});
}
void waiting_task(Rig& r) {
  const auto f = r.loop->create_future();
  const auto t = r.task(awaits(f));
  r.loop->run_once();
  f->set_result({});
  r.loop->run_once();
}
void blocking_call(Rig& r) {
  r.machine.block(1);
}

void world_sends(Rig& r) {
  const auto conn = r.machine.world().add_socket("conn");
  r.machine.world().add_action(WorldAction::send(1, "conn", "hello"));
  r.run(receives(r, conn));
}
void world_closes(Rig& r) {
  const auto conn = r.machine.world().add_socket("conn");
  r.machine.world().add_action(WorldAction::close(1, "conn"));
  r.run(receives(r, conn));
}
void world_resets(Rig& r) {
  const auto conn = r.machine.world().add_socket("conn");
  r.machine.world().add_action(WorldAction::reset(1, "conn"));
  EXPECT_THROW(r.run(receives(r, conn)), loop::OsError);
}
void world_reads(Rig& r) {
  const auto conn = r.machine.world().add_socket("conn");
  conn->send("hello");
  r.machine.world().add_action(WorldAction::read(0.5, "conn", 5));
  sleeps(r);
}
void world_cancels(Rig& r) {
  r.machine.world().add_action(WorldAction::cancel(0.5, "Task-1"));
  EXPECT_THROW(sleeps(r), loop::CancelledError);
}
void closes_watched(Rig& r) {
  const auto [a, b] = Socket::pair(r.environment);
  r.loop->add_reader(a->fileno(), r.logger("never"));
  a->close();
}

Co<void> serves(Rig& r, Ref<Socket> listening) {
  co_await io::sock_accept(*r.loop, listening);
}
Co<void> connects(Rig& r) {
  const auto listening = Socket::tcp(r.environment);
  listening->bind({"127.0.0.1", 0});
  listening->listen(1);
  const auto server = r.task(serves(r, listening));
  const auto client = Socket::tcp(r.environment);
  co_await io::sock_connect(*r.loop, client, listening->local_address());
  co_await server;
}
void over_loopback(Rig& r) {
  r.run(connects(r));
}

struct Row {
  Kind kind;
  void (*program)(Rig&);
};

const Row rows[] = {
    {Kind::blocking_call, blocking_call},
    {Kind::clock_advanced, sleeps},
    {Kind::loop_run, idle},
    {Kind::loop_stop, idle},
    {Kind::loop_idle, idle},
    {Kind::loop_closed, [](Rig& r) { r.loop->close(); }},
    {Kind::turn_begin, idle},
    {Kind::phase_begin, idle},
    {Kind::select_enter, idle},
    {Kind::select_return, idle},
    {Kind::select_elided, leaves_select_out},
    {Kind::io_ready, world_sends},
    {Kind::timer_due, sleeps},
    {Kind::exception_handler, callback_that_raises},
    {Kind::handle_created, sleeps},
    {Kind::handle_scheduled, idle},
    {Kind::timer_scheduled, sleeps},
    {Kind::handle_cancelled, skipped_handle},
    {Kind::handle_begin, idle},
    {Kind::handle_end, idle},
    {Kind::handle_skipped, skipped_handle},
    {Kind::future_created, sleeps},
    {Kind::callback_added, idle},
    {Kind::callback_removed, removed_callback},
    {Kind::future_result, idle},
    {Kind::future_exception, failed_and_forgotten},
    {Kind::future_cancelled, cancelled_future},
    {Kind::never_retrieved, failed_and_forgotten},
    {Kind::future_released, cancelled_future},
    {Kind::task_created, idle},
    {Kind::task_renamed, renamed_task},
    {Kind::task_step, idle},
    {Kind::task_waits, waiting_task},
    {Kind::task_yields, [](Rig& r) { r.run(r.sleep(0)); }},
    {Kind::task_cancel, cancelled_task},
    {Kind::coroutine_created, never_awaited},
    {Kind::coroutine_resumed, idle},
    {Kind::coroutine_awaits, waiting_task},
    {Kind::coroutine_yielded, waiting_task},
    {Kind::coroutine_returned, idle},
    {Kind::coroutine_raised, failing_coroutine},
    {Kind::never_awaited, never_awaited},
    {Kind::coroutine_released, never_awaited},
    {Kind::socket_opened, world_sends},
    {Kind::socket_closed, over_loopback},
    {Kind::interest_added, world_sends},
    {Kind::interest_removed, world_sends},
    {Kind::socket_received, world_sends},
    {Kind::socket_sent, world_reads},
    {Kind::socket_accepted, over_loopback},
    {Kind::socket_connected, over_loopback},
    {Kind::closed_while_registered, closes_watched},
    {Kind::world_sent, world_sends},
    {Kind::world_read, world_reads},
    {Kind::world_closed, world_closes},
    {Kind::world_reset, world_resets},
    {Kind::world_cancelled, world_cancels},
    {Kind::job_submitted, works_in_a_thread},
    {Kind::job_begun, works_in_a_thread},
    {Kind::job_ended, works_in_a_thread},
    {Kind::slow_callback, blocks_in_debug_mode},
};

}  // namespace

class Emitted : public testing::TestWithParam<Row> {};
INSTANTIATE_TEST_SUITE_P(Loop, Emitted, testing::ValuesIn(rows),
                         [](const auto& row) { return std::string(event::to_string(row.param.kind)); });

TEST_P(Emitted, WhenItHappens) {
  Rig r;
  GetParam().program(r);
  EXPECT_FALSE(r.recorder.all(GetParam().kind).empty());
}

// A cause lies in the past, and what is named is of the sort that the vocabulary says.
TEST_P(Emitted, AsTheVocabularyDescribesIt) {
  Rig r;
  GetParam().program(r);
  const auto fits = [](std::string_view sort, event::Id id) {
    return sort == "any" || !id || sort == event::to_string(id.sort()) ||
           (sort == "future" && id.sort() == event::Sort::task);
  };
  for (event::Seq seq = 0; seq < r.recorder.size(); ++seq) {
    const event::Event e = r.recorder.at(seq);
    const event::Description& row = event::describe(e.kind);
    EXPECT_TRUE(e.cause == event::no_seq || e.cause < seq) << seq << ' ' << row.name;
    EXPECT_TRUE(fits(row.subject, e.subject)) << seq << ' ' << row.name;
    EXPECT_TRUE(fits(row.object, e.object)) << seq << ' ' << row.name;
  }
}

// The program's own kinds and those of watched runs are the interpreter's to emit.
TEST(EmittedKinds, AllHaveAProgram) {
  for (const event::Description& row : event::vocabulary()) {
    const bool known =
        std::any_of(std::begin(rows), std::end(rows), [&row](const Row& entry) { return entry.kind == row.kind; });
    EXPECT_TRUE(known || row.group == Group::program || row.group == Group::frame) << row.name;
  }
}

}  // namespace orrery::test
