// Widgets under a scripted mouse.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "app/widgets/buttons.hpp"
#include "app/widgets/card.hpp"
#include "app/widgets/chip.hpp"
#include "app/widgets/notice.hpp"
#include "app/widgets/ring.hpp"
#include "app/widgets/rows.hpp"
#include "app/widgets/sliders.hpp"
#include "app/widgets/table.hpp"
#include "app/widgets/timeline.hpp"
#include "tests/support/ui_driver.hpp"

namespace orrery::widgets {
namespace {

using test::UiDriver;

constexpr std::string_view words[] = {"event", "callback", "turn"};

// Draws `body` inside the root window.
template <class Body>
shell::Draw in_root(Body body) {
  return [body](shell::Frame& frame) {
    const shell::Root root(frame);
    body(Pen(frame.look));
  };
}

TEST(Chip, ReportsOneClickForOneClick) {
  int clicks = 0;
  UiDriver ui(400, 300, in_root([&](const Pen& pen) {
                clicks += chip_item(pen, "chip", Rect::at({10, 10}, 150, 46), {.title = "reader.wakeup"}).clicked;
              }));
  ui.click({50, 30});
  EXPECT_EQ(clicks, 1);
  ui.click({300, 200});
  EXPECT_EQ(clicks, 1);
}

TEST(Chip, WidthIsEnoughForItsWords) {
  UiDriver ui(600, 300, in_root([&](const Pen& pen) {
                const Chip look{.title = "remove reader of fd 7", .subtitle = "done-callback of F5", .aside = "now"};
                const float all = chip_width(pen, look);
                EXPECT_GT(all, text_size(pen, Type::small_strong, look.title).x);
                EXPECT_LT(all, 400);
              }));
  ui.frame();
}

TEST(Card, ItsRowsAreClickedBeforeTheCard) {
  std::string clicked;
  UiDriver ui(400, 300, in_root([&](const Pen& pen) {
                const Rect box = Rect::at({10, 10}, 300, card_height(pen, 2));
                const Rect rows = card(pen, box, {.title = "reader"});
                if (card_row_item(pen, "row", card_row_box(pen, rows, 1), {.name = "read_line()"}).clicked)
                  clicked += "row ";
                if (card_item("card", box).clicked) clicked += "card ";
              }));
  ui.frame();
  ui.click({100, 95});
  EXPECT_EQ(clicked, "row ");
  ui.click({100, 25});
  EXPECT_EQ(clicked, "row card ");
}

TEST(Button, DoesNothingWhenDisabled) {
  bool enabled = false;
  int clicks = 0;
  UiDriver ui(
      400, 300, in_root([&](const Pen& pen) {
        clicks += button(pen, "b", Rect::at({10, 10}, 80, 30), {.words = "go", .tip = "goes", .enabled = enabled});
      }));
  ui.click({40, 25});
  EXPECT_EQ(clicks, 0);
  enabled = true;
  ui.click({40, 25});
  EXPECT_EQ(clicks, 1);
}

TEST(Segmented, ChoosesTheOneUnderTheMouse) {
  int chosen = 0;
  float width = 0;
  UiDriver ui(600, 300, in_root([&](const Pen& pen) {
                width = segmented_width(pen, words);
                chosen = segmented(pen, "sizes", Rect::at({10, 10}, width, 28), words, chosen);
              }));
  ui.frame();
  ui.click({10 + width - 10, 24});
  EXPECT_EQ(chosen, 2);
  ui.click({10 + width / 2, 24});
  EXPECT_EQ(chosen, 1);
}

TEST(Segmented, ShrinksIntoALittleSpace) {
  int chosen = 0;
  UiDriver ui(600, 300, in_root([&](const Pen& pen) {
                chosen = segmented(pen, "s", Rect::at({10, 10}, 90, 28), words, chosen);
              }));
  ui.frame();
  ui.click({95, 24});
  EXPECT_EQ(chosen, 2);
}

TEST(Tabs, AreChosenByClick) {
  int chosen = 0;
  float end = 0;
  UiDriver ui(600, 300, in_root([&](const Pen& pen) {
                chosen = tabs(pen, "tabs", Rect::at({20, 10}, 500, tabs_height(pen)), words, chosen, {}, &end);
              }));
  ui.frame();
  ui.click({end - 5, 25});
  EXPECT_EQ(chosen, 2);
}

TEST(ScrubBar, FollowsTheDragAndStaysInside) {
  std::uint64_t position = 0;
  bool dragged = false;
  UiDriver ui(600, 300, in_root([&](const Pen& pen) {
                const ScrubResult r = scrub_bar(pen, "scrub", Rect::at({100, 10}, 216, 36), {100, position, {}});
                position = r.position;
                dragged |= r.dragging;
              }));
  ui.drag({110, 28}, {208, 28});
  EXPECT_TRUE(dragged);
  EXPECT_EQ(position, 50U);
  ui.drag({208, 28}, {590, 200});
  EXPECT_EQ(position, 100U);
  ui.drag({300, 28}, {0, 28});
  EXPECT_EQ(position, 0U);
}

TEST(ScrubBar, OfAnEmptyRunStaysAtZero) {
  std::uint64_t position = 7;
  UiDriver ui(600, 300, in_root([&](const Pen& pen) {
                position = scrub_bar(pen, "scrub", Rect::at({100, 10}, 200, 36), {0, position, {}}).position;
              }));
  ui.click({200, 28});
  EXPECT_EQ(position, 0U);
}

TEST(LogSlider, ReachesBothEndsAndSnapsToOne) {
  float speed = 1;
  UiDriver ui(600, 300, in_root([&](const Pen& pen) {
                speed = log_slider(pen, "speed", Rect::at({100, 10}, 200, 24), speed, 0.05F, 20);
              }));
  ui.drag({200, 22}, {500, 22});
  EXPECT_FLOAT_EQ(speed, 20);
  ui.drag({290, 22}, {20, 22});
  EXPECT_FLOAT_EQ(speed, 0.05F);
  ui.drag({106, 22}, {202, 22});  // 0.05 .. 20 is as far below 1 as above it
  EXPECT_FLOAT_EQ(speed, 1);
  ui.drag({200, 22}, {150, 22});
  EXPECT_LT(speed, 0.5F);
  ui.double_click({150, 22});
  EXPECT_FLOAT_EQ(speed, 1);
}

TEST(Splitter, MovesAsFarAsTheMouse) {
  float x = 200;
  UiDriver ui(600, 300, in_root([&](const Pen& pen) { x += splitter(pen, "split", Rect::at({x, 0}, 1, 300), true); }));
  ui.drag({202, 100}, {302, 120});
  EXPECT_NEAR(x, 300, 1.5);
}

TEST(Table, AsksForVisibleRowsOnly) {
  static constexpr Column columns[] = {{"#", 60, true, true}, {"event"}};
  int asked = 0;
  UiDriver ui(600, 400, in_root([&](const Pen& pen) {
                asked = 0;
                table(pen, "events", Rect::at({0, 0}, 500, 300), {columns, 1'000'000, -1, -1, [&](int, int) -> Cell {
                                                                    ++asked;
                                                                    return {"words"};
                                                                  }});
              }));
  ui.frames(2);
  EXPECT_GT(asked, 10);
  EXPECT_LT(asked, 40);
}

TEST(Table, RowsAreClickedWhereTheyAreAfterScrolling) {
  static constexpr Column columns[] = {{"event"}};
  int scroll_to = 500;
  TableResult result;
  int clicked = -1;
  float height = 0;
  UiDriver ui(600, 400, in_root([&](const Pen& pen) {
                height = table_row_height(pen);
                result = table(pen, "events", Rect::at({0, 0}, 500, 300),
                               {columns, 1000, -1, scroll_to, [](int, int) { return Cell{"words"}; }});
                if (result.clicked >= 0) clicked = result.clicked;
              }));
  ui.frames(2);
  scroll_to = -1;
  ui.click({100, 200});
  EXPECT_GT(clicked, 480);
  EXPECT_LT(clicked, 520);
  const int before = clicked;
  ui.click({100, 200 + height});
  EXPECT_EQ(clicked, before + 1);
}

TEST(RichText, ReportsTheLinkThatWasClickedOnWhateverLineItIs) {
  const Piece pieces[] = {{"The callback stored the bytes: "},
                          {"F5", 0, 7},
                          {" is now finished, and its callbacks go to the "},
                          {"ready queue", 0, 9},
                          {"."}};
  int clicked = -1;
  float height = 0;
  float one_line = 0;
  UiDriver ui(600, 300, in_root([&](const Pen& pen) {
                const RichResult r = rich_text(pen, "narration", {0, 0}, 240, pieces);
                height = r.height;
                one_line = line_height(pen, Type::body);
                EXPECT_FLOAT_EQ(r.height, rich_text_height(pen, 240, pieces));
                if (r.clicked >= 0) clicked = r.clicked;
              }));
  ui.frame();
  EXPECT_GT(height, 1.5F * one_line);
  std::vector<int> found;
  for (float y = one_line / 2; y < height; y += one_line) {
    for (float x = 4; x < 240; x += 10) {
      clicked = -1;
      ui.click({x, y});
      if (clicked >= 0 && (found.empty() || found.back() != clicked)) found.push_back(clicked);
    }
  }
  EXPECT_EQ(found, (std::vector<int>{7, 9}));
}

TEST(ChainRow, IsAnItem) {
  bool clicked = false;
  UiDriver ui(400, 300, in_root([&](const Pen& pen) {
                clicked |= chain_row(pen, "a", {"select woke", "#57"}).clicked;
                chain_row(pen, "b", {"reader runs", "#59"});
              }));
  ui.click({60, 14});
  EXPECT_TRUE(clicked);
}

TEST(Banner, IsClosedByItsCross) {
  int closed = 0;
  int acted = 0;
  UiDriver ui(
      600, 300, in_root([&](const Pen& pen) {
        const NoticeResult r = banner(pen, "b", {0, 0}, 400, {Tone::failed, "An error", "in words", "go there"});
        closed += r.closed;
        acted += r.acted;
        EXPECT_FLOAT_EQ(r.height, banner_height(pen, 400, {Tone::failed, "An error", "in words", "go there"}));
      }));
  ui.click({380, 18});
  EXPECT_EQ(closed, 1);
  ui.click({50, 66});
  EXPECT_EQ(acted, 1);
}

TEST(Toast, StaysAboveTheRootWindowThatWasClicked) {
  int closed = 0;
  UiDriver ui(600, 300, [&](shell::Frame& frame) {
    {
      const shell::Root root(frame);
      button(Pen(frame.look), "whole", frame.screen, {.words = "everything"});
    }
    closed += toast(frame.look, "toast", frame.screen, {Tone::failed, "An error", "in words"}).closed;
  });
  ui.frames(2);
  ui.click({100, 100});
  ui.click({600 - 20 - 20, 300 - 20 - 46});
  EXPECT_EQ(closed, 1);
}

TEST(Ring, KnowsWhichArcIsUnderTheMouse) {
  UiDriver ui(600, 400, in_root([&](const Pen& pen) {
                const Vec centre{300, 200};
                for (int i = 0; i < 5; ++i) {
                  const Vec at = ring_point(pen, centre, 100, 5, static_cast<float>(i) + 0.5F);
                  EXPECT_EQ(ring_hit(pen, centre, 100, 5, at), i);
                }
                EXPECT_EQ(ring_hit(pen, centre, 100, 5, centre), -1);
                EXPECT_LT(ring_point(pen, centre, 100, 5, 0).y, centre.y - 99);  // the first arc begins at the top
                EXPECT_GT(ring_point(pen, centre, 100, 5, 0.5F).x, centre.x);    // and goes with the clock
              }));
  ui.frame();
}

}  // namespace
}  // namespace orrery::widgets
