#include "engine/model/queries.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/model/narrate.hpp"
#include "engine/model/timeline.hpp"
#include "tests/model/random_trace.hpp"
#include "tests/model/seven_hops.hpp"

using namespace orrery;
using namespace orrery::model;
using namespace orrery::test;
using event::HandleRole;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

namespace {

State at_end(const TraceBuilder& b) {
  return Timeline(b.trace()).seek(event::no_seq);
}

// Tasks by hand: `waits` makes one wait.
struct Workers {
  TraceBuilder b;
  Workers() { b.emit(Kind::loop_run, loop_id()); }
  void task_named(std::uint32_t n, std::string_view name) {
    b.emit(Kind::coroutine_created, coroutine(n), {}, event::CoroutineSort::coroutine, name);
    b.emit(Kind::task_created, task(n), coroutine(n), 0, name);
    b.emit(Kind::task_step, task(n), coroutine(n), event::SendMode::send, "None");
  }
  void waits(std::uint32_t n, Id for_what) {
    b.emit(Kind::callback_added, for_what, task(n), 0, "wakeup", n);
    b.emit(Kind::task_waits, task(n), for_what);
  }
  Waits ask(std::uint32_t n) const { return model::waits(at_end(b), b.trace(), task(n)); }
};

}  // namespace

TEST(Why, LeadsFromTheBytesInTheCoroutineBackToTheOtherEnd) {
  SevenHops s;
  EXPECT_THAT(why(s.b.trace(), s.resumed), ElementsAre(s.resumed, s.step, s.begin, s.scheduled, s.result, s.received,
                                                       s.reader_begin, s.ready, s.sent));
}

TEST(Why, StopsAtTheLimitAndAtCausesThatMakeNoSense) {
  TraceBuilder b;
  for (Seq i = 0; i < 10; ++i) b.by(i == 0 ? event::no_seq : i - 1).emit(Kind::output);
  b.by(10).emit(Kind::output);
  b.by(500).emit(Kind::output);
  EXPECT_EQ(why(b.trace(), 9, 4).size(), 4u);
  EXPECT_THAT(why(b.trace(), 10), ElementsAre(10));
  EXPECT_THAT(why(b.trace(), 11), ElementsAre(11));
  EXPECT_TRUE(why(b.trace(), 99).empty());
}

TEST(Effects, AreTheEventsOfWhichItIsTheCause) {
  SevenHops s;
  Effects effects(s.b.trace());
  EXPECT_THAT(effects.of(s.result), ElementsAre(s.result + 1, s.scheduled, 41, 42, 43, 44));
  EXPECT_EQ(effects.first(s.received), s.result);
  EXPECT_EQ(effects.first(s.end), event::no_seq);
  EXPECT_EQ(effects.first(100'000), event::no_seq);
}

TEST(Effects, GrowWithTheTrace) {
  TraceBuilder b;
  b.emit(Kind::output);
  Effects effects(b.trace());
  EXPECT_TRUE(effects.of(0).empty());
  b.by(0).emit(Kind::output);
  b.by(0).emit(Kind::output);
  EXPECT_THAT(effects.of(0), ElementsAre(1, 2));
}

TEST(Hop, NumbersTheStoryOfOneWakeUp) {
  SevenHops s;
  std::vector<std::pair<Seq, int>> hops;
  for (Seq k = 0; k < s.b.trace().size(); ++k)
    if (const int h = hop(s.b.trace(), k)) hops.emplace_back(k, h);
  using P = std::pair<Seq, int>;
  EXPECT_THAT(hops, ElementsAre(P(s.sleep, 1), P(s.ready, 2), P(s.reader_begin, 3), P(s.received, 3), P(s.result, 4),
                                P(s.scheduled, 5), P(s.begin, 6), P(s.step, 6), P(s.resumed, 6), P(s.returned, 7)));
  for (int h = 1; h <= 7; ++h) EXPECT_FALSE(hop_words(h).empty());
  EXPECT_TRUE(hop_words(0).empty());
}

TEST(Hop, IsNoneOfACallbackThatIsOnlyScheduledFromAWokenStep) {
  SevenHops s;
  const Seq begin = s.b.by(s.returned).emit(Kind::handle_begin, handle(9), s.reader, HandleRole::done_callback, "f");
  EXPECT_EQ(hop(s.b.trace(), begin), 0);
}

TEST(Waits, SaysThatADescriptorMustBecomeReadable) {
  SevenHops s;
  const State state = Timeline(s.b.trace()).seek(s.sleep);
  const Waits w = waits(state, s.b.trace(), s.reader);
  EXPECT_EQ(w.verdict, WaitVerdict::io);
  EXPECT_EQ(plain(w.conclusion),
            "Waits for F5, which the reader callback of fd 7 will set when something arrives at fd 7 conn.");
  ASSERT_EQ(w.steps.size(), 2u);
  EXPECT_EQ(w.steps[0].id, s.reader);
  EXPECT_EQ(w.steps[1].id, s.f5);
}

TEST(Waits, SaysThatNothingMoreIsNeededOnceTheWakeUpIsInTheQueue) {
  SevenHops s;
  const Waits w = waits(Timeline(s.b.trace()).seek(s.scheduled), s.b.trace(), s.reader);
  EXPECT_EQ(w.verdict, WaitVerdict::ready);
  EXPECT_EQ(plain(w.conclusion), "Nothing more is needed: its wake-up is second in the ready queue, for turn 3.");
}

TEST(Waits, SaysWhenATaskRunsOrHasEndedOrIsGone) {
  SevenHops s;
  EXPECT_EQ(waits(Timeline(s.b.trace()).seek(s.step), s.b.trace(), s.reader).verdict, WaitVerdict::running);
  EXPECT_EQ(waits(at_end(s.b), s.b.trace(), s.reader).verdict, WaitVerdict::over);
  EXPECT_EQ(plain(waits(at_end(s.b), s.b.trace(), task(99)).conclusion), "It is gone.");
}

TEST(Waits, NamesTheTimer) {
  Workers w;
  w.b.at(1);
  w.task_named(1, "ticker");
  w.b.emit(Kind::future_created, future(1), task(1), 0, "sleep");
  w.b.emit(Kind::handle_created, handle(1), future(1), HandleRole::timer, "set_result_unless_cancelled");
  w.b.emit_number(Kind::timer_scheduled, handle(1), future(1), 0, 1.4);
  w.waits(1, future(1));
  EXPECT_EQ(w.ask(1).verdict, WaitVerdict::timer);
  EXPECT_EQ(plain(w.ask(1).conclusion), "Waits for time to pass: the timer of ticker is due at 1.4 s, in 0.4 s.");
  EXPECT_EQ(status_words(at_end(w.b), w.b.trace(), task(1)), "asleep");
}

TEST(Waits, FollowsAGatherToItsFirstUnfinishedChild) {
  Workers w;
  w.task_named(1, "main");
  w.task_named(2, "a");
  w.task_named(3, "b");
  w.b.by(0);
  w.b.emit(Kind::callback_added, task(2), {}, 0, "gather.<locals>._done_callback", 1);
  w.b.emit(Kind::callback_added, task(3), {}, 0, "gather.<locals>._done_callback", 2);
  w.b.emit(Kind::future_created, future(9), task(1), 0, "gather");
  w.b.emit(Kind::future_created, future(1), task(2), 0, "test");
  w.waits(1, future(9));
  w.waits(2, future(1));
  EXPECT_THAT(setters_of(at_end(w.b), w.b.trace(), future(9)), ElementsAre(task(2), task(3)));
  const Waits waits = w.ask(1);
  std::vector<Id> ids;
  for (const WaitStep& step : waits.steps) ids.push_back(step.id);
  EXPECT_THAT(ids, ElementsAre(task(1), future(9), task(2)));
  EXPECT_THAT(plain(waits.conclusion), HasSubstr("F1"));
}

TEST(Waits, FollowsAFutureThatCallbacksWereAddedFor) {
  Workers w;
  w.task_named(1, "outer");
  w.task_named(2, "inner");
  w.b.emit(Kind::future_created, future(9), task(1), 0, "shield");
  w.b.emit(Kind::callback_added, task(2), future(9), 0, "_inner_done", 1);
  EXPECT_THAT(setters_of(at_end(w.b), w.b.trace(), future(9)), ElementsAre(task(2)));
}

TEST(Waits, FollowsATaskThatWaitsForATaskThatIsReady) {
  Workers w;
  w.task_named(1, "main");
  w.task_named(2, "child");
  w.waits(1, task(2));
  w.b.emit(Kind::task_yields, task(2));
  w.b.emit(Kind::handle_scheduled, handle(1), task(2), HandleRole::step, "step", 0);
  EXPECT_EQ(w.ask(1).verdict, WaitVerdict::other_task);
  EXPECT_EQ(plain(w.ask(1).conclusion),
            "Waits for child to run: its next step is first in the ready queue, for turn 1.");
}

TEST(Waits, SaysNeverOnlyWhenNothingIsLeftThatCouldDoIt) {
  Workers w;
  w.task_named(1, "stuck");
  w.b.emit(Kind::future_created, future(3), task(1), 0, "test");
  w.waits(1, future(3));
  EXPECT_EQ(w.ask(1).verdict, WaitVerdict::never);
  EXPECT_THAT(plain(w.ask(1).conclusion), HasSubstr("It will never run again."));
  w.b.emit(Kind::handle_created, handle(1), {}, HandleRole::timer, "later");
  w.b.emit_number(Kind::timer_scheduled, handle(1), {}, 0, 5);
  EXPECT_EQ(w.ask(1).verdict, WaitVerdict::unknown);
  w.b.emit(Kind::handle_cancelled, handle(1));
  EXPECT_EQ(w.ask(1).verdict, WaitVerdict::never);
}

TEST(Waits, FindsACircle) {
  Workers w;
  w.task_named(1, "a");
  w.task_named(2, "b");
  w.waits(1, task(2));
  w.waits(2, task(1));
  EXPECT_EQ(w.ask(1).verdict, WaitVerdict::never);
  EXPECT_THAT(plain(w.ask(1).conclusion), HasSubstr("circle"));
  EXPECT_EQ(w.ask(1).steps.size(), 2u);
}

TEST(WaitersOf, AreTheTasksWhoseWakeUpIsOnTheList) {
  Workers w;
  w.task_named(2, "b");
  w.task_named(1, "a");
  w.b.emit(Kind::future_created, future(3));
  w.waits(2, future(3));
  w.waits(1, future(3));
  w.b.emit(Kind::callback_added, future(3), {}, 0, "other", 9);
  EXPECT_THAT(waiters_of(at_end(w.b), future(3)), ElementsAre(task(1), task(2)));
  EXPECT_TRUE(waiters_of(at_end(w.b), future(99)).empty());
}

TEST(Frames, EndWhereAChainOfCoroutinesBitesItsTail) {
  TraceBuilder b;
  for (std::uint32_t n : {1, 2}) b.emit(Kind::coroutine_created, coroutine(n));
  b.emit(Kind::coroutine_awaits, coroutine(1), coroutine(2));
  b.emit(Kind::coroutine_awaits, coroutine(2), coroutine(1));
  EXPECT_LE(frames(at_end(b), coroutine(1)).size(), 200'000u);
  EXPECT_TRUE(frames(at_end(b), coroutine(3)).empty());
}

TEST(Steps, GoFromCallbackToCallbackInBothDirections) {
  SevenHops s;
  const auto& t = s.b.trace();
  EXPECT_EQ(next_callback(t, s.sleep), s.sleep + 2);
  EXPECT_EQ(next_callback(t, s.sleep + 2), s.scheduled + 1);
  EXPECT_EQ(next_callback(t, s.scheduled + 1, Toward::past), s.sleep + 2);
  EXPECT_EQ(next_callback(t, t.size() - 1), t.size() - 1);
  EXPECT_EQ(next_callback(t, 3, Toward::past), 0u);
}

TEST(Steps, GoFromTurnToTurnInBothDirections) {
  SevenHops s;
  const auto& t = s.b.trace();
  const Seq first = next_turn(t, 0), second = next_turn(t, first), third = next_turn(t, second);
  for (Seq turn : {first, second, third}) EXPECT_EQ(t.at(turn).kind, Kind::turn_begin);
  EXPECT_EQ(t.at(next_turn(t, third)).kind, Kind::loop_idle);
  EXPECT_EQ(next_turn(t, third, Toward::past), second);
}

TEST(Steps, GoByOneEventAndStayInsideTheTrace) {
  SevenHops s;
  const auto& t = s.b.trace();
  EXPECT_EQ(next_event(t, 0), 1u);
  EXPECT_EQ(next_event(t, 1, Toward::past), 0u);
  EXPECT_EQ(next_event(t, 0, Toward::past), 0u);
  EXPECT_EQ(next_event(t, t.size() - 1), t.size() - 1);
  EXPECT_EQ(next_event(trace::Trace(), 0), 0u);
}

TEST(Steps, FindOutputAndTheStepsOfATask) {
  SevenHops s;
  const auto& t = s.b.trace();
  EXPECT_EQ(t.at(next_output(t, 0)).kind, Kind::output);
  EXPECT_EQ(next_output(t, next_output(t, 0)), event::no_seq);
  EXPECT_EQ(next_step_of(t, s.reader, s.sleep), s.step);
  EXPECT_EQ(next_step_of(t, s.ticker, 0), event::no_seq);
}

TEST(StepOutcome, SaysWhichOfTheFourThingsHappened) {
  SevenHops s;
  const auto& t = s.b.trace();
  EXPECT_EQ(step_outcome(t, s.sleep, s.sleep + 2), StepOutcome::select_woke);
  EXPECT_EQ(step_outcome(t, s.sleep + 2, s.scheduled + 1), StepOutcome::ran_callback);
  EXPECT_EQ(step_outcome(t, s.received, s.result), StepOutcome::ran_callback);
  EXPECT_EQ(step_outcome(t, s.end + 1, t.size() - 1), StepOutcome::nothing_left);
  EXPECT_EQ(step_outcome(t, t.size() - 1, t.size() - 1), StepOutcome::nothing_left);
  EXPECT_EQ(step_outcome(t, s.sleep - 2, s.sleep - 1), StepOutcome::none);
  EXPECT_EQ(step_outcome(t, 0, 9999), StepOutcome::none);
}

TEST(StepOutcome, SaysThatTheClockJumpedWhenNoDescriptorWasReady) {
  TraceBuilder b;
  b.emit_number(Kind::select_enter, loop_id(), handle(1), event::SelectReason::next_timer, 1.0);
  b.emit_integer(Kind::select_return, loop_id(), {}, event::SelectOutcome::jumped, 0);
  b.emit_integer(Kind::select_return, loop_id(), {}, event::SelectOutcome::polled, 3);
  b.emit(Kind::loop_run, loop_id());
  EXPECT_EQ(step_outcome(b.trace(), 0, 1), StepOutcome::clock_jumped);
  EXPECT_EQ(step_outcome(b.trace(), 1, 2), StepOutcome::none);
  EXPECT_EQ(to_string(StepOutcome::clock_jumped), "clock jumped");
  EXPECT_EQ(to_string(StepOutcome::ran_callback), "ran a callback");
  EXPECT_EQ(to_string(StepOutcome::select_woke), "select woke");
  EXPECT_EQ(to_string(StepOutcome::nothing_left), "nothing left");
}

TEST(Queries, SurviveNonsense) {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    TraceBuilder b;
    write_nonsense(b, seed, 600, 6);
    Timeline timeline(b.trace());
    for (Seq k = 0; k < b.trace().size(); ++k) {
      const State& state = timeline.seek(k);
      why(b.trace(), k);
      hop(b.trace(), k);
      step_outcome(b.trace(), k / 2, k);
      for (std::uint32_t n = 0; n < 6; ++n) {
        waits(state, b.trace(), task(n));
        waiters_of(state, future(n));
        setters_of(state, b.trace(), future(n));
        frames(state, coroutine(n));
      }
      state.timers.in_order();
    }
  }
}
