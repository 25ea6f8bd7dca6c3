#include "app/views/bottom.hpp"
#include "app/views/mixed_scale.hpp"
#include "tests/support/pane_test.hpp"

namespace orrery::test {
namespace {

namespace command = app::command;

TEST(MixedScale, GivesEveryEventAtLeastOneUnit) {
  const SampleRun run;
  views::MixedScale scale;
  scale.extend(run.trace());
  for (Seq seq = 1; seq < run.trace().size(); ++seq) EXPECT_GE(scale.at(seq) - scale.at(seq - 1), 1.0 - 1e-9);
  EXPECT_GE(scale.length(), run.trace().size());
}

TEST(MixedScale, FindsTheEventAtEachPosition) {
  const SampleRun run;
  views::MixedScale scale;
  scale.extend(run.trace());
  for (Seq seq = 0; seq < run.trace().size(); ++seq) EXPECT_EQ(scale.event_at(scale.at(seq) + 0.25), seq);
  EXPECT_EQ(scale.event_at(-5), 0U);
  EXPECT_EQ(scale.event_at(1e9), run.trace().size() - 1);
}

TEST(MixedScale, KeepsTheProportionsOfOrdinaryStretchesAndBreaksLongOnes) {
  TraceBuilder b;
  for (const double time : {0.0, 0.1, 0.3, 0.4, 100.0}) b.at(time).emit(Kind::turn_begin, loop_id());
  views::MixedScale scale;
  scale.extend(b.trace());
  ASSERT_EQ(scale.gaps().size(), 4U);
  EXPECT_NEAR(scale.gaps()[1].width, 2 * scale.gaps()[0].width, 1e-6);
  EXPECT_FALSE(scale.gaps()[1].broken);
}

TEST(MixedScale, BreaksAStretchThatWouldLeaveNoRoomForTheOthers) {
  TraceBuilder b;
  for (const double time : {0.0, 1.0, 2.0, 3.0, 4.0, 100.0}) b.at(time).emit(Kind::turn_begin, loop_id());
  views::MixedScale scale;
  scale.extend(b.trace());
  EXPECT_TRUE(scale.gaps().back().broken);
  EXPECT_GT(scale.gaps().front().width, 0.2 * scale.gaps().back().width);
}

TEST(MixedScale, GrowsWithTheTrace) {
  TraceBuilder b;
  views::MixedScale scale, whole;
  for (int i = 0; i < 50; ++i) {
    b.at(0.1 * (i / 5)).emit(Kind::turn_begin, loop_id());
    scale.extend(b.trace());
  }
  whole.extend(b.trace());
  for (Seq seq = 0; seq <= 50; ++seq) EXPECT_DOUBLE_EQ(scale.at(seq), whole.at(seq));
}

class Bottom : public PaneTest {
 protected:
  Bottom() {
    shown.seek(run.stored);
    show([this](const widgets::Look& look, const app::View& view, app::Commands& out) {
      views::bottom(look, view, {{0, 700}, {1600, 1000}}, out, crumbs);
    });
  }
  views::BottomCrumbs crumbs;
};

TEST_F(Bottom, ChangesItsTab) {
  click("tab", 1);
  ASSERT_TRUE(last<command::SelectTab>());
  EXPECT_EQ(last<command::SelectTab>()->tab, app::BottomTab::events);
}

TEST_F(Bottom, NamesALaneForTheLoopAndForEachTask) {
  EXPECT_TRUE(items.has("timeline/loop 1"));
  click("timeline/task 2");
  ASSERT_TRUE(last<command::Select>());
  EXPECT_EQ(last<command::Select>()->id, SampleRun::reader);
}

TEST_F(Bottom, GoesToTheEventThatIsClickedInTheTimeline) {
  const widgets::Rect area = items.box("timeline/area");
  ui.click({area.max.x - 2, area.centre().y});
  ASSERT_TRUE(last<command::Seek>());
  EXPECT_GE(last<command::Seek>()->to, run.trace().size() - 3);
  ui.click({area.min.x + 1, area.centre().y});
  EXPECT_EQ(last<command::Seek>()->to, 0U);
}

TEST_F(Bottom, ZoomsAtTheMouseAndFitsAgainAfterADoubleClick) {
  const widgets::Rect area = items.box("timeline/area");
  const widgets::Vec at(area.min.x + area.width() / 4, area.centre().y);
  const double whole = crumbs.timeline.to - crumbs.timeline.from;
  ui.move_to(at);
  ui.wheel(3);
  ui.frame();
  const double zoomed = crumbs.timeline.to - crumbs.timeline.from;
  EXPECT_LT(zoomed, whole * 0.6);
  EXPECT_NEAR(crumbs.timeline.from + zoomed / 4, whole / 4, whole * 0.01);
  EXPECT_TRUE(commands.empty());
  ui.double_click(at);
  EXPECT_TRUE(crumbs.timeline.fit);
  EXPECT_NEAR(crumbs.timeline.to - crumbs.timeline.from, whole, 1e-6);
  EXPECT_EQ(count<command::Seek>(), 1U) << "the first of the two clicks";
}

TEST_F(Bottom, IsMovedByDraggingWithoutSeeking) {
  const widgets::Rect area = items.box("timeline/area");
  ui.move_to(area.centre());
  ui.wheel(4);
  ui.frame();
  const double from = crumbs.timeline.from;
  ui.drag(area.centre(), area.centre() + widgets::Vec(100, 0));
  EXPECT_LT(crumbs.timeline.from, from);
  EXPECT_EQ(count<command::Seek>(), 0U);
}

TEST_F(Bottom, FollowsTheCursorWhenItLeavesThePartShown) {
  const widgets::Rect area = items.box("timeline/area");
  ui.move_to({area.min.x + 10, area.centre().y});
  ui.wheel(10);
  ui.frame();
  shown.seek(run.got);
  ui.frames(2);
  const double at = crumbs.timeline.scale.at(run.got);
  EXPECT_GT(at, crumbs.timeline.from);
  EXPECT_LT(at, crumbs.timeline.to);
}

class Events : public Bottom {
 protected:
  Events() {
    shown.tab = app::BottomTab::events;
    ui.frames(3);
  }
};

TEST_F(Events, AClickSelectsAnEventAndADoubleClickGoesThere) {
  ASSERT_GT(items.count("row"), 2U);
  click("row", 1);
  ASSERT_TRUE(last<command::SelectEvent>());
  const Seq clicked = last<command::SelectEvent>()->seq;
  double_click("row", 1);
  EXPECT_EQ(count<command::GoTo>(), 1U);
  ASSERT_TRUE(last<command::SelectEvent>());
  EXPECT_EQ(last<command::SelectEvent>()->seq, clicked);
}

TEST_F(Events, DrawsOnlyTheRowsThatAreSeen) {
  EXPECT_LT(items.count("row"), 20U);
}

TEST_F(Events, FollowTheCursor) {
  shown.seek(2);
  ui.frames(3);
  click("row", 0);
  ASSERT_TRUE(last<command::SelectEvent>());
  EXPECT_LE(last<command::SelectEvent>()->seq, 2U);
}

TEST_F(Events, AreFilteredByAllTheWordsTyped) {
  crumbs.events.take_focus = true;
  ui.frames(2);
  EXPECT_TRUE(crumbs.events.typing);
  ui.type("reader SCHEDULED");
  ui.frames(2);
  ASSERT_GT(crumbs.events.rows.size(), 0U);
  for (std::size_t i = 0; i < crumbs.events.rows.size(); ++i)
    EXPECT_EQ(run.trace().at(crumbs.events.rows.at(i)).kind, Kind::handle_scheduled);
  EXPECT_LT(crumbs.events.rows.size(), 6U);
}

TEST_F(Events, SayWhenNothingFits) {
  crumbs.events.filter = "no such word";
  ui.frames(2);
  EXPECT_EQ(crumbs.events.rows.size(), 0U);
  EXPECT_EQ(items.count("row"), 0U);
}

TEST(EventFilter, LooksAtLongTracesAPartAtATime) {
  TraceBuilder b;
  for (int i = 0; i < 20000; ++i) b.emit(i % 100 == 0 ? Kind::output : Kind::turn_begin, loop_id());
  ShownRun shown(b.trace(), {});
  views::EventFilter filter;
  filter.set_words("output");
  int frames = 1;
  while (filter.extend(shown.view())) ++frames;
  EXPECT_GT(frames, 2);
  EXPECT_EQ(filter.size(), 200U);
  EXPECT_EQ(filter.at(1), 100U);
  EXPECT_EQ(filter.row_of(150), 1);
  filter.set_words("");
  filter.extend(shown.view());
  EXPECT_EQ(filter.size(), 20000U);
}

}  // namespace
}  // namespace orrery::test
