// All panes together: nothing to show, much to show, odd things to show.
#include "app/shell/panes.hpp"
#include "tests/support/pane_test.hpp"

namespace orrery::test {
namespace {

class Screen {
 public:
  Screen(const trace::Trace& trace, std::vector<std::string> source)
      : shown(trace, std::move(source)), ui(1280, 800, [this](shell::Frame& frame) { draw(frame); }) {}

  void draw(shell::Frame& frame) {
    ImGui::GetIO().UserData = &items;
    items.clear();
    const shell::Root root(frame);
    app::Commands out;
    shell::draw_panes(frame.look, shell::arrange(frame.screen, {}, frame.look), shown.view(), out, crumbs);
    for (app::Command& c : out.take()) commands.push_back(std::move(c));
  }

  ShownRun shown;
  shell::Crumbs crumbs;
  Items items;
  std::vector<app::Command> commands;
  UiDriver ui;
};

TEST(Panes, AreCalmBeforeAnythingHasHappened) {
  const trace::Trace nothing;
  Screen screen(nothing, {});
  for (const auto tab : {app::BottomTab::timeline, app::BottomTab::events}) {
    screen.shown.tab = tab;
    screen.ui.frames(3);
    EXPECT_GT(screen.ui.vertices(), 500);
  }
  EXPECT_TRUE(screen.commands.empty());
}

TEST(Panes, ShowAProgramWithoutALoop) {
  TraceBuilder b;
  b.line(1).emit(Kind::program_begin, {}, {}, 0, "a.py");
  b.emit(Kind::coroutine_created, coroutine(1), {}, event::CoroutineSort::generator, "count");
  b.emit(Kind::coroutine_resumed, coroutine(1), coroutine(1), event::SendMode::send, "None");
  b.line(2).emit(Kind::coroutine_yielded, coroutine(1), coroutine(1), 0, "1");
  b.emit(Kind::output, {}, {}, event::Stream::standard_output, "1\n");
  Screen screen(b.trace(), {"def count():", "    yield 1"});
  screen.ui.frames(3);
  EXPECT_FALSE(screen.items.named("timeline/area").empty());
  EXPECT_EQ(screen.items.named("output/").size(), 1U);
}

TEST(Panes, SurviveTracesThatMakeNoSense) {
  TraceBuilder b;
  std::uint32_t chance = 12345;
  const auto draw = [&](std::uint32_t below) { return (chance = chance * 1664525 + 1013904223) / 65536 % below; };
  const auto thing = [&] { return Id(static_cast<Sort>(draw(8)), draw(6)); };
  for (int i = 0; i < 600; ++i) {
    b.at(i * 0.001)
        .line(static_cast<std::uint16_t>(draw(40)))
        .by(i > 0 && draw(2) ? draw(static_cast<std::uint32_t>(i)) : event::no_seq);
    b.emit(static_cast<Kind>(draw(static_cast<std::uint32_t>(event::kind_count))), thing(), thing(), draw(9), "text",
           draw(9));
  }
  Screen screen(b.trace(), {"one", "two"});
  for (Seq seq = 0; seq < b.trace().size(); seq += 13) {
    screen.shown.seek(seq);
    screen.shown.selection.id = thing();
    screen.shown.tab = seq % 2 ? app::BottomTab::events : app::BottomTab::timeline;
    screen.ui.frame();
    EXPECT_GT(screen.ui.vertices(), 500) << "event " << seq;
  }
}

TEST(Panes, FitIntoAnyWindow) {
  const SampleRun run;
  Screen screen(run.trace(), SampleRun::source());
  for (const auto& [width, height] :
       {std::pair(640.0F, 400.0F), {900.0F, 600.0F}, {1280.0F, 800.0F}, {3840.0F, 2160.0F}}) {
    screen.ui.resize(width, height);
    screen.ui.frames(2);
    EXPECT_GT(screen.ui.vertices(), 500) << width;
  }
}

TEST(Panes, SayNothingUnlessTheUserDoes) {
  const SampleRun run;
  Screen screen(run.trace(), SampleRun::source());
  for (Seq seq = 0; seq < run.trace().size(); ++seq) {
    screen.shown.seek(seq);
    screen.ui.frame();
  }
  EXPECT_TRUE(screen.commands.empty());
}

}  // namespace
}  // namespace orrery::test
