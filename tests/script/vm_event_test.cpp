// The events of the program and of its coroutines.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/script/vm_support.hpp"

namespace orrery::test {
namespace {

using event::Kind;

// "coroutine_created c1 line 4 f", one line an event of the group of coroutines.
std::string told(const ScriptRun& run) {
  std::string text;
  for (const event::Event& e : run.recorder.events()) {
    if (event::describe(e.kind).group != event::Group::coroutine) continue;
    text += std::string(event::to_string(e.kind))
                .substr(std::string_view("coroutine_").size() * (e.kind != Kind::never_awaited));
    text += " c" + std::to_string(e.subject.ordinal());
    if (e.object) text += " c" + std::to_string(e.object.ordinal());
    text += " @" + std::to_string(e.line);
    const std::string shown = run.recorder.text(e);
    text += shown.empty() ? "\n" : " " + shown + "\n";
  }
  return text;
}

std::string events_of(std::string_view source) {
  ScriptRun run(source, {}, true);
  run.go();
  return told(run);
}

TEST(Events, TheProgramBeginsAndEnds) {
  ScriptRun run("print('x')\nraise ValueError('y')\n", {}, true);
  run.go();
  ASSERT_EQ(run.recorder.all(Kind::program_begin).size(), 1u);
  EXPECT_EQ(run.recorder.text(run.recorder.at(run.recorder.all(Kind::program_begin)[0])), "t.py");
  const auto end = run.recorder.at(run.recorder.all(Kind::program_end).at(0));
  EXPECT_EQ(end.arg, 1);
  EXPECT_EQ(run.recorder.text(end), "ValueError: y");
  const auto output = run.recorder.at(run.recorder.all(Kind::output).at(0));
  EXPECT_EQ(run.recorder.text(output), "x\n");
  EXPECT_EQ(output.line, 1);
}

TEST(Events, AGeneratorDrivenByNext) {
  EXPECT_EQ(events_of("def g():\n"
                      "    x = yield 1\n"
                      "    return x\n"
                      "c = g()\n"
                      "next(c)\n"
                      "next(c, None)\n"
                      "c = None\n"),
            "created c1 @4 g\n"
            "resumed c1 c1 @5 None\n"
            "yielded c1 c1 @2 1\n"
            "resumed c1 c1 @6 None\n"
            "returned c1 @3 None\n"
            "released c1 @7\n");
}

TEST(Events, ALoopDrivesAGenerator) {
  EXPECT_EQ(events_of("def g():\n    yield 'a'\nfor x in g():\n    pass\n"),
            "created c1 @3 g\n"
            "resumed c1 c1 @3 None\n"
            "yielded c1 c1 @2 'a'\n"
            "resumed c1 c1 @3 None\n"
            "returned c1 @2 None\n"
            "released c1 @3\n");
}

TEST(Events, ValuesGoStraightToTheInnermostAndComeStraightFromIt) {
  EXPECT_EQ(events_of("def inner():\n"
                      "    x = yield 'q'\n"
                      "    return x\n"
                      "def outer():\n"
                      "    return (yield from inner())\n"
                      "c = outer()\n"
                      "c.send(None)\n"
                      "try: c.send('v')\n"
                      "except StopIteration: pass\n"),
            "created c1 @6 outer\n"
            "resumed c1 c1 @7 None\n"
            "created c2 @5 inner\n"
            "awaits c1 c2 @5\n"
            "yielded c2 c1 @2 'q'\n"
            "resumed c1 c2 @8 'v'\n"
            "returned c2 c1 @3 'v'\n"
            "released c2 @5\n"
            "returned c1 @5 'v'\n"
            "released c1 @0\n");
}

TEST(Events, AnErrorLeavesAndACoroutineIsForgotten) {
  EXPECT_EQ(events_of("def g():\n    yield 1\n    raise ValueError('x')\n"
                      "async def f(): pass\n"
                      "c = g(); next(c)\n"
                      "try: next(c)\n"
                      "except ValueError: pass\n"
                      "f()\n"
                      "del c\n"),
            "created c1 @5 g\n"
            "resumed c1 c1 @5 None\n"
            "yielded c1 c1 @2 1\n"
            "resumed c1 c1 @6 None\n"
            "raised c1 @3 ValueError('x')\n"
            "created c2 @8 f\n"
            "never_awaited c2 @8 f\n"
            "released c2 @8\n"
            "released c1 @9\n");
}

TEST(Events, ThrowAndCloseSayHowTheyResume) {
  ScriptRun run("def g():\n  try: yield 1\n  except KeyError: yield 2\nc = g(); next(c); c.throw(KeyError); c.close()\n", {},
          true);
  run.go();
  std::vector<std::uint8_t> modes;
  for (const event::Seq seq : run.recorder.all(Kind::coroutine_resumed)) modes.push_back(run.recorder.at(seq).arg);
  EXPECT_EQ(modes, (std::vector<std::uint8_t>{0, 1, 2}));
}

TEST(Events, ShowingAValueRunsNothingOfTheProgram) {
  ScriptRun run("class Loud:\n  def __repr__(self): print('repr!'); return 'r'\ndef g(): yield Loud()\nnext(g())\n", {},
          true);
  run.go();
  EXPECT_EQ(run.lines.out, "");
  EXPECT_EQ(run.recorder.text(run.recorder.at(run.recorder.all(Kind::coroutine_yielded).at(0))), "<Loud object>");
}

TEST(Events, ARunWithoutAProbePrintsTheSame) {
  constexpr std::string_view source =
      "def g(n):\n  for i in range(n):\n    yield i\nfor i in g(3): print(i)\n"
      "async def f():\n  return 5\ntry: f().send(None)\nexcept StopIteration as e: print(e.value)\n";
  ScriptRun recorded(source, {}, true);
  recorded.go();
  EXPECT_EQ(recorded.lines.out, printed(source));
}

}  // namespace
}  // namespace orrery::test
