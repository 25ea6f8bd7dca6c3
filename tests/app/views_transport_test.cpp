#include "app/views/narration.hpp"
#include "app/views/top_bar.hpp"
#include "app/views/transport.hpp"
#include "tests/support/pane_test.hpp"

namespace orrery::test {
namespace {

namespace command = app::command;
using app::StepSize;

class Transport : public PaneTest {
 protected:
  Transport() {
    shown.seek(40);
    show([](const widgets::Look& look, const app::View& view, app::Commands& out) {
      views::transport(look, view, {{0, 0}, {1600, 52}}, out);
    });
  }
};

TEST_F(Transport, PlaysAndStepsBothWays) {
  click("transport/play");
  EXPECT_TRUE(last<command::TogglePlay>());
  click("transport/forward");
  ASSERT_TRUE(last<command::Step>());
  EXPECT_EQ(last<command::Step>()->direction, +1);
  EXPECT_EQ(last<command::Step>()->size, StepSize::event);
  click("transport/back");
  EXPECT_EQ(last<command::Step>()->direction, -1);
  click("transport/turn back");
  EXPECT_EQ(last<command::Step>()->size, StepSize::turn);
  EXPECT_EQ(last<command::Step>()->direction, -1);
  click("transport/turn forward");
  EXPECT_EQ(last<command::Step>()->direction, +1);
  click("transport/first");
  EXPECT_TRUE(last<command::Home>());
  click("transport/last");
  EXPECT_TRUE(last<command::End>());
}

TEST_F(Transport, StepsAsFarAsTheChosenSize) {
  click("segment", 1);
  ASSERT_TRUE(last<command::SetStepSize>());
  EXPECT_EQ(last<command::SetStepSize>()->size, StepSize::line);
  click("segment", 2);
  EXPECT_EQ(last<command::SetStepSize>()->size, StepSize::callback);
  shown.step_size = StepSize::callback;
  click("transport/forward");
  EXPECT_EQ(last<command::Step>()->size, StepSize::callback);
}

TEST_F(Transport, DoesNotStepBeyondTheEnds) {
  shown.seek(0);
  ui.frame();
  click("transport/back");
  click("transport/first");
  EXPECT_TRUE(commands.empty());
  shown.seek(run.trace().size() - 1);
  ui.frame();
  click("transport/forward");
  click("transport/last");
  EXPECT_TRUE(commands.empty());
}

TEST_F(Transport, PlaysAgainFromTheBeginningWhenAtTheEnd) {
  shown.seek(run.trace().size() - 1);
  ui.frame();
  click("transport/play");
  ASSERT_EQ(commands.size(), 2U);
  EXPECT_TRUE(std::holds_alternative<command::Home>(commands[0]));
  EXPECT_TRUE(std::holds_alternative<command::TogglePlay>(commands[1]));
}

TEST_F(Transport, SeeksWhereTheScrubBarIsClicked) {
  const widgets::Rect bar = items.box("transport/scrub");
  ui.click(bar.centre());
  ASSERT_TRUE(last<command::Seek>());
  EXPECT_NEAR(last<command::Seek>()->to, run.trace().size() / 2, run.trace().size() / 20);
  ui.drag(bar.centre(), {bar.max.x + 50, bar.centre().y});
  ASSERT_TRUE(last<command::Seek>());
  EXPECT_EQ(last<command::Seek>()->to, run.trace().size() - 1);
}

TEST_F(Transport, ChangesTheSpeed) {
  const widgets::Rect slider = items.box("transport/speed");
  ui.click({slider.max.x - 2, slider.centre().y});
  ASSERT_TRUE(last<command::SetSpeed>());
  EXPECT_GT(last<command::SetSpeed>()->speed, 10);
}

TEST_F(Transport, FitsIntoASmallWindow) {
  show([](const widgets::Look& look, const app::View& view, app::Commands& out) {
    views::transport(look, view, {{0, 0}, {1000, 52}}, out);
  });
  EXPECT_GT(items.box("transport/scrub").width(), 100);
  EXPECT_LE(items.box("transport/speed").max.x, 1000);
}

class TopBar : public PaneTest {
 protected:
  TopBar() {
    show([](const widgets::Look& look, const app::View& view, app::Commands& out) {
      views::top_bar(look, view, {{0, 0}, {1600, 48}}, out);
    });
  }
};

TEST_F(TopBar, LeadsToLessonsThemeAndHelp) {
  click("top/browser");
  EXPECT_TRUE(last<command::ShowBrowser>());
  click("top/theme");
  EXPECT_TRUE(last<command::ToggleTheme>());
  click("top/help");
  EXPECT_TRUE(last<command::ToggleHelp>());
  click("top/lessons");
  EXPECT_EQ(count<command::ShowBrowser>(), 2U);
}

class Narration : public PaneTest {
 protected:
  Narration() {
    show([](const widgets::Look& look, const app::View& view, app::Commands& out) {
      views::narration(look, view, {{0, 0}, {1600, 52}}, out);
    });
  }
};

TEST_F(Narration, SelectsTheThingWhoseNameIsClicked) {
  shown.seek(run.stored);
  ui.frame();
  ASSERT_FALSE(items.named("narration/").empty());
  for (const std::string& name : items.named("narration/")) click(name);
  std::vector<event::Id> selected;
  for (const app::Command& c : commands)
    if (const auto* select = std::get_if<command::Select>(&c)) selected.push_back(select->id);
  EXPECT_NE(std::ranges::find(selected, SampleRun::received), selected.end());
  EXPECT_NE(std::ranges::find(selected, SampleRun::reader), selected.end());
}

TEST_F(Narration, ShowsABadgeForEachOfTheSevenHops) {
  for (const Seq hop : {run.slept, run.ready, run.stored, run.woken, run.resumed}) {
    shown.seek(hop);
    ui.frame();
    EXPECT_TRUE(items.has("narration/hop")) << "event " << hop;
  }
  shown.seek(0);
  ui.frame();
  EXPECT_FALSE(items.has("narration/hop"));
}

TEST_F(Narration, SelectsTheEventItSpeaksOf) {
  shown.seek(run.woken);
  ui.frame();
  click("narration/event");
  ASSERT_TRUE(last<command::SelectEvent>());
  EXPECT_EQ(last<command::SelectEvent>()->seq, run.woken);
}

TEST_F(Narration, DrawsEveryEvent) {
  for (Seq seq = 0; seq < run.trace().size(); ++seq) {
    shown.seek(seq);
    ui.frame();
    EXPECT_GT(ui.vertices(), 100) << "event " << seq;
  }
}

}  // namespace
}  // namespace orrery::test
