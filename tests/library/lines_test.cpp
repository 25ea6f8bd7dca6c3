// Where native coroutines stand: each event has the line of the await, each coroutine its file, each file its text.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <orrery/orrery.hpp>
#include <sstream>

#include "engine/io/mapped_file.hpp"
#include "engine/model/apply.hpp"
#include "engine/trace/file_reader.hpp"

namespace orrery::test {
namespace {

using event::Kind;
using library::Braces;

TEST(Braces, AreThoseOutsideOfCommentsAndLiterals) {
  const Braces braces("void f()\n{\n  if (x) { \"}\"; '}'; // }\n  /* }\n } */ }\n  R\"x(})\" })x\"; 1'0; }\n");
  EXPECT_EQ(braces.opened_at(6, 22), 2u);
  EXPECT_EQ(braces.opened_at(5, 7), 3u);
  EXPECT_EQ(braces.opened_at(1, 1), 0u);
}

TEST(Sources, OfTheEngineAreNotThePrograms) {
  EXPECT_FALSE(library::is_of_engine(std::source_location::current().file_name()));
  EXPECT_TRUE(library::is_of_engine("/anywhere/include/orrery/engine/loop/executor.hpp"));
}

// A recorded run, opened again.
class Recorded {
 public:
  template <class Main>
  explicit Recorded(Main main) : path_(testing::TempDir() + "orrery_lines_test.orrery-trace") {
    Options options;
    options.clock = io::ClockKind::virtual_time;
    options.record = path_;
    options.take_interrupts = false;
    exit_code = run(main, options);
    io::MappedFile file = io::map_file(path_);
    reader = std::make_unique<trace::FileReader>(trace::FileBytes{file.bytes, std::move(file.owner)});
    reader->read();
  }
  ~Recorded() { std::filesystem::remove(path_); }

  const trace::Trace& trace() const { return reader->trace(); }
  // The lines of the events of a kind, in order, without repetitions.
  std::vector<unsigned> lines(Kind kind) const {
    std::vector<unsigned> found;
    for (const event::Event& event : trace())
      if (event.kind == kind && (found.empty() || found.back() != event.line)) found.push_back(event.line);
    return found;
  }

  int exit_code = 0;
  std::unique_ptr<trace::FileReader> reader;

 private:
  std::string path_;
};

constexpr unsigned child_begins = __LINE__ + 1;
Co<int> child(EventLoop& loop) {
  co_await sleep(loop, 0.1);
  co_return 1;
}
constexpr unsigned main_begins = __LINE__ + 1;
Co<int> parent(EventLoop& loop) {
  const auto task = create_task(loop, child(loop), "kid");
  const int one = co_await child(loop);
  const int two =  //
      co_await as<int>(task);
  co_return one + two;
}

TEST(Lines, AreThoseOfTheAwaits) {
  const Recorded run(parent);
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(run.reader->problem(), "");
  const unsigned c = child_begins, m = main_begins;
  EXPECT_EQ(run.lines(Kind::task_created), (std::vector<unsigned>{0, m + 1, 0}));
  const std::vector<unsigned> awaits{m + 2, c + 1, m + 4};
  for (const unsigned line : awaits) {
    const auto all = run.lines(Kind::coroutine_awaits);
    EXPECT_NE(std::ranges::find(all, line), all.end()) << line;
  }
  const auto returned = run.lines(Kind::coroutine_returned);
  EXPECT_NE(std::ranges::find(returned, c + 2), returned.end());
  EXPECT_NE(std::ranges::find(returned, m + 5), returned.end());
}

TEST(Lines, OfSuspendedFramesAreInTheState) {
  const Recorded run(parent);
  event::Seq at = 0;
  while (run.trace().at(at).kind != Kind::task_waits) ++at;
  const model::State state = model::fold(run.trace(), at + 1);
  std::map<std::string, unsigned> lines;
  for (auto [ordinal, coroutine] : state.coroutines)
    if (coroutine.file != 0) lines[std::string(run.trace().name(coroutine.name))] = coroutine.line;
  EXPECT_EQ(lines["parent"], main_begins + 2);
  EXPECT_EQ(lines["child"], child_begins + 1);
}

TEST(Sources, AreKeptInTheRecording) {
  const Recorded run(parent);
  const model::State state = model::fold(run.trace(), run.trace().size());
  ASSERT_EQ(state.program.sources.size(), 1u);
  EXPECT_EQ(run.trace().name(state.program.sources[0].path), std::source_location::current().file_name());
  std::ifstream file(std::source_location::current().file_name());
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_EQ(run.trace().name(state.program.sources[0].text), text.str());
}

TEST(Recordings, ReplaceTracesAndNothingElse) {
  const std::string path = testing::TempDir() + "orrery_not_a_trace.txt";
  std::ofstream(path) << "dear diary\n";
  Options options;
  options.record = path;
  options.take_interrupts = false;
  EXPECT_THROW(Program(std::move(options)), OsError);
  std::string left;
  std::getline(std::ifstream(path), left);
  EXPECT_EQ(left, "dear diary");
  std::filesystem::remove(path);
}

Co<int> prints(EventLoop& loop) {
  print(loop, "hello");
  co_return 0;
}

TEST(Output, IsPrintedAndRecorded) {
  testing::internal::CaptureStdout();
  const Recorded run(prints);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), "hello\n");
  std::string recorded;
  for (const event::Event& event : run.trace())
    if (event.kind == Kind::output) recorded += run.trace().text(event);
  EXPECT_EQ(recorded, "hello\n");
}

}  // namespace
}  // namespace orrery::test
