// Whole programs: exit codes, what is printed, and the limits.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/script/vm_support.hpp"

namespace orrery::test {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;

TEST(Program, PrintsAndEndsWithZero) {
  ScriptRun run("print('hello', 6 * 7)\n");
  EXPECT_EQ(run.go(), 0);
  EXPECT_EQ(run.lines.out, "hello 42\n");
  EXPECT_EQ(run.lines.err, "");
}

TEST(Program, AnUncaughtExceptionIsPrintedAsPythonPrintsItAndEndsWithOne) {
  ScriptRun run("def f():\n    raise ValueError('deep')\nf()\n");
  EXPECT_EQ(run.go(), 1);
  EXPECT_EQ(run.lines.err,
            "Traceback (most recent call last):\n"
            "  File \"t.py\", line 3, in <module>\n"
            "    f()\n"
            "    ~^^\n"
            "  File \"t.py\", line 2, in f\n"
            "    raise ValueError('deep')\n"
            "ValueError: deep\n");
  EXPECT_EQ(run.in.uncaught(), "ValueError: deep");
}

TEST(Program, SystemExitIsTheExitCode) {
  EXPECT_EQ(ScriptRun("raise SystemExit(7)").go(), 7);
  EXPECT_EQ(ScriptRun("raise SystemExit").go(), 0);
  ScriptRun words("raise SystemExit('words')");
  EXPECT_EQ(words.go(), 1);
  EXPECT_EQ(words.lines.err, "words\n");
}

TEST(Program, AnEndlessLoopIsStoppedWithTheLineItIsAt) {
  ScriptRun run("print('begin')\nwhile True:\n    pass\n", {.operations = 100'000});
  EXPECT_EQ(run.go(), 1);
  EXPECT_THAT(run.lines.err,
              HasSubstr("stopped after 100000 operations without giving control back to the loop, at line 2"));
  EXPECT_TRUE(run.in.stopped());
}

TEST(Program, NoHandlerOfTheProgramHoldsUpTheStop) {
  ScriptRun run(
      "while True:\n  try:\n    while True: pass\n  except BaseException: print('caught')\n  finally: "
      "print('finally')\n",
      {.operations = 100'000});
  EXPECT_EQ(run.go(), 1);
  EXPECT_EQ(run.lines.out, "");
}

TEST(Program, EndlessRecursionThroughNativeCodeIsARecursionError) {
  EXPECT_EQ(printed("def f(x): return sorted([1, 2], key=f)\ntry:\n  f(0)\nexcept RecursionError: print('caught')\n"),
            "caught\n");
}

TEST(Program, MemoryThatThereIsNotIsAMemoryError) {
  ScriptRun run("try:\n  x = [0] * 10\n  while True: x = x + x\nexcept MemoryError: print('caught')\n",
                {.memory = 64u << 20});
  EXPECT_EQ(run.go(), 0);
  EXPECT_EQ(run.lines.out, "caught\n");
}

TEST(Program, TooManyBlocksAreRefusedBeforeTheRun) {
  std::string source = "print('ran')\n";
  for (int i = 0; i < 25; ++i) source += std::string(static_cast<std::size_t>(i), ' ') + "while 1:\n";
  source += std::string(25, ' ') + "pass\n";
  ScriptRun run(source);
  EXPECT_EQ(run.go(), 2);
  EXPECT_THAT(run.lines.err, HasSubstr("too many statically nested blocks"));
  EXPECT_EQ(run.lines.out, "");
}

TEST(Program, CyclesAreGoneWithTheInterpreter) {
  // The sanitizers see to it that nothing stays.
  printed(
      "class A: pass\na = A(); a.me = a\nl = []; l.append(l)\n"
      "def f():\n  def g(): return g\n  return g\nf()\n"
      "def gen():\n  me = yield\n  yield\nx = gen(); next(x); x.send(x)\n"
      "try:\n  raise ValueError\nexcept ValueError as e: kept = e\n");
}

TEST(Modules, AreMadeAtTheirFirstImport) {
  ScriptRun run("import one.two\nimport one.two as t\nfrom one import name\nprint(one.two is t, name)\n");
  int made = 0;
  const auto factory = [&made](script::Interpreter& in) {
    ++made;
    auto module = script::make_module(in, "one");
    module->dict->set(in.heap().intern("name"), script::Value(script::make_str(in, "value")));
    return module;
  };
  run.in.add_module("one", factory);
  run.in.add_module("one.two", factory);
  EXPECT_EQ(run.go(), 0);
  EXPECT_EQ(run.lines.out, "True value\n");
  EXPECT_EQ(made, 2);
}

TEST(Modules, AnUnknownOneIsAnImportError) {
  ScriptRun run("try:\n  import asyncio\nexcept ModuleNotFoundError as e: print(e)\n");
  run.go();
  EXPECT_EQ(run.lines.out, "No module named 'asyncio'\n");
}

}  // namespace
}  // namespace orrery::test
