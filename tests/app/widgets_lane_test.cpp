// Lanes and texts: what is drawn stays small, what is hit is right.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "app/widgets/text.hpp"
#include "app/widgets/timeline.hpp"
#include "tests/support/ui_driver.hpp"

namespace orrery::widgets {
namespace {

using test::UiDriver;

template <class Body>
shell::Draw in_root(Body body) {
  return [body](shell::Frame& frame) {
    const shell::Root root(frame);
    body(Pen(frame.look));
  };
}

std::vector<Span> many(std::int64_t count) {
  std::vector<Span> spans;
  for (std::int64_t i = 0; i < count; ++i) spans.push_back({i * 10, i * 10 + 7, Tone::running, SpanShape::block});
  return spans;
}

TEST(Lane, DrawsPixelsNotSpans) {
  const auto spans = many(200'000);
  UiDriver ui(1000, 100, in_root([&](const Pen& pen) {
                lane(pen, Rect::at({0, 0}, 1000, 28), TimeScale{0, 2'000'000, 0, 1000}, spans);
              }));
  ui.frames(2);
  EXPECT_GT(ui.vertices(), 1000);
  EXPECT_LT(ui.vertices(), 60'000);
}

TEST(Lane, ShowsABlockHoweverShort) {
  const Span spans[] = {
      {0, 500, Tone::waiting}, {500, 501, Tone::running, SpanShape::block}, {501, 100'000, Tone::waiting}};
  int without = 0;
  int with = 0;
  bool include = false;
  UiDriver ui(1000, 100, in_root([&](const Pen& pen) {
                const Span lines[] = {spans[0], spans[2]};
                const TimeScale scale{0, 100'000, 0, 1000};
                if (include) {
                  lane(pen, Rect::at({0, 0}, 1000, 28), scale, spans);
                } else {
                  lane(pen, Rect::at({0, 0}, 1000, 28), scale, lines);
                }
              }));
  ui.frames(2);
  without = ui.vertices();
  include = true;
  ui.frames(2);
  with = ui.vertices();
  EXPECT_GT(with, without);
}

TEST(Lane, TellsWhichSpanIsUnderTheMouse) {
  const auto spans = many(100);
  UiDriver ui(1000, 100, in_root([&](const Pen& pen) {
                const Rect box = Rect::at({0, 0}, 1000, 28);
                const TimeScale scale{0, 1000, 0, 1000};
                EXPECT_EQ(lane(pen, box, scale, spans, {3, 10}), 0);
                EXPECT_EQ(lane(pen, box, scale, spans, {503, 10}), 50);
                EXPECT_EQ(lane(pen, box, scale, spans, {503, 60}), -1);
                EXPECT_EQ(lane(pen, box, scale, {}, {503, 10}), -1);
              }));
  ui.frame();
}

TEST(Lane, DrawsNothingOutsideItsScale) {
  const Span far[] = {{-500, -10, Tone::running, SpanShape::block}, {5000, 6000, Tone::running, SpanShape::block}};
  bool draw = false;
  UiDriver ui(1000, 100, in_root([&](const Pen& pen) {
                if (draw) lane(pen, Rect::at({100, 0}, 800, 28), TimeScale{0, 1000, 100, 900}, far);
              }));
  ui.frames(2);
  const int nothing = ui.vertices();
  draw = true;
  ui.frames(2);
  EXPECT_EQ(ui.vertices(), nothing);
}

TEST(Ellipsis, FitsAndCutsBetweenLetters) {
  UiDriver ui(
      600, 300, in_root([&](const Pen& pen) {
        const std::string words = "gr\xc3\xbc\xc3\x9f gott \xe2\x86\x92 \xe2\x86\x92 \xe2\x86\x92 sock_recv(conn, 100)";
        for (float width = 0; width < 300; width += 7) {
          const std::string cut = ellipsis(pen, Type::body, words, width);
          if (cut != words && width > 20) {
            EXPECT_LE(text_size(pen, Type::body, cut).x, width + 0.5F);
          }
          EXPECT_TRUE(cut == words || cut.ends_with("\xe2\x80\xa6"));
          const std::string head = cut == words ? cut : cut.substr(0, cut.size() - 3);
          EXPECT_EQ(words.compare(0, head.size(), head), 0);
          EXPECT_TRUE(head.size() == words.size() || (static_cast<unsigned char>(words[head.size()]) & 0xc0) != 0x80);
        }
        EXPECT_EQ(ellipsis(pen, Type::body, words, 5000), words);
        EXPECT_EQ(ellipsis(pen, Type::body, "", 0), "");
      }));
  ui.frame();
}

TEST(WrappedText, TakesMoreLinesInLessWidthAndKeepsLineEnds) {
  UiDriver ui(600, 300, in_root([&](const Pen& pen) {
                const float line = line_height(pen, Type::body);
                const auto height = [&](std::string_view words, float width) {
                  return text_wrapped(pen, {}, width, Type::body, 0, words, false);
                };
                EXPECT_FLOAT_EQ(height("one two", 500), line);
                EXPECT_FLOAT_EQ(height("one two", 40), 2 * line);
                EXPECT_FLOAT_EQ(height("one\n\ntwo", 500), 3 * line);
                EXPECT_FLOAT_EQ(height("", 500), 0);
                EXPECT_GT(height("unbreakable_word_that_is_long", 40), 2 * line);
                EXPECT_GT(height("anything", 0), 0);  // no width at all: ends all the same
              }));
  ui.frame();
}

TEST(Look, PixelsAreWholeAndNeverVanish) {
  Look look{};
  for (const float scale : {0.75F, 1.0F, 1.25F, 2.0F}) {
    look.scale = scale;
    EXPECT_EQ(look.px(10), std::round(10 * scale));
    EXPECT_GE(look.px(0.2F), 1);
    EXPECT_EQ(look.px(0), 0);
  }
}

}  // namespace
}  // namespace orrery::widgets
