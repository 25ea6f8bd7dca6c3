// Every scenario of the project is at once a demo and a test.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "engine/model/narrate.hpp"
#include "engine/model/timeline.hpp"
#include "engine/session/session.hpp"
#include "engine/trace/format.hpp"
#include "tests/session/scenario_runs.hpp"
#include "tests/support/seek_check.hpp"

namespace orrery::test {
namespace {

class Scenario : public testing::TestWithParam<std::string> {};

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// The trace as text. Descriptors and folders are the system's choice: they are left out.
std::string text_of(const trace::Trace& trace) {
  std::string text;
  for (event::Seq seq = 0; seq < trace.size(); ++seq) {
    std::string line = trace::format_event(trace, seq);
    if (trace.at(seq).kind == event::Kind::socket_opened) line.resize(line.rfind(" count "));
    if (trace.at(seq).kind == event::Kind::program_begin) line.erase(line.find('"') + 1, line.rfind('/') - line.find('"'));
    text += line + "\n";
  }
  return text;
}

TEST_P(Scenario, HasNoProblems) {
  const scenario::LoadResult loaded = scenario::load_file(GetParam());
  for (const script::Problem& problem : loaded.problems) ADD_FAILURE() << script::to_string(problem);
  EXPECT_FALSE(loaded.document.title.empty());
  EXPECT_FALSE(loaded.document.question.empty());
  EXPECT_FALSE(loaded.document.lesson.empty());
}

TEST_P(Scenario, PrintsWhatItSaysItPrints) {
  const auto ran = run_file(GetParam());
  ASSERT_TRUE(ran->loaded.document.expect.standard_output) << "it expects nothing";
  EXPECT_EQ(ran->printed.out, joined(*ran->loaded.document.expect.standard_output)) << ran->printed.err;
  EXPECT_EQ(ran->ending.exit_code, 0) << ran->ending.text;
}

TEST_P(Scenario, GivesTheSameTraceTwice) {
  EXPECT_EQ(text_of(run_file(GetParam())->run->trace()), text_of(run_file(GetParam())->run->trace()));
}

// How much fits into a full buffer is the kernel's affair: this trace is its own on every machine.
bool depends_on_kernel(const std::string& path) { return stem(path) == "h_full_buffer"; }

// With ORRERY_GOLDEN=write in the environment the traces are written anew.
TEST_P(Scenario, GivesItsGoldenTrace) {
  if (depends_on_kernel(GetParam())) GTEST_SKIP() << "bytes per send() are the kernel's choice";
  const std::string path = ORRERY_SOURCE_DIR "/tests/session/golden/" + stem(GetParam()) + ".events";
  const std::string text = text_of(run_file(GetParam())->run->trace());
  if (const char* wish = std::getenv("ORRERY_GOLDEN"); wish && std::string_view(wish) == "write") {
    std::ofstream(path) << text;
    return;
  }
  std::ifstream file(path);
  ASSERT_TRUE(file) << path << " is missing";
  std::stringstream golden;
  golden << file.rdbuf();
  EXPECT_EQ(text, golden.str());
}

TEST_P(Scenario, CanBeSoughtAtEveryEvent) {
  const auto ran = run_file(GetParam());
  expect_seek_equals_fold(ran->run->trace());
}

TEST_P(Scenario, HasASentenceForEveryEvent) {
  const auto ran = run_file(GetParam());
  const trace::Trace& trace = ran->run->trace();
  model::Timeline timeline(trace);
  model::State before;
  for (event::Seq seq = 0; seq < trace.size(); ++seq) {
    const model::State after = timeline.seek(seq);
    EXPECT_FALSE(model::plain(model::narrate(before, after, trace, seq)).empty()) << trace::format_event(trace, seq);
    before = after;
  }
}

TEST_P(Scenario, EndsWithNothingReady) {
  const auto ran = run_file(GetParam());
  model::Timeline timeline(ran->run->trace());
  const model::State& end = timeline.seek(event::no_seq);
  EXPECT_TRUE(end.program.ended);
  EXPECT_EQ(end.ready.size(), 0u);
}

INSTANTIATE_TEST_SUITE_P(All, Scenario, testing::ValuesIn(scenario_files()),
                         [](const auto& scenario) { return stem(scenario.param); });

TEST(Scenarios, AreTen) { EXPECT_GE(scenario_files().size(), 10u); }

}  // namespace
}  // namespace orrery::test
