// Lines and variables in the whole window, over a real run.
#include <filesystem>
#include <fstream>

#include "app/shell/desk.hpp"
#include "app/views/events.hpp"
#include "app/views/loop_layout.hpp"
#include "app/views/program.hpp"
#include "engine/model/state.hpp"
#include "engine/trace/trace.hpp"
#include "tests/support/pane_test.hpp"

namespace orrery::test {
namespace {

using app::AppState;
using event::Kind;
using model::LineStep;
using shell::Key;
namespace c = app::command;

constexpr const char* program =
    "import asyncio\n"                 // 1
    "limit = 3\n"                      // 2
    "def double(x):\n"                 // 3
    "    y = x * 2\n"                  // 4
    "    return y\n"                   // 5
    "async def worker(n):\n"           // 6
    "    items = [n]\n"                // 7
    "    await asyncio.sleep(0.5)\n"   // 8
    "    items.append(double(n))\n"    // 9
    "    return items\n"               // 10
    "async def main():\n"              // 11
    "    got = await worker(limit)\n"  // 12
    "    print(got)\n"                 // 13
    "asyncio.run(main())\n";           // 14

class Lines : public testing::Test {
 protected:
  Lines() : path(std::filesystem::temp_directory_path() / "orrery_views_lines_test.py") {
    std::ofstream(path) << program;
    ui.set_draw([this](shell::Frame& frame) {
      ImGui::GetIO().UserData = &items;
      items.clear();
      shell::frame(frame, state, desk);
    });
    ui.frames(2);
    ui.drop(path.string());
    ui.frames(3);
    state.apply(c::Pause{});
  }
  ~Lines() override { std::filesystem::remove(path); }

  void press(Key key, bool ctrl = false, bool shift = false) {
    ui.shortcut({.key = key, .ctrl = ctrl, .shift = shift});
    ui.frame();
  }
  const event::Event& here() { return state.session().trace().at(state.view().moment.cursor); }
  int line() { return here().kind == Kind::line_reached ? here().line : 0; }
  // Stands where this line is reached for the first time.
  void go_to(int number) {
    const trace::Trace& trace = state.session().trace();
    for (event::Seq seq = 0; seq < trace.size(); ++seq)
      if (trace.at(seq).kind == Kind::line_reached && trace.at(seq).line == number) {
        state.apply(c::Seek{seq});
        ui.frames(2);
        return;
      }
    FAIL() << "line " << number;
  }
  std::string value(std::string_view name) { return views::value_words(state.view(), name); }

  std::filesystem::path path;
  AppState state{{.folder = ORRERY_SOURCE_DIR "/scenarios"}};
  shell::Desk desk;
  Items items;
  UiDriver ui{1600, 1000, [](shell::Frame&) {}};
};

TEST_F(Lines, AreSteppedByKeysIntoOverAndOutAndBack) {
  go_to(12);
  press(Key::f11);
  EXPECT_EQ(line(), 7);
  press(Key::f10);
  EXPECT_EQ(line(), 8);
  press(Key::f10);
  EXPECT_EQ(line(), 9);
  press(Key::f11);
  EXPECT_EQ(line(), 4);
  press(Key::f11, false, true);
  EXPECT_EQ(line(), 10);
  press(Key::f10, true);
  EXPECT_EQ(line(), 9);
  press(Key::f11, true, true);
  EXPECT_EQ(line(), 12);
  press(Key::f10);
  EXPECT_EQ(line(), 13);
  press(Key::f11, true);
  EXPECT_EQ(line(), 10);
}

TEST_F(Lines, AreSteppedByButtonsOnceStepsAreLines) {
  EXPECT_FALSE(items.has("transport/into"));
  state.apply(c::SetStepSize{app::StepSize::line});
  go_to(12);
  ASSERT_TRUE(items.has("transport/into"));
  ui.click(items.middle("transport/into"));
  EXPECT_EQ(line(), 7);
  ui.click(items.middle("transport/forward"));
  EXPECT_EQ(line(), 8);
  ui.click(items.middle("transport/out"));
  EXPECT_EQ(line(), 13);
  ui.click(items.middle("transport/back"));
  EXPECT_EQ(line(), 12);
}

TEST_F(Lines, AreNoStopsForStepsByEvent) {
  press(Key::home);
  for (int i = 0; i < 60; ++i) {
    press(Key::right);
    EXPECT_FALSE(event::is_detail(here().kind));
  }
}

TEST_F(Lines, KeepTheNumbersOfARunThatIsNotWatched) {
  state.show(20);
  EXPECT_EQ(state.view().number(state.view().moment.cursor), 20U);
  EXPECT_FALSE(event::is_detail(here().kind));
}

TEST_F(Lines, SayWhatANameIsWorthWhereOneLooks) {
  go_to(5);
  EXPECT_EQ(value("y"), "y = 6\nin double()");
  EXPECT_EQ(value("limit"), "limit = 3\nof the module");
  EXPECT_EQ(value("items"), "");
  go_to(10);
  EXPECT_EQ(value("items"), "items = [3, 6]\nin worker()");
  EXPECT_EQ(value("y"), "");
}

TEST_F(Lines, SayWhatANameWasWorthBefore) {
  go_to(10);
  EXPECT_EQ(value("items"), "items = [3, 6]\nin worker()");
  press(Key::f10, true);
  EXPECT_EQ(value("items"), "items = [3]\nin worker()");
}

TEST_F(Lines, ShowTheVariablesOfAllFramesInTheInspector) {
  go_to(5);
  EXPECT_TRUE(items.has("values/double()"));
  EXPECT_TRUE(items.has("values/worker()"));
  EXPECT_TRUE(items.has("values/main()"));
  const event::Id task{event::Sort::task, 1};
  state.apply(c::Select{task});
  ui.frames(2);
  EXPECT_TRUE(items.has("values/worker()"));
  ui.click(items.middle("values/worker()"));
  EXPECT_EQ(state.view().selection.id.sort(), event::Sort::coroutine);
}

TEST_F(Lines, LeadFromAVariableToWhereItWasSet) {
  go_to(10);
  const model::State& now = state.view().moment.state;
  const model::Variables* variables = now.variables(now.program.frame);
  ASSERT_TRUE(variables);
  const event::Seq set = variables->all.back().set;
  ASSERT_TRUE(items.has("values/" + std::to_string(set)));
  ui.click(items.middle("values/" + std::to_string(set)));
  EXPECT_EQ(state.view().moment.cursor, set);
  EXPECT_EQ(here().kind, Kind::local_set);
}

TEST_F(Lines, PutVariablesAndPlainCallsOnTheTasksCard) {
  go_to(5);
  const app::View view = state.view();
  const views::loop::Scene scene =
      views::loop::layout(view.moment.state, view.trace, view.source.lines, ui.look(), {{0, 0}, {855, 640}}, {});
  const auto values =
      std::ranges::find_if(scene.items, [](const auto& i) { return i.key.what == views::loop::What::values; });
  ASSERT_NE(values, scene.items.end());
  EXPECT_NE(values->title.find("y=6"), std::string::npos) << values->title;
  EXPECT_TRUE(values->strong);
  const auto call = std::ranges::find_if(scene.items, [](const auto& i) { return i.title == "double()"; });
  ASSERT_NE(call, scene.items.end());
  EXPECT_EQ(call->aside, "line 5");
}

TEST_F(Lines, AreEditedByTypingAfterAClickIntoThem) {
  press(Key::home);
  ASSERT_TRUE(items.has("line"));
  ui.click(items.middle("line", 1));
  EXPECT_FALSE(state.editing());
  ui.type("#e");
  ui.frames(3);
  EXPECT_TRUE(state.editing());
  EXPECT_TRUE(state.view().source.dirty);
  EXPECT_NE(state.view().source.edited.find("limit = 3#e"), std::string::npos) << state.view().source.edited;
  ui.type("t");
  EXPECT_NE(state.view().source.edited.find("limit = 3#et"), std::string::npos) << state.view().source.edited;
}

TEST_F(Lines, LeaveKeysAloneUntilTheyAreClicked) {
  press(static_cast<Key>('T'));
  EXPECT_FALSE(state.dark());
  ui.click(items.middle("line", 1));
  press(static_cast<Key>('T'));
  EXPECT_FALSE(state.dark());
  press(Key::escape);
  press(static_cast<Key>('T'));
  EXPECT_TRUE(state.dark());
}

TEST_F(Lines, AreLeftOutOfTheTableOfEventsUntilTheyAreLookedFor) {
  const app::View view = state.view();
  views::EventFilter rows;
  rows.extend(view);
  EXPECT_EQ(rows.size(), state.session().numbers().count());
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_FALSE(event::is_detail(view.trace.at(rows.at(i)).kind));
  rows.set_words("local_set items");
  while (rows.extend(view)) {
  }
  EXPECT_EQ(rows.size(), 2U);
}

}  // namespace
}  // namespace orrery::test
