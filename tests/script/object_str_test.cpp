// Text: code points over UTF-8, growing in place, repr.
#include <gtest/gtest.h>

#include "tests/script/object_runtime.hpp"

namespace orrery::script {
namespace {

using test::ObjectRuntime;

TEST(Str, CountsAndFindsCodePoints) {
  ObjectRuntime rt;
  const Ref<Str> text = make_str(rt, "a\u00e9\u4e2d\U0001f600z");
  EXPECT_EQ(text->length(), 5u);
  EXPECT_EQ(text->size(), 11u);
  EXPECT_EQ(text->at(2), U'\u4e2d');
  EXPECT_EQ(text->offset(5), text->size());
  EXPECT_EQ(substring(rt, *text, 1, 4)->view(), "\u00e9\u4e2d\U0001f600");
  EXPECT_TRUE(make_str(rt, "plain")->is_ascii());
  EXPECT_FALSE(text->is_ascii());
}

TEST(Str, FindsPlacesInLongTextByItsIndex) {
  ObjectRuntime rt;
  std::string content;
  for (int i = 0; i < 1000; ++i) content += i % 3 ? "\u00e9" : "x";
  const Ref<Str> text = make_str(rt, content);
  ASSERT_EQ(text->length(), 1000u);
  for (const std::size_t i : {0, 1, 63, 64, 65, 500, 998, 999}) EXPECT_EQ(text->at(i), i % 3 ? U'\u00e9' : U'x') << i;
}

TEST(Str, GrowsInPlaceOnlyWhileNobodyElseHoldsIt) {
  ObjectRuntime rt;
  Value text = rt.text(std::string(300, 'a'));
  const Ref<Str> more = make_str(rt, "b");
  append_in_place(rt, text, *more);
  const Object* const grown = text.object();
  append_in_place(rt, text, *more);
  EXPECT_EQ(text.object(), grown);
  const Value kept = text;
  append_in_place(rt, text, *more);
  EXPECT_NE(text.object(), kept.object());
  EXPECT_EQ(as_str(kept).size(), 302u);
  EXPECT_EQ(as_str(text).view().substr(298), "aabbb");
  EXPECT_NE(hash(rt, kept), hash(rt, text));
}

TEST(Str, AHashSurvivesGrowthOnlyIfItIsRight) {
  ObjectRuntime rt;
  Value text = rt.text("abc");
  append_in_place(rt, text, *make_str(rt, "def"));
  const std::int64_t before = hash(rt, text);
  append_in_place(rt, text, *make_str(rt, "ghi"));
  EXPECT_NE(hash(rt, text), before);
  EXPECT_EQ(hash(rt, text), hash(rt, rt.text("abcdefghi")));
}

TEST(Str, OneCharacterStringsOfLatin1AreShared) {
  ObjectRuntime rt;
  EXPECT_EQ(make_char(rt, U'x').get(), make_char(rt, U'x').get());
  EXPECT_EQ(make_char(rt, U'\u00e9').get(), rt.heap().intern("\u00e9"));
}

TEST(Str, ReprChoosesQuotesAndEscapes) {
  EXPECT_EQ(quoted("a'b"), "\"a'b\"");
  EXPECT_EQ(quoted("a'\"b"), "'a\\'\"b'");
  EXPECT_EQ(quoted("\n\t\\\x7f"), "'\\n\\t\\\\\\x7f'");
  EXPECT_EQ(quoted("\u00e9\u200b\U000e0001"), "'\u00e9\\u200b\\U000e0001'");
}

TEST(Str, BytesFromOutsideBecomeValidText) {
  EXPECT_EQ(clean_utf8("a\xff"
                       "b"),
            "a\ufffd"
            "b");
  EXPECT_EQ(clean_utf8("\xed\xa0\x80"), "\ufffd\ufffd\ufffd");
  EXPECT_EQ(clean_utf8("\u00e9"), "\u00e9");
}

}  // namespace
}  // namespace orrery::script
