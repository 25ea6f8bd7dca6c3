// What each kind of event does to a state.
#include <gtest/gtest.h>

#include "engine/model/apply.hpp"
#include "engine/model/queries.hpp"
#include "tests/support/trace_builder.hpp"

using namespace orrery;
using namespace orrery::model;
using namespace orrery::test;
using event::CoroutineSort;
using event::Direction;
using event::HandleRole;
using event::IoResult;
using event::Phase;
using event::SelectOutcome;
using event::SelectReason;
using event::SendMode;

namespace {

class Rules : public ::testing::Test {
 protected:
  TraceBuilder b;
  State state() const { return fold(b.trace(), b.trace().size()); }
  std::string_view name(Name n) const { return b.trace().name(n); }

  void create_task(std::uint32_t n) {
    b.emit(Kind::coroutine_created, coroutine(n), {}, CoroutineSort::coroutine, "work");
    b.emit(Kind::task_created, task(n), coroutine(n), 0, "worker");
  }
  void schedule(std::uint32_t h, Id owner, HandleRole role, std::uint32_t serial = 0) {
    b.emit(Kind::handle_scheduled, handle(h), owner, role, "f", serial);
  }
  void begin(std::uint32_t h, Id owner = {}, HandleRole role = HandleRole::call_soon) {
    b.emit(Kind::handle_begin, handle(h), owner, role, "f");
  }
  void add_timer(std::uint32_t h, double deadline, Id owner = {}) {
    b.emit(Kind::handle_created, handle(h), owner, HandleRole::timer, "f");
    b.emit_number(Kind::timer_scheduled, handle(h), owner, 0, deadline);
  }
  void open_socket(std::uint32_t n, std::uint32_t fd, Id peer = {}) {
    b.emit(Kind::socket_opened, socket(n), peer, 0, "conn", fd);
  }
  std::vector<Id> ready() const {
    std::vector<Id> ids;
    const State s = state();
    for (auto [place, id] : s.ready) ids.push_back(id);
    return ids;
  }
};

}  // namespace

TEST_F(Rules, EveryEventMovesTimeAndPlace) {
  b.at(2.5).line(7).emit(Kind::loop_run, loop_id());
  EXPECT_EQ(state().time, 2.5);
  EXPECT_EQ(state().applied, 1u);
  EXPECT_EQ(state().program.line, 7);
}

TEST_F(Rules, AProgramBeginsPrintsAndEnds) {
  b.emit(Kind::program_begin, {}, {}, 0, "a.py");
  b.emit(Kind::output, {}, {}, event::Stream::standard_output, "hi\n");
  const Seq second = b.emit(Kind::output, {}, {}, event::Stream::standard_output, "ho\n");
  b.emit(Kind::program_end, {}, {}, 1, "ValueError: x");
  const Program p = state().program;
  EXPECT_TRUE(p.begun && p.ended);
  EXPECT_EQ(name(p.file), "a.py");
  EXPECT_EQ(p.outputs, 2u);
  EXPECT_EQ(p.last_output, second);
  EXPECT_EQ(p.exit_code, 1);
  EXPECT_EQ(name(p.exception), "ValueError: x");
}

TEST_F(Rules, ALoopRunsStopsAndIsClosed) {
  EXPECT_EQ(state().loop.state, LoopState::none);
  b.emit(Kind::loop_run, loop_id());
  EXPECT_EQ(state().loop.state, LoopState::running);
  EXPECT_EQ(state().loop.id, loop_id());
  b.emit(Kind::loop_stop, loop_id());
  EXPECT_EQ(state().loop.state, LoopState::stopping);
  b.emit(Kind::loop_idle, loop_id());
  EXPECT_EQ(state().loop.state, LoopState::idle);
  EXPECT_FALSE(state().loop.in_turn);
}

TEST_F(Rules, ClosingALoopDropsItsQueueAndItsTimers) {
  schedule(1, {}, HandleRole::call_soon);
  add_timer(2, 5);
  b.emit(Kind::loop_closed, loop_id());
  EXPECT_EQ(state().loop.state, LoopState::closed);
  EXPECT_TRUE(state().ready.empty());
  EXPECT_TRUE(state().timers.empty());
  EXPECT_TRUE(state().handles.empty());
}

TEST_F(Rules, ATurnHasANumberAndPhases) {
  b.at(3).emit_integer(Kind::turn_begin, loop_id(), {}, 0, 12);
  EXPECT_EQ(state().loop.turn, 12u);
  EXPECT_TRUE(state().loop.in_turn);
  EXPECT_EQ(state().loop.turn_began, (Moment{3, 0}));
  for (auto phase : {Phase::timeout, Phase::select, Phase::io, Phase::timers, Phase::run}) {
    b.emit(Kind::phase_begin, loop_id(), {}, phase);
    EXPECT_EQ(state().loop.phase, phase);
  }
}

TEST_F(Rules, TheBatchIsWhatIsReadyWhenTheRunPhaseBegins) {
  schedule(1, {}, HandleRole::call_soon);
  schedule(2, {}, HandleRole::call_soon);
  b.emit(Kind::phase_begin, loop_id(), {}, Phase::run);
  schedule(3, {}, HandleRole::call_soon);
  EXPECT_EQ(state().loop.batch_size, 2u);
  begin(1);
  EXPECT_EQ(state().loop.batch_left, 1u);
  b.emit(Kind::handle_end, handle(1));
  b.emit(Kind::handle_cancelled, handle(2));
  b.emit(Kind::handle_skipped, handle(2));
  EXPECT_EQ(state().loop.batch_left, 0u);
  EXPECT_EQ(ready(), std::vector<Id>{handle(3)});
}

TEST_F(Rules, SelectSleepsWithATimeoutAndAReason) {
  b.at(1).emit_number(Kind::select_enter, loop_id(), handle(4), SelectReason::next_timer, 0.5);
  Select s = state().loop.select;
  EXPECT_TRUE(s.asleep && s.inside);
  EXPECT_EQ(s.timeout, 0.5);
  EXPECT_EQ(s.reason, SelectReason::next_timer);
  EXPECT_EQ(s.timer, handle(4));
  EXPECT_FALSE(s.returned);
  b.at(1.5).emit_integer(Kind::select_return, loop_id(), {}, SelectOutcome::jumped, 2);
  s = state().loop.select;
  EXPECT_FALSE(s.asleep || s.inside);
  EXPECT_EQ(s.outcome, SelectOutcome::jumped);
  EXPECT_EQ(s.ready_count, 2);
  EXPECT_EQ(s.returned, (Moment{1.5, 1}));
}

TEST_F(Rules, SelectWithTimeoutZeroDoesNotSleep) {
  b.emit_number(Kind::select_enter, loop_id(), {}, SelectReason::ready_handles, 0.0);
  EXPECT_TRUE(state().loop.select.inside);
  EXPECT_FALSE(state().loop.select.asleep);
}

TEST_F(Rules, ASelectThatIsLeftOutFoundNothing) {
  b.at(1).emit(Kind::select_elided, loop_id(), {});
  Select s = state().loop.select;
  EXPECT_TRUE(s.elided && !s.inside && !s.asleep);
  EXPECT_EQ(s.ready_count, 0);
  EXPECT_EQ(s.returned, (Moment{1, 0}));
  b.emit_number(Kind::select_enter, loop_id(), {}, SelectReason::ready_handles, 0.0);
  EXPECT_FALSE(state().loop.select.elided);
}

TEST_F(Rules, AReadyDescriptorPutsItsHandleOnTheQueueUntilTheNextSelect) {
  open_socket(1, 7);
  b.emit(Kind::handle_created, handle(1), future(1), HandleRole::reader, "_sock_recv");
  b.emit(Kind::interest_added, socket(1), handle(1), Direction::read);
  EXPECT_EQ(state().handle(handle(1))->state, HandleState::registered);
  EXPECT_EQ(state().socket(socket(1))->reader, handle(1));
  b.emit(Kind::io_ready, socket(1), handle(1), Direction::read);
  EXPECT_EQ(ready(), std::vector<Id>{handle(1)});
  EXPECT_TRUE(state().socket(socket(1))->read_ready);
  EXPECT_EQ(state().loop.select.ready_sockets, std::vector<Id>{socket(1)});
  b.emit_number(Kind::select_enter, loop_id(), {}, SelectReason::ready_handles, 0.0);
  EXPECT_FALSE(state().socket(socket(1))->read_ready);
  EXPECT_TRUE(state().loop.select.ready_sockets.empty());
}

TEST_F(Rules, AReaderGoesBackToItsDescriptorWhenItHasRun) {
  open_socket(1, 7);
  b.emit(Kind::handle_created, handle(1), {}, HandleRole::reader, "_sock_recv");
  b.emit(Kind::interest_added, socket(1), handle(1), Direction::read);
  b.emit(Kind::io_ready, socket(1), handle(1), Direction::read);
  begin(1, {}, HandleRole::reader);
  EXPECT_EQ(state().handle(handle(1))->state, HandleState::running);
  b.emit(Kind::handle_end, handle(1));
  EXPECT_EQ(state().handle(handle(1))->state, HandleState::registered);
  b.emit(Kind::interest_removed, socket(1), handle(1), Direction::read);
  EXPECT_EQ(state().handle(handle(1)), nullptr);
  EXPECT_FALSE(state().socket(socket(1))->reader);
}

TEST_F(Rules, AGhostOfARemovedReaderIsSkippedAndThenGone) {
  open_socket(1, 7);
  b.emit(Kind::handle_created, handle(1), {}, HandleRole::reader, "_sock_recv");
  b.emit(Kind::interest_added, socket(1), handle(1), Direction::read);
  b.emit(Kind::io_ready, socket(1), handle(1), Direction::read);
  b.emit(Kind::interest_removed, socket(1), handle(1), Direction::read);
  b.emit(Kind::handle_cancelled, handle(1));
  EXPECT_EQ(state().handle(handle(1))->state, HandleState::cancelled);
  EXPECT_EQ(ready(), std::vector<Id>{handle(1)});
  b.emit(Kind::handle_skipped, handle(1));
  EXPECT_EQ(state().handle(handle(1)), nullptr);
  EXPECT_TRUE(ready().empty());
}

TEST_F(Rules, ATimerWaitsInTheHeapAndIsDue) {
  add_timer(1, 2.0, future(3));
  const State before = state();
  EXPECT_EQ(before.handle(handle(1))->state, HandleState::in_heap);
  EXPECT_EQ(before.handle(handle(1))->deadline, 2.0);
  EXPECT_EQ(before.timers.first().handle, handle(1));
  b.at(2).emit(Kind::timer_due, handle(1));
  EXPECT_TRUE(state().timers.empty());
  EXPECT_EQ(ready(), std::vector<Id>{handle(1)});
  EXPECT_EQ(state().handle(handle(1))->state, HandleState::ready);
}

TEST_F(Rules, ACancelledTimerLeavesAtTheTopWithoutAnEvent) {
  add_timer(1, 2.0);
  add_timer(2, 3.0);
  b.emit(Kind::handle_cancelled, handle(1));
  EXPECT_EQ(state().timers.size(), 2u);
  EXPECT_TRUE(state().handle(handle(1))->cancelled);
  b.emit(Kind::phase_begin, loop_id(), {}, Phase::timeout);
  EXPECT_EQ(state().timers.size(), 1u);
  EXPECT_EQ(state().handle(handle(1)), nullptr);
}

TEST_F(Rules, CancellingAHandleThatHasRunChangesNothing) {
  schedule(1, {}, HandleRole::call_soon);
  begin(1);
  b.emit(Kind::handle_end, handle(1));
  const State before = state();
  b.emit(Kind::handle_cancelled, handle(1));
  EXPECT_EQ(state().handles, before.handles);
}

TEST_F(Rules, AHandleThatIsScheduledAgainWhileItRunsStaysReady) {
  create_task(1);
  schedule(1, task(1), HandleRole::step);
  begin(1, task(1), HandleRole::step);
  schedule(1, task(1), HandleRole::step);
  b.emit(Kind::handle_end, handle(1));
  EXPECT_EQ(state().handle(handle(1))->state, HandleState::ready);
  EXPECT_EQ(ready(), std::vector<Id>{handle(1)});
}

TEST_F(Rules, ThingsAreRememberedByNameAfterTheyAreGone) {
  schedule(1, {}, HandleRole::call_soon);
  begin(1);
  b.emit(Kind::handle_end, handle(1));
  EXPECT_EQ(state().handle(handle(1)), nullptr);
  EXPECT_EQ(name(state().called(handle(1))->name), "f");
}

TEST_F(Rules, AFutureIsSetAndItsCallbacksAreHandedOver) {
  b.emit(Kind::future_created, future(1), task(4), 0, "test");
  b.emit(Kind::callback_added, future(1), {}, 0, "first", 1);
  b.emit(Kind::callback_added, future(1), task(4), 0, "worker.wakeup", 2);
  const Seq result = b.emit(Kind::future_result, future(1), {}, 0, "42");
  b.by(result);
  schedule(7, future(1), HandleRole::done_callback, 1);
  schedule(8, task(4), HandleRole::wakeup, 2);
  const State s = state();
  const Future& f = *s.future(future(1));
  EXPECT_EQ(f.state, FutureState::finished);
  EXPECT_EQ(name(f.label), "test");
  EXPECT_EQ(name(f.outcome), "42");
  EXPECT_EQ(f.creator, task(4));
  EXPECT_EQ(f.settled.seq, result);
  ASSERT_EQ(f.callbacks.size(), 2u);
  EXPECT_EQ(f.callbacks[0].handle, handle(7));
  EXPECT_EQ(f.callbacks[1].handle, handle(8));
  EXPECT_EQ(f.callbacks[1].owner, task(4));
}

TEST_F(Rules, ACallbackCanBeRemoved) {
  b.emit(Kind::future_created, future(1));
  b.emit(Kind::callback_added, future(1), {}, 0, "a", 1);
  b.emit(Kind::callback_added, future(1), {}, 0, "b", 2);
  b.emit(Kind::callback_removed, future(1), {}, 0, "a", 1);
  ASSERT_EQ(state().future(future(1))->callbacks.size(), 1u);
  EXPECT_EQ(state().future(future(1))->callbacks[0].serial, 2u);
}

TEST_F(Rules, AFutureCanFailOrBeCancelledAndIsReleased) {
  b.emit(Kind::future_created, future(1));
  b.emit(Kind::future_created, future(2));
  b.emit(Kind::future_exception, future(1), {}, 0, "ValueError()");
  b.emit(Kind::future_cancelled, future(2), {}, 0, "why");
  EXPECT_EQ(state().future(future(1))->state, FutureState::failed);
  EXPECT_EQ(state().future(future(2))->state, FutureState::cancelled);
  EXPECT_EQ(name(state().future(future(2))->outcome), "why");
  b.emit(Kind::never_retrieved, future(1), {}, 0, "ValueError()");
  EXPECT_TRUE(state().future(future(1))->never_retrieved);
  b.emit(Kind::future_released, future(1));
  EXPECT_EQ(state().future(future(1)), nullptr);
  EXPECT_NE(state().future(future(2)), nullptr);
}

TEST_F(Rules, AHandleMadeForAFutureIsItsSetter) {
  b.emit(Kind::future_created, future(1));
  add_timer(3, 1, future(1));
  EXPECT_EQ(state().future(future(1))->setter, handle(3));
}

TEST_F(Rules, ATaskGoesThroughItsStates) {
  create_task(1);
  EXPECT_EQ(state().task(task(1))->state, TaskState::created);
  EXPECT_EQ(state().coroutine(coroutine(1))->task, task(1));
  schedule(1, task(1), HandleRole::step);
  EXPECT_EQ(state().task(task(1))->state, TaskState::ready);
  EXPECT_EQ(state().task(task(1))->handle, handle(1));
  begin(1, task(1), HandleRole::step);
  b.emit(Kind::task_step, task(1), coroutine(1), SendMode::send, "None");
  EXPECT_EQ(state().task(task(1))->state, TaskState::running);
  EXPECT_EQ(state().running.task, task(1));
  EXPECT_EQ(state().running.handle, handle(1));
  b.emit(Kind::task_waits, task(1), future(9));
  EXPECT_EQ(state().task(task(1))->state, TaskState::waiting);
  EXPECT_EQ(state().task(task(1))->waits_on, future(9));
  EXPECT_FALSE(state().running.task);
  b.emit(Kind::handle_end, handle(1));
  EXPECT_EQ(state().running, Running());
  schedule(2, task(1), HandleRole::wakeup, 3);
  EXPECT_EQ(state().task(task(1))->state, TaskState::ready);
  begin(2, task(1), HandleRole::wakeup);
  b.emit(Kind::task_step, task(1), coroutine(1), SendMode::send, "None");
  EXPECT_FALSE(state().task(task(1))->waits_on);
  EXPECT_EQ(state().task(task(1))->steps, 2u);
  b.emit(Kind::future_result, task(1), {}, 0, "'ok'");
  EXPECT_EQ(state().task(task(1))->state, TaskState::done);
  EXPECT_EQ(name(state().future(task(1))->outcome), "'ok'");
  b.emit(Kind::future_released, task(1));
  EXPECT_EQ(state().task(task(1)), nullptr);
}

TEST_F(Rules, ATaskThatFailsOrIsCancelledSaysSo) {
  create_task(1);
  create_task(2);
  b.emit(Kind::future_exception, task(1), {}, 0, "E()");
  b.emit(Kind::future_cancelled, task(2), {}, 0, "");
  EXPECT_EQ(state().task(task(1))->state, TaskState::failed);
  EXPECT_EQ(state().task(task(2))->state, TaskState::cancelled);
}

TEST_F(Rules, ABareYieldMakesTheTaskReadyWhicheverEventComesFirst) {
  for (const bool scheduled_first : {true, false}) {
    create_task(1);
    schedule(1, task(1), HandleRole::step);
    begin(1, task(1), HandleRole::step);
    b.emit(Kind::task_step, task(1), coroutine(1), SendMode::send, "None");
    if (scheduled_first) schedule(2, task(1), HandleRole::step);
    b.emit(Kind::task_yields, task(1));
    if (!scheduled_first) schedule(2, task(1), HandleRole::step);
    EXPECT_EQ(state().task(task(1))->state, TaskState::ready);
    EXPECT_EQ(state().task(task(1))->handle, handle(2));
    EXPECT_FALSE(state().running.task);
  }
}

TEST_F(Rules, AStepInsideAStepGivesTheTurnBack) {
  create_task(1);
  begin(1, task(1), HandleRole::step);
  b.emit(Kind::task_step, task(1), coroutine(1), SendMode::send, "None");
  create_task(2);
  EXPECT_EQ(state().future(task(2))->creator, task(1));
  b.emit(Kind::task_step, task(2), coroutine(2), SendMode::send, "None");
  EXPECT_EQ(state().running.task, task(2));
  b.emit(Kind::future_result, task(2), {}, 0, "None");
  EXPECT_EQ(state().running.task, task(1));
}

TEST_F(Rules, TimeSpentInEachStateIsBooked) {
  b.at(1);
  create_task(1);
  b.at(2).emit(Kind::task_step, task(1), coroutine(1), SendMode::send, "None");
  b.at(5).emit(Kind::task_waits, task(1), future(1));
  b.at(9);
  schedule(1, task(1), HandleRole::wakeup);
  const State s = state();
  const Task& t = *s.task(task(1));
  EXPECT_EQ(t.ready, 1);
  EXPECT_EQ(t.busy, 3);
  EXPECT_EQ(t.waiting, 4);
}

TEST_F(Rules, ATaskCanBeRenamed) {
  create_task(1);
  b.emit(Kind::task_renamed, task(1), {}, 0, "new");
  EXPECT_EQ(name(state().task(task(1))->name), "new");
  EXPECT_EQ(name(state().called(task(1))->name), "new");
}

TEST_F(Rules, CancellingIsRememberedUntilTheNextStep) {
  create_task(1);
  b.emit(Kind::task_cancel, task(1), {}, event::CancelOutcome::passed_to_future, "");
  EXPECT_FALSE(state().task(task(1))->must_cancel);
  b.emit(Kind::task_cancel, task(1), {}, event::CancelOutcome::at_next_step, "");
  EXPECT_TRUE(state().task(task(1))->must_cancel);
  b.emit(Kind::task_cancel, task(1), {}, event::CancelOutcome::ignored, "");
  EXPECT_EQ(state().task(task(1))->cancel_requests, 2u);
  b.emit(Kind::task_step, task(1), coroutine(1), SendMode::throw_in, "CancelledError()");
  EXPECT_FALSE(state().task(task(1))->must_cancel);
}

TEST_F(Rules, AChainOfCoroutinesIsFollowedDownAndUp) {
  for (std::uint32_t n : {1, 2, 3}) b.emit(Kind::coroutine_created, coroutine(n), {}, CoroutineSort::coroutine, "c");
  EXPECT_EQ(state().coroutine(coroutine(1))->state, CoroutineState::created);
  b.emit(Kind::coroutine_resumed, coroutine(1), coroutine(1), SendMode::send, "None");
  EXPECT_EQ(state().running.coroutine, coroutine(1));
  b.line(8).emit(Kind::coroutine_awaits, coroutine(1), coroutine(2));
  b.line(4).emit(Kind::coroutine_awaits, coroutine(2), coroutine(3));
  b.line(0).emit(Kind::coroutine_awaits, coroutine(3), future(5));
  State s = state();
  EXPECT_EQ(frames(s, coroutine(1)), (std::vector<Id>{coroutine(1), coroutine(2), coroutine(3)}));
  EXPECT_EQ(awaited_by_innermost(s, coroutine(1)), future(5));
  EXPECT_EQ(s.coroutine(coroutine(1))->line, 8);
  EXPECT_EQ(s.coroutine(coroutine(2))->line, 4);
  EXPECT_EQ(s.running.coroutine, coroutine(3));
  b.emit(Kind::coroutine_yielded, coroutine(3), coroutine(1), 0, "F5");
  s = state();
  EXPECT_FALSE(s.running.coroutine);
  EXPECT_EQ(s.coroutine(coroutine(3))->state, CoroutineState::suspended);
  EXPECT_EQ(s.coroutine(coroutine(3))->crossing, Crossing::yielded);
  b.emit(Kind::coroutine_resumed, coroutine(1), coroutine(3), SendMode::send, "b'x'");
  s = state();
  EXPECT_EQ(s.running.coroutine, coroutine(3));
  EXPECT_EQ(name(s.coroutine(coroutine(3))->value), "b'x'");
  EXPECT_FALSE(s.coroutine(coroutine(3))->awaiting);
  b.emit(Kind::coroutine_returned, coroutine(3), coroutine(2), 0, "b'x'");
  s = state();
  EXPECT_EQ(s.running.coroutine, coroutine(2));
  EXPECT_EQ(s.coroutine(coroutine(3))->state, CoroutineState::returned);
  EXPECT_FALSE(s.coroutine(coroutine(2))->awaiting);
  b.emit(Kind::coroutine_raised, coroutine(2), coroutine(1), 0, "E()");
  EXPECT_EQ(state().coroutine(coroutine(2))->state, CoroutineState::raised);
  EXPECT_EQ(state().running.coroutine, coroutine(1));
}

TEST_F(Rules, AGeneratorResumedInsideACoroutineGivesControlBackToIt) {
  b.emit(Kind::coroutine_created, coroutine(1), {}, CoroutineSort::coroutine, "main");
  b.emit(Kind::coroutine_resumed, coroutine(1), coroutine(1), SendMode::send, "None");
  b.emit(Kind::coroutine_created, coroutine(2), {}, CoroutineSort::generator, "gen");
  b.emit(Kind::coroutine_resumed, coroutine(2), coroutine(2), SendMode::send, "None");
  EXPECT_EQ(state().running.coroutine, coroutine(2));
  EXPECT_EQ(state().coroutine(coroutine(2))->resumed_by, coroutine(1));
  b.emit(Kind::coroutine_yielded, coroutine(2), coroutine(2), 0, "1");
  EXPECT_EQ(state().running.coroutine, coroutine(1));
  b.emit(Kind::coroutine_resumed, coroutine(2), coroutine(2), SendMode::close, "");
  EXPECT_EQ(state().coroutine(coroutine(2))->crossing, Crossing::closed);
  b.emit(Kind::coroutine_raised, coroutine(2), {}, 0, "GeneratorExit()");
  EXPECT_EQ(state().running.coroutine, coroutine(1));
  b.emit(Kind::coroutine_released, coroutine(2));
  EXPECT_EQ(state().coroutine(coroutine(2)), nullptr);
  EXPECT_EQ(state().running.coroutine, coroutine(1));
}

TEST_F(Rules, TheLineBelongsToTheInnermostCoroutine) {
  b.emit(Kind::coroutine_created, coroutine(1), {}, CoroutineSort::coroutine, "main");
  b.emit(Kind::coroutine_resumed, coroutine(1), coroutine(1), SendMode::send, "None");
  b.line(12).emit(Kind::output, {}, {}, 1, "x");
  EXPECT_EQ(state().coroutine(coroutine(1))->line, 12);
}

TEST_F(Rules, ACoroutineThatWasNeverAwaitedIsMarked) {
  b.emit(Kind::coroutine_created, coroutine(1), {}, CoroutineSort::coroutine, "main");
  b.emit(Kind::never_awaited, coroutine(1));
  EXPECT_TRUE(state().coroutine(coroutine(1))->never_awaited);
}

TEST_F(Rules, BytesLieInTheKernelUntilTheyAreReceived) {
  open_socket(1, 7);
  b.emit(Kind::world_sent, socket(1), {}, 0, "b'hello'", 5);
  EXPECT_EQ(state().socket(socket(1))->incoming, 5u);
  b.emit(Kind::socket_received, socket(1), {}, IoResult::ok, "b'hel'", 3);
  EXPECT_EQ(state().socket(socket(1))->incoming, 2u);
  EXPECT_EQ(state().socket(socket(1))->read, 3u);
  b.emit(Kind::socket_received, socket(1), {}, IoResult::would_block, "", 0);
  EXPECT_EQ(state().socket(socket(1))->last_result, IoResult::would_block);
  b.emit(Kind::world_closed, socket(1), {});
  EXPECT_TRUE(state().socket(socket(1))->peer_closed);
  EXPECT_FALSE(state().socket(socket(1))->eof);
  b.emit(Kind::socket_received, socket(1), {}, IoResult::eof, "", 0);
  EXPECT_TRUE(state().socket(socket(1))->eof);
}

TEST_F(Rules, BytesSentAreUnderWayUntilTheOtherEndReadsThem) {
  open_socket(1, 7);
  b.emit(Kind::socket_sent, socket(1), {}, IoResult::ok, "b'xyz'", 3);
  EXPECT_EQ(state().socket(socket(1))->outgoing, 3u);
  EXPECT_EQ(state().socket(socket(1))->written, 3u);
  b.emit(Kind::socket_sent, socket(1), {}, IoResult::would_block, "", 0);
  EXPECT_EQ(state().socket(socket(1))->written, 3u);
  b.emit(Kind::world_read, socket(1), {}, 0, "b'xy'", 2);
  EXPECT_EQ(state().socket(socket(1))->outgoing, 1u);
}

TEST_F(Rules, TwoSocketsOfTheProgramAreEachOthersOtherEnd) {
  open_socket(1, 7);
  open_socket(2, 8, socket(1));
  EXPECT_EQ(state().socket(socket(1))->peer, socket(2));
  b.emit(Kind::socket_sent, socket(1), {}, IoResult::ok, "b'abc'", 3);
  EXPECT_EQ(state().socket(socket(2))->incoming, 3u);
  b.emit(Kind::socket_received, socket(2), {}, IoResult::ok, "b'ab'", 2);
  EXPECT_EQ(state().socket(socket(1))->outgoing, 1u);
  b.emit(Kind::socket_closed, socket(1));
  EXPECT_TRUE(state().socket(socket(1))->closed);
  EXPECT_TRUE(state().socket(socket(2))->peer_closed);
}

TEST_F(Rules, SocketsListenConnectAndAreReset) {
  open_socket(1, 7);
  open_socket(2, 8);
  b.emit(Kind::socket_accepted, socket(1), socket(2), IoResult::ok);
  EXPECT_TRUE(state().socket(socket(1))->listening);
  b.emit(Kind::socket_connected, socket(2), {}, IoResult::error, "refused");
  EXPECT_EQ(state().socket(socket(2))->last_result, IoResult::error);
  b.emit(Kind::world_sent, socket(2), {}, 0, "b'abc'", 3);
  const Seq reset = b.emit(Kind::world_reset, socket(2), {});
  EXPECT_TRUE(state().socket(socket(2))->reset);
  EXPECT_EQ(state().socket(socket(2))->incoming, 0u);
  EXPECT_EQ(state().socket(socket(2))->last.seq, reset);
  const Seq lost = b.emit(Kind::closed_while_registered, socket(2), {}, Direction::read);
  EXPECT_EQ(state().socket(socket(2))->last.seq, lost);
}

TEST_F(Rules, NothingIsMadeByEventsAboutThingsNeverSeen) {
  for (const auto& row : event::vocabulary()) {
    if (row.name.ends_with("created") || row.name.ends_with("opened") || row.name.starts_with("handle_begin") ||
        row.name.starts_with("handle_scheduled") || row.name == "timer_scheduled")
      continue;
    b.emit(row.kind, future(1), future(2));
    b.emit(row.kind, task(1), coroutine(2));
    b.emit(row.kind, coroutine(1), coroutine(2));
    b.emit(row.kind, socket(1), handle(2));
    b.emit(row.kind, handle(1), handle(2));
    b.emit(row.kind, socket(2));
  }
  const State s = state();
  EXPECT_TRUE(s.tasks.empty() && s.futures.empty() && s.handles.empty());
  EXPECT_TRUE(s.coroutines.empty() && s.sockets.empty());
  EXPECT_TRUE(s.ready.empty() && s.timers.empty());
}
