// dict and set: order, growth, deletion, keys that misbehave.
#include <gtest/gtest.h>

#include "engine/script/object/dict.hpp"
#include "engine/script/object/set.hpp"
#include "tests/script/object_runtime.hpp"

namespace orrery::script {
namespace {

using test::ObjectRuntime;

TEST(Dict, KeepsTheOrderOfInsertionThroughGrowthAndDeletion) {
  ObjectRuntime rt;
  const Ref<Dict> dict = make_dict(rt);
  for (std::int64_t i = 0; i < 5000; ++i) dict->set(rt, Value::integer(i * 7919), Value::integer(i));
  for (std::int64_t i = 0; i < 5000; ++i) {
    if (i % 5 == 0) continue;
    EXPECT_TRUE(dict->remove(rt, Value::integer(i * 7919)));
  }
  EXPECT_EQ(dict->size(), 1000u);
  std::int64_t expected = 0;
  for (std::uint32_t i = 0; i < dict->entry_count(); ++i) {
    if (is_unset(dict->entry(i).key)) continue;
    EXPECT_EQ(dict->entry(i).value, Value::integer(expected));
    expected += 5;
  }
  EXPECT_EQ(*dict->find(rt, Value::integer(7919 * 4995)), Value::integer(4995));
  EXPECT_EQ(dict->find(rt, Value::integer(7919)), nullptr);
}

TEST(Dict, FindsNamesBesideOtherKeys) {
  ObjectRuntime rt;
  const Ref<Dict> dict = make_dict(rt);
  Str* const name = rt.heap().intern("name");
  dict->set(name, Value::integer(1));
  dict->set(rt, Value::integer(5), Value::integer(2));
  EXPECT_EQ(*dict->find(name), Value::integer(1));
  EXPECT_EQ(*dict->find(rt, rt.text("name")), Value::integer(1));
  EXPECT_EQ(*dict->find(rt, rt.number(5.0)), Value::integer(2));
  dict->set(rt, true_value, rt.text("true"));
  dict->set(rt, Value::integer(1), rt.text("one"));
  EXPECT_EQ(rt.shown(Value(dict)), "{'name': 1, 5: 2, True: 'one'}");
}

TEST(Dict, AHintIsMendedWhenItIsWrong) {
  ObjectRuntime rt;
  const Ref<Dict> dict = make_dict(rt);
  Str* const a = rt.heap().intern("a");
  Str* const b = rt.heap().intern("b");
  dict->set(a, Value::integer(1));
  dict->set(b, Value::integer(2));
  std::uint32_t hint = 77;
  EXPECT_EQ(*dict->find(b, hint), Value::integer(2));
  EXPECT_EQ(hint, 1u);
  EXPECT_EQ(*dict->find(a, hint), Value::integer(1));
  EXPECT_EQ(hint, 0u);
  dict->remove(a);
  EXPECT_EQ(dict->find(a, hint), nullptr);
}

TEST(Dict, PoppingFromTheEndAgainAndAgainIsCheapAndLeavesNothing) {
  ObjectRuntime rt;
  const Ref<Dict> dict = make_dict(rt);
  for (std::int64_t round = 0; round < 3; ++round) {
    for (std::int64_t i = 0; i < 20000; ++i) dict->set(rt, Value::integer(i), none);
    for (std::int64_t i = 0; i < 20000; ++i) rt.method(Value(dict), "popitem", {});
    EXPECT_EQ(dict->size(), 0u);
    EXPECT_EQ(dict->entry_count(), 0u);
  }
}

TEST(Dict, IterationNoticesAChangeOfSize) {
  ObjectRuntime rt;
  const Ref<Dict> dict = make_dict(rt);
  dict->set(rt, Value::integer(1), none);
  const Value iterator = iter(rt, Value(dict));
  dict->set(rt, Value::integer(2), none);
  EXPECT_EQ(rt.result([&] { return next(rt, iterator); }), "RuntimeError: dictionary changed size during iteration");
}

// Orders printed by CPython 3.11.
TEST(Set, IteratesInCPythonsOrder) {
  ObjectRuntime rt;
  const auto shown = [&](std::initializer_list<std::int64_t> numbers) {
    const Ref<Set> set = make_set(rt);
    for (const std::int64_t n : numbers) set->add(rt, Value::integer(n));
    return rt.shown(Value(set));
  };
  EXPECT_EQ(shown({10, 3, 7, 100, 55, 21}), "{3, 100, 7, 10, 21, 55}");
  EXPECT_EQ(shown({-1, -2, 0}), "{0, -1, -2}");
  EXPECT_EQ(shown({20, 17, 14, 11, 8, 5, 2}), "{2, 5, 8, 11, 14, 17, 20}");
  const Value constants[] = {Value::integer(10),  Value::integer(3),  Value::integer(7),
                             Value::integer(100), Value::integer(55), Value::integer(21)};
  const Ref<Set> display = make_set(rt);
  update(rt, *display, frozen_set_of(rt, constants));
  EXPECT_EQ(rt.shown(Value(display)), "{3, 100, 21, 55, 7, 10}");
}

TEST(Set, TakesAndGivesUpMembers) {
  ObjectRuntime rt;
  const Ref<Set> set = make_set(rt);
  for (std::int64_t i = 0; i < 3000; ++i) set->add(rt, Value::integer(i * i));
  for (std::int64_t i = 0; i < 3000; i += 2) EXPECT_TRUE(set->discard(rt, Value::integer(i * i)));
  EXPECT_FALSE(set->discard(rt, Value::integer(2)));
  EXPECT_EQ(set->size(), 1500u);
  for (std::int64_t i = 0; i < 3000; ++i) EXPECT_EQ(set->contains(rt, Value::integer(i * i)), i % 2 == 1);
  std::size_t popped = 0;
  for (; set->size() > 0; ++popped) set->pop();
  EXPECT_EQ(popped, 1500u);
}

}  // namespace
}  // namespace orrery::script
