#include "engine/session/recording.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstring>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "engine/model/perfetto.hpp"
#include "engine/session/session.hpp"
#include "engine/trace/file_writer.hpp"
#include "engine/trace/format.hpp"
#include "tests/session/scenario_runs.hpp"

namespace orrery::test {
namespace {

using nlohmann::json;
using session::Recording;
using How = session::Ending::How;

class RecordingOf : public testing::Test {
 protected:
  std::string path =
      std::filesystem::temp_directory_path() / ("orrery_recording_" + std::to_string(::getpid()) + ".orrery-trace");
  ~RecordingOf() override { std::filesystem::remove(path); }

  session::RunOptions into_file() const {
    session::RunOptions options;
    options.record_file = path;
    options.replace_file = true;
    return options;
  }
};

void expect_same(const trace::Trace& a, const trace::Trace& b) {
  ASSERT_EQ(a.size(), b.size());
  for (event::Seq i = 0; i < a.size(); ++i) ASSERT_EQ(trace::to_json(a, i), trace::to_json(b, i));
}

// Every element of a viewer's file, checked for what the viewer relies on.
void expect_good_viewer_file(const trace::Trace& trace, model::Axis axis) {
  std::string text;
  model::write_perfetto(trace, {axis, "a \"title\""}, [&](std::string_view piece) { text += piece; });
  const json document = json::parse(text);
  std::map<int, double> free_from;  // of each track
  std::map<std::int64_t, std::vector<std::string>> arrows;
  std::map<int, std::set<double>> running_at;
  std::set<int> tracks;
  for (const json& e : document["traceEvents"]) {
    const std::string phase = e["ph"];
    const int track = e["tid"];
    if (phase == "M" && e["name"] == "thread_name") tracks.insert(track);
    if (phase == "X") {
      ASSERT_TRUE(tracks.contains(track));
      ASSERT_GE(e["dur"].get<double>(), 0);
      ASSERT_GE(e["ts"].get<double>() + 0.0005, free_from[track]) << "slices of a track overlap: " << e;
      free_from[track] = e["ts"].get<double>() + e["dur"].get<double>();
      if (e["name"] == "running") running_at[track].insert(e["ts"].get<double>());
      const event::Event& event = trace.at(e["args"]["event"].get<event::Seq>());
      if (axis == model::Axis::time) {
        ASSERT_NEAR(e["ts"].get<double>(), event.time * 1e6, 0.001);
      }
    }
    if (phase == "s" || phase == "f") arrows[e["id"].get<std::int64_t>()].push_back(phase);
    if (phase == "f") {
      ASSERT_EQ(e["bp"], "e");
      ASSERT_TRUE(running_at[track].contains(e["ts"].get<double>())) << "an arrow that ends nowhere: " << e;
    }
    if (phase == "C") {
      ASSERT_GE(e["args"]["handles"].get<int>(), 0);
    }
  }
  for (const auto& [id, ends] : arrows) ASSERT_EQ(ends, (std::vector<std::string>{"s", "f"})) << id;
}

TEST_F(RecordingOf, EveryScenarioGivesBackItsRun) {
  for (const std::string& file : scenario_files()) {
    SCOPED_TRACE(file);
    const auto ran = run_file(file, into_file());
    ASSERT_EQ(ran->run->file_problem(), "");
    Recording recording(path);
    recording.reader().read();
    EXPECT_EQ(recording.problem(), "");
    expect_same(ran->run->trace(), recording.trace());
    EXPECT_EQ(recording.ending().how, ran->ending.how);
    EXPECT_EQ(recording.ending().exit_code, ran->ending.exit_code);
    EXPECT_EQ(recording.ending().text, ran->ending.text);
    const scenario::Document &was = ran->loaded.document, &is = recording.document();
    EXPECT_EQ(is.program, was.program);
    EXPECT_EQ(is.title, was.title);
    EXPECT_EQ(is.lesson.size(), was.lesson.size());
    EXPECT_EQ(is.world.script.size(), was.world.script.size());
    EXPECT_EQ(is.world.sockets.size(), was.world.sockets.size());
  }
}

TEST_F(RecordingOf, EveryScenarioCanBeExported) {
  for (const std::string& file : scenario_files()) {
    SCOPED_TRACE(file);
    const auto ran = run_file(file);
    expect_good_viewer_file(ran->run->trace(), model::Axis::time);
    expect_good_viewer_file(ran->run->trace(), model::Axis::events);
  }
}

TEST_F(RecordingOf, ARunCanBeRunAgainFromIt) {
  const auto first = run_file(ORRERY_SOURCE_DIR "/scenarios/g_seven_hops.json", into_file());
  Recording recording(path);
  const auto again = run_document({recording.document(), {}});
  expect_same(first->run->trace(), again->run->trace());
}

TEST_F(RecordingOf, AViewerFileHasATrackForEachTaskAndAnArrowForEachWakeUp) {
  const auto ran = run_source(
      "import asyncio\n"
      "async def work(): await asyncio.sleep(1)\n"
      "async def main(): await asyncio.gather(work(), work())\n"
      "asyncio.run(main())\n");
  std::string text;
  model::write_perfetto(ran->run->trace(), {}, [&](std::string_view piece) { text += piece; });
  std::set<std::string> names;
  int arrows = 0;
  const json document = json::parse(text);
  for (const json& e : document["traceEvents"]) {
    if (e["ph"] == "M" && e["name"] == "thread_name") names.insert(e["args"]["name"]);
    if (e["ph"] == "f") ++arrows;
    if (e["ph"] == "X" && e["name"] == "waiting for a timer") {
      EXPECT_NEAR(e["dur"].get<double>(), 1e6, 10);
    }
  }
  EXPECT_THAT(names, testing::IsSupersetOf({"the event loop", "Task-1", "Task-2", "Task-3"}));
  EXPECT_GE(arrows, 5);
}

// Everything up to the last block that the file held when the process was killed.
TEST_F(RecordingOf, AKilledProcessIsReadableUpToItsLastBlock) {
  for (const std::size_t enough : {20'000u, 3'000'000u}) {
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      run_source(
          "import asyncio\n"
          "async def work():\n"
          "  while True: await asyncio.sleep(0.25)\n"
          "async def main(): await asyncio.gather(*(work() for _ in range(10)))\n"
          "asyncio.run(main())\n",
          into_file());
      ::_exit(0);
    }
    std::error_code none;
    for (int i = 0; i < 20'000 && !(std::filesystem::file_size(path, none) > enough && !none); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    ::kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));
    Recording recording(path);
    recording.reader().read();
    EXPECT_FALSE(recording.reader().complete());
    EXPECT_EQ(recording.ending().how, How::stopped);
    EXPECT_GT(recording.trace().size(), enough / 64);
    EXPECT_THAT(recording.problem(),
                testing::AnyOf(testing::HasSubstr("the run was killed"), testing::HasSubstr("is damaged")));
    for (event::Seq i = 0; i < recording.trace().size(); ++i)
      ASSERT_FALSE(trace::to_json(recording.trace(), i).empty());
    std::filesystem::remove(path);
  }
}

TEST_F(RecordingOf, ForgetsWhatIsWrittenAndLosesNothing) {
  session::RunOptions options = into_file();
  options.forget_written = true;
  const auto ran = run_source(
      "import asyncio\n"
      "async def main():\n"
      "  for i in range(30000): await asyncio.sleep(0)\n"
      "asyncio.run(main())\n",
      options);
  EXPECT_EQ(ran->run->trace().lost(), 0u);
  Recording recording(path);
  recording.reader().read();
  EXPECT_EQ(recording.problem(), "");
  EXPECT_EQ(recording.trace().size(), ran->run->trace().size());
}

TEST_F(RecordingOf, WhatIsNoTraceIsASentenceWithItsPath) {
  std::ofstream(path) << "print('hello')\n";
  EXPECT_TRUE(Recording::is(path)) << "by its name";
  Recording recording(path);
  recording.reader().read();
  EXPECT_EQ(recording.problem(), path + ": this is no trace of Orrery: it does not begin like one");
  Recording missing("/nowhere/at/all.orrery-trace");
  missing.reader().read();
  EXPECT_EQ(missing.problem(), "/nowhere/at/all.orrery-trace can't be read: No such file or directory");
  Recording folder(ORRERY_SOURCE_DIR);
  folder.reader().read();
  EXPECT_THAT(folder.problem(), testing::EndsWith("can't be read: Is a directory"));
}

TEST_F(RecordingOf, ASessionShowsItAndCanNotHoldItUp) {
  const auto ran = run_file(ORRERY_SOURCE_DIR "/scenarios/g_seven_hops.json", into_file());
  session::Session session(std::make_unique<Recording>(path));
  session.settle(10);
  ASSERT_FALSE(session.live());
  EXPECT_TRUE(session.recorded());
  EXPECT_FALSE(session.real_clock());
  session.pause();
  session.step_handle();
  session.looked_at(3);
  EXPECT_FALSE(session.paused());
  EXPECT_EQ(session.problem(), "");
  EXPECT_EQ(session.ending_words(), words(ran->ending));
  EXPECT_EQ(session.timeline().seek(event::no_seq).applied, ran->run->trace().size());
  EXPECT_FALSE(session.lines().empty());
}

// No frame of the window waits for a long recording: what is taken in is little, and what was taken in can be sought.
TEST_F(RecordingOf, ASessionTakesALongOneInByPieces) {
  constexpr event::Seq events = 900'000;
  trace::Trace trace;
  for (event::Seq i = 0; i < events; ++i)
    trace.append({.value = {.integer = i}, .subject = {event::Sort::loop, 1}, .kind = event::Kind::turn_begin});
  trace::FileWriter writer(path, session::about_run({}));
  writer.start(trace);
  writer.finish(session::about_ending({}));
  session::Session session(std::make_unique<Recording>(path));
  for (event::Seq seen = 0; session.live() || seen < events;) {
    session.extend();
    const event::Seq now = session.lanes().size();
    ASSERT_LE(now, seen + session::Session::slice + trace::Chunk::size);
    ASSERT_LE(session.trace().size(), session.timeline().folded() + 2 * session::Session::slice);
    seen = now;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_EQ(session.problem(), "");
  EXPECT_EQ(session.timeline().seek(event::no_seq).loop.turn, events - 1);
}

}  // namespace
}  // namespace orrery::test
