// The program pane of a recorded C++ program: its files, one at a time, and who stands where in each.
#include "app/views/cpp_colours.hpp"
#include "app/views/program.hpp"
#include "tests/support/pane_test.hpp"
#include "tests/support/trace_builder.hpp"

namespace orrery::test {
namespace {

using event::CoroutineSort;
using widgets::Syntax;

std::string coloured(std::string_view source) {
  static constexpr std::string_view signs = ".ksncNb";
  std::string out(source.size(), '.');
  for (const widgets::SyntaxSpan& span : views::cpp_colours(source))
    for (std::uint32_t i = span.begin; i < span.end; ++i) out[i] = signs[static_cast<std::size_t>(span.syntax)];
  return out;
}

TEST(CppColours, TellKeywordsNamesAndLiterals) {
  EXPECT_EQ(coloured("co_return 1'0;"), "kkkkkkkkk.nnn.");
  EXPECT_EQ(coloured("x(\"a\\\"b\"); // no"), "..ssssss...ccccc");
  EXPECT_EQ(coloured("/* if\n*/int"), "ccccccccbbb");
  EXPECT_EQ(coloured("#include <x>"), "kkkkkkkk....");
}

TEST(CppColours, EndOpenLiteralsWithTheirLineAndRawOnesWhereTheyClose) {
  EXPECT_EQ(coloured("'a\nif"), "ss.kk");
  EXPECT_EQ(coloured("R\"x(\")\")x\"if"), "sssssssssskk");
  EXPECT_EQ(coloured("\"\\"), "ss");
}

// Two tasks in two files; each awaits a future.
class NativeProgram : public testing::Test {
 protected:
  NativeProgram() {
    b.emit(Kind::program_begin, {}, {}, 0, "main.cpp");
    for (const std::uint32_t n : {1U, 2U}) {
      const std::string file = n == 1 ? "main.cpp" : "client.cpp";
      b.line(0).emit(Kind::source_file, {}, {}, 0, file, b.intern(file + "'s text\n"));
      b.emit(Kind::coroutine_created, coroutine(n), {}, CoroutineSort::native, "f", b.intern(file));
      b.emit(Kind::task_created, task(n), coroutine(n), 0, "t");
      b.emit(Kind::handle_begin, handle(n), task(n), event::HandleRole::step, "t.step");
      b.emit(Kind::task_step, task(n), coroutine(n), event::SendMode::send, "None");
      b.emit(Kind::coroutine_resumed, coroutine(n), coroutine(n), event::SendMode::send, "None");
      b.line(static_cast<std::uint16_t>(10 * n)).emit(Kind::coroutine_awaits, coroutine(n), future(n));
      running[n] = b.last();
      b.emit(Kind::coroutine_yielded, coroutine(n), coroutine(n), 0, "<Future>");
      b.line(0).emit(Kind::task_waits, task(n), future(n));
      b.emit(Kind::handle_end, handle(n));
    }
  }
  std::string shown_text(const ShownRun& shown, event::Name before = 0) {
    const app::View view = shown.view();
    return std::string(views::text_of_file(view, views::shown_file(view, before)));
  }
  static std::vector<int> lines(const ShownRun& shown, event::Name file) {
    std::vector<int> found;
    for (const widgets::LineMark& mark : views::program_marks(shown.view(), file).marks) found.push_back(mark.line);
    return found;
  }

  TraceBuilder b;
  Seq running[3]{};
};

TEST_F(NativeProgram, ShowsTheFileOfTheSelectedTask) {
  ShownRun shown(b.trace(), {});
  shown.selection.id = task(1);
  EXPECT_EQ(shown_text(shown), "main.cpp's text\n");
  shown.selection.id = task(2);
  EXPECT_EQ(shown_text(shown), "client.cpp's text\n");
  EXPECT_EQ(views::selected_line(shown.view(), b.intern("client.cpp")), 20u);
  EXPECT_EQ(views::selected_line(shown.view(), b.intern("main.cpp")), 0u);
  shown.selection.id = coroutine(1);
  EXPECT_EQ(shown_text(shown), "main.cpp's text\n");
}

TEST_F(NativeProgram, ShowsTheFileOfWhoRunsElseTheOneBefore) {
  ShownRun shown(b.trace(), {});
  EXPECT_EQ(shown_text(shown), "main.cpp's text\n");
  EXPECT_EQ(shown_text(shown, b.intern("client.cpp")), "client.cpp's text\n");
  shown.seek(running[2]);
  EXPECT_EQ(shown_text(shown), "client.cpp's text\n");
  shown.seek(running[1]);
  EXPECT_EQ(shown_text(shown, b.intern("client.cpp")), "main.cpp's text\n");
}

TEST_F(NativeProgram, MarksInAFileWhoStandsThere) {
  const ShownRun shown(b.trace(), {});
  EXPECT_EQ(lines(shown, b.intern("main.cpp")), std::vector<int>{10});
  EXPECT_EQ(lines(shown, b.intern("client.cpp")), std::vector<int>{20});
}

TEST_F(NativeProgram, SaysThatAFileIsMissing) {
  b.emit(Kind::source_file, {}, {}, 0, "gone.cpp", 0);
  const ShownRun shown(b.trace(), {});
  EXPECT_NE(views::text_of_file(shown.view(), b.intern("gone.cpp")).find("could not be read"), std::string_view::npos);
}

}  // namespace
}  // namespace orrery::test
