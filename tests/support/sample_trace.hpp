// A run written by hand for tests of whatever shows runs: a reader that waits for a socket, a ticker that sleeps, bytes
// that arrive after a second; "got hello" is printed in the end. Follows what the loop emits in such a program.
#pragma once

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "engine/event/event.hpp"
#include "tests/support/trace_builder.hpp"

namespace orrery::test {

class SampleRun {
 public:
  static constexpr Id main_task = task(1), reader = task(2), ticker = task(3);
  static constexpr Id conn = socket(1);
  static constexpr Id received = future(1);  // what sock_recv waits for

  // The source that it would come from.
  static std::vector<std::string> source() {
    return {"import asyncio",
            "",
            "async def read_line(loop):",
            "    data = await loop.sock_recv(conn, 100)",
            "    return data.decode()",
            "",
            "async def reader(loop):",
            "    line = await read_line(loop)",
            "    print('got', line)",
            "",
            "async def ticker():",
            "    for n in range(3):",
            "        print('tick', n)",
            "        await asyncio.sleep(0.4)",
            "",
            "async def main():",
            "    loop = asyncio.get_running_loop()",
            "    await asyncio.gather(",
            "        reader(loop), ticker())",
            "",
            "asyncio.run(main())"};
  }

  SampleRun() {
    start();
    first_turn();
    second_turn();
    tick(2);
    tick(3);
    bytes_arrive();
    end();
  }

  const trace::Trace& trace() const { return b_.trace(); }
  Seq tick_events[3] = {};  // the outputs of the ticker
  Seq slept = 0;            // select_enter before the bytes
  Seq ready = 0;            // io_ready
  Seq stored = 0;           // future_result of `received`
  Seq woken = 0;            // handle_scheduled of the reader's wake-up
  Seq resumed = 0;          // task_step with the bytes
  Seq got = 0;              // the output "got hello"

 private:
  using Role = event::HandleRole;
  using Phase = event::Phase;
  static constexpr Id loop = loop_id(1);
  static constexpr Id main_coro = coroutine(1), reader_coro = coroutine(2), ticker_coro = coroutine(3);
  static constexpr Id read_line = coroutine(4), gathered = future(9);

  Seq phase(Phase phase) { return b_.by(event::no_seq).emit(Kind::phase_begin, loop, {}, phase); }
  Seq begin_turn() {
    const Seq seq = b_.by(event::no_seq).line(0).emit_integer(Kind::turn_begin, loop, {}, 0, ++turn_);
    phase(Phase::timeout);
    return seq;
  }
  void poll() {
    phase(Phase::select);
    const Seq entered = b_.emit_number(Kind::select_enter, loop, {}, event::SelectReason::ready_handles, 0);
    b_.by(entered).emit_integer(Kind::select_return, loop, {}, event::SelectOutcome::polled, 0);
    phase(Phase::io);
    phase(Phase::timers);
    phase(Phase::run);
  }
  Seq sleep(double until, Id timer) {
    phase(Phase::select);
    const Seq entered = b_.emit_number(Kind::select_enter, loop, timer, event::SelectReason::next_timer, until - now_);
    now_ = until;
    b_.at(now_).by(entered);
    return entered;
  }
  Seq schedule(Id h, Id owner, Role role, std::string_view name, Seq cause, std::uint32_t serial = 0) {
    return b_.by(cause).emit(Kind::handle_scheduled, h, owner, role, name, serial);
  }
  Seq begin(Id h, Id owner, Role role, std::string_view name, Seq cause) {
    return b_.by(cause).emit(Kind::handle_begin, h, owner, role, name);
  }
  void finish(Id h) { b_.line(0).emit(Kind::handle_end, h); }
  Seq step(Id t, Id coro, Id innermost, std::string_view value, Seq cause) {
    const Seq seq = b_.by(cause).emit(Kind::task_step, t, coro, event::SendMode::send, value);
    b_.by(seq).emit(Kind::coroutine_resumed, coro, innermost, event::SendMode::send, value);
    return seq;
  }
  void create(Id t, Id coro, std::string_view name, Id h) {
    const Seq seq = b_.emit(Kind::task_created, t, coro, 0, name);
    schedule(h, t, Role::step, std::string(name) + " step", seq);
  }
  void print(Id t, std::string_view text, std::uint16_t line, Seq& seq) {
    seq = b_.line(line).emit(Kind::output, t, {}, event::Stream::standard_output, text);
  }

  void start() {
    b_.at(0).line(21).emit(Kind::program_begin, {}, {}, 0, "seven_hops.json");
    b_.emit(Kind::socket_opened, conn, {}, 0, "conn", 7);
    b_.emit(Kind::coroutine_created, main_coro, {}, event::CoroutineSort::coroutine, "main");
    create(main_task, main_coro, "main", handle(1));
    b_.line(0).emit(Kind::loop_run, loop);
  }

  void first_turn() {
    begin_turn();
    poll();
    const Seq ran = begin(handle(1), main_task, Role::step, "main step", 4);
    const Seq stepped = step(main_task, main_coro, main_coro, "None", ran);
    b_.line(19).by(stepped);
    b_.emit(Kind::coroutine_created, reader_coro, {}, event::CoroutineSort::coroutine, "reader");
    b_.emit(Kind::coroutine_created, ticker_coro, {}, event::CoroutineSort::coroutine, "ticker");
    create(reader, reader_coro, "reader", handle(2));
    b_.by(stepped);
    create(ticker, ticker_coro, "ticker", handle(3));
    b_.by(stepped).line(18).emit(Kind::future_created, gathered, main_task, 0, "gather");
    b_.emit(Kind::coroutine_awaits, main_coro, gathered);
    b_.emit(Kind::coroutine_yielded, main_coro, main_coro, 0, "<Future pending>");
    b_.emit(Kind::callback_added, gathered, main_task, 0, "main.wakeup", 1);
    b_.emit(Kind::task_waits, main_task, gathered);
    finish(handle(1));
  }

  void second_turn() {
    begin_turn();
    poll();
    read_begins();
    const Seq ran = begin(handle(3), ticker, Role::step, "ticker step", 0);
    const Seq stepped = step(ticker, ticker_coro, ticker_coro, "None", ran);
    print(ticker, "tick 0\n", 13, tick_events[0]);
    nap(1, stepped);
    finish(handle(3));
  }

  void read_begins() {
    const Seq ran = begin(handle(2), reader, Role::step, "reader step", 0);
    const Seq stepped = step(reader, reader_coro, reader_coro, "None", ran);
    b_.by(stepped).line(8).emit(Kind::coroutine_created, read_line, {}, event::CoroutineSort::coroutine, "read_line");
    b_.emit(Kind::coroutine_awaits, reader_coro, read_line);
    b_.line(4).emit(Kind::coroutine_resumed, read_line, read_line, event::SendMode::send, "None");
    b_.emit(Kind::socket_received, conn, {}, event::IoResult::would_block, "", 0);
    b_.emit(Kind::future_created, received, reader, 0, "sock_recv");
    b_.emit(Kind::handle_created, handle(4), received, Role::reader, "_sock_recv");
    b_.emit(Kind::interest_added, conn, handle(4), event::Direction::read);
    b_.emit(Kind::callback_added, received, {}, 0, "_sock_read_done", 2);
    b_.emit(Kind::coroutine_awaits, read_line, received);
    b_.emit(Kind::coroutine_yielded, read_line, reader_coro, 0, "<Future pending>");
    b_.emit(Kind::callback_added, received, reader, 0, "reader.wakeup", 3);
    b_.emit(Kind::task_waits, reader, received);
    finish(handle(2));
  }

  // The ticker goes to sleep for the n-th time.
  void nap(std::uint32_t n, Seq cause) {
    const Id nap_future = future(1 + n), timer = handle(10 + n);
    b_.by(cause).line(14).emit(Kind::future_created, nap_future, ticker, 0, "sleep");
    b_.emit(Kind::handle_created, timer, nap_future, Role::timer, "sleep");
    timer_ = b_.emit_number(Kind::timer_scheduled, timer, nap_future, 0, now_ + 0.4);
    b_.emit(Kind::coroutine_awaits, ticker_coro, nap_future);
    b_.emit(Kind::coroutine_yielded, ticker_coro, ticker_coro, 0, "<Future pending>");
    b_.emit(Kind::callback_added, nap_future, ticker, 0, "ticker.wakeup", 10 + n);
    b_.emit(Kind::task_waits, ticker, nap_future);
  }

  // The ticker's timer is due: its future is set, it wakes in the next turn and prints its n-th line.
  void tick(std::uint32_t n) {
    const Id timer = handle(10 + n - 1), nap_future = future(n), wake = handle(20 + n);
    begin_turn();
    sleep(now_ + 0.4, timer);
    b_.emit_integer(Kind::select_return, loop, {}, event::SelectOutcome::jumped, 0);
    phase(Phase::io);
    phase(Phase::timers);
    const Seq due = b_.by(timer_).emit(Kind::timer_due, timer);
    phase(Phase::run);
    const Seq ran = begin(timer, nap_future, Role::timer, "sleep", due);
    const Seq set = b_.by(ran).emit(Kind::future_result, nap_future, {}, 0, "None");
    const Seq scheduled = schedule(wake, ticker, Role::wakeup, "ticker.wakeup", set, 10 + n - 1);
    finish(timer);
    begin_turn();
    poll();
    const Seq woke = begin(wake, ticker, Role::wakeup, "ticker.wakeup", scheduled);
    const Seq stepped = step(ticker, ticker_coro, ticker_coro, "None", woke);
    print(ticker, "tick " + std::to_string(n - 1) + "\n", 13, tick_events[n - 1]);
    nap(n, stepped);
    finish(wake);
  }

  void bytes_arrive() {
    begin_turn();
    slept = sleep(1.0, handle(13));
    const Seq sent = b_.by(event::no_seq).emit(Kind::world_sent, conn, {}, 0, "b'hello'", 5);
    const Seq returned = b_.by(slept).emit_integer(Kind::select_return, loop, {}, event::SelectOutcome::woke, 1);
    (void)returned;
    phase(Phase::io);
    ready = b_.by(sent).emit(Kind::io_ready, conn, handle(4), event::Direction::read);
    phase(Phase::timers);
    phase(Phase::run);
    const Seq ran = begin(handle(4), received, Role::reader, "_sock_recv", ready);
    const Seq got_bytes = b_.by(ran).emit(Kind::socket_received, conn, {}, event::IoResult::ok, "b'hello'", 5);
    stored = b_.by(got_bytes).emit(Kind::future_result, received, {}, 0, "b'hello'");
    schedule(handle(30), received, Role::done_callback, "_sock_read_done", stored, 2);
    woken = schedule(handle(31), reader, Role::wakeup, "reader.wakeup", stored, 3);
    finish(handle(4));
    begin_turn();
    poll();
    const Seq removing = begin(handle(30), received, Role::done_callback, "_sock_read_done", stored + 1);
    b_.by(removing).emit(Kind::interest_removed, conn, handle(4), event::Direction::read);
    finish(handle(30));
    reader_wakes();
  }

  void reader_wakes() {
    const Seq woke = begin(handle(31), reader, Role::wakeup, "reader.wakeup", woken);
    resumed = step(reader, reader_coro, read_line, "b'hello'", woke);
    b_.by(resumed).line(5).emit(Kind::coroutine_returned, read_line, reader_coro, 0, "'hello'");
    b_.emit(Kind::coroutine_released, read_line);
    print(reader, "got hello\n", 9, got);
    b_.emit(Kind::coroutine_returned, reader_coro, {}, 0, "None");
    b_.emit(Kind::future_result, reader, {}, 0, "None");
    finish(handle(31));
  }

  void end() {
    begin_turn();
    sleep(1.2, handle(13));
    b_.emit_integer(Kind::select_return, loop, {}, event::SelectOutcome::jumped, 0);
    phase(Phase::io);
    phase(Phase::timers);
    b_.by(timer_).emit(Kind::timer_due, handle(13));
    phase(Phase::run);
    b_.emit(Kind::loop_idle, loop);
    b_.emit(Kind::program_end, {}, {}, 0, "", 0);
  }

  TraceBuilder b_;
  double now_ = 0;
  std::int64_t turn_ = 0;
  Seq timer_ = 0;
};

}  // namespace orrery::test
