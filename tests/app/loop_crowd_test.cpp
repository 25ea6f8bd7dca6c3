// Ten thousand tasks: what matters is shown, the rest is counted, and a frame holds a bounded number of things.

#include <gmock/gmock.h>

#include "tests/app/loop_scenes.hpp"

namespace orrery::test {
namespace {

using testing::HasSubstr;

class LoopCrowd : public testing::Test {
 protected:
  void crowd(std::uint32_t count) {
    b.emit(Kind::loop_run, loop_id());
    b.emit_integer(Kind::turn_begin, loop_id(), {}, 0, 1);
    for (std::uint32_t n = 1; n <= count; ++n) {
      b.emit(Kind::coroutine_created, coroutine(n), {}, event::CoroutineSort::coroutine, "worker");
      b.emit(Kind::task_created, task(n), coroutine(n), 0, "worker-" + std::to_string(n));
      b.emit(Kind::handle_scheduled, handle(n), task(n), event::HandleRole::step, "step");
    }
  }
  Scene scene(Id selected = {}, const widgets::Rect& pane = roomy_pane) {
    model::Timeline timeline(b.trace());
    return scene_of(timeline.state_after(b.last()), b.trace(), pane, selected);
  }
  TraceBuilder b;
};

TEST_F(LoopCrowd, ShowsABoundedNumberOfThings) {
  crowd(10000);
  EXPECT_LT(scene().items.size(), 200u);
  EXPECT_THAT(words_of(scene()), HasSubstr("10000 ready"));
}

TEST_F(LoopCrowd, KeepsTheSelectedTaskOutOfTheCount) {
  crowd(10000);
  EXPECT_FALSE(scene().find(task_key(7777)));
  EXPECT_TRUE(scene(task(7777)).find(task_key(7777)));
}

TEST_F(LoopCrowd, KeepsTheRunningAndTheFailedTasksOutOfTheCount) {
  crowd(1000);
  b.emit(Kind::phase_begin, loop_id(), {}, event::Phase::run);
  b.emit(Kind::future_exception, task(900), {}, 0, "ValueError('x')");
  b.emit(Kind::handle_begin, handle(800), task(800), event::HandleRole::step, "step");
  b.emit(Kind::task_step, task(800), coroutine(800), event::SendMode::send, "None");
  b.emit(Kind::output, task(800), {}, event::Stream::standard_output, "hello");
  EXPECT_TRUE(scene().find(task_key(800)));
  EXPECT_TRUE(scene().find(task_key(900)));
}

TEST_F(LoopCrowd, ShowsTheHeadAndTheTailOfALongQueue) {
  crowd(500);
  const Scene long_queue = scene();
  EXPECT_TRUE(long_queue.find(handle_key(1)));
  EXPECT_TRUE(long_queue.find(handle_key(500)));
  EXPECT_FALSE(long_queue.find(handle_key(250)));
  EXPECT_EQ(long_queue.find(handle_key(500))->badge, "500");
}

TEST_F(LoopCrowd, CardsBecomeCellsOnlyWhenTheyNoLongerFit) {
  crowd(3);
  EXPECT_FALSE(scene().find(task_key(2))->compact);
  crowd(40);
  EXPECT_TRUE(scene().find(task_key(2))->compact);
}

TEST_F(LoopCrowd, CountsFuturesTimersAndSocketsThatDoNotFit) {
  b.emit(Kind::loop_run, loop_id());
  for (std::uint32_t n = 1; n <= 300; ++n) {
    b.emit(Kind::future_created, future(n), {}, 0, "sleep");
    b.emit(Kind::handle_created, handle(n), future(n), event::HandleRole::timer, "sleep");
    b.emit_number(Kind::timer_scheduled, handle(n), future(n), 0, n);
    b.emit(Kind::socket_opened, socket(n), {}, 0, "conn", n);
    b.emit(Kind::handle_created, handle(1000 + n), {}, event::HandleRole::reader, "read");
    b.emit(Kind::interest_added, socket(n), handle(1000 + n), event::Direction::read);
  }
  for (const widgets::Rect& pane : {roomy_pane, tight_pane}) {
    const Scene all = scene({}, pane);
    EXPECT_LT(all.items.size(), 80u);
    EXPECT_GE(count_of(all, What::more), 4u);
    EXPECT_GE(count_of(all, What::future), 1u);
    for (const Item& item : all.items)
      EXPECT_TRUE(pane.contains(item.box.min) && pane.contains(item.box.max)) << item.title;
  }
}

}  // namespace
}  // namespace orrery::test
