// What needs no frame: colours, motion, time, geometry.
#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "app/widgets/byte_bar.hpp"
#include "app/widgets/geometry.hpp"
#include "app/widgets/motion.hpp"
#include "app/widgets/sliders.hpp"
#include "app/widgets/theme.hpp"
#include "app/widgets/timeline.hpp"

namespace orrery::widgets {
namespace {

constexpr Tone signs[] = {Tone::running,   Tone::ready, Tone::waiting, Tone::done,  Tone::failed,
                          Tone::cancelled, Tone::io,    Tone::timer,   Tone::accent};
constexpr std::int64_t ms = 1'000'000;

class BothThemes : public testing::TestWithParam<bool> {
 protected:
  Theme theme() const { return GetParam() ? Theme::dark() : Theme::light(); }
};
INSTANTIATE_TEST_SUITE_P(Theme, BothThemes, testing::Bool(), [](const auto& i) { return i.param ? "Dark" : "Light"; });

TEST_P(BothThemes, WordsCanBeReadOnEveryGround) {
  const Theme t = theme();
  for (const ImU32 ground : {t.ground, t.pane, t.raised}) {
    EXPECT_GE(contrast(t.text, ground), 10);
    EXPECT_GE(contrast(t.dim, ground), 4.5);
    EXPECT_GE(contrast(t.faint, ground), 2.5);
  }
  EXPECT_GE(contrast(t.on_accent, t.accent), 4.5);
}

TEST_P(BothThemes, StatesStandOutFromTheGround) {
  const Theme t = theme();
  for (const Tone tone : signs) {
    EXPECT_GE(contrast(t.of(tone), t.ground), tone == Tone::done ? 3.5 : 4.5) << static_cast<int>(tone);
    EXPECT_GE(contrast(t.of(tone), t.pane), tone == Tone::done ? 3.5 : 4.5) << static_cast<int>(tone);
  }
}

TEST_P(BothThemes, CodeColoursCanBeRead) {
  const Theme t = theme();
  for (const ImU32 c : {t.code_keyword, t.code_string, t.code_number, t.code_name, t.code_builtin})
    EXPECT_GE(contrast(c, t.ground), 4.5);
  EXPECT_GE(contrast(t.code_comment, t.ground), 3.5);
}

TEST_P(BothThemes, NoTwoStatesShareAColourOrAnIcon) {
  const Theme t = theme();
  for (const Tone a : signs) {
    for (const Tone b : signs) {
      if (a == b) continue;
      EXPECT_NE(t.of(a), t.of(b));
      EXPECT_STRNE(icon_of(a), icon_of(b));
    }
  }
}

TEST(Colour, MixGoesFromOneToTheOtherAndStaysThere) {
  const ImU32 a = IM_COL32(0, 10, 20, 255);
  const ImU32 b = IM_COL32(200, 110, 20, 55);
  EXPECT_EQ(mix(a, b, 0), a);
  EXPECT_EQ(mix(a, b, 1), b);
  EXPECT_EQ(mix(a, b, -3), a);
  EXPECT_EQ(mix(a, b, 7), b);
  EXPECT_EQ(mix(a, b, 0.5F), IM_COL32(100, 60, 20, 155));
}

TEST(Colour, AlphaMultipliesAndLeavesTheRest) {
  EXPECT_EQ(with_alpha(IM_COL32(1, 2, 3, 200), 0.5F), IM_COL32(1, 2, 3, 100));
  EXPECT_EQ(with_alpha(IM_COL32(1, 2, 3, 200), 9), IM_COL32(1, 2, 3, 200));
}

TEST(Motion, BeginsAndEndsWhereTheStatesAre) {
  const Rect a = Rect::at({10, 20}, 30, 40);
  const Rect b = Rect::at({110, 220}, 60, 10);
  for (const auto ease_of : {ease, ease_out}) {
    EXPECT_FLOAT_EQ(ease_of(0), 0);
    EXPECT_FLOAT_EQ(ease_of(1), 1);
    EXPECT_FLOAT_EQ(ease_of(-1), 0);
    EXPECT_FLOAT_EQ(ease_of(2), 1);
  }
  EXPECT_EQ(glide(a, b, 0), a);
  EXPECT_EQ(glide(a, b, 1), b);
  EXPECT_EQ(lerp(a, b, 1), b);
  EXPECT_FLOAT_EQ(leaving(0), 1);
  EXPECT_FLOAT_EQ(leaving(1), 0);
  EXPECT_FLOAT_EQ(coming(0), 0);
  EXPECT_FLOAT_EQ(coming(1), 1);
}

TEST(Motion, NeverRunsBackwards) {
  for (float t = 0; t < 1; t += 0.01F) {
    EXPECT_LE(ease(t), ease(t + 0.01F));
    EXPECT_LE(ease_out(t), ease_out(t + 0.01F));
  }
}

TEST(Motion, GlidingThingsThatChangePlacesDoNotMeet) {
  const Rect a = Rect::at({0, 0}, 10, 10);
  const Rect b = Rect::at({0, 400}, 10, 10);
  EXPECT_FALSE(glide(a, b, 0.5F).overlaps(glide(b, a, 0.5F)));
}

TEST(Motion, APartOfAPhaseIsAPhaseOfItsOwn) {
  EXPECT_FLOAT_EQ(part(0.25F, 0.5F, 1), 0);
  EXPECT_FLOAT_EQ(part(0.75F, 0.5F, 1), 0.5F);
  EXPECT_FLOAT_EQ(part(0.3F, 0.5F, 0.5F), 0);
  EXPECT_FLOAT_EQ(part(0.5F, 0.5F, 0.5F), 1);
}

TEST(Rectangle, CutsNeverTakeMoreThanThereIs) {
  Rect box = Rect::at({0, 0}, 100, 50);
  EXPECT_EQ(box.cut_top(20), Rect::at({0, 0}, 100, 20));
  EXPECT_EQ(box.cut_bottom(40), Rect::at({0, 20}, 100, 30));
  EXPECT_TRUE(box.empty());
  EXPECT_EQ(box.cut_left(10).height(), 0);
}

TEST(TimeScale, PixelsAndTimesAreEachOthersInverse) {
  const TimeScale scale{100 * ms, 1100 * ms, 50, 1050};
  EXPECT_FLOAT_EQ(scale.x_of(600 * ms), 550);
  for (const std::int64_t t : {100 * ms, 333 * ms, 1100 * ms}) EXPECT_NEAR(scale.time_at(scale.x_of(t)), t, ms / 10);
}

TEST(TimeScale, ZoomKeepsTheTimeUnderTheMouse) {
  const TimeScale scale{0, 1000 * ms, 0, 1000};
  const TimeScale closer = scale.zoomed(0.5F, 250, 1000 * ms);
  EXPECT_EQ(closer.to - closer.from, 500 * ms);
  EXPECT_NEAR(closer.time_at(250), 250 * ms, 10);
  EXPECT_EQ(scale.zoomed(100, 500, 1000 * ms).to, 1000 * ms);
  const TimeScale deepest = scale.zoomed(1e-12F, 500, 1000 * ms);
  EXPECT_EQ(deepest.to - deepest.from, 10);
}

TEST(Ticks, AreAtRoundTimesAndFarEnoughApart) {
  for (const std::int64_t span : {17L, 1234L, 90'000L, 5 * ms, 1300 * ms, 86'400'000 * ms}) {
    const TimeScale scale{3, 3 + span, 0, 1000};
    const Ticks ticks = nice_ticks(scale, 90);
    std::int64_t lead = ticks.step;
    while (lead % 10 == 0) lead /= 10;
    EXPECT_TRUE(lead == 1 || lead == 2 || lead == 5) << ticks.step;
    EXPECT_GE(ticks.first, scale.from);
    EXPECT_EQ(ticks.first % ticks.step, 0);
    EXPECT_GE(static_cast<double>(ticks.step) / static_cast<double>(span) * 1000, ticks.step == 1 ? 0 : 89.9);
  }
}

TEST(TimeWords, TakeTheUnitAndTheDigitsOfTheStep) {
  EXPECT_EQ(time_words(400 * ms, 100 * ms), "0.4 s");
  EXPECT_EQ(time_words(0, 100 * ms), "0.0 s");
  EXPECT_EQ(time_words(2000 * ms, 1000 * ms), "2.0 s");
  EXPECT_EQ(time_words(120 * ms, 20 * ms), "120 ms");
  EXPECT_EQ(time_words(1050 * ms, 50 * ms), "1050 ms");
  EXPECT_EQ(time_words(1500, 500), "1.5 \xc2\xb5s");
  EXPECT_EQ(time_words(20, 5), "20 ns");
}

TEST(SpeedWords, AreShort) {
  char buffer[16];
  EXPECT_STREQ(speed_words(0.05F, buffer), "0.05\xc3\x97");
  EXPECT_STREQ(speed_words(1, buffer), "1\xc3\x97");
  EXPECT_STREQ(speed_words(2.5F, buffer), "2.5\xc3\x97");
  EXPECT_STREQ(speed_words(20, buffer), "20\xc3\x97");
}

TEST(ByteGlyph, ShowsEveryByteAsOneLetter) {
  char buffer[2];
  EXPECT_STREQ(byte_glyph('a', buffer), "a");
  EXPECT_STREQ(byte_glyph(0, buffer), "\xc2\xb7");
  EXPECT_STREQ(byte_glyph(0xff, buffer), "\xc2\xb7");
  EXPECT_STREQ(byte_glyph('\n', buffer), "\xe2\x8f\x8e");
}

}  // namespace
}  // namespace orrery::widgets
