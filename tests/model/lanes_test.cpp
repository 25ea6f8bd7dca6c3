#include "engine/model/lanes.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/model/random_trace.hpp"
#include "tests/model/seven_hops.hpp"

using namespace orrery;
using namespace orrery::model;
using namespace orrery::test;
using event::HandleRole;

namespace {

std::vector<Activity> activities(const std::vector<Span>& spans) {
  std::vector<Activity> result;
  for (const Span& span : spans) result.push_back(span.activity);
  return result;
}

// A lane must be one thing after another.
void expect_seamless(const Lane& lane) {
  for (std::size_t i = 1; i < lane.spans.size(); ++i) {
    ASSERT_LE(lane.spans[i - 1].last, lane.spans[i].first);
    ASSERT_FALSE(lane.spans[i - 1].open);
  }
}

// A task that runs at 0, 2, 4 … and sleeps in between.
void write_sleeper(TraceBuilder& b, int times) {
  b.emit(Kind::loop_run, loop_id());
  b.emit(Kind::task_created, task(1), coroutine(1), 0, "sleeper");
  for (int i = 0; i < times; ++i) {
    const auto n = static_cast<std::uint32_t>(i + 1);
    b.at(2.0 * i).emit(Kind::handle_begin, handle(1), task(1), HandleRole::wakeup, "w");
    b.emit(Kind::task_step, task(1), coroutine(1), event::SendMode::send, "None");
    b.emit(Kind::handle_created, handle(n), future(n), HandleRole::timer, "t");
    b.at(2.0 * i + 1).emit(Kind::task_waits, task(1), future(n));
    b.emit(Kind::handle_end, handle(1));
    b.emit_number(Kind::select_enter, loop_id(), handle(n), event::SelectReason::next_timer, 1.0);
    b.at(2.0 * i + 2).emit_integer(Kind::select_return, loop_id(), {}, event::SelectOutcome::jumped, 0);
    b.emit(Kind::handle_scheduled, handle(1), task(1), HandleRole::wakeup, "w", n);
  }
}

}  // namespace

TEST(Lanes, ShowTheLoopAsleepAndRunning) {
  TraceBuilder b;
  write_sleeper(b, 2);
  Lanes lanes(b.trace());
  lanes.extend();
  EXPECT_EQ(lanes.lane(0).id, loop_id());
  EXPECT_EQ(activities(lanes.lane(0).spans),
            (std::vector{Activity::running, Activity::asleep, Activity::running, Activity::asleep}));
  EXPECT_EQ(lanes.lane(0).spans[1].begin, 1);
  EXPECT_EQ(lanes.lane(0).spans[1].end, 2);
}

TEST(Lanes, ShowWhatATaskDoesAndWhatItWaitsFor) {
  TraceBuilder b;
  write_sleeper(b, 2);
  Lanes lanes(b.trace());
  lanes.extend();
  ASSERT_EQ(lanes.lane_count(), 2u);
  const Lane& lane = lanes.lane(lanes.lane_of(task(1)));
  EXPECT_EQ(b.trace().name(lane.name), "sleeper");
  EXPECT_EQ(activities(lane.spans),
            (std::vector{Activity::ready, Activity::running, Activity::waiting_timer, Activity::ready,
                         Activity::running, Activity::waiting_timer, Activity::ready}));
  EXPECT_EQ(lane.spans[2].begin, 1);
  EXPECT_EQ(lane.spans[2].end, 2);
  EXPECT_TRUE(lane.spans.back().open);
  EXPECT_EQ(lane.end, TaskEnd::none);
  expect_seamless(lane);
}

TEST(Lanes, EndWithTheTask) {
  SevenHops s;
  Lanes lanes(s.b.trace());
  lanes.extend();
  const Lane& lane = lanes.lane(lanes.lane_of(s.reader));
  EXPECT_EQ(lane.end, TaskEnd::done);
  EXPECT_FALSE(lane.spans.back().open);
  EXPECT_EQ(activities(lane.spans), (std::vector{Activity::ready, Activity::running, Activity::waiting_io,
                                                 Activity::ready, Activity::running}));
  EXPECT_EQ(lane.spans[3].first, s.scheduled);
  EXPECT_EQ(lanes.lane_of(task(77)), SIZE_MAX);
}

TEST(Lanes, HaveAnArrowForEachWakeUpFromWhoeverCausedIt) {
  SevenHops s;
  Lanes lanes(s.b.trace());
  lanes.extend();
  ASSERT_EQ(lanes.wake_ups().size(), 2u);
  EXPECT_EQ(lanes.wake_ups()[1].seq, s.scheduled);
  EXPECT_EQ(lanes.wake_ups()[1].from, loop_id());
  EXPECT_EQ(lanes.wake_ups()[1].to, s.reader);
  TraceBuilder b;
  b.emit(Kind::task_created, task(1), coroutine(1), 0, "a");
  b.emit(Kind::task_created, task(2), coroutine(2), 0, "b");
  b.emit(Kind::task_step, task(1), coroutine(1), event::SendMode::send, "None");
  b.emit(Kind::handle_scheduled, handle(1), task(2), HandleRole::wakeup, "w", 1);
  b.emit(Kind::handle_scheduled, handle(2), task(1), HandleRole::step, "s", 0);
  Lanes between(b.trace());
  between.extend();
  ASSERT_EQ(between.wake_ups().size(), 1u);
  EXPECT_EQ(between.wake_ups()[0].from, task(1));
  EXPECT_EQ(between.wake_ups()[0].to, task(2));
}

TEST(Lanes, MarkOutputErrorsIoCancellationsAndTheEnd) {
  TraceBuilder b;
  b.emit(Kind::output);
  b.emit(Kind::future_exception, future(1));
  b.emit(Kind::io_ready);
  b.emit(Kind::task_cancel);
  b.emit(Kind::blocking_call);
  b.emit(Kind::program_end);
  Lanes lanes(b.trace());
  lanes.extend();
  std::vector<Mark::What> what;
  for (const Mark& mark : lanes.marks()) what.push_back(mark.what);
  EXPECT_EQ(what, (std::vector{Mark::What::output, Mark::What::error, Mark::What::io, Mark::What::cancel,
                               Mark::What::blocked, Mark::What::end}));
  EXPECT_EQ(lanes.marks(1, 3, 10).size(), 2u);
  EXPECT_EQ(lanes.marks(0, 6, 3).size(), 3u);
  EXPECT_TRUE(lanes.marks(0, 6, 0).empty() || lanes.marks(0, 6, 0).size() == 1);
}

TEST(Lanes, GrowStepByStepToTheSameAsAtOnce) {
  TraceBuilder b;
  Lanes growing(b.trace());
  Busy busy(b, 30, 4);
  for (int i = 0; i < 50; ++i) {
    busy.turn(20);
    growing.extend();
  }
  Lanes at_once(b.trace());
  at_once.extend();
  ASSERT_EQ(growing.lane_count(), at_once.lane_count());
  for (std::size_t i = 0; i < at_once.lane_count(); ++i) {
    ASSERT_EQ(activities(growing.lane(i).spans), activities(at_once.lane(i).spans));
    expect_seamless(growing.lane(i));
  }
  EXPECT_EQ(growing.wake_ups().size(), at_once.wake_ups().size());
}

TEST(Lanes, TakeNoMoreEventsAtOnceThanTheyAreTold) {
  TraceBuilder b;
  Busy busy(b, 30, 4);
  for (int i = 0; i < 50; ++i) busy.turn(20);
  Lanes sliced(b.trace()), at_once(b.trace());
  at_once.extend();
  for (Seq size = 0; size < b.trace().size();) {
    sliced.extend(777);
    size = std::min(size + 777, b.trace().size());
    ASSERT_EQ(sliced.size(), size);
  }
  for (std::size_t i = 0; i < at_once.lane_count(); ++i) {
    ASSERT_EQ(activities(sliced.lane(i).spans), activities(at_once.lane(i).spans));
    ASSERT_EQ(activities(sliced.visible(i, Axis::events, 0, 9000, 40)),
              activities(at_once.visible(i, Axis::events, 0, 9000, 40)));
  }
}

TEST(VisibleSpans, AreAllOfThemWhenThereIsRoom) {
  TraceBuilder b;
  write_sleeper(b, 40);
  Lanes lanes(b.trace());
  lanes.extend();
  for (Axis axis : {Axis::time, Axis::events}) {
    const auto visible = lanes.visible(0, axis, 0, 1e9, 0);
    EXPECT_EQ(activities(visible), activities(lanes.lane(0).spans));
  }
}

TEST(VisibleSpans, AreThoseThatTouchTheWindow) {
  TraceBuilder b;
  write_sleeper(b, 40);
  Lanes lanes(b.trace());
  lanes.extend();
  const auto visible = lanes.visible(0, Axis::time, 10.5, 12.5, 0);
  EXPECT_EQ(activities(visible), (std::vector{Activity::running, Activity::asleep, Activity::running}));
  EXPECT_TRUE(lanes.visible(0, Axis::time, 1000, 2000, 0).empty());
  EXPECT_TRUE(lanes.visible(7, Axis::time, 0, 1, 0).empty());
}

TEST(VisibleSpans, AreFewWhenTheyAreTooSmallToSee) {
  TraceBuilder b;
  write_sleeper(b, 20'000);
  Lanes lanes(b.trace());
  lanes.extend();
  const auto visible = lanes.visible(0, Axis::time, 0, 40'000, 40);
  EXPECT_LE(visible.size(), 2200u);
  EXPECT_GE(visible.size(), 900u);
  std::uint32_t merged = 0;
  for (std::size_t i = 0; i < visible.size(); ++i) {
    merged += visible[i].merged;
    ASSERT_LT(visible[i].end - visible[i].begin, 40);
    if (i > 0) {
      ASSERT_EQ(visible[i].begin, visible[i - 1].end);
    }
  }
  EXPECT_EQ(merged, lanes.lane(0).spans.size());
}

TEST(VisibleSpans, ShowWhatFillsMostOfAMergedStretch) {
  TraceBuilder b;
  for (int i = 0; i < 100; ++i) {
    b.at(i).emit_number(Kind::select_enter, loop_id(), {}, event::SelectReason::next_timer, 1.0);
    b.at(i + 0.9).emit(Kind::handle_begin, handle(1));
  }
  Lanes lanes(b.trace());
  lanes.extend();
  for (const Span& span : lanes.visible(0, Axis::time, 0, 99, 20)) EXPECT_EQ(span.activity, Activity::asleep);
}

TEST(VisibleSpans, LetAnOpenSpanReachTheEndOfTheRecord) {
  TraceBuilder b;
  b.emit_number(Kind::select_enter, loop_id(), {}, event::SelectReason::forever, 5.0);
  b.at(3).emit(Kind::world_sent, socket(1));
  Lanes lanes(b.trace());
  lanes.extend();
  const auto visible = lanes.visible(0, Axis::time, 0, 10, 0.1);
  ASSERT_EQ(visible.size(), 1u);
  EXPECT_TRUE(visible[0].open);
  EXPECT_EQ(visible[0].end, 3);
}

TEST(Lanes, SurviveNonsense) {
  for (std::uint32_t seed = 1; seed <= 10; ++seed) {
    TraceBuilder b;
    write_nonsense(b, seed, 2000, 10);
    Lanes lanes(b.trace());
    lanes.extend();
    for (std::size_t i = 0; i < lanes.lane_count(); ++i) {
      expect_seamless(lanes.lane(i));
      lanes.visible(i, Axis::time, -10, 10, 0.01);
      lanes.visible(i, Axis::events, 0, 2000, 50);
    }
  }
}
