#include "app/views/output.hpp"
#include "app/views/program.hpp"
#include "app/views/python_colours.hpp"
#include "tests/support/pane_test.hpp"

namespace orrery::test {
namespace {

namespace command = app::command;
using widgets::Syntax;

std::string coloured(std::string_view source) {
  static constexpr std::string_view signs = ".ksncNb";
  std::string out(source.size(), '.');
  for (const widgets::SyntaxSpan& span : views::python_colours(source))
    for (std::uint32_t i = span.begin; i < span.end; ++i) out[i] = signs[static_cast<std::size_t>(span.syntax)];
  return out;
}

TEST(PythonColours, TellKeywordsNamesAndLiterals) {
  EXPECT_EQ(coloured("async def f(x):"), "kkkkk.kkk.N....");
  EXPECT_EQ(coloured("print('a', 12)  # no"), "bbbbb.sss..nn...cccc");
  EXPECT_EQ(coloured("x.print"), ".......");
  EXPECT_EQ(coloured("rb'q' f\"{x}\""), "sssss.ssssss");
  EXPECT_EQ(coloured("@wraps\ndef g"), "NNNNNN.kkk.N");
}

TEST(PythonColours, EndOpenStringsWithTheirLineAndTripleOnesWithTheSource) {
  EXPECT_EQ(coloured("'ab\nif"), "sss.kk");
  EXPECT_EQ(coloured("'''ab\nif"), "ssssssss");
  EXPECT_EQ(coloured("'a\\'b' if"), "ssssss.kk");
  EXPECT_EQ(coloured("'\\"), "ss");
}

class Program : public PaneTest {
 protected:
  Program() {
    shown.seek(run.stored);
    show([this](const widgets::Look& look, const app::View& view, app::Commands& out) {
      views::program(look, view, {{0, 100}, {420, 700}}, out, crumbs);
    });
  }
  views::ProgramCrumbs crumbs;
};

TEST_F(Program, MarksTheLineWhereEachTaskIsSuspended) {
  const views::ProgramMarks marks = views::program_marks(shown.view());
  const auto owner_at = [&](int line) {
    for (std::size_t i = 0; i < marks.marks.size(); ++i)
      if (marks.marks[i].line == line) return marks.ids[i];
    return Id{};
  };
  EXPECT_EQ(owner_at(4), SampleRun::reader);
  EXPECT_EQ(owner_at(8), SampleRun::reader);
  EXPECT_EQ(owner_at(14), SampleRun::ticker);
  EXPECT_EQ(owner_at(18), SampleRun::main_task);
  EXPECT_EQ(owner_at(1), Id{});
}

TEST(Initials, TellTasksApart) {
  EXPECT_EQ(views::initials_of("reader"), "re");
  EXPECT_EQ(views::initials_of("Task-3"), "3");
  EXPECT_EQ(views::initials_of("Task-1234"), "34");
  EXPECT_EQ(views::initials_of("é"), "é");
  EXPECT_EQ(views::initials_of(""), "");
  EXPECT_EQ(views::initials_of("42"), "42");
}

TEST_F(Program, SelectsTheTaskWhoseMarkIsClicked) {
  ASSERT_GT(items.count("mark"), 0U);
  click("mark", 0);
  EXPECT_TRUE(last<command::Select>());
}

TEST_F(Program, IsEditedAfterAClickOnEdit) {
  click("program/edit");
  ASSERT_TRUE(last<command::SetEditing>());
  EXPECT_TRUE(last<command::SetEditing>()->on);
}

TEST_F(Program, IsEditedAfterADoubleClickOnItsText) {
  double_click("line", 4);
  ASSERT_TRUE(last<command::SetEditing>());
  EXPECT_TRUE(last<command::SetEditing>()->on);
}

TEST_F(Program, SaysWhatIsTyped) {
  shown.editing = true;
  ui.frames(3);
  ui.type("#");
  ui.frame();
  ASSERT_TRUE(last<command::EditProgram>());
  EXPECT_NE(last<command::EditProgram>()->source.find('#'), std::string::npos);
  EXPECT_NE(last<command::EditProgram>()->source.find("asyncio.run(main())"), std::string::npos);
}

TEST_F(Program, RunsOrDiscardsWhatWasEdited) {
  shown.editing = shown.dirty = true;
  ui.frames(2);
  click("program/run");
  EXPECT_TRUE(last<command::RunEdited>());
  click("program/discard");
  EXPECT_EQ(count<command::DiscardEdit>(), 1U);
  ASSERT_TRUE(last<command::SetEditing>());
  EXPECT_FALSE(last<command::SetEditing>()->on);
}

TEST_F(Program, ListsItsProblems) {
  EXPECT_FALSE(items.has("program/problem 0"));
  shown.editing = shown.dirty = true;
  shown.problems = {{8, 18, 27, "'read_lin' is not defined", "did you mean read_line?"}, {14, 9, 14, "no", ""}};
  ui.frames(2);
  EXPECT_TRUE(items.has("program/problem 0"));
  EXPECT_TRUE(items.has("program/problem 1"));
}

TEST(ColouredText, FollowsItsLines) {
  views::ColouredText text;
  std::vector<std::string> lines{"if x:", "    pass"};
  text.set(lines);
  EXPECT_EQ(text.text(), "if x:\n    pass\n");
  lines[1] = "    return";
  text.set(lines);
  EXPECT_EQ(text.text(), "if x:\n    return\n");
  lines.pop_back();
  text.set(lines);
  EXPECT_EQ(text.text(), "if x:\n");
}

class Output : public PaneTest {
 protected:
  Output() {
    show([this](const widgets::Look& look, const app::View& view, app::Commands& out) {
      views::output(look, view, {{0, 700}, {420, 900}}, out, crumbs);
    });
  }
  views::OutputCrumbs crumbs;
};

TEST_F(Output, ShowsWhatHasBeenPrintedSoFar) {
  EXPECT_EQ(items.named("output/").size(), 4U);
  shown.seek(run.tick_events[1]);
  ui.frames(2);
  EXPECT_EQ(items.named("output/").size(), 2U);
  shown.seek(0);
  ui.frames(2);
  EXPECT_TRUE(items.named("output/").empty());
}

TEST_F(Output, GoesToTheEventThatPrintedALine) {
  click("output/" + std::to_string(run.tick_events[1]));
  ASSERT_TRUE(last<command::GoTo>());
  EXPECT_EQ(last<command::GoTo>()->seq, run.tick_events[1]);
}

TEST(OutputLines, JoinPiecesOfALineAndKeepTheStreamsApart) {
  TraceBuilder b;
  const auto print = [&](std::string_view text, event::Stream stream) {
    return b.emit(Kind::output, {}, {}, stream, text);
  };
  print("a", event::Stream::standard_output);
  print("oops\n", event::Stream::standard_error);
  print("b\nc\n\nd", event::Stream::standard_output);
  views::OutputLines lines;
  lines.extend(b.trace());
  ASSERT_EQ(lines.lines().size(), 5U);
  EXPECT_EQ(lines.lines()[0].text, "ab");
  EXPECT_EQ(lines.lines()[1].text, "oops");
  EXPECT_TRUE(lines.lines()[1].error);
  EXPECT_EQ(lines.lines()[2].text, "c");
  EXPECT_EQ(lines.lines()[3].text, "");
  EXPECT_EQ(lines.lines()[4].text, "d");
  EXPECT_EQ(lines.begun(0), 1U);
  EXPECT_EQ(lines.begun(1), 2U);
}

}  // namespace
}  // namespace orrery::test
