// The whole screen over real scenarios: keys, mouse, files, and every pane at every event.
#include <filesystem>
#include <fstream>

#include "app/shell/desk.hpp"
#include "engine/model/state.hpp"
#include "engine/trace/trace.hpp"
#include "tests/support/pane_test.hpp"

namespace orrery::test {
namespace {

using app::AppState;
using shell::Key;

constexpr const char* scenarios = ORRERY_SOURCE_DIR "/scenarios";

std::vector<std::string> scenario_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(scenarios))
    if (entry.path().extension() == ".json" && entry.path().stem() != "schema") files.push_back(entry.path().string());
  std::ranges::sort(files);
  return files;
}

class Desk : public testing::Test {
 protected:
  Desk() {
    ui.set_draw([this](shell::Frame& frame) {
      ImGui::GetIO().UserData = &items;
      items.clear();
      shell::frame(frame, state, desk);
    });
    ui.frames(2);
  }
  void open(const std::string& path) {
    ui.drop(path);
    ui.frames(3);
    state.apply(app::command::Pause{});
  }
  void open_seven_hops() { open(std::string(scenarios) + "/g_seven_hops.json"); }
  void press(Key key, bool ctrl = false, bool shift = false) {
    ui.shortcut({.key = key, .ctrl = ctrl, .shift = shift});
    ui.frame();
  }
  void press(char letter) { press(static_cast<Key>(letter)); }
  event::Seq cursor() { return state.view().moment.cursor; }
  // The number by which the event at the cursor is known.
  event::Seq number() { return state.session().numbers().number(cursor()); }
  event::Seq last() { return state.view().transport.last; }

  AppState state{{.folder = scenarios}};
  shell::Desk desk;
  Items items;
  UiDriver ui{1600, 1000, [](shell::Frame&) {}};
};

TEST_F(Desk, BeginsWithTheLessons) {
  EXPECT_TRUE(state.browsing());
  EXPECT_EQ(items.named("browser/").size(), scenario_files().size() + 2);
}

TEST_F(Desk, OpensALessonByAClickAndPlaysIt) {
  ui.click(items.middle("browser/6"));
  ASSERT_FALSE(state.browsing());
  EXPECT_TRUE(state.view().transport.playing);
  const event::Seq before = cursor();
  ui.frames(200);
  EXPECT_GT(cursor(), before);
}

TEST_F(Desk, OpensALessonByTheKeyboard) {
  press(Key::right);
  press(Key::enter);
  ASSERT_FALSE(state.browsing());
  EXPECT_EQ(state.path(), state.cards()[1].path);
  press('L');
  EXPECT_TRUE(state.browsing());
  press(Key::escape);
  EXPECT_FALSE(state.browsing());
}

TEST_F(Desk, StepsByKeysInBothDirections) {
  open_seven_hops();
  press(Key::home);
  EXPECT_EQ(cursor(), 0U);
  press(Key::right);
  press(Key::right);
  EXPECT_EQ(number(), 2U);
  press(Key::left);
  EXPECT_EQ(number(), 1U);
  press(Key::right, false, true);
  const event::Seq callback = cursor();
  EXPECT_GT(callback, 2U);
  press(Key::right, true);
  EXPECT_GT(cursor(), callback);
  press(Key::left, true);
  press(Key::end);
  EXPECT_EQ(cursor(), last());
  EXPECT_EQ(state.view().moment.state.applied, last() + 1);
}

TEST_F(Desk, SpacePlaysAndPauses) {
  open_seven_hops();
  press(Key::home);
  press(Key::space);
  EXPECT_TRUE(state.view().transport.playing);
  press(Key::space);
  EXPECT_FALSE(state.view().transport.playing);
}

TEST_F(Desk, GoesToCausesAndEffects) {
  open_seven_hops();
  const trace::Trace& trace = state.view().trace;
  event::Seq set = 0;
  while (trace.at(set).kind != Kind::future_result || trace.text(trace.at(set)) != "b'hello'") ++set;
  state.apply(app::command::Seek{set});
  press('[');
  EXPECT_EQ(cursor(), trace.at(set).cause);
  EXPECT_EQ(trace.at(cursor()).kind, Kind::socket_received);
  press(']');
  EXPECT_EQ(cursor(), set);
}

TEST_F(Desk, SelectsWhatIsClickedAndEscapeForgetsIt) {
  open_seven_hops();
  press(Key::end);
  ui.frame();
  ASSERT_TRUE(items.has("timeline/task 2"));
  ui.click(items.middle("timeline/task 2"));
  EXPECT_EQ(state.view().selection.id, task(2));
  EXPECT_TRUE(items.has("inspector/close"));
  press(Key::escape);
  EXPECT_FALSE(state.view().selection.id);
}

TEST_F(Desk, ChangesThemeTabAndHelpByKeys) {
  open_seven_hops();
  press('T');
  EXPECT_FALSE(state.dark());
  press('2');
  EXPECT_EQ(state.view().tab, app::BottomTab::events);
  press('1');
  EXPECT_EQ(state.view().tab, app::BottomTab::timeline);
  press(Key::f1);
  ui.frames(2);
  EXPECT_TRUE(items.has("help/close"));
  press(Key::escape);
  EXPECT_FALSE(state.help());
}

TEST_F(Desk, SlashSearchesTheEvents) {
  open_seven_hops();
  press('/');
  ui.frames(3);
  EXPECT_TRUE(ui.wants_text());
  ui.type("future_result");
  ui.frames(3);
  EXPECT_GT(desk.crumbs.bottom.events.rows.size(), 0U);
  EXPECT_LT(desk.crumbs.bottom.events.rows.size(), 20U);
}

TEST_F(Desk, RunsAnEditedProgram) {
  open_seven_hops();
  state.apply(app::command::EditProgram{"print('edited')\n"});
  press('E');
  ui.frames(3);
  ASSERT_TRUE(state.view().source.editing);
  ASSERT_TRUE(state.view().source.dirty);
  press(Key::enter, true);
  ui.frames(3);
  EXPECT_FALSE(state.view().source.dirty);
  press(Key::end);
  const trace::Trace& trace = state.view().trace;
  const auto prints = std::ranges::count_if(
      trace, [&](const event::Event& e) { return e.kind == Kind::output && trace.text(e).starts_with("edited"); });
  EXPECT_EQ(prints, 1);
}

TEST_F(Desk, EscapeDiscardsWhatWasTyped) {
  open_seven_hops();
  press('E');
  ui.frames(3);
  ui.type("#");
  ui.frame();
  EXPECT_TRUE(state.view().source.dirty);
  press(Key::escape);
  ui.frames(2);
  EXPECT_FALSE(state.view().source.dirty);
  EXPECT_FALSE(state.view().source.editing);
}

TEST_F(Desk, ShowsTheProblemsOfAProgramThatCannotRun) {
  open_seven_hops();
  state.apply(app::command::SetEditing{true});
  state.apply(app::command::EditProgram{"def f(:\n    pass\n"});
  press(Key::enter, true);
  ui.frames(3);
  EXPECT_FALSE(state.view().source.problems.empty());
  EXPECT_TRUE(items.has("program/problem 0"));
  EXPECT_FALSE(state.notice().text.empty());
}

TEST_F(Desk, SaysWhenAFileCannotBeOpened) {
  ui.drop("/no/such/file.json");
  ui.frames(2);
  EXPECT_FALSE(state.notice().text.empty());
  EXPECT_TRUE(state.browsing());
}

// Every pane at every event of every scenario, in both tabs: nothing crashes and nothing stays undrawn.
class EveryScenario : public Desk, public testing::WithParamInterface<std::string> {};

TEST_P(EveryScenario, IsDrawnAtEveryEvent) {
  open(GetParam());
  ASSERT_FALSE(state.browsing());
  const event::Seq end = last();
  const event::Seq stride = std::max<event::Seq>(1, end / 400);
  for (event::Seq seq = 0; seq <= end; seq += stride) {
    state.apply(app::command::Seek{seq});
    if (seq % 2 == 1) state.apply(app::command::SelectTab{app::BottomTab::events});
    if (seq % 2 == 0) state.apply(app::command::SelectTab{app::BottomTab::timeline});
    ui.frame();
    ASSERT_GT(ui.vertices(), 1000) << GetParam() << " event " << seq;
  }
}

TEST_P(EveryScenario, LosesNothingInASmallLightWindow) {
  open(GetParam());
  state.apply(app::command::ToggleTheme{});
  ui.resize(900, 600);
  press(Key::end);
  EXPECT_GT(ui.vertices(), 1000);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, EveryScenario, testing::ValuesIn(scenario_files()),
                         [](const auto& param) { return std::filesystem::path(param.param).stem().string(); });

}  // namespace
}  // namespace orrery::test
