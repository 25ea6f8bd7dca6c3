// Files of traces that were cut, flipped, or written by somebody who lies: whatever of them is read is shown, sought
// and exported without harm. With the sanitizers this is where a step beyond the end is found.
#include <gtest/gtest.h>

#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>

#include "engine/model/lanes.hpp"
#include "engine/model/narrate.hpp"
#include "engine/model/perfetto.hpp"
#include "engine/model/queries.hpp"
#include "engine/model/timeline.hpp"
#include "engine/trace/checksum.hpp"
#include "engine/trace/file_format.hpp"
#include "engine/trace/file_reader.hpp"
#include "engine/trace/file_writer.hpp"
#include "engine/trace/format.hpp"
#include "tests/model/random_trace.hpp"

using namespace orrery;
using namespace orrery::test;
using trace::FileReader;
using trace::FileWriter;
using trace::Trace;
using trace::file::BlockHead;

namespace {

std::string file_of(const Trace& trace) {
  const std::string path =
      std::filesystem::temp_directory_path() / ("orrery_broken_" + std::to_string(std::random_device()()));
  FileWriter writer(path, "{\"title\": \"a run\"}", FileWriter::IfExists::replace);
  writer.start(trace);
  writer.finish("fine");
  std::stringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  std::filesystem::remove(path);
  return text.str();
}

// In memory of its own, so that a sanitizer sees a step beyond the end.
trace::FileBytes bytes_of(const std::string& text) {
  auto copy = std::make_shared<std::vector<char>>(text.begin(), text.end());
  return {{copy->data(), copy->size()}, copy};
}

void expect_viewer_file(const Trace& trace, model::Axis axis) {
  std::string text;
  model::write_perfetto(trace, {axis, "x"}, [&](std::string_view piece) { text += piece; });
  ASSERT_TRUE(nlohmann::json::accept(text));
}

// Everything the window and the exporters do with a trace.
void look_at_everything(const Trace& trace, std::uint32_t seed) {
  for (Seq seq = 0; seq < trace.size(); ++seq) {
    ASSERT_TRUE(nlohmann::json::accept(trace::to_json(trace, seq)));
    ASSERT_FALSE(trace::format_event(trace, seq).empty());
  }
  expect_viewer_file(trace, model::Axis::time);
  expect_viewer_file(trace, model::Axis::events);
  model::Lanes lanes(trace);
  lanes.extend();
  for (std::size_t lane = 0; lane < lanes.lane_count(); ++lane) lanes.visible(lane, model::Axis::time, -1, 10, 0.1);
  std::mt19937 dice(seed);
  model::Timeline timeline(trace);
  for (int i = 0; i < 12 && !trace.empty(); ++i) {
    const auto seq = static_cast<Seq>(dice() % trace.size());
    const model::State& state = timeline.seek(seq);
    ASSERT_EQ(state.applied, seq + 1);
    model::headline(state, trace, seq);
    model::why(trace, seq);
    for (auto [ordinal, task] : state.tasks) model::waits(state, trace, {Sort::task, ordinal});
  }
}

std::vector<std::size_t> blocks_of(const std::string& file) {
  std::vector<std::size_t> found;
  for (std::size_t at = file.find("OBLK"); at != std::string::npos; at = file.find("OBLK", at + 1))
    if (at % trace::file::alignment == 0) found.push_back(at);
  return found;
}

// Makes the check sums of a block right again, whatever stands in it.
void seal(std::string& file, std::size_t at) {
  BlockHead head;
  std::memcpy(&head, file.data() + at, sizeof head);
  const std::size_t body = at + sizeof head;
  if (head.body_bytes() <= file.size() - body)
    head.body_check = trace::checksum(std::string_view(file).substr(body, head.body_bytes()));
  head.head_check = check_of(head);
  std::memcpy(file.data() + at, &head, sizeof head);
}

// Mostly not what makes a reader refuse the whole block: the kind of an event and its cause.
void flip(std::string& file, std::size_t block, std::mt19937& dice) {
  BlockHead head;
  std::memcpy(&head, file.data() + block, sizeof head);
  const std::size_t body = block + sizeof head, events = body + head.text_bytes;
  const std::size_t place = body + dice() % head.body_bytes();
  const std::size_t field = place >= events ? (place - events) % sizeof(event::Event) : 0;
  const bool refused = (field >= offsetof(event::Event, cause) && field < offsetof(event::Event, subject)) ||
                       field == offsetof(event::Event, kind);
  if (refused && dice() % 20) return;
  file[place] = static_cast<char>(dice() % 3 ? file[place] ^ (1 << dice() % 8) : dice());
}

std::string busy_file(std::uint32_t seed) {
  TraceBuilder b;
  if (seed % 2) {
    Busy busy(b, 4 + seed % 5, seed);
    while (b.trace().size() < 150) busy.turn(6);
  } else {
    write_nonsense(b, seed, 150, 6);
  }
  return file_of(b.trace());
}

}  // namespace

// Check sums do not help against these: flipped, and sealed again.
TEST(BrokenFiles, ThatLieWithSoundCheckSumsAreShownAndExportedWithoutHarm) {
  Seq shown = 0;
  for (std::uint32_t seed = 1; seed <= 400; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 dice(seed);
    std::string file = busy_file(seed % 16);
    const std::vector<std::size_t> blocks = blocks_of(file);
    ASSERT_GE(blocks.size(), 2u);
    for (unsigned flips = 1 + dice() % 60; flips > 0; --flips) flip(file, blocks[0], dice);
    for (const std::size_t at : blocks) seal(file, at);
    FileReader reader(bytes_of(file));
    reader.read();
    shown += reader.trace().size();
    look_at_everything(reader.trace(), seed);
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(shown, 5000u) << "most are refused: nothing was tested";
}

// Sizes and counts that lie, too.
TEST(BrokenFiles, ThatLieInTheirHeadsAreShownAndExportedWithoutHarm) {
  for (std::uint32_t seed = 1; seed <= 400; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 dice(seed);
    std::string file = busy_file(seed % 16);
    for (const std::size_t at : blocks_of(file)) {
      const std::size_t field = 4 * (2 + dice() % 8);
      const auto word = static_cast<std::uint32_t>(dice() % 2 ? dice() % 200 : dice());
      if (dice() % 2) std::memcpy(file.data() + at + field, &word, sizeof word);
      seal(file, at);
    }
    FileReader reader(bytes_of(file));
    reader.read();
    look_at_everything(reader.trace(), seed);
    if (HasFatalFailure()) return;
  }
}

TEST(BrokenFiles, CutAtEveryByteAreShownAndExportedWithoutHarm) {
  const std::string file = busy_file(3);
  Seq most = 0;
  for (std::size_t size = 0; size < file.size(); ++size) {
    FileReader reader(bytes_of(file.substr(0, size)));
    reader.read();
    ASSERT_FALSE(reader.problem().empty());
    if (reader.trace().size() == most) continue;
    most = reader.trace().size();
    look_at_everything(reader.trace(), 1);
    if (HasFatalFailure()) return;
  }
  EXPECT_GE(most, 150u);
}

TEST(BrokenFiles, OfBytesThatMeanNothingAreRefused) {
  std::mt19937 dice(9);
  for (int round = 0; round < 500; ++round) {
    std::string file(dice() % 5000, '\0');
    for (char& c : file) c = static_cast<char>(dice());
    if (round % 2) file.replace(0, std::min<std::size_t>(8, file.size()), trace::file::magic);
    FileReader reader(bytes_of(file));
    reader.read();
    ASSERT_FALSE(reader.problem().empty());
    ASSERT_TRUE(reader.trace().empty());
  }
}
