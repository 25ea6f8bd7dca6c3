#include "engine/model/timeline.hpp"

#include <gtest/gtest.h>

#include "tests/model/random_trace.hpp"
#include "tests/model/seven_hops.hpp"
#include "tests/support/seek_check.hpp"

using namespace orrery;
using namespace orrery::test;
using model::State;
using model::Timeline;

TEST(Timeline, GivesTheEmptyStateForAnEmptyTrace) {
  TraceBuilder b;
  Timeline timeline(b.trace());
  EXPECT_EQ(timeline.seek(0), State());
  EXPECT_EQ(timeline.seek(1000), State());
}

TEST(Timeline, SeeksToWhatFoldingGivesAtEveryEvent) {
  SevenHops story;
  expect_seek_equals_fold(story.b.trace());
}

TEST(Timeline, SeeksToWhatFoldingGivesAcrossKeyFrames) {
  TraceBuilder b;
  Busy busy(b, 20, 5);
  while (b.trace().size() < 2500) busy.turn(15);
  expect_seek_equals_fold(b.trace());
}

TEST(Timeline, SeeksToWhatFoldingGivesEvenInNonsense) {
  for (std::uint32_t seed = 1; seed <= 5; ++seed) {
    TraceBuilder b;
    write_nonsense(b, seed, 1200, 12, false);  // a state that holds a NaN is not equal to itself
    expect_seek_equals_fold(b.trace());
  }
}

TEST(Timeline, FollowsATraceThatGrows) {
  TraceBuilder b;
  Timeline timeline(b.trace());
  for (std::uint32_t n = 1; n <= 3000; ++n) {
    b.emit(Kind::future_created, future(n));
    ASSERT_EQ(timeline.seek(event::no_seq).futures.size(), n);
  }
  EXPECT_EQ(timeline.seek(9).futures.size(), 10u);
}

TEST(Timeline, KeepsABoundedNumberOfKeyFrames) {
  TraceBuilder b;
  for (int i = 0; i < 700'000; ++i) b.emit(Kind::output);
  Timeline timeline(b.trace());
  timeline.seek(event::no_seq);
  EXPECT_LE(timeline.frame_count(), Timeline::most_frames);
  EXPECT_GT(timeline.frame_spacing(), 512u);
  for (Seq k : {699'999u, 0u, 350'001u, 511u, 512u, 513u, 600'000u})
    EXPECT_EQ(timeline.seek(k).program.outputs, k + 1) << k;
}

TEST(Timeline, LeavesTheCursorWhereItIsWhenAskedForAnotherState) {
  SevenHops story;
  Timeline timeline(story.b.trace());
  timeline.seek(story.result);
  EXPECT_EQ(timeline.state_after(3).applied, 4u);
  EXPECT_EQ(timeline.current().applied, story.result + 1);
}

TEST(Timeline, SeeksToTheSameWhileAThreadLeavesKeyFrames) {
  TraceBuilder b;
  Busy busy(b, 200, 6);
  while (b.trace().size() < 60'000) busy.turn(150);
  Timeline alone(b.trace()), helped(b.trace());
  helped.fold_ahead();
  std::mt19937 dice(3);
  for (int i = 0; i < 300; ++i) {
    const Seq k = static_cast<Seq>(dice() % b.trace().size());
    ASSERT_EQ(helped.seek(k), alone.seek(k)) << k;
    ASSERT_EQ(helped.state_after(k), alone.current()) << k;
  }
  helped.wait_for_frames();
  EXPECT_GE(helped.frame_count(), 60'000u / helped.frame_spacing());
  EXPECT_EQ(helped.seek(event::no_seq), alone.seek(event::no_seq));
}

TEST(Timeline, FoldsOnAheadAsTheTraceGrows) {
  TraceBuilder b;
  Busy busy(b, 50, 7);
  Timeline timeline(b.trace());
  for (Seq size = 10'000; size <= 60'000; size += 10'000) {
    while (b.trace().size() < size) busy.turn(40);
    timeline.fold_ahead();
    timeline.wait_for_frames();
    EXPECT_GE(timeline.frame_count(), size / timeline.frame_spacing());
  }
}

TEST(Timeline, TellsHowFarItsFramesReach) {
  TraceBuilder b;
  Timeline timeline(b.trace());
  EXPECT_EQ(timeline.folded(), 0u);
  Busy busy(b, 50, 7);
  while (b.trace().size() < 5000) busy.turn(40);
  EXPECT_EQ(timeline.folded(), b.trace().size()) << "so few events are folded in no time";
  while (b.trace().size() < 50'000) busy.turn(40);
  EXPECT_LT(timeline.folded(), 10'000u);
  timeline.fold_ahead();
  timeline.wait_for_frames();
  EXPECT_EQ(timeline.folded(), b.trace().size());
}
