// The story of window.png by hand: main gathers reader, which waits for bytes, and ticker, which sleeps.
#pragma once

#include <limits>

#include "tests/support/trace_builder.hpp"

namespace orrery::test {

struct SevenHops {
  TraceBuilder b;
  Seq sleep = 0, sent = 0, ready = 0, reader_begin = 0, received = 0, result = 0, scheduled = 0, begin = 0, step = 0,
      resumed = 0, returned = 0, end = 0;
  const Id reader = task(2), ticker = task(3), conn = socket(1), f5 = future(5);

  SevenHops() {
    using event::HandleRole;
    const double inf = std::numeric_limits<double>::infinity();
    b.emit(Kind::program_begin, {}, {}, 0, "hops.py");
    b.emit(Kind::socket_opened, conn, {}, 0, "conn", 7);
    b.emit(Kind::loop_run, loop_id());
    start(reader, coroutine(1), handle(1), "reader");
    b.emit(Kind::handle_begin, handle(1), reader, HandleRole::step, "reader.step");
    b.by(b.last()).emit(Kind::task_step, reader, coroutine(1), event::SendMode::send, "None");
    b.line(8).emit(Kind::coroutine_resumed, coroutine(1), coroutine(1), event::SendMode::send, "None");
    b.emit(Kind::coroutine_created, coroutine(2), {}, event::CoroutineSort::coroutine, "sock_recv");
    b.emit(Kind::coroutine_awaits, coroutine(1), coroutine(2));
    b.line(4).emit(Kind::socket_received, conn, {}, event::IoResult::would_block, "", 0);
    b.emit(Kind::future_created, f5, reader, 0, "sock_recv");
    b.emit(Kind::handle_created, handle(2), f5, HandleRole::reader, "_sock_recv");
    b.emit(Kind::interest_added, conn, handle(2), event::Direction::read);
    b.emit(Kind::callback_added, f5, {}, 0, "_sock_read_done", 1);
    b.emit(Kind::coroutine_awaits, coroutine(2), f5);
    b.emit(Kind::coroutine_yielded, coroutine(2), coroutine(1), 0, "<Future pending>");
    b.emit(Kind::callback_added, f5, reader, 0, "reader.wakeup", 2);
    b.emit(Kind::task_waits, reader, f5);
    b.line(0).emit(Kind::handle_end, handle(1));
    b.by(event::no_seq).emit_integer(Kind::turn_begin, loop_id(), {}, 0, 2);
    b.emit(Kind::phase_begin, loop_id(), {}, event::Phase::timeout);
    b.emit(Kind::phase_begin, loop_id(), {}, event::Phase::select);
    sleep = b.emit_number(Kind::select_enter, loop_id(), {}, event::SelectReason::forever, inf);
    b.at(1.0);
    sent = b.emit(Kind::world_sent, conn, {}, 0, "b'hello'", 5);
    b.by(sleep).emit_integer(Kind::select_return, loop_id(), {}, event::SelectOutcome::jumped, 1);
    b.emit(Kind::phase_begin, loop_id(), {}, event::Phase::io);
    ready = b.by(sent).emit(Kind::io_ready, conn, handle(2), event::Direction::read);
    b.emit(Kind::phase_begin, loop_id(), {}, event::Phase::timers);
    b.emit(Kind::phase_begin, loop_id(), {}, event::Phase::run);
    reader_begin = b.by(ready).emit(Kind::handle_begin, handle(2), f5, HandleRole::reader, "_sock_recv");
    received = b.by(reader_begin).emit(Kind::socket_received, conn, {}, event::IoResult::ok, "b'hello'", 5);
    result = b.by(received).emit(Kind::future_result, f5, {}, 0, "b'hello'");
    b.by(result).emit(Kind::handle_scheduled, handle(3), f5, HandleRole::done_callback, "_sock_read_done", 1);
    scheduled = b.emit(Kind::handle_scheduled, handle(4), reader, HandleRole::wakeup, "reader.wakeup", 2);
    b.by(reader_begin).emit(Kind::handle_end, handle(2));
    b.by(event::no_seq).emit_integer(Kind::turn_begin, loop_id(), {}, 0, 3);
    b.emit(Kind::phase_begin, loop_id(), {}, event::Phase::run);
    b.by(result).emit(Kind::handle_begin, handle(3), f5, HandleRole::done_callback, "_sock_read_done");
    b.emit(Kind::interest_removed, conn, handle(2), event::Direction::read);
    b.emit(Kind::handle_cancelled, handle(2));
    b.emit(Kind::handle_end, handle(3));
    begin = b.by(scheduled).emit(Kind::handle_begin, handle(4), reader, HandleRole::wakeup, "reader.wakeup");
    step = b.by(begin).emit(Kind::task_step, reader, coroutine(1), event::SendMode::send, "b'hello'");
    resumed = b.by(step).emit(Kind::coroutine_resumed, coroutine(1), coroutine(2), event::SendMode::send, "b'hello'");
    returned = b.by(resumed).emit(Kind::coroutine_returned, coroutine(2), coroutine(1), 0, "b'hello'");
    b.line(5).emit(Kind::output, reader, {}, event::Stream::standard_output, "got b'hello'\n");
    b.emit(Kind::coroutine_returned, coroutine(1), {}, 0, "None");
    b.emit(Kind::future_result, reader, {}, 0, "None");
    end = b.by(begin).line(0).emit(Kind::handle_end, handle(4));
    b.by(event::no_seq).emit(Kind::loop_idle, loop_id());
    b.emit(Kind::program_end, {}, {}, 0, "");
  }

 private:
  void start(Id t, Id c, Id h, std::string_view name) {
    b.emit(Kind::coroutine_created, c, {}, event::CoroutineSort::coroutine, name);
    b.emit(Kind::task_created, t, c, 0, name);
    b.emit(Kind::handle_scheduled, h, t, event::HandleRole::step, std::string(name) + ".step", 0);
    b.emit_integer(Kind::turn_begin, loop_id(), {}, 0, 1);
    b.emit(Kind::phase_begin, loop_id(), {}, event::Phase::run);
  }
};

}  // namespace orrery::test
