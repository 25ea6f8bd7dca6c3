// The source, read and edited.
#include <gtest/gtest.h>

#include <string>

#include "app/widgets/code_view.hpp"
#include "tests/support/ui_driver.hpp"

namespace orrery::widgets {
namespace {

using test::UiDriver;

std::string numbered(int lines) {
  std::string text;
  for (int i = 1; i <= lines; ++i) text += "line_" + std::to_string(i) + "()\n";
  return text;
}

// A code view over the whole screen.
struct Reader {
  explicit Reader(std::string source) : text(std::move(source)) {}
  std::string text;
  Code code;
  CodeResult last;
  int line = 0;
  int gutter = 0;
  int mark = -1;
  UiDriver ui{600, 400, [this](shell::Frame& frame) {
                const shell::Root root(frame);
                code.text = text;
                last = code_view(Pen(frame.look), "code", frame.screen, code);
                if (last.clicked_line) line = last.clicked_line;
                if (last.clicked_gutter) gutter = last.clicked_gutter;
                if (last.clicked_mark >= 0) mark = last.clicked_mark;
              }};
  float step() const { return ui.look().face(Type::code).size; }
};

TEST(CodeView, TellsWhichLineAndWhichNumberIsClicked) {
  Reader reader(numbered(10));
  reader.ui.click({200, reader.step() * 2.5F});
  EXPECT_EQ(reader.line, 3);
  EXPECT_EQ(reader.gutter, 0);
  reader.ui.click({45, reader.step() * 4.5F});
  EXPECT_EQ(reader.gutter, 5);
}

TEST(CodeView, BringsALineIntoView) {
  Reader reader(numbered(1000));
  reader.code.scroll_to_line = 700;
  reader.ui.frames(2);
  reader.code.scroll_to_line = 0;
  reader.ui.click({200, 200});
  EXPECT_GT(reader.line, 690);
  EXPECT_LT(reader.line, 715);
}

TEST(CodeView, MarksCanBeClickedBeforeTheirLineNumbers) {
  Reader reader(numbered(10));
  const LineMark marks[] = {
      {2, Tone::io, true, true, "reader"}, {2, Tone::waiting}, {2, Tone::timer}, {99, Tone::failed}};
  reader.code.marks = marks;
  reader.ui.frame();
  reader.ui.click({8, reader.step() * 1.5F});
  EXPECT_EQ(reader.mark, 0);
  EXPECT_EQ(reader.gutter, 0);
}

TEST(CodeView, EndsWithoutTextAndWithPlacesThatDoNotExist) {
  Reader reader("");
  const Squiggle squiggles[] = {{1, 40, 3, "beyond"}, {7, 1, 1, "beyond"}, {0, 0, 0, "before"}};
  const SyntaxSpan spans[] = {{5, 900, Syntax::keyword}};
  reader.code.squiggles = squiggles;
  reader.code.syntax = spans;
  reader.ui.frames(2);
  EXPECT_GT(reader.ui.vertices(), 0);
}

TEST(CodeView, CostsTheSameForALongProgram) {
  Reader reader(numbered(200));
  reader.ui.frames(2);
  const int vertices = reader.ui.vertices();
  reader.text = numbered(20'000);
  reader.ui.frames(2);
  EXPECT_LT(reader.ui.vertices(), vertices * 1.2);
}

// An editor over the whole screen.
struct Editor {
  explicit Editor(std::string source) : text(std::move(source)) {
    ui.frames(2);
    ui.click({590, 10});  // the end of the first line
  }
  std::string text;
  EditorResult last;
  int changes = 0;
  UiDriver ui{600, 400, [this](shell::Frame& frame) {
                const shell::Root root(frame);
                last = code_editor(Pen(frame.look), "editor", frame.screen, text, {});
                changes += last.changed;
              }};
};

TEST(CodeEditor, TakesWhatIsTyped) {
  Editor editor("x = 1\ny = 2");
  EXPECT_TRUE(editor.last.focused);
  EXPECT_TRUE(editor.ui.wants_text());
  editor.ui.type("00");
  EXPECT_EQ(editor.text, "x = 100\ny = 2");
  EXPECT_EQ(editor.changes, 2);
}

TEST(CodeEditor, PutsTheCaretWhereTheMouseIs) {
  Editor editor("x = 1\ny = 2\nz = 3");
  editor.ui.click({590, editor.ui.look().face(Type::code).size * 1.5F});
  editor.ui.type("9");
  EXPECT_EQ(editor.text, "x = 1\ny = 29\nz = 3");
}

TEST(CodeEditor, IndentsANewLineAsTheOneBeforeAndDeeperAfterAColon) {
  Editor editor("    for n in x:");
  editor.ui.key(ImGuiKey_Enter);
  editor.ui.type("a");
  EXPECT_EQ(editor.text, "    for n in x:\n        a");
  editor.ui.key(ImGuiKey_Enter);
  editor.ui.type("b");
  EXPECT_EQ(editor.text, "    for n in x:\n        a\n        b");
}

TEST(CodeEditor, TabGoesToTheNextFourthColumnWithBlanks) {
  Editor editor("ab");
  editor.ui.key(ImGuiKey_Tab);
  editor.ui.type("c");
  EXPECT_EQ(editor.text, "ab  c");
}

TEST(CodeEditor, EscapeLeavesTheFieldAndKeepsTheWork) {
  Editor editor("x = 1");
  editor.ui.type("234");
  editor.ui.key(ImGuiKey_Escape);
  EXPECT_FALSE(editor.last.focused);
  EXPECT_EQ(editor.text, "x = 1234");
}

TEST(CodeEditor, GivesTheFieldBackWhenClickedElsewhere) {
  Editor editor("x = 1");
  editor.ui.type("2");
  editor.ui.click({10, 300});
  EXPECT_EQ(editor.text, "x = 12");
}

}  // namespace
}  // namespace orrery::widgets
