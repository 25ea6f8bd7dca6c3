#include <gmock/gmock.h>

#include "tests/app/loop_scenes.hpp"

namespace orrery::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class LoopLayout : public testing::Test {
 protected:
  Scene at(Seq seq, const widgets::Rect& pane = roomy_pane) const { return scene_at(run.trace(), seq, pane); }
  SampleRun run;
};

TEST_F(LoopLayout, ShowsNoLoopBeforeThereIsOneButTheProgramAndItsCoroutine) {
  const Scene scene = at(2);
  EXPECT_FALSE(scene.ring.shown);
  EXPECT_TRUE(scene.find({What::caller, {}, 0}));
  ASSERT_TRUE(scene.find(frame_key(1)));
  EXPECT_EQ(scene.find(frame_key(1))->aside, "created");
}

TEST_F(LoopLayout, PutsAHandleFromTheQueueIntoTheSlotOfTheRing) {
  const Scene queued = at(20);
  ASSERT_TRUE(queued.find(handle_key(2)));
  EXPECT_LT(queued.find(handle_key(2))->box.max.x, queued.gutters.left);
  const Scene begun = at(37);
  ASSERT_TRUE(begun.find(handle_key(2)));
  EXPECT_EQ(begun.find(handle_key(2))->box, begun.ring.slot);
  EXPECT_THAT(begun.ring.below, HasSubstr("handle 1 of 2"));
}

TEST_F(LoopLayout, PartsWhatRunsInThisTurnFromWhatWaitsForTheNext) {
  const Scene scene = at(run.woken);
  EXPECT_THAT(words_of(scene), HasSubstr("next turn"));
  EXPECT_THAT(words_of(scene), HasSubstr("waits for the next turn"));
  const auto divider = std::find_if(scene.fields.begin(), scene.fields.end(),
                                    [](const loop::Field& f) { return f.kind == loop::Field::Kind::divider; });
  ASSERT_NE(divider, scene.fields.end());
  EXPECT_LT(divider->box.max.y, scene.find(handle_key(30))->box.max.y);
  EXPECT_LT(scene.find(handle_key(30))->box.max.y, scene.find(handle_key(31))->box.min.y);
}

TEST_F(LoopLayout, SaysHowLongSelectSleepsAndWhy) {
  const Scene scene = at(run.slept);
  EXPECT_TRUE(scene.ring.asleep);
  EXPECT_THAT(scene.ring.below, HasSubstr("timer of ticker in 0.2 s"));
  EXPECT_THAT(words_of(scene), HasSubstr("why: timer of ticker"));
}

TEST_F(LoopLayout, SaysThatSelectDoesNotSleepWhileHandlesAreReady) {
  const Scene scene = at(32);
  EXPECT_FALSE(scene.ring.asleep);
  EXPECT_EQ(scene.ring.below, "sleeps not at all: two handles are ready");
}

TEST_F(LoopLayout, SaysThatOnlySocketsCanWakeALoopWithoutTimers) {
  TraceBuilder b;
  b.emit(Kind::loop_run, loop_id());
  b.emit_integer(Kind::turn_begin, loop_id(), {}, 0, 1);
  b.emit(Kind::phase_begin, loop_id(), {}, event::Phase::select);
  const Seq forever = b.emit_number(Kind::select_enter, loop_id(), {}, event::SelectReason::forever,
                                    std::numeric_limits<double>::infinity());
  const Scene scene = scene_at(b.trace(), forever);
  EXPECT_EQ(scene.ring.below, "asleep for ever: only sockets can wake it");
  EXPECT_THAT(words_of(scene), HasSubstr("timeout for ever"));
}

TEST_F(LoopLayout, SaysCalmlyThatThereIsNothingYet) {
  TraceBuilder b;
  const Seq begun = b.emit(Kind::loop_run, loop_id());
  const std::string words = words_of(scene_at(b.trace(), begun));
  for (const char* calm : {"no tasks yet", "no futures yet", "no timer is set", "not called yet"})
    EXPECT_THAT(words, HasSubstr(calm));
}

TEST_F(LoopLayout, StacksTheFramesOfATaskFromTheOutermostToTheInnermost) {
  const Scene scene = at(run.slept);
  const Item* outer = scene.find(frame_key(2));
  const Item* inner = scene.find(frame_key(4));
  ASSERT_TRUE(outer && inner);
  EXPECT_LT(outer->box.max.y, inner->box.min.y);
  EXPECT_LT(outer->box.min.x, inner->box.min.x);
  EXPECT_THAT(inner->aside, HasSubstr("F1"));
  const Item* card = scene.find(task_key(2));
  ASSERT_TRUE(card);
  EXPECT_TRUE(card->box.contains(outer->box.centre()) && card->box.contains(inner->box.centre()));
}

TEST_F(LoopLayout, ADeepStackShowsItsEndsAndCountsWhatIsBetween) {
  TraceBuilder b;
  b.emit(Kind::loop_run, loop_id());
  b.emit(Kind::coroutine_created, coroutine(1), {}, event::CoroutineSort::coroutine, "f");
  Seq last = b.emit(Kind::task_created, task(1), coroutine(1), 0, "deep");
  for (std::uint32_t n = 2; n <= 30; ++n) {
    b.emit(Kind::coroutine_created, coroutine(n), {}, event::CoroutineSort::coroutine, "f");
    last = b.emit(Kind::coroutine_awaits, coroutine(n - 1), coroutine(n));
  }
  for (const widgets::Rect& pane : {roomy_pane, tight_pane}) {
    const Scene scene = scene_at(b.trace(), last, pane);
    ASSERT_TRUE(scene.find(frame_key(1)) && scene.find(frame_key(30)));
    EXPECT_FALSE(scene.find(frame_key(15)));
    EXPECT_EQ(count_of(scene, What::more), 1u);
    const Item* card = scene.find(task_key(1));
    for (const Item& item : scene.items) {
      if (item.key.what != What::frame) continue;
      EXPECT_LE(item.box.max.y, card->box.max.y);
    }
  }
}

TEST_F(LoopLayout, MarksTheRunningTaskAndItsInnermostFrame) {
  const Scene scene = at(run.resumed + 1);
  EXPECT_TRUE(scene.find(task_key(2))->strong);
  EXPECT_TRUE(scene.find(frame_key(4))->strong);
  EXPECT_FALSE(scene.find(task_key(3))->strong);
}

TEST_F(LoopLayout, ShowsTheBytesThatLieInTheKernel) {
  const Scene scene = at(run.slept + 1);
  const Item* conn = scene.find({What::socket, SampleRun::conn, 0});
  ASSERT_TRUE(conn);
  EXPECT_EQ(conn->incoming.text, "hello");
  EXPECT_EQ(conn->incoming.length, 5u);
  EXPECT_EQ(at(run.stored).find(conn->key)->incoming.length, 0u);
}

TEST_F(LoopLayout, ShowsADescriptorInRlistAndThatItIsReadable) {
  const Key key{What::interest, SampleRun::conn, 0};
  EXPECT_FALSE(at(42).find(key));
  EXPECT_EQ(at(run.slept).find(key)->subtitle, "waiting");
  EXPECT_EQ(at(run.ready).find(key)->subtitle, "readable");
  EXPECT_THAT(at(run.ready).find(key)->tip, HasSubstr("calls"));
}

TEST_F(LoopLayout, ListsTheCallbacksOfAFutureInTheirOrder) {
  const Scene scene = at(52);
  const Item* first = scene.find({What::callback, SampleRun::received, 2});
  const Item* second = scene.find({What::callback, SampleRun::received, 3});
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->title, "_sock_read_done");
  EXPECT_EQ(second->title, "reader.wakeup");
  EXPECT_LT(first->box.max.x, second->box.min.x);
}

TEST_F(LoopLayout, KeepsCardsInTheirPlacesWhileOtherThingsComeAndGo) {
  const Scene early = at(52);
  for (Seq seq = 53; seq < run.resumed; ++seq) {
    const Scene scene = at(seq);
    for (std::uint32_t n = 1; n <= 3; ++n)
      EXPECT_EQ(scene.find(task_key(n))->box.min, early.find(task_key(n))->box.min) << seq;
    EXPECT_EQ(scene.ring.centre, early.ring.centre);
    EXPECT_EQ(scene.selector, early.selector) << seq;
  }
}

TEST_F(LoopLayout, ACoroutineThatNothingRunsStandsBesideTheCardsAndMovesNone) {
  const Scene without = at(39), with = at(40);
  EXPECT_FALSE(without.find(frame_key(4)));
  ASSERT_TRUE(with.find(frame_key(4)));
  EXPECT_EQ(with.find(frame_key(4))->aside, "never run");
  for (std::uint32_t n = 1; n <= 3; ++n) EXPECT_EQ(with.find(task_key(n))->box, without.find(task_key(n))->box);
}

TEST_F(LoopLayout, TheCoroutineThatHasJustReturnedIsShownBelowTheOneThatAwaitedIt) {
  const Scene scene = at(run.resumed + 2);
  ASSERT_TRUE(scene.find(frame_key(4)));
  EXPECT_EQ(scene.find(frame_key(4))->aside, "returned");
  EXPECT_GT(scene.find(frame_key(4))->box.min.y, scene.find(frame_key(2))->box.max.y);
  EXPECT_FALSE(at(run.resumed + 4).find(frame_key(4)));
}

TEST_F(LoopLayout, AFutureThatIsDoneStaysTiedToItsCallbacksInTheQueue) {
  const std::vector<loop::Edge> edges = at(run.woken + 1).edges;
  ASSERT_EQ(edges.size(), 2u);
  for (const loop::Edge& edge : edges) EXPECT_EQ(edge.from, future_key(1));
}

TEST_F(LoopLayout, AWaitingTaskIsTiedToItsFutureWhileItIsSelected) {
  model::Timeline timeline(run.trace());
  const model::State state = timeline.state_after(run.slept);
  EXPECT_TRUE(scene_of(state, run.trace()).edges.empty());
  const Scene scene = scene_of(state, run.trace(), roomy_pane, SampleRun::reader);
  ASSERT_EQ(scene.edges.size(), 1u);
  EXPECT_EQ(scene.edges[0].from, frame_key(4));
  EXPECT_EQ(scene.edges[0].to, future_key(1));
}

TEST_F(LoopLayout, ABlockingCallSaysThatNothingElseCanRun) {
  TraceBuilder b;
  b.emit(Kind::loop_run, loop_id());
  b.emit_integer(Kind::turn_begin, loop_id(), {}, 0, 1);
  b.emit(Kind::phase_begin, loop_id(), {}, event::Phase::run);
  b.emit(Kind::handle_begin, handle(1), {}, event::HandleRole::call_soon, "careless");
  const Seq blocked = b.emit_number(Kind::blocking_call, {}, {}, 0, 2);
  const Scene scene = scene_at(b.trace(), blocked);
  EXPECT_EQ(scene.ring.below, "blocked for 2 s");
  ASSERT_TRUE(scene.find(handle_key(1)));
  EXPECT_EQ(scene.find(handle_key(1))->subtitle, "nothing else can run");
  EXPECT_EQ(scene.ring.tone, widgets::Tone::failed);
}

TEST_F(LoopLayout, AFullSendBufferIsAsFullAsItEverWas) {
  TraceBuilder b;
  b.emit(Kind::loop_run, loop_id());
  b.emit(Kind::socket_opened, socket(1), {}, 0, "conn", 7);
  const Seq sent = b.emit(Kind::socket_sent, socket(1), {}, event::IoResult::ok, "xx", 8000);
  const Seq read = b.emit(Kind::world_read, socket(1), {}, 0, "xx", 5000);
  const Key conn{What::socket, socket(1), 0};
  EXPECT_EQ(scene_at(b.trace(), sent).find(conn)->outgoing.length, 8000u);
  const Scene drained = scene_at(b.trace(), read);
  EXPECT_EQ(drained.find(conn)->outgoing.length, 3000u);
  EXPECT_EQ(drained.find(conn)->outgoing.capacity, 8000u);
}

// What must stand apart from each other: everything of one layer.
std::vector<const Item*> of_layer(const Scene& scene, bool inner) {
  std::vector<const Item*> items;
  for (const Item& item : scene.items) {
    const bool in_card = (item.key.what == What::frame && !item.compact) || item.key.what == What::callback;
    if (in_card == inner) items.push_back(&item);
  }
  return items;
}

TEST_F(LoopLayout, NeverPutsOneThingUponAnotherNorOutsideThePane) {
  for (const widgets::Rect& pane : {roomy_pane, tight_pane}) {
    for (Seq seq = 0; seq < run.trace().size(); ++seq) {
      const Scene scene = at(seq, pane);
      for (const bool inner : {false, true}) {
        const std::vector<const Item*> items = of_layer(scene, inner);
        for (std::size_t i = 0; i < items.size(); ++i) {
          EXPECT_TRUE(pane.contains(items[i]->box.min) && pane.contains(items[i]->box.max)) << seq << items[i]->title;
          for (std::size_t j = i + 1; j < items.size() && scene.ring.shown; ++j)
            EXPECT_FALSE(items[i]->box.overlaps(items[j]->box)) << seq << ": " << items[i]->title << items[j]->title;
        }
      }
    }
  }
}

TEST_F(LoopLayout, IsTheSameHoweverOneCameToTheMoment) {
  model::Timeline forwards(run.trace()), straight(run.trace());
  for (Seq seq = 0; seq <= run.stored; ++seq) forwards.seek(seq);
  const Scene a = scene_of(forwards.current(), run.trace()),
              b = scene_of(straight.state_after(run.stored), run.trace());
  ASSERT_EQ(a.items.size(), b.items.size());
  for (std::size_t i = 0; i < a.items.size(); ++i) EXPECT_EQ(a.items[i].box, b.items[i].box);
}

}  // namespace
}  // namespace orrery::test
