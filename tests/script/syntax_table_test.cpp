// Good sources have the tree that CPython gives them; bad ones are refused, with their sentence at its place.
#include <gtest/gtest.h>

#include "engine/loop/environment.hpp"
#include "engine/script/syntax/program.hpp"
#include "tests/script/syntax_cases.hpp"
#include "tests/script/syntax_dump.hpp"

namespace orrery::script {

namespace {

// Knows every module that the tables name, so that no import in them is refused.
class Anything final : public Vocabulary {
 public:
  std::span<const std::string_view> modules() const override { return names; }
  std::span<const std::string_view> members(std::string_view) const override { return {}; }
  std::span<const std::string_view> builtins() const override { return {}; }

 private:
  static constexpr std::string_view names[] = {"__future__", "a", "asyncio", "collections.abc", "time"};
};

std::string problems_of(const Program& program) {
  std::string text;
  for (const Problem& problem : program.problems) text += to_string(problem).substr(1) + "\n";
  return text;
}

// Sources that CPython takes and we refuse on purpose, by what we say.
bool refused_on_purpose(const std::string& problems) {
  for (const char* reason : {"not supported", "there is no module"})
    if (problems.find(reason) != std::string::npos) return true;
  return false;
}

}  // namespace

TEST(Syntax, TakesEveryGoodSource) {
  const Anything vocabulary;
  const auto cases = read_cases("good.txt");
  EXPECT_GE(cases.size(), 120u);
  for (const SyntaxCase& each : cases) {
    const Program program = parse("", each.source, vocabulary, loop::Rules::py311);
    EXPECT_EQ(problems_of(program), "") << each.source;
    EXPECT_NE(program.tree, nullptr) << each.source;
  }
}

TEST(Syntax, GivesGoodSourcesTheTreeThatCPythonGivesThem) {
  const Anything vocabulary;
  const auto cases = read_cases("good.txt");
  const auto answers = ask_cpython(cases);
  if (answers.empty()) GTEST_SKIP() << "no Python 3.11 here";
  ASSERT_EQ(answers.size(), cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Program program = parse("", cases[i].source, vocabulary, loop::Rules::py311);
    ASSERT_TRUE(program.ok()) << cases[i].source;
    EXPECT_EQ("ok" + dump(*program.tree), answers[i]) << cases[i].source;
  }
}

TEST(Syntax, SaysWhatIsWrongWithEveryBadSourceAndWhere) {
  const auto cases = read_cases("bad.txt");
  EXPECT_GE(cases.size(), 120u);
  for (const SyntaxCase& each : cases) EXPECT_EQ(problems_of(parse("", each.source, loop::Rules::py311)), each.problems) << each.source;
}

TEST(Syntax, RefusesWhatCPythonRefusesAndNothingElseButOnPurpose) {
  const auto cases = read_cases("bad.txt");
  const auto answers = ask_cpython(cases);
  if (answers.empty()) GTEST_SKIP() << "no Python 3.11 here";
  ASSERT_EQ(answers.size(), cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (refused_on_purpose(cases[i].problems)) continue;
    EXPECT_EQ(answers[i].substr(0, 3), "bad") << cases[i].source;
  }
}

}  // namespace orrery::script
