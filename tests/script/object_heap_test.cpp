// Memory: limits, deaths, interned strings, teardown.
#include <gtest/gtest.h>

#include "engine/script/object/dict.hpp"
#include "tests/script/object_runtime.hpp"

namespace orrery::script {
namespace {

using test::ObjectRuntime;

TEST(Heap, AListThatOutgrowsTheLimitRaisesMemoryErrorAndLeavesTheListWhole) {
  ObjectRuntime rt(std::size_t{4} << 20);
  const Ref<List> list = make_list(rt);
  EXPECT_EQ(rt.result([&] {
    for (;;) list->append(Value::integer(1));
    return none;
  }),
            "MemoryError");
  EXPECT_GT(list->size(), 100000u);
  EXPECT_EQ((*list)[0], Value::integer(1));
}

TEST(Heap, WhatDiesIsGivenBack) {
  ObjectRuntime rt(std::size_t{8} << 20);
  const std::size_t before = rt.heap().used();
  for (int i = 0; i < 20; ++i) {
    const Value text = binary(rt, BinaryOp::multiply, rt.text("x"), Value::integer(3 << 20));
    EXPECT_EQ(length(rt, text), 3 << 20);
  }
  EXPECT_LT(rt.heap().used(), before + (1 << 20));
}

TEST(Heap, HugeThingsAreRefusedBeforeTheyAreMade) {
  ObjectRuntime rt;
  const Value huge = Value::integer(std::int64_t{1} << 50);
  EXPECT_EQ(rt.result([&] { return binary(rt, BinaryOp::multiply, rt.text("ab"), huge); }), "MemoryError");
  EXPECT_EQ(rt.result([&] { return binary(rt, BinaryOp::multiply, rt.list({none}), huge); }), "MemoryError");
  EXPECT_EQ(rt.result([&] { return binary(rt, BinaryOp::power, Value::integer(10), huge); }), "MemoryError");
  EXPECT_EQ(rt.result([&] { return binary(rt, BinaryOp::left_shift, Value::integer(1), huge); }), "MemoryError");
  EXPECT_EQ(rt.result([&] { return rt.run("bytes", {huge}); }), "MemoryError");
}

TEST(Heap, AnExceptionCanStillBeMadeWhenMemoryIsFull) {
  ObjectRuntime rt(std::size_t{2} << 20);
  const Ref<List> list = make_list(rt);
  const auto fill = [&] {
    for (;;) list->append(rt.text("a text that is long enough to need memory of its own"));
    return none;
  };
  EXPECT_EQ(rt.result(fill), "MemoryError");
  EXPECT_EQ(rt.result([&] { return rt.run("int", {rt.text("x")}); }),
            "ValueError: invalid literal for int() with base 10: 'x'");
}

TEST(Heap, EqualInternedStringsAreOneObject) {
  ObjectRuntime rt;
  Str* const name = rt.heap().intern("colour");
  EXPECT_EQ(rt.heap().intern("colour"), name);
  EXPECT_EQ(rt.heap().intern(make_str(rt, "col", "our").get()), name);
  EXPECT_NE(rt.heap().intern("color"), name);
  for (int i = 0; i < 5000; ++i) rt.heap().intern("name " + std::to_string(i));
  EXPECT_EQ(rt.heap().intern("colour"), name);
}

TEST(Heap, AMillionNestedListsDieWithoutEatingTheStack) {
  ObjectRuntime rt;
  Value chain = rt.list({});
  for (int i = 0; i < 1000000; ++i) chain = rt.list({chain});
  chain = none;
  Value tuples = rt.tuple({none});
  for (int i = 0; i < 1000000; ++i) tuples = rt.tuple({tuples});
  tuples = none;
  EXPECT_EQ(rt.shown(chain), "None");
}

TEST(Heap, CyclesAreClearedAtTheEnd) {
  // The leak sanitizer is the judge.
  ObjectRuntime rt;
  const Ref<List> list = make_list(rt);
  list->append(Value(list));
  const Ref<Dict> dict = make_dict(rt);
  dict->set(rt.heap().intern("itself"), Value(dict));
  dict->set(rt.heap().intern("list"), Value(list));
  const Value error = rt.run("ValueError", {Value(dict)});
  as_exception(error).context = Ref<ExceptionObject>(&as_exception(error));
  EXPECT_GT(rt.heap().tracked(), 3u);
}

TEST(Heap, AnIdStaysTheSameAndIsNotUsedTwiceAtATime) {
  ObjectRuntime rt;
  const Value a = rt.list({});
  const Value b = rt.list({});
  const std::int64_t id = rt.heap().id_of(a);
  EXPECT_EQ(rt.heap().id_of(a), id);
  EXPECT_NE(rt.heap().id_of(b), id);
  EXPECT_EQ(rt.heap().id_of(none), rt.heap().id_of(none));
}

TEST(Runtime, NativeNestingEndsInRecursionError) {
  ObjectRuntime rt;
  Value deep = rt.list({});
  for (int i = 0; i < 5000; ++i) deep = rt.list({deep});
  EXPECT_EQ(rt.result([&] { return rt.run("repr", {deep}); }),
            "RecursionError: maximum recursion depth exceeded while getting the repr of an object");
  EXPECT_EQ(rt.result([&] { return compare(rt, CompareOp::equal, deep, rt.list({deep})); }),
            "RecursionError: maximum recursion depth exceeded in comparison");
  EXPECT_EQ(rt.depth(), 0u);
  Value mapped = rt.run("iter", {rt.list({Value::integer(1)})});
  for (int i = 0; i < 200000; ++i) mapped = rt.run("enumerate", {mapped});
  EXPECT_EQ(rt.result([&] { return next(rt, mapped); }), "RecursionError: maximum recursion depth exceeded");
}

}  // namespace
}  // namespace orrery::script
