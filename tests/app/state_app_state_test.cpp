// What commands do, over real runs of the scenarios.
#include "app/state/app_state.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "engine/model/narrate.hpp"
#include "engine/scenario/load.hpp"

namespace orrery::app {
namespace {

namespace c = command;

std::string scenario_path(const std::string& name) { return ORRERY_SOURCE_DIR "/scenarios/" + name + ".json"; }

class App : public testing::Test {
 protected:
  App() { state.apply(c::Open{scenario_path("f_turns")}); }
  event::Seq cursor() { return state.view().moment.cursor; }
  // The number by which the event at the cursor is known.
  event::Seq number() { return state.session().numbers().number(cursor()); }
  event::Seq last() { return state.view().transport.last; }
  AppState state{{ORRERY_SOURCE_DIR "/scenarios", true, 1, {}, {}}};
};

TEST_F(App, BeginsInTheBrowserWithAllLessons) {
  AppState fresh({ORRERY_SOURCE_DIR "/scenarios", true, 1, {}, {}});
  EXPECT_TRUE(fresh.browsing());
  EXPECT_GE(fresh.cards().size(), 10u);
  for (const LessonCard& card : fresh.cards()) EXPECT_EQ(card.problem, "") << card.path;
}

TEST_F(App, OpensAndPlaysAtOnce) {
  EXPECT_FALSE(state.browsing());
  EXPECT_TRUE(state.view().transport.playing);
  EXPECT_EQ(cursor(), 0u);
  for (int i = 0; i < 100; ++i) state.tick(0.1);
  EXPECT_GT(cursor(), 3u);
}

TEST_F(App, StepsForwardsAndBackwards) {
  state.apply(c::Step{+1, StepSize::event});
  state.apply(c::Step{+1, StepSize::event});
  EXPECT_EQ(number(), 2u);
  EXPECT_FALSE(state.view().transport.playing);
  EXPECT_EQ(state.view().moment.progress, 0);
  state.tick(1);
  EXPECT_EQ(state.view().moment.progress, 1);
  state.apply(c::Step{-1, StepSize::event});
  EXPECT_EQ(number(), 1u);
  EXPECT_EQ(state.view().moment.before.applied, state.session().numbers().seq(2) + 1);
  EXPECT_EQ(state.view().moment.state.applied, state.session().numbers().seq(1) + 1);
}

TEST_F(App, StepsByCallbackAndTurnAndSaysWhatHappened) {
  state.apply(c::Step{+1, StepSize::callback});
  EXPECT_EQ(state.view().transport.outcome, "ran a callback");
  const event::Seq after_callback = cursor();
  EXPECT_GT(after_callback, 1u);
  state.apply(c::Step{+1, StepSize::turn});
  EXPECT_GT(cursor(), after_callback);
  state.apply(c::Step{-1, StepSize::turn});
  EXPECT_LE(cursor(), after_callback);
}

TEST_F(App, GoesToTheEndsAndNoFurther) {
  state.apply(c::End{});
  EXPECT_EQ(cursor(), last());
  state.apply(c::Step{+1, StepSize::event});
  EXPECT_EQ(cursor(), last());
  EXPECT_EQ(state.view().transport.outcome, "nothing left");
  state.apply(c::Home{});
  EXPECT_EQ(cursor(), 0u);
  state.apply(c::Step{-1, StepSize::event});
  EXPECT_EQ(cursor(), 0u);
}

TEST_F(App, WalksFromAnEffectToItsCauseAndBack) {
  event::Seq handle = 0;
  const trace::Trace& trace = state.view().trace;
  while (trace.at(handle).kind != event::Kind::handle_begin) ++handle;
  state.apply(c::Seek{handle});
  state.apply(c::ToCause{});
  EXPECT_EQ(cursor(), trace.at(handle).cause);
  state.apply(c::ToEffect{});
  EXPECT_GT(cursor(), trace.at(handle).cause);
}

TEST_F(App, RunsTheEditedProgram) {
  std::string program = state.view().source.edited;
  program.replace(program.find("'does step'"), 11, "'jumps over'");
  state.apply(c::EditProgram{program});
  EXPECT_TRUE(state.view().source.dirty);
  state.apply(c::RunEdited{});
  EXPECT_FALSE(state.view().source.dirty);
  const trace::Trace& trace = state.view().trace;
  bool found = false;
  for (event::Seq i = 0; i < trace.size(); ++i) found |= trace.text(trace.at(i)).find("jumps over") != std::string_view::npos;
  EXPECT_TRUE(found);
}

TEST_F(App, ShowsProblemsOfTheEditedProgramAndKeepsTheRun) {
  const event::Seq before = last();
  state.apply(c::EditProgram{"import asyncio\nasync def f(:\n"});
  ASSERT_FALSE(state.view().source.problems.empty());
  EXPECT_EQ(state.view().source.problems.front().line, 2u);
  state.apply(c::RunEdited{});
  EXPECT_FALSE(state.notice().text.empty());
  EXPECT_EQ(last(), before);
  state.apply(c::DiscardEdit{});
  EXPECT_TRUE(state.view().source.problems.empty());
}

TEST_F(App, KeepsTheRunWhenAFileCannotBeOpened) {
  state.apply(c::Open{"/nowhere/at/all.json"});
  EXPECT_TRUE(state.notice().error);
  EXPECT_EQ(state.view().title, "Two tasks take turns");
}

TEST_F(App, ShowsAProgramThatDoesNotParse) {
  const std::string path = testing::TempDir() + "broken.py";
  std::ofstream(path) << "print('fine')\nprint(\n";
  state.apply(c::Open{path});
  EXPECT_TRUE(state.notice().error);
  EXPECT_EQ(state.view().source.edited, "print('fine')\nprint(\n");
  EXPECT_FALSE(state.view().source.problems.empty());
  std::filesystem::remove(path);
}

TEST_F(App, GoesBackToTheBrowserAndToTheRun) {
  state.apply(c::ShowBrowser{});
  EXPECT_TRUE(state.browsing());
  state.apply(c::CloseBrowser{});
  EXPECT_FALSE(state.browsing());
}

TEST_F(App, StopsPlayingAtAQuestionUntilItIsAnswered) {
  state.apply(c::SetSpeed{20});
  for (int i = 0; i < 3000 && state.view().lesson.question.empty(); ++i) state.tick(0.05);
  const View view = state.view();
  ASSERT_FALSE(view.lesson.question.empty());
  ASSERT_GE(view.lesson.choices.size(), 2u);
  const event::Seq at = cursor();
  for (int i = 0; i < 100; ++i) state.tick(0.1);
  EXPECT_EQ(cursor(), at);
  state.apply(c::AnswerQuestion{view.lesson.choices.front().id});
  EXPECT_TRUE(state.view().lesson.right);
  state.apply(c::TogglePlay{});
  for (int i = 0; i < 100; ++i) state.tick(0.1);
  EXPECT_GT(cursor(), at);
}

// The right answer is what the engine really runs next.
TEST_F(App, TakesTheRightAnswerFromTheEngine) {
  state.apply(c::SetSpeed{20});
  for (int i = 0; i < 3000 && state.view().lesson.question.empty(); ++i) state.tick(0.05);
  state.apply(c::AnswerQuestion{state.view().lesson.choices.front().id});
  const trace::Trace& trace = state.view().trace;
  event::Seq next = cursor() + 1;
  while (trace.at(next).kind != event::Kind::handle_begin) ++next;
  EXPECT_EQ(state.view().lesson.right, trace.at(next).subject);
}

class RecordedApp : public testing::Test {
 protected:
  // Records a scenario and opens what came of it, without so many bytes at its end.
  void open(const std::string& scenario, std::uintmax_t cut = 0) {
    const scenario::LoadResult loaded = scenario::load_file(scenario_path(scenario));
    session::RunOptions options;
    options.record_file = path;
    options.replace_file = true;
    session::Run run(loaded.document, script::parse(loaded.document.file, loaded.document.program), options);
    run.run_here();
    recorded = run.trace().size();
    std::filesystem::resize_file(path, std::filesystem::file_size(path) - cut);
    state.apply(c::Open{path});
    if (state.has_session()) state.session().settle(10);
    state.tick(0);
  }
  ~RecordedApp() override { std::filesystem::remove(path); }

  std::string path = std::filesystem::temp_directory_path() / "orrery_state_test.orrery-trace";
  event::Seq recorded = 0;
  AppState state{{ORRERY_SOURCE_DIR "/scenarios", true, 1, {}, {}}};
};

TEST_F(RecordedApp, ShowsAllOfARecordedRun) {
  open("g_seven_hops");
  ASSERT_TRUE(state.has_session());
  EXPECT_FALSE(state.browsing());
  const View view = state.view();
  EXPECT_EQ(view.transport.last + 1, recorded);
  EXPECT_FALSE(view.transport.live);
  EXPECT_FALSE(view.source.lines.empty());
  EXPECT_GT(view.lesson.count, 0u);
  EXPECT_EQ(view.end, "the program has ended");
  EXPECT_EQ(state.notice().text, "");
  state.apply(c::End{});
  EXPECT_EQ(state.view().moment.cursor + 1, recorded);
}

TEST_F(RecordedApp, RunsTheProgramAnewWhenItWasEdited) {
  open("g_seven_hops");
  state.apply(c::EditProgram{"print('another')\n"});
  state.apply(c::RunEdited{});
  state.session().settle(10);
  EXPECT_FALSE(state.session().recorded());
  EXPECT_EQ(state.view().source.lines.front(), "print('another')");
}

TEST_F(RecordedApp, ShowsTheGoodPartOfABrokenRecordingAndSaysSo) {
  open("g_seven_hops", 3000);
  ASSERT_TRUE(state.has_session());
  EXPECT_LT(state.session().trace().size(), recorded);
  EXPECT_NE(state.notice().text.find("is damaged"), std::string::npos) << state.notice().text;
}

TEST_F(RecordedApp, StaysWhereItIsWhenAFileIsNoRecording) {
  std::ofstream(path) << "something else";
  state.apply(c::Open{path});
  EXPECT_FALSE(state.has_session());
  EXPECT_TRUE(state.notice().error);
  EXPECT_NE(state.notice().text.find("no trace of Orrery"), std::string::npos) << state.notice().text;
}

class Lessons : public testing::TestWithParam<std::string> {};

TEST_P(Lessons, SpeakOfEventsThatHappen) {
  AppState state({ORRERY_SOURCE_DIR "/scenarios", true, 1, {}, {}});
  state.apply(c::Open{GetParam()});
  state.session().settle(5);
  state.tick(0);
  EXPECT_EQ(state.unmatched_remarks(), std::vector<std::string>());
}

std::vector<std::string> all_scenarios() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(ORRERY_SOURCE_DIR "/scenarios"))
    if (entry.path().stem() != "schema") paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  return paths;
}
INSTANTIATE_TEST_SUITE_P(All, Lessons, testing::ValuesIn(all_scenarios()),
                         [](const auto& scenario) { return std::filesystem::path(scenario.param).stem().string(); });

}  // namespace
}  // namespace orrery::app
