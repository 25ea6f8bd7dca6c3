#include <gtest/gtest.h>

#include <set>

#include "engine/event/vocabulary.hpp"

namespace orrery::test {
namespace {

using namespace event;

TEST(Vocabulary, EveryKindHasItsOwnNameAndSaysSomething) {
  std::set<std::string_view> names;
  for (const Description& row : vocabulary()) {
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
    EXPECT_FALSE(row.says.empty()) << row.name;
  }
  EXPECT_EQ(names.size(), kind_count);
}

TEST(Vocabulary, ARowStandsAtThePlaceOfItsKind) {
  for (std::size_t i = 0; i < kind_count; ++i)
    EXPECT_EQ(static_cast<std::size_t>(describe(static_cast<Kind>(i)).kind), i);
}

TEST(Vocabulary, SubjectsAndObjectsAreSorts) {
  std::set<std::string_view> sorts{"any", "none"};
  for (int sort = 0; sort <= static_cast<int>(Sort::frame); ++sort) sorts.insert(to_string(static_cast<Sort>(sort)));
  for (const Description& row : vocabulary()) {
    EXPECT_TRUE(sorts.count(row.subject)) << row.name << ": " << row.subject;
    EXPECT_TRUE(sorts.count(row.object)) << row.name << ": " << row.object;
  }
}

TEST(Vocabulary, EveryArgumentHasAWord) {
  for (const Description& row : vocabulary()) {
    const bool worded = row.arg != "none" && row.arg != "exit_code";
    const std::uint8_t first = row.arg == "Stream" ? 1 : 0;
    EXPECT_EQ(arg_word(row.kind, first).empty(), !worded) << row.name;
    EXPECT_EQ(arg_word(row.kind, 200), worded ? "?" : "") << row.name;
  }
}

TEST(Vocabulary, TheWordsOfAnEnumFollowItsOrder) {
  EXPECT_EQ(arg_word(Kind::phase_begin, static_cast<std::uint8_t>(Phase::timers)), "timers");
  EXPECT_EQ(arg_word(Kind::select_enter, static_cast<std::uint8_t>(SelectReason::next_timer)), "next_timer");
  EXPECT_EQ(arg_word(Kind::select_return, static_cast<std::uint8_t>(SelectOutcome::jumped)), "jumped");
  EXPECT_EQ(arg_word(Kind::handle_begin, static_cast<std::uint8_t>(HandleRole::writer)), "writer");
  EXPECT_EQ(arg_word(Kind::task_cancel, static_cast<std::uint8_t>(CancelOutcome::at_next_step)), "at_next_step");
  EXPECT_EQ(arg_word(Kind::socket_received, static_cast<std::uint8_t>(IoResult::would_block)), "would_block");
}

TEST(Identity, AnIdIsItsSortAndOrdinal) {
  const Id id(Sort::socket, 12345);
  EXPECT_EQ(id.sort(), Sort::socket);
  EXPECT_EQ(id.ordinal(), 12345u);
  EXPECT_EQ(Id::from_bits(id.bits()), id);
  EXPECT_FALSE(Id());
}

}  // namespace
}  // namespace orrery::test
