// Nothing in a source crashes or hangs the parser. Seeds are fixed: a failure comes back.
#include <gtest/gtest.h>

#include <random>

#include "engine/script/syntax/program.hpp"
#include "tests/script/syntax_cases.hpp"

namespace orrery::script {

namespace {

constexpr std::string_view pieces[] = {
    "x",       "1",       "'a'",        "f'{x}'",   "f\"{",      "\"\"\"", "'",       "\\",      "\n",
    "\n    ",  "\n\t",    "\n        ", "(",        ")",         "[",      "]",       "{",       "}",
    ",",       ":",       ":=",         "=",        "==",        "+",      "*",       "**",      "->",
    ".",       "...",     "@",          ";",        "#",         "if ",    "elif ",   "else",    "for ",
    "while ",  "def ",    "class ",     "async ",   "await ",    "yield ", "return ", "lambda ", "try",
    "except ", "finally", "with ",      "as ",      "in ",       "is ",    "not ",    "and ",    "or ",
    "import ", "from ",   "del ",       "global ",  "nonlocal ", "pass",   "match ",  "case ",   "type ",
    "0x",      "1e",      "b'",         "\xC3\xA9", "\xFF",      "\0",     "\r",      "{x!r}",   " "};

std::string random_tokens(std::mt19937& random, std::size_t length) {
  std::string source;
  for (std::size_t i = 0; i < length; ++i) source += pieces[random() % std::size(pieces)];
  return source;
}

// A source with some of its bytes changed, dropped, doubled or moved.
std::string damaged(std::string source, std::mt19937& random) {
  for (unsigned i = 0; i <= random() % 4 && !source.empty(); ++i) {
    const std::size_t at = random() % source.size();
    switch (random() % 4) {
      case 0:
        source[at] = static_cast<char>(random());
        break;
      case 1:
        source.erase(at, 1 + random() % 5);
        break;
      case 2:
        source.insert(at, source.substr(random() % source.size(), 1 + random() % 9));
        break;
      default:
        source.insert(at, pieces[random() % std::size(pieces)]);
    }
  }
  return source;
}

// Problems have a place in the source; a source without problems has a tree.
void expect_sane(const std::string& source) {
  const Program program = parse("p.py", source);
  EXPECT_TRUE(!program.ok() || program.tree) << source;
  for (const Problem& problem : program.problems) {
    EXPECT_GE(problem.line, 1) << source;
    EXPECT_LE(problem.line, program.lines() + 1) << source;
    EXPECT_GE(problem.column, 1) << source;
    EXPECT_GT(problem.end_column, problem.column) << source;
    EXPECT_NE(problem.text, "");
  }
}

std::string repeated(std::string_view text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST(SyntaxFuzz, RandomTokensNeverCrash) {
  std::mt19937 random(1);
  for (int i = 0; i < 2000; ++i) expect_sane(random_tokens(random, 1 + random() % 60));
}

TEST(SyntaxFuzz, DamagedProgramsNeverCrash) {
  std::mt19937 random(2);
  auto cases = read_cases("good.txt");
  const auto bad = read_cases("bad.txt");
  cases.insert(cases.end(), bad.begin(), bad.end());
  for (int round = 0; round < 6; ++round)
    for (const SyntaxCase& each : cases) expect_sane(damaged(each.source, random));
}

TEST(SyntaxFuzz, EveryBeginningOfAGoodProgramIsTakenOrRefused) {
  for (const SyntaxCase& each : read_cases("good.txt")) {
    for (std::size_t length = 0; length < each.source.size(); ++length) expect_sane(each.source.substr(0, length));
  }
}

TEST(SyntaxFuzz, DepthIsRefusedInsteadOfEndingTheStack) {
  for (const char* piece : {"(",
                            "[",
                            "{",
                            "-",
                            "not ",
                            "lambda: ",
                            "f(",
                            "a[",
                            "x if y else ",
                            "a**",
                            "await ",
                            "*",
                            "{1: ",
                            "a.b",
                            "(yield ",
                            "[x for x in ",
                            "if x:\n",
                            "a = ",
                            "a, ",
                            "a and ",
                            "a < ",
                            "f'{",
                            "\"a\" ",
                            "a + ",
                            "@",
                            "x: ",
                            "class A: ",
                            "def f(a=",
                            "with (",
                            "for x in ",
                            "try:\n",
                            "elif x: pass\n",
                            "global ",
                            "import a.",
                            "a;",
                            "\\\n",
                            "(\n",
                            "'''"})
    expect_sane(repeated(piece, 5000));
}

TEST(SyntaxFuzz, LongChainsAreTakenUpToTheDepthOfTheTree) {
  EXPECT_TRUE(parse("", "x = " + repeated("1 + ", ast::max_tree_depth - 10) + "1").ok());
  const Program deep = parse("", "x = " + repeated("1 + ", ast::max_tree_depth) + "1");
  ASSERT_EQ(deep.problems.size(), 1u);
  EXPECT_EQ(deep.problems[0].text, "too deeply nested");
  EXPECT_TRUE(parse("", "x = [" + repeated("1, ", 100000) + "]").ok());
  EXPECT_TRUE(parse("", repeated("x = 1\n", 20000)).ok());
}

TEST(SyntaxFuzz, DeepBlocksAreRefused) {
  std::string source;
  for (int depth = 0; depth < 150; ++depth) source += repeated(" ", depth) + "if x:\n";
  const Program program = parse("", source);
  ASSERT_FALSE(program.ok());
  EXPECT_EQ(program.problems[0].text, "too many levels of indentation");
}

TEST(SyntaxFuzz, SourcesWithoutTextAreRefused) {
  EXPECT_EQ(parse("", std::string("x = 1\n\0y", 8)).problems[0].text, "source code cannot contain null bytes");
  const Program bad = parse("", "# fine\nx = \xFF\n");
  ASSERT_EQ(bad.problems.size(), 1u);
  EXPECT_EQ(to_string(bad.problems[0]), ":2:5: Non-UTF-8 code starting with '\\xff' (save the file as UTF-8)");
  EXPECT_FALSE(parse("", repeated("x", (1 << 20) + 1)).ok());
}

}  // namespace orrery::script
