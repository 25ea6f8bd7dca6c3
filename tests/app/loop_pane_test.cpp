#include <gmock/gmock.h>

#include "app/views/loop_view.hpp"
#include "tests/support/pane_test.hpp"

namespace orrery::test {
namespace {

namespace command = app::command;

class LoopPane : public PaneTest {
 protected:
  LoopPane() { look_at(run.woken); }
  void look_at(Seq seq, widgets::Rect box = {{0, 0}, {855, 640}}) {
    shown.seek(seq);
    show([box](const widgets::Look& look, const app::View& view, app::Commands& out) {
      views::loop_view(look, view, box, out);
    });
  }
  void expect_selects(const std::string& item, Id id) {
    ASSERT_TRUE(items.has(item)) << item;
    click(item);
    ASSERT_TRUE(last<command::Select>()) << item;
    EXPECT_EQ(last<command::Select>()->id, id) << item;
  }
};

TEST_F(LoopPane, SelectsWhateverIsClicked) {
  expect_selects("loop/handle 31", handle(31));
  expect_selects("loop/future 1", future(1));
  expect_selects("loop/task 3", task(3));
  expect_selects("loop/coroutine 4", coroutine(4));
  expect_selects("loop/socket 1", socket(1));
  expect_selects("loop/socket 1/read", socket(1));
  expect_selects("loop/handle 13", handle(13));
  expect_selects("loop/ring", loop_id());
}

TEST_F(LoopPane, AFrameIsClickedAndNotTheCardBelowIt) {
  click("loop/coroutine 2");
  EXPECT_EQ(count<command::Select>(), 1u);
  EXPECT_EQ(last<command::Select>()->id, coroutine(2));
}

TEST_F(LoopPane, SelectsTheTaskOfACardByItsHead) {
  const widgets::Rect card = items.box("loop/task 2");
  ui.click({card.centre().x, card.min.y + 8});
  ASSERT_TRUE(last<command::Select>());
  EXPECT_EQ(last<command::Select>()->id, task(2));
}

TEST_F(LoopPane, AsksForNothingByItself) {
  ui.move_to({400, 300});
  ui.frames(5);
  EXPECT_TRUE(commands.empty());
}

TEST_F(LoopPane, DrawsEveryMomentInEverySizeAndOnTheWayBothWays) {
  for (const widgets::Rect& box :
       {widgets::Rect{{0, 0}, {855, 640}}, widgets::Rect{{300, 90}, {983, 570}}, widgets::Rect{{0, 0}, {200, 90}}}) {
    for (Seq seq = 0; seq < run.trace().size(); seq += 3) look_at(seq, box);
  }
  EXPECT_TRUE(commands.empty());
}

TEST_F(LoopPane, ScrollsWhenItIsTooLow) {
  look_at(run.woken, {{0, 0}, {700, 200}});
  const float above = items.box("loop/task 1").min.y;
  EXPECT_GT(above, 200);
  ui.move_to({300, 100});
  ui.wheel(-30);
  ui.frames(4);
  EXPECT_LT(items.box("loop/task 1").min.y, above);
}

TEST_F(LoopPane, AThingOnItsWayCanStillBeClicked) {
  shown.seek(run.woken);
  show([](const widgets::Look& look, const app::View& view, app::Commands& out) {
    app::View half{view.title,     view.question, view.about,
                   view.trace,     view.lanes,    {view.moment.before, view.moment.state, view.moment.cursor, 0.5},
                   view.selection, view.source,   view.transport,
                   view.lesson,    view.tab,      view.clock,
                   view.end,       view.dark};
    views::loop_view(look, half, {{0, 0}, {855, 640}}, out);
  });
  expect_selects("loop/handle 31", handle(31));
}

}  // namespace
}  // namespace orrery::test
