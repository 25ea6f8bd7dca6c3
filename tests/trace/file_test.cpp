#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include "engine/trace/checksum.hpp"
#include "engine/trace/file_reader.hpp"
#include "engine/trace/file_writer.hpp"
#include "engine/trace/recorder.hpp"
#include "tests/support/trace_builder.hpp"

using namespace orrery;
using namespace orrery::test;
using trace::FileReader;
using trace::FileWriter;
using trace::Trace;

namespace {

class TraceFile : public testing::Test {
 protected:
  std::string path = std::filesystem::temp_directory_path() /
                     ("orrery_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + "_" +
                      std::to_string(std::random_device()()) + ".orrery-trace");
  ~TraceFile() override { std::filesystem::remove(path); }

  std::string written(const Trace& trace, std::string_view about = "a run", std::string_view ending = "fine") {
    FileWriter writer(path, about, FileWriter::IfExists::replace);
    writer.start(trace);
    writer.finish(ending);
    EXPECT_EQ(writer.problem(), "");
    return content();
  }
  std::string content() const {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
  }
};

// In memory of its own, so that a sanitizer sees a step beyond the end.
trace::FileBytes bytes_of(std::string_view text) {
  auto copy = std::make_shared<std::vector<char>>(text.begin(), text.end());
  return {{copy->data(), copy->size()}, copy};
}

bool same(const Trace& a, const Trace& b, Seq count) {
  for (Seq i = 0; i < count; ++i)
    if (std::memcmp(&a.at(i), &b.at(i), sizeof(event::Event)) != 0 || a.text(a.at(i)) != b.text(b.at(i))) return false;
  return true;
}

void fill(TraceBuilder& b, int events) {
  for (int i = 0; i < events; ++i)
    b.at(i * 0.5)
        .by(i == 0 ? event::no_seq : static_cast<Seq>(i - 1))
        .emit(Kind::output, task(3), {}, 1, "line " + std::to_string(i % 10 == 0 ? i : 1));
}

// The good part of any bytes at all equals the beginning of the trace they once were.
void expect_good_part(const Trace& original, std::string_view bytes) {
  FileReader reader(bytes_of(bytes));
  reader.read();
  ASSERT_LE(reader.trace().size(), original.size());
  ASSERT_TRUE(same(reader.trace(), original, reader.trace().size()));
  ASSERT_TRUE(!reader.problem().empty());
}

std::size_t head_of_blocks(const std::string& file) {
  const std::string_view magic("OBLK");
  return file.find(magic);
}

}  // namespace

TEST_F(TraceFile, GivesBackWhatWasWritten) {
  TraceBuilder b;
  fill(b, 20'000);
  const std::string file = written(b.trace(), "about\nthis", "the end");
  FileReader reader(bytes_of(file));
  EXPECT_EQ(reader.about(), "about\nthis");
  reader.read();
  EXPECT_TRUE(reader.ended());
  EXPECT_EQ(reader.problem(), "");
  EXPECT_TRUE(reader.complete());
  EXPECT_EQ(reader.ending(), "the end");
  ASSERT_EQ(reader.trace().size(), 20'000u);
  EXPECT_TRUE(same(reader.trace(), b.trace(), 20'000));
  EXPECT_EQ(reader.trace().name_count(), b.trace().name_count());
  EXPECT_EQ(reader.events_lost(), 0u);
}

TEST_F(TraceFile, TakesThirtyTwoBytesAnEventAndEachTextOnce) {
  TraceBuilder b;
  for (int i = 0; i < 100'000; ++i) b.emit(Kind::output, {}, {}, 1, "the same text again");
  EXPECT_LT(written(b.trace()).size(), 100'000u * 32 + 4096);
}

TEST_F(TraceFile, OfARunWithoutEventsIsSound) {
  TraceBuilder b;
  FileReader reader(bytes_of(written(b.trace())));
  reader.read();
  EXPECT_EQ(reader.problem(), "");
  EXPECT_TRUE(reader.trace().empty());
}

TEST_F(TraceFile, MapsWholeChunksAndTakesNoMemoryForThem) {
  TraceBuilder b;
  fill(b, 4 * 8192);
  FileReader reader(bytes_of(written(b.trace())));
  reader.read();
  EXPECT_EQ(reader.trace().size(), 4u * 8192);
  EXPECT_EQ(reader.trace().memory(), 0u);
}

TEST_F(TraceFile, CutAtAnyByteGivesTheGoodPartAndASentence) {
  TraceBuilder b;
  fill(b, 60);
  // Three blocks, as a slow run writes them.
  Trace grown;
  FileWriter writer(path, "x");
  writer.start(grown);
  for (Seq i = 0; i < 60; ++i) {
    if (i % 20 == 0)
      for (const auto before = std::filesystem::file_size(path); i > 0 && std::filesystem::file_size(path) == before;) {
      }
    event::Event e = b.trace().at(i);
    e.value.text.text = grown.intern(b.trace().text(e));
    grown.append(e);
  }
  writer.finish("end");
  const std::string file = content();
  FileReader whole(bytes_of(file));
  whole.read();
  ASSERT_EQ(whole.problem(), "");
  EXPECT_GE(whole.blocks(), 3u);
  Seq most = 0;
  for (std::size_t size = 0; size < file.size(); ++size) {
    expect_good_part(grown, file.substr(0, size));
    FileReader reader(bytes_of(std::string_view(file).substr(0, size)));
    reader.read();
    ASSERT_GE(reader.trace().size(), most) << "a longer file gives no less";
    most = reader.trace().size();
  }
  EXPECT_EQ(most, 60u);
}

TEST_F(TraceFile, CutWithinABlockTellsWhereAndHowMuchIsLost) {
  TraceBuilder b;
  fill(b, 3 * 8192);
  const std::string file = written(b.trace());
  FileReader reader(bytes_of(std::string_view(file).substr(0, file.size() - 100'000)));
  reader.read();
  EXPECT_EQ(reader.trace().size(), 2u * 8192);
  EXPECT_EQ(reader.events_lost(), 8192u);
  EXPECT_THAT(reader.problem(),
              testing::MatchesRegex("block 3 of the trace, at byte [0-9]+, is damaged: the file ends in "
                                    "it. The 16384 events before it are good; at least 8192 events "
                                    "from there on are lost"));
}

TEST_F(TraceFile, WithAFlippedBitInABlockKeepsWhatIsBeforeAndCountsWhatIsAfter) {
  TraceBuilder b;
  fill(b, 5 * 8192);
  std::string file = written(b.trace());
  file[2 * 8192 * 32] = static_cast<char>(file[2 * 8192 * 32] ^ 4);
  FileReader reader(bytes_of(file));
  reader.read();
  EXPECT_EQ(reader.trace().size(), 8192u);
  EXPECT_EQ(reader.events_lost(), 4u * 8192);
  EXPECT_THAT(reader.problem(), testing::HasSubstr("block 2"));
}

TEST_F(TraceFile, WithAnyBitsFlippedNeverGivesAnythingWrong) {
  TraceBuilder b;
  fill(b, 100);
  const std::string file = written(b.trace());
  std::mt19937 dice(20);
  for (int round = 0; round < 5000; ++round) {
    std::string broken = file;
    for (unsigned flips = 1 + dice() % 3; flips > 0; --flips) {
      const std::size_t place = dice() % broken.size();
      broken[place] = static_cast<char>(broken[place] ^ (1 << dice() % 8));
    }
    if (broken != file) expect_good_part(b.trace(), broken);
  }
}

TEST_F(TraceFile, WithPiecesMissingSwappedOrRepeatedNeverGivesAnythingWrong) {
  TraceBuilder b;
  fill(b, 3 * 8192 + 100);
  const std::string file = written(b.trace());
  std::mt19937 dice(21);
  for (int round = 0; round < 200; ++round) {
    std::string broken = file;
    const std::size_t from = dice() % broken.size(), count = dice() % 300'000, to = dice() % broken.size();
    const std::string piece = broken.substr(from, count);
    if (round % 3 != 0) broken.erase(from, count);
    if (round % 3 != 1) broken.insert(std::min(to, broken.size()), piece);
    if (broken != file) expect_good_part(b.trace(), broken);
  }
}

TEST_F(TraceFile, OfAnotherSortIsRefusedInASentence) {
  for (const std::string text : {"", "O", "ORRERY", "print('hello')\n", "{\"title\": 1}",
                                 "\x7f"
                                 "ELF\x02\x01\x01"}) {
    FileReader reader(bytes_of(text));
    reader.read();
    EXPECT_EQ(reader.problem(), "this is no trace of Orrery: it does not begin like one") << text;
    EXPECT_TRUE(reader.trace().empty());
  }
  FileReader reader(bytes_of(std::string(trace::file::magic) + std::string(10'000, '\xff')));
  reader.read();
  EXPECT_THAT(reader.problem(), testing::HasSubstr("another order of bytes"));
}

// Sound check sums over nonsense: what only malice, or a bug of another program, would write.
TEST_F(TraceFile, ThatLiesInItsHeadsIsRefused) {
  TraceBuilder b;
  fill(b, 100);
  const std::string file = written(b.trace());
  const std::size_t at = head_of_blocks(file);
  std::mt19937 dice(22);
  for (int round = 0; round < 2000; ++round) {
    trace::file::BlockHead head;
    std::memcpy(&head, file.data() + at, sizeof head);
    std::uint32_t words[16];
    std::memcpy(words, &head, sizeof head);
    words[1 + dice() % 11] = dice() % 2 ? static_cast<std::uint32_t>(dice()) : dice() % 200;
    std::memcpy(&head, words, sizeof head);
    head.head_check = check_of(head);
    std::string broken = file;
    std::memcpy(broken.data() + at, &head, sizeof head);
    FileReader reader(bytes_of(broken));
    reader.read();
    ASSERT_LE(reader.trace().size(), 100u);
  }
}

TEST_F(TraceFile, OfAnOlderVocabularyIsRead) {
  TraceBuilder b;
  fill(b, 50);
  std::string file = written(b.trace());
  // The same file as a program would have written it in which two kinds stood the other way round.
  const std::string_view first = event::vocabulary()[0].name, second = event::vocabulary()[1].name;
  trace::file::FileHead head;
  std::memcpy(&head, file.data(), sizeof head);
  const std::string both = std::string(first) + '\n' + std::string(second) + '\n';
  ASSERT_EQ(file.find(both), sizeof head);
  file.replace(sizeof head, both.size(), std::string(second) + '\n' + std::string(first) + '\n');
  const std::size_t body = head_of_blocks(file) - sizeof head;
  head.body_check = trace::checksum(std::string_view(file).substr(sizeof head, body));
  head.head_check = check_of(head);
  std::memcpy(file.data(), &head, sizeof head);
  FileReader reader(bytes_of(file));
  reader.read();
  EXPECT_EQ(reader.problem(), "");
  EXPECT_TRUE(same(reader.trace(), b.trace(), 50));
}

TEST_F(TraceFile, IsReadableUpToTheLastBlockWhileItIsWritten) {
  Trace trace;
  trace::Recorder recorder(trace);
  FileWriter writer(path, "live");
  writer.start(trace);
  for (Seq i = 0; i < 100'000; ++i) {
    recorder.emit_text(Kind::output, {}, {}, 1, std::to_string(i % 1000));
    if (i % 10'000 != 0) continue;
    FileReader reader(bytes_of(content()));
    reader.read();
    ASSERT_TRUE(same(reader.trace(), trace, reader.trace().size())) << reader.problem();
  }
  writer.finish("end");
  FileReader reader(bytes_of(content()));
  reader.read();
  EXPECT_EQ(reader.problem(), "");
  EXPECT_EQ(reader.trace().size(), 100'000u);
}

TEST_F(TraceFile, GrowsAsATraceForWhoeverReadsItMeanwhile) {
  TraceBuilder b;
  fill(b, 300'000);
  FileReader reader(bytes_of(written(b.trace())));
  reader.start();
  for (Seq seen = 0; seen < 300'000;) {
    const bool ended = reader.ended();
    for (const Seq size = reader.trace().size(); seen < size; ++seen)
      ASSERT_EQ(reader.trace().text(reader.trace().at(seen)), b.trace().text(b.trace().at(seen)));
    ASSERT_TRUE(!ended || seen == 300'000);
  }
}

TEST_F(TraceFile, IsReadNoFurtherThanIsAllowed) {
  TraceBuilder b;
  fill(b, 100'000);
  FileReader reader(bytes_of(written(b.trace())));
  reader.set_limit(1);
  reader.start();
  for (Seq limit = 1; limit < 100'000; limit += 20'000) {
    reader.set_limit(limit);
    while (reader.trace().size() < limit) std::this_thread::yield();
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    ASSERT_LT(reader.trace().size(), limit + trace::Chunk::size);
    ASSERT_FALSE(reader.ended());
  }
  reader.set_limit(event::no_seq);
  while (!reader.ended()) std::this_thread::yield();
  EXPECT_EQ(reader.problem(), "");
  EXPECT_TRUE(same(reader.trace(), b.trace(), 100'000));
}

TEST_F(TraceFile, CanBeClosedWhileItsReaderWaitsForLeave) {
  TraceBuilder b;
  fill(b, 50'000);
  const std::string file = written(b.trace());
  for (int i = 0; i < 20; ++i) {
    FileReader reader(bytes_of(file));
    reader.set_limit(static_cast<Seq>(i) * 1000);
    reader.start();
  }
}

TEST_F(TraceFile, ThatExistsIsLeftAsItIsUnlessItMayBeReplaced) {
  std::ofstream(path) << "precious";
  FileWriter writer(path, "");
  EXPECT_TRUE(writer.failed());
  EXPECT_EQ(writer.problem(), path + " exists already and is left as it is");
  EXPECT_EQ(content(), "precious");
  FileWriter bold(path, "", FileWriter::IfExists::replace);
  EXPECT_EQ(bold.problem(), "");
}

TEST_F(TraceFile, WithoutRoomOrPlaceIsASentence) {
  FileWriter nowhere("/nowhere/at/all.orrery-trace", "");
  EXPECT_EQ(nowhere.problem(), "/nowhere/at/all.orrery-trace can't be written: No such file or directory");
  FileWriter full("/dev/full", "");
  EXPECT_EQ(full.problem(), "/dev/full can't be written: No space left on device");
  TraceBuilder b;
  fill(b, 10);
  full.start(b.trace());
  full.finish("end");
  EXPECT_EQ(full.problem(), "/dev/full can't be written: No space left on device");
}

TEST_F(TraceFile, KeepsMemoryBoundedWhenWhatIsWrittenIsForgotten) {
  Trace trace;
  trace::Recorder recorder(trace, {.memory_limit = 4 << 20});
  FileWriter writer(path, "bounded");
  std::atomic<Seq> in_file{0};
  writer.start(trace, [&](Seq seq) {
    recorder.forget_before(seq);
    in_file = seq;
  });
  for (Seq i = 0; i < 300'000; ++i) {
    recorder.emit(Kind::turn_begin, {}, {}, 0, {.integer = i});
    while (i - in_file > 60'000) std::this_thread::yield();  // a run that is not faster than the disk
  }
  writer.finish("end");
  EXPECT_EQ(trace.lost(), 0u);
  EXPECT_LE(trace.memory(), std::size_t{5} << 20);
  FileReader reader(bytes_of(content()));
  reader.read();
  ASSERT_EQ(reader.problem(), "");
  ASSERT_EQ(reader.trace().size(), 300'000u);
  for (Seq i = 0; i < 300'000; ++i) ASSERT_EQ(reader.trace().at(i).value.integer, i);
}

TEST_F(TraceFile, TellsOfEventsThatWereNeverRecorded) {
  Trace trace;
  trace::Recorder recorder(trace, {.memory_limit = 1 << 20});
  for (Seq i = 0; i < 100'000; ++i) recorder.emit(Kind::turn_begin);
  ASSERT_GT(trace.lost(), 0u);
  FileReader reader(bytes_of(written(trace)));
  reader.read();
  EXPECT_EQ(reader.problem(), "");
  EXPECT_EQ(reader.never_recorded(), trace.lost());
  EXPECT_EQ(reader.trace().size() + reader.never_recorded(), 100'000u);
}
