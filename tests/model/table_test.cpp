#include "engine/model/table.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <vector>

#include "engine/model/queue.hpp"

using orrery::event::Id;
using orrery::event::Sort;
using orrery::model::Queue;
using orrery::model::Table;

namespace {

std::vector<std::pair<std::uint32_t, int>> contents(const Table<int>& table) {
  std::vector<std::pair<std::uint32_t, int>> items;
  for (auto [key, value] : table) items.emplace_back(key, value);
  return items;
}

std::vector<std::pair<std::uint32_t, int>> contents(const std::map<std::uint32_t, int>& map) {
  return {map.begin(), map.end()};
}

Id handle(std::uint32_t n) {
  return {Sort::handle, n};
}

}  // namespace

TEST(Table, FindsWhatWasPutInAndNothingElse) {
  Table<int> t;
  EXPECT_EQ(t.find(0), nullptr);
  t.edit(0) = 1;
  t.edit(1'000'000) = 2;
  EXPECT_EQ(*t.find(0), 1);
  EXPECT_EQ(*t.find(1'000'000), 2);
  EXPECT_EQ(t.find(1), nullptr);
  EXPECT_EQ(t.find(999'999), nullptr);
  EXPECT_EQ(t.find(0xFFFFFFFFu), nullptr);
  EXPECT_EQ(t.size(), 2u);
}

TEST(Table, BehavesLikeAMapUnderRandomChanges) {
  std::mt19937 random(7);
  Table<int> t;
  std::map<std::uint32_t, int> map;
  for (int i = 0; i < 20'000; ++i) {
    const std::uint32_t key = random() % 3 == 0 ? random() % 300 : random() % 100'000;
    if (random() % 3 == 0) {
      t.erase(key);
      map.erase(key);
    } else {
      t.edit(key) = i;
      map[key] = i;
    }
  }
  EXPECT_EQ(t.size(), map.size());
  EXPECT_EQ(contents(t), contents(map));
  for (auto& [key, value] : map) ASSERT_EQ(*t.find(key), value);
}

TEST(Table, KeepsACopyAsItWasWhenTheOriginalChanges) {
  Table<int> t;
  for (std::uint32_t i = 0; i < 2000; ++i) t.edit(i) = static_cast<int>(i);
  const Table<int> copy = t;
  const auto before = contents(copy);
  for (std::uint32_t i = 0; i < 2000; i += 3) t.edit(i) = -1;
  for (std::uint32_t i = 1; i < 2000; i += 3) t.erase(i);
  EXPECT_EQ(contents(copy), before);
  EXPECT_NE(contents(t), before);
}

TEST(Table, IsEqualToATableWithTheSameContentsHoweverItWasMade) {
  Table<int> a, b;
  for (std::uint32_t i = 0; i < 100; ++i) a.edit(i) = 1;
  b.edit(1'000'000) = 1;
  for (std::uint32_t i = 100; i-- > 0;) b.edit(i) = 1;
  EXPECT_FALSE(a == b);
  b.erase(1'000'000);
  EXPECT_TRUE(a == b);
  b.edit(5) = 2;
  EXPECT_FALSE(a == b);
}

TEST(Table, GivesAnErasedKeyAFreshValueWhenItComesBack) {
  Table<int> t;
  t.edit(3) = 5;
  t.edit(4) = 6;
  t.erase(3);
  EXPECT_EQ(t.edit(3), 0);
  EXPECT_EQ(*t.find(4), 6);
}

TEST(Table, BeginsAnywhere) {
  Table<int> t;
  t.edit(10) = 1;
  t.edit(5000) = 2;
  EXPECT_EQ((*t.from(10)).first, 10u);
  EXPECT_EQ((*t.from(11)).first, 5000u);
  EXPECT_EQ(t.from(5001), t.end());
}

TEST(Queue, IsFirstInFirstOut) {
  Queue q;
  for (std::uint32_t n = 1; n <= 100; ++n) q.push_back(handle(n));
  EXPECT_EQ(q.front(), handle(1));
  EXPECT_EQ(q.position(handle(40)), 39u);
  EXPECT_TRUE(q.remove(handle(1)));
  EXPECT_EQ(q.front(), handle(2));
  EXPECT_EQ(q.position(handle(40)), 38u);
  EXPECT_EQ(q.size(), 99u);
}

TEST(Queue, RemovesOnlyTheFirstOfTwoEqualIds) {
  Queue q;
  q.push_back(handle(1));
  q.push_back(handle(2));
  q.push_back(handle(1));
  EXPECT_TRUE(q.remove(handle(1)));
  EXPECT_EQ(q.position(handle(1)), 1u);
  EXPECT_FALSE(q.remove(handle(9)));
}
