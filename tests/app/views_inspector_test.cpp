#include "app/views/inspector.hpp"
#include "app/views/tones.hpp"
#include "engine/model/queries.hpp"
#include "tests/support/pane_test.hpp"

namespace orrery::test {
namespace {

namespace command = app::command;

class Inspector : public PaneTest {
 protected:
  Inspector() {
    shown.seek(run.stored);
    show([](const widgets::Look& look, const app::View& view, app::Commands& out) {
      views::inspector(look, view, {{1200, 100}, {1600, 940}}, out);
    });
  }
};

TEST_F(Inspector, ShowsTheChainOfCausesOfTheEventAndGoesAlongIt) {
  for (const Seq cause : model::why(run.trace(), run.stored)) EXPECT_TRUE(items.has("why/" + std::to_string(cause)));
  click("why/" + std::to_string(run.ready));
  ASSERT_TRUE(last<command::GoTo>());
  EXPECT_EQ(last<command::GoTo>()->seq, run.ready);
}

TEST_F(Inspector, ShowsTheNearestOfManyCausesAndTheWayToTheOthers) {
  shown.seek(run.tick_events[2]);
  ui.frames(2);
  const std::vector<Seq> chain = model::why(run.trace(), run.tick_events[2]);
  ASSERT_GT(chain.size(), 12U);
  EXPECT_TRUE(items.has("why/" + std::to_string(chain.front())));
  EXPECT_FALSE(items.has("why/" + std::to_string(chain.back())));
  click("why/earlier");
  ASSERT_TRUE(last<command::GoTo>());
  EXPECT_EQ(last<command::GoTo>()->seq, chain[11]);
}

TEST_F(Inspector, ShowsTheSelectedThingUntilItIsClosed) {
  EXPECT_FALSE(items.has("inspector/close"));
  shown.selection.id = SampleRun::reader;
  ui.frames(2);
  click("inspector/close");
  EXPECT_TRUE(last<command::ClearSelection>());
}

TEST_F(Inspector, LeadsFromATaskToWhatItWaitsFor) {
  shown.seek(run.slept);
  shown.selection.id = SampleRun::reader;
  ui.frames(2);
  const std::vector<std::string> links = items.named("inspector/0");
  ASSERT_FALSE(links.empty());
  click(links.front());
  ASSERT_TRUE(last<command::Select>());
  EXPECT_EQ(last<command::Select>()->id, SampleRun::received);
}

TEST_F(Inspector, SaysWhatATaskWaitsFor) {
  shown.seek(run.slept);
  shown.selection.id = SampleRun::reader;
  ui.frames(2);
  EXPECT_FALSE(items.named("waits/").empty());
  shown.selection.id = SampleRun::conn;
  ui.frames(2);
  EXPECT_TRUE(items.named("waits/").empty());
}

TEST_F(Inspector, DrawsEverySortOfThingAtEveryMoment) {
  const Id things[] = {SampleRun::main_task, SampleRun::reader, SampleRun::conn, SampleRun::received, loop_id(),
                       handle(31),           coroutine(4),      handle(99),      future(77),          task(55)};
  for (Seq seq = 0; seq < run.trace().size(); seq += 7) {
    shown.seek(seq);
    for (const Id id : things) {
      shown.selection.id = id;
      ui.frame();
      EXPECT_GT(ui.vertices(), 50);
    }
  }
}

TEST_F(Inspector, AsksTheLessonsQuestionAndTakesOneAnswer) {
  const std::vector<app::Choice> choices{{handle(30), "_sock_read_done"}, {handle(31), "reader.wakeup"}};
  shown.lesson = {.question = "What runs next?", .choices = choices, .number = 9, .count = 11};
  ui.frames(2);
  click("choice/1");
  ASSERT_TRUE(last<command::AnswerQuestion>());
  EXPECT_EQ(last<command::AnswerQuestion>()->choice, handle(31));
  shown.lesson.chosen = handle(31);
  shown.lesson.right = handle(30);
  ui.frames(2);
  click("choice/0");
  EXPECT_EQ(count<command::AnswerQuestion>(), 1U);
  ASSERT_TRUE(last<command::Select>());
}

TEST(Tones, FollowWhatATaskWaitsFor) {
  const SampleRun run;
  ShownRun shown(run.trace(), SampleRun::source());
  shown.seek(run.slept);
  EXPECT_EQ(views::tone_of(shown.state, run.trace(), SampleRun::reader), widgets::Tone::io);
  EXPECT_EQ(views::tone_of(shown.state, run.trace(), SampleRun::ticker), widgets::Tone::timer);
  EXPECT_EQ(views::tone_of(shown.state, run.trace(), SampleRun::main_task), widgets::Tone::waiting);
  shown.seek(run.woken);
  EXPECT_EQ(views::tone_of(shown.state, run.trace(), SampleRun::reader), widgets::Tone::ready);
  shown.seek(run.resumed);
  EXPECT_EQ(views::tone_of(shown.state, run.trace(), SampleRun::reader), widgets::Tone::running);
  EXPECT_EQ(views::tone_of(shown.state, run.trace(), future(12345)), widgets::Tone::done);
}

}  // namespace
}  // namespace orrery::test
