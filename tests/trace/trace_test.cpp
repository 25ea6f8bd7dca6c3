#include "engine/trace/trace.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "engine/trace/recorder.hpp"

using namespace orrery;
using event::Event;
using event::Kind;
using event::Seq;
using trace::Recorder;
using trace::Trace;

namespace {
Event numbered(std::int64_t n) {
  return {.value = {.integer = n}, .kind = Kind::turn_begin};
}
}  // namespace

TEST(Trace, IsEmptyAtFirstAndHasTheEmptyName) {
  Trace t;
  EXPECT_TRUE(t.empty());
  EXPECT_EQ(t.begin(), t.end());
  EXPECT_EQ(t.name(0), "");
  EXPECT_EQ(t.name(77), "");
}

TEST(Trace, KeepsEventsInOrderAcrossManyBlocks) {
  Trace t;
  for (int i = 0; i < 100'000; ++i) ASSERT_EQ(t.append(numbered(i)), static_cast<Seq>(i));
  std::int64_t expected = 0;
  for (const Event& e : t) ASSERT_EQ(e.value.integer, expected++);
  EXPECT_EQ(expected, 100'000);
}

TEST(Trace, NeverMovesAnEvent) {
  Trace t;
  t.append(numbered(1));
  const Event* first = &t.at(0);
  for (int i = 0; i < 50'000; ++i) t.append(numbered(i));
  EXPECT_EQ(first, &t.at(0));
}

TEST(Trace, GivesEqualTextsOneNameAndKeepsTheTexts) {
  Trace t;
  const auto hello = t.intern("hello");
  EXPECT_NE(hello, 0u);
  EXPECT_EQ(t.intern(std::string("hel") + "lo"), hello);
  EXPECT_EQ(t.intern(""), 0u);
  for (int i = 0; i < 20'000; ++i) t.intern("text number " + std::to_string(i));
  const std::string long_text(1'000'000, 'x');
  const auto long_name = t.intern(long_text);
  EXPECT_EQ(t.name(hello), "hello");
  EXPECT_EQ(t.name(long_name), long_text);
  EXPECT_EQ(t.name_count(), 20'003u);
}

TEST(Trace, TellsTheTextOfAnEventOnlyIfItsKindHasOne) {
  Trace t;
  const auto name = t.intern("prog.py");
  t.append({.value = {.text = {name, 0}}, .kind = Kind::program_begin});
  t.append({.value = {.text = {name, 0}}, .kind = Kind::turn_begin});
  EXPECT_EQ(t.text(t.at(0)), "prog.py");
  EXPECT_EQ(t.text(t.at(1)), "");
}

TEST(Recorder, WritesWhatIsEmittedWithTimeCauseAndLine) {
  Trace t;
  Recorder r(t);
  r.now = 1.5;
  r.line = 7;
  r.cause = 3;
  EXPECT_EQ(r.emit_text(Kind::output, {}, {}, 1, "tick\n"), 0u);
  ASSERT_EQ(t.size(), 1u);
  EXPECT_EQ(t.at(0).time, 1.5);
  EXPECT_EQ(t.at(0).line, 7);
  EXPECT_EQ(t.at(0).cause, 3u);
  EXPECT_EQ(t.text(t.at(0)), "tick\n");
}

TEST(Recorder, NumbersEventsByTheirPlaceInTheTrace) {
  Trace t;
  Recorder r(t);
  for (Seq i = 0; i < 10'000; ++i) ASSERT_EQ(r.emit(Kind::turn_begin, {}, {}, 0, {.integer = i}), i);
  for (Seq i = 0; i < 10'000; ++i) ASSERT_EQ(t.at(i).value.integer, i);
}

TEST(Recorder, LeavesTheTraceReadableWhenItGoes) {
  Trace t;
  {
    Recorder r(t);
    for (int i = 0; i < 5; ++i) r.emit(Kind::loop_run);
  }
  EXPECT_EQ(t.size(), 5u);
  EXPECT_EQ(t.append(numbered(1)), 5u);
}

TEST(Recorder, LetsAnotherThreadReadWhileItWrites) {
  Trace t;
  Recorder r(t);
  constexpr Seq many = 200'000;
  std::thread reader([&] {
    for (Seq seen = 0; seen < many;) {
      const Seq size = t.size();
      for (; seen < size; ++seen) ASSERT_EQ(t.text(t.at(seen)), std::to_string(seen / 10));
    }
  });
  for (Seq i = 0; i < many; ++i) r.emit_text(Kind::output, {}, {}, 1, std::to_string(i / 10));
  reader.join();
  EXPECT_EQ(t.lost(), 0u);
}

TEST(Recorder, ThatIsBoundedStoresTheFirstEventsAndCountsTheOthers) {
  Trace t;
  Recorder r(t, {.memory_limit = 1 << 20});
  for (Seq i = 0; i < 200'000; ++i) ASSERT_EQ(r.emit(Kind::turn_begin, {}, {}, 0, {.integer = i}), i);
  EXPECT_LE(t.memory(), std::size_t{1} << 20);
  EXPECT_GE(t.size(), 2u * trace::Chunk::size);
  EXPECT_EQ(t.size() + t.lost(), 200'000u);
  for (Seq i = 0; i < t.size(); ++i) ASSERT_EQ(t.at(i).value.integer, i);
}

TEST(Recorder, CountsTextsInItsBound) {
  Trace t;
  Recorder r(t, {.memory_limit = 1 << 20});
  for (Seq i = 0; i < 50'000; ++i) r.emit_text(Kind::output, {}, {}, 1, std::string(200, 'x') + std::to_string(i));
  EXPECT_GT(t.lost(), 0u);
  EXPECT_LE(t.memory(), std::size_t{5} << 20) << "a chunk that was begun is finished";
}
