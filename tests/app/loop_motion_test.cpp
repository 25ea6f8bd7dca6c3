#include "app/views/loop_motion.hpp"

#include <gtest/gtest.h>

#include "app/views/loop_route.hpp"
#include "app/views/loop_travel.hpp"
#include "tests/app/loop_scenes.hpp"

namespace orrery::test {
namespace {

using loop::Placed;

void expect_near(const widgets::Rect& a, const widgets::Rect& b) {
  EXPECT_NEAR(a.centre().x, b.centre().x, 1);
  EXPECT_NEAR(a.centre().y, b.centre().y, 1);
}

class LoopMotion : public testing::Test {
 protected:
  // The step to event `seq`, `progress` of the way.
  void step_to(Seq seq, float progress) {
    before = scene_at(run.trace(), seq - 1);
    after = scene_at(run.trace(), seq);
    placed = loop::between(plain_look(), before, after, false, progress);
  }
  void step_back_from(Seq seq, float progress) {
    before = scene_at(run.trace(), seq);
    after = scene_at(run.trace(), seq - 1);
    placed = loop::between(plain_look(), before, after, true, progress);
  }
  const Placed& of(const Key& key) const {
    const auto found = std::find_if(placed.begin(), placed.end(), [&](const Placed& p) { return p.item->key == key; });
    EXPECT_NE(found, placed.end());
    return *found;
  }
  bool shows(const Key& key) const {
    return std::any_of(placed.begin(), placed.end(),
                       [&](const Placed& p) { return p.item->key == key && p.opacity > 0; });
  }

  SampleRun run;
  Scene before, after;
  std::vector<Placed> placed;
};

TEST_F(LoopMotion, BeginsWithThePictureBeforeAndEndsWithThePictureAfter) {
  for (Seq seq = 6; seq < run.trace().size(); ++seq) {
    step_to(seq, 0);
    for (const Item& item : before.items) {
      if (after.find(item.key)) expect_near(of(item.key).box, item.box);
    }
    step_to(seq, 1);
    EXPECT_EQ(placed.size(), after.items.size()) << seq;
    for (const Placed& p : placed) EXPECT_EQ(p.box, p.item->box) << seq;
  }
}

TEST_F(LoopMotion, AHandleSlidesFromTheHeadOfTheQueueIntoTheSlot) {
  step_to(37, 0);
  expect_near(of(handle_key(2)).box, before.find(handle_key(2))->box);
  step_to(37, 0.5F);
  EXPECT_TRUE(of(handle_key(2)).moving);
  EXPECT_GT(of(handle_key(2)).box.centre().x, before.find(handle_key(2))->box.centre().x);
  EXPECT_LT(of(handle_key(2)).box.centre().x, after.ring.slot.centre().x);
  EXPECT_TRUE(std::is_sorted(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return !a.moving && b.moving;
  })) << "what moves is on top";
}

TEST_F(LoopMotion, ADueTimerSlidesFromTheHeapToTheTailOfTheQueue) {
  step_to(72, 0);
  expect_near(of(handle_key(11)).box, before.find(handle_key(11))->box);
  EXPECT_GT(before.find(handle_key(11))->box.min.x, before.gutters.right);
  EXPECT_LT(after.find(handle_key(11))->box.max.x, after.gutters.left);
}

TEST_F(LoopMotion, ACallbackLeavesItsFutureForTheQueue) {
  step_to(76, 0.01F);
  expect_near(of(handle_key(22)).box, before.find({What::callback, future(2), 11})->box);
}

TEST_F(LoopMotion, AReaderCallbackLeavesItsDescriptorForTheQueue) {
  step_to(run.ready, 0.01F);
  expect_near(of(handle_key(4)).box, before.find({What::interest, SampleRun::conn, 0})->box);
}

TEST_F(LoopMotion, BackwardsThingsGoBackToWhatMadeThem) {
  step_back_from(76, 0.99F);
  expect_near(of(handle_key(22)).box, after.find({What::callback, future(2), 11})->box);
  step_back_from(run.ready, 0.99F);
  expect_near(of(handle_key(4)).box, after.find({What::interest, SampleRun::conn, 0})->box);
}

TEST_F(LoopMotion, BackwardsIsForwardsSeenFromTheOtherEnd) {
  for (Seq seq = 6; seq < run.trace().size(); ++seq) {
    step_to(seq, 0.3F);
    std::vector<std::pair<Key, widgets::Rect>> forwards;  // of what is in both pictures
    for (const Placed& p : placed)
      if (before.find(p.item->key) && after.find(p.item->key)) forwards.emplace_back(p.item->key, p.box);
    const std::size_t count = placed.size();
    step_back_from(seq, 0.7F);
    for (const auto& [key, box] : forwards) expect_near(of(key).box, box);
    EXPECT_EQ(count, placed.size()) << seq;
  }
}

TEST_F(LoopMotion, WhatIsGoneFadesWhereItWas) {
  step_to(52, 0.2F);
  EXPECT_TRUE(shows(handle_key(2)));
  EXPECT_LT(of(handle_key(2)).opacity, 1);
  step_to(52, 1);
  EXPECT_FALSE(shows(handle_key(2)));
}

TEST_F(LoopMotion, TheHandGoesRoundWithTheClock) {
  loop::RingPart run_phase, timeout;
  run_phase.hand = 4.8F;
  timeout.hand = 0.5F;
  EXPECT_NEAR(loop::hand_between(run_phase, timeout, false, 0), 4.8F, 0.01F);
  EXPECT_NEAR(loop::hand_between(run_phase, timeout, false, 1), 0.5F, 0.01F);
  const float half = loop::hand_between(run_phase, timeout, false, 0.5F);
  EXPECT_TRUE(half > 4.8F || half < 0.5F) << half;
  const float back = loop::hand_between(timeout, run_phase, true, 0.5F);
  EXPECT_TRUE(back > 4.8F || back < 0.5F) << back;
}

// ---------------------------------------------------------------- what an event moves

class LoopTravel : public testing::Test {
 protected:
  loop::Travel of(Seq seq) {
    model::Timeline timeline(run.trace());
    return loop::travel_of(timeline.state_after(seq), run.trace(), seq);
  }
  static bool from_to(const loop::Travel& travel, const Key& from, const Key& to) {
    return travel.stops.size() >= 2 && travel.stops.front().key == from && travel.stops.back().key == to;
  }
  static bool touches(const loop::Travel& travel, const Key& key) {
    return std::find(travel.touched.begin(), travel.touched.end(), key) != travel.touched.end();
  }
  SampleRun run;
  Key conn{What::socket, SampleRun::conn, 0};
};

TEST_F(LoopTravel, ShowsEachOfTheSevenHops) {
  EXPECT_EQ(of(run.slept).stops.back().at, loop::Stop::At::selector);
  EXPECT_EQ(of(run.slept + 1).stops.front().at, loop::Stop::At::outside);
  EXPECT_EQ(of(run.slept + 1).stops.back().key, conn);
  EXPECT_TRUE(from_to(of(run.ready), {What::interest, SampleRun::conn, 0}, handle_key(4)));
  EXPECT_TRUE(from_to(of(run.stored - 1), conn, handle_key(4)));
  EXPECT_TRUE(from_to(of(run.stored), handle_key(4), future_key(1)));
  EXPECT_TRUE(from_to(of(run.woken), future_key(1), handle_key(31)));
  EXPECT_TRUE(from_to(of(run.resumed), handle_key(31), frame_key(2)));
  EXPECT_TRUE(from_to(of(run.resumed + 1), handle_key(31), frame_key(4)));
  EXPECT_TRUE(from_to(of(run.resumed + 2), frame_key(4), frame_key(2)));
}

TEST_F(LoopTravel, CarriesTheValueInItsWords) {
  EXPECT_EQ(of(run.stored - 1).words, "b'hello'");
  EXPECT_EQ(of(run.stored).words, "b'hello'");
  EXPECT_EQ(of(run.resumed).words, "send b'hello'");
  EXPECT_EQ(of(run.resumed + 2).words, "returns 'hello'");
  EXPECT_EQ(of(43).words, "EAGAIN");
}

TEST_F(LoopTravel, TouchesSubjectAndObject) {
  EXPECT_TRUE(touches(of(51), task_key(2)));
  EXPECT_TRUE(touches(of(51), future_key(1)));
  EXPECT_TRUE(touches(of(run.woken), {What::callback, SampleRun::received, 3}));
}

TEST_F(LoopTravel, AnExceptionTravelsInTheColourOfFailure) {
  TraceBuilder b;
  b.emit(Kind::coroutine_created, coroutine(1), {}, event::CoroutineSort::generator, "g");
  b.emit(Kind::coroutine_resumed, coroutine(1), coroutine(1), event::SendMode::throw_in, "KeyError('x')");
  const Seq raised = b.emit(Kind::coroutine_raised, coroutine(1), {}, 0, "KeyError('x')");
  model::Timeline timeline(b.trace());
  const loop::Travel thrown = loop::travel_of(timeline.state_after(raised - 1), b.trace(), raised - 1);
  EXPECT_EQ(thrown.tone, widgets::Tone::failed);
  EXPECT_EQ(thrown.words, "throw KeyError('x')");
  EXPECT_EQ(loop::travel_of(timeline.state_after(raised), b.trace(), raised).tone, widgets::Tone::failed);
}

TEST_F(LoopTravel, GoesAroundTheRingAndNotThroughIt) {
  const Scene scene = scene_at(run.trace(), run.woken);
  const loop::End from{scene.find(future_key(1))->box, {}}, to{scene.find(handle_key(31))->box, {}};
  const auto leg = loop::leg_between(plain_look(), scene.gutters, from, to);
  ASSERT_TRUE(leg);
  for (float t = 0; t <= 1; t += 0.02F) {
    const widgets::Vec d = leg->at(t) - scene.ring.centre;
    EXPECT_GT(d.x * d.x + d.y * d.y, scene.ring.radius * scene.ring.radius);
  }
  EXPECT_EQ(leg->points.front(), from.box.left());
  EXPECT_EQ(leg->points.back(), to.box.right());
}

}  // namespace
}  // namespace orrery::test
