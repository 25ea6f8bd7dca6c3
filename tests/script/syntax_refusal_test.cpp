// What is asked for and isn't here is refused before the run, with what may have been meant.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "engine/script/syntax/nearest.hpp"
#include "engine/script/syntax/program.hpp"

namespace orrery::script {

namespace {

class Small final : public Vocabulary {
 public:
  std::span<const std::string_view> modules() const override { return all_modules; }
  std::span<const std::string_view> members(std::string_view module) const override {
    if (module == "asyncio") return asyncio_members;
    if (module == "collections.abc") return abc_members;
    return {};
  }
  std::span<const std::string_view> builtins() const override { return all_builtins; }

 private:
  static constexpr std::string_view all_modules[] = {"asyncio", "collections", "collections.abc", "time"};
  static constexpr std::string_view asyncio_members[] = {"gather", "run", "sleep", "Queue"};
  static constexpr std::string_view abc_members[] = {"Iterable"};
  static constexpr std::string_view all_builtins[] = {"print", "len", "object", "ImportError", "ValueError"};
};

std::string problems_of(std::string source) {
  const Small vocabulary;
  std::string text;
  for (const Problem& problem : parse("a.py", std::move(source), vocabulary).problems)
    text += to_string(problem) + "\n";
  return text;
}

}  // namespace

TEST(Refusals, AnUnknownModuleIsNamedWithTheNearestOrAll) {
  EXPECT_EQ(problems_of("import asynico"), "a.py:1:8: there is no module 'asynico' here (did you mean 'asyncio'?)\n");
  EXPECT_EQ(
      problems_of("import time, numpy"),
      "a.py:1:14: there is no module 'numpy' here (the modules are asyncio, collections, collections.abc, time)\n");
  EXPECT_EQ(
      problems_of("from json import loads"),
      "a.py:1:1: the module 'json' is not supported (the modules are asyncio, collections, collections.abc, time)\n");
}

TEST(Refusals, AGuardedImportOfWhatNobodyPromisedMayFailAtRunTime) {
  EXPECT_EQ(problems_of("try:\n    import uvloop\nexcept ImportError:\n    pass\n"), "");
  EXPECT_NE(problems_of("try:\n    import uvloop\nexcept ValueError:\n    pass\n"), "");
  EXPECT_NE(problems_of("try:\n    import json\nexcept ImportError:\n    pass\n"), "");
}

TEST(Refusals, AMemberThatAModuleLacksIsNamed) {
  EXPECT_EQ(problems_of("import asyncio\nasyncio.sleeep(1)"),
            "a.py:2:9: 'asyncio.sleeep' is not supported (did you mean 'sleep'?)\n");
  EXPECT_EQ(problems_of("import asyncio as aio\nasync def f():\n    await aio.gahter()"),
            "a.py:3:15: 'asyncio.gahter' is not supported (did you mean 'gather'?)\n");
  EXPECT_EQ(problems_of("from asyncio import run, queue"),
            "a.py:1:26: 'asyncio.queue' is not supported (did you mean 'Queue'?)\n");
  EXPECT_EQ(problems_of("import collections.abc\ncollections.abc.Iterabel"),
            "a.py:2:17: 'collections.abc.Iterabel' is not supported (did you mean 'Iterable'?)\n");
  EXPECT_EQ(problems_of("def f():\n    import asyncio\n    def g(): return asyncio.nothing\n"),
            "a.py:3:29: 'asyncio.nothing' is not supported\n");
}

TEST(Refusals, NamesThatMayBeSomethingElseAreLeftAlone) {
  EXPECT_EQ(problems_of("import asyncio\nasyncio = 1\nasyncio.x"), "");
  EXPECT_EQ(problems_of("import asyncio\ndef f(asyncio): return asyncio.x"), "");
  EXPECT_EQ(problems_of("import asyncio\ndef f():\n    global asyncio\n    asyncio = 1\nasyncio.x"), "");
  EXPECT_EQ(problems_of("import asyncio\nasyncio.x = 1\nasyncio.x"), "");
  EXPECT_EQ(problems_of("import asyncio\nasyncio.__name__"), "");
  EXPECT_EQ(problems_of("import time\ntime.anything"), "");
}

TEST(Refusals, ABuiltinThatIsMissingIsNamedUnlessTheProgramDefinesIt) {
  EXPECT_EQ(problems_of("print(open('x'))"), "a.py:1:7: the builtin 'open' is not supported\n");
  EXPECT_EQ(problems_of("def f():\n    return open('x')\ndef open(x): pass"), "");
  EXPECT_EQ(problems_of("def f(open):\n    return [open for i in open]"), "");
  EXPECT_EQ(problems_of("conn.send(b'x')"), "");  // a name that the world may give
}

TEST(Nearest, FindsSwapsCaseAndSlipsAndNothingFarOff) {
  constexpr std::string_view words[] = {"sleep", "gather", "Queue", "wait_for"};
  EXPECT_EQ(nearest("slepe", words), "sleep");
  EXPECT_EQ(nearest("queue", words), "Queue");
  EXPECT_EQ(nearest("waitfor", words), "wait_for");
  EXPECT_EQ(nearest("banana", words), "");
  EXPECT_EQ(nearest("", words), "");
  EXPECT_EQ(nearest(std::string(100000, 'a'), words), "");
}

TEST(Programs, LinesAreCountedAsPythonCountsThem) {
  const Program program = parse("", "a\r\nb\rc\n\nd");
  EXPECT_EQ(program.lines(), 5);
  EXPECT_EQ(program.line(2), "b");
  EXPECT_EQ(program.line(4), "");
  EXPECT_EQ(program.line(5), "d");
  EXPECT_EQ(program.line(6), "");
  EXPECT_EQ(program.line(0), "");
}

TEST(Programs, AByteOrderMarkIsNotPartOfTheSource) {
  EXPECT_TRUE(parse("", "\xEF\xBB\xBFx = 1").ok());
}

TEST(Programs, ProblemsComeInTheOrderOfTheirPlaces) {
  const Program program = parse("p.py", "return\nx = = 1\nbreak\n");
  ASSERT_EQ(program.problems.size(), 3u);
  EXPECT_TRUE(std::ranges::is_sorted(program.problems, {}, &Problem::line));
  EXPECT_EQ(to_string(program.problems[0]), "p.py:1:1: 'return' outside function");
}

TEST(Literals, AreWorthWhatPythonSays) {
  const Program program = parse("", "0x7FFF_FFFF_FFFF_FFFF, 0x8000000000000000, 1e400, '\\ud800', b'\\xff\\0'");
  ASSERT_TRUE(program.ok());
  const auto& tuple = ast::as<ast::Tuple>(*ast::as<ast::Expression>(*program.tree->body[0]).value);
  const auto constant = [&](std::size_t i) { return ast::as<ast::Constant>(*tuple.elements[i]); };
  EXPECT_TRUE(constant(0).fits);
  EXPECT_EQ(constant(0).integer, 0x7FFFFFFFFFFFFFFF);
  EXPECT_FALSE(constant(1).fits);
  EXPECT_EQ(constant(1).base, 16);
  EXPECT_EQ(constant(1).text, "8000000000000000");
  EXPECT_EQ(constant(2).floating, std::numeric_limits<double>::infinity());
  EXPECT_EQ(constant(3).text, "\xED\xA0\x80");
  EXPECT_EQ(constant(4).text, std::string_view("\xFF\0", 2));
}

TEST(Literals, DecimalIntegersEndAt4300Digits) {
  EXPECT_TRUE(parse("", "x = " + std::string(4300, '9')).ok());
  EXPECT_FALSE(parse("", "x = " + std::string(4301, '9')).ok());
  EXPECT_TRUE(parse("", "x = 0x" + std::string(100000, 'F')).ok());
}

}  // namespace orrery::script
