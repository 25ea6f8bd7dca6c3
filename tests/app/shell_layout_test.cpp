#include "app/shell/layout.hpp"

#include <gtest/gtest.h>

#include "tests/support/ui_driver.hpp"

namespace orrery::shell {
namespace {

using widgets::Rect;
using widgets::Vec;

widgets::Look look_at(float scale) {
  widgets::Look look{};
  look.scale = scale;
  return look;
}

constexpr Rect Layout::*panes[] = {&Layout::top_bar, &Layout::transport, &Layout::program,   &Layout::output,
                                   &Layout::loop,    &Layout::inspector, &Layout::narration, &Layout::bottom};

float area(const Rect& r) {
  return r.width() * r.height();
}

void expect_no_gap_and_no_overlap(const Layout& layout, const Rect& screen) {
  float sum = 0;
  for (const auto pane : panes) {
    const Rect& r = layout.*pane;
    sum += area(r);
    EXPECT_GE(r.min.x, screen.min.x);
    EXPECT_GE(r.min.y, screen.min.y);
    EXPECT_LE(r.max.x, screen.max.x);
    EXPECT_LE(r.max.y, screen.max.y);
    EXPECT_FALSE(r.empty());
    for (const auto other : panes) EXPECT_TRUE(pane == other || !r.overlaps(layout.*other));
  }
  EXPECT_NEAR(sum, area(screen), 1);
}

TEST(Layout, PanesFillTheScreenAtEverySizeAndScale) {
  for (const auto& [width, height] : {std::pair{1600, 1000}, {1280, 800}, {640, 400}, {3840, 2160}, {1000, 2000}}) {
    for (const float scale : {1.0F, 1.5F}) {
      for (const Splits& splits : {Splits{}, Splits{0, 0, 0, 0}, Splits{1, 1, 1, 1}, Splits{0.9F, 0.05F, 0.5F, 0.2F}}) {
        const Rect screen = Rect::at({0, 0}, static_cast<float>(width), static_cast<float>(height));
        expect_no_gap_and_no_overlap(arrange(screen, splits, look_at(scale)), screen);
      }
    }
  }
}

TEST(Layout, NoSplitterSqueezesTheLoopAway) {
  const Rect screen = Rect::at({0, 0}, 1280, 800);
  for (const Splits& splits : {Splits{}, Splits{0.9F, 0.9F, 0.9F, 0.9F}, Splits{0.05F, 0.9F, 0.05F, 0.9F}}) {
    const Layout layout = arrange(screen, splits, look_at(1));
    EXPECT_GE(layout.loop.width(), 480);
    EXPECT_GE(layout.loop.height(), 240);
    EXPECT_GE(layout.program.width(), 250);
    EXPECT_GE(layout.program.height(), 120);
    EXPECT_GE(layout.inspector.width(), 240);
    EXPECT_GE(layout.bottom.height(), 110);
  }
}

// The layout with its splitters, driven by a mouse.
struct Dragged {
  Splits splits;
  Layout layout;
  bool changed = false;
  test::UiDriver ui{1600, 1000, [this](Frame& frame) {
                      const Root root(frame);
                      layout = arrange(frame.screen, splits, frame.look);
                      changed |= drag_splitters(widgets::Pen(frame.look), layout, frame.screen, splits);
                    }};
  Dragged() { ui.frame(); }
};

TEST(Splitters, MoveThePanesUnderTheMouse) {
  Dragged d;
  EXPECT_FALSE(d.changed);
  const float before = d.layout.program.width();
  d.ui.drag(d.layout.split_left.centre(), d.layout.split_left.centre() + Vec(100, 0));
  EXPECT_TRUE(d.changed);
  EXPECT_NEAR(d.layout.program.width(), before + 100, 2);
  const float inspector = d.layout.inspector.width();
  d.ui.drag(d.layout.split_right.centre(), d.layout.split_right.centre() + Vec(-60, 0));
  EXPECT_NEAR(d.layout.inspector.width(), inspector + 60, 2);
  const float bottom = d.layout.bottom.height();
  d.ui.drag(d.layout.split_bottom.centre(), d.layout.split_bottom.centre() + Vec(0, -50));
  EXPECT_NEAR(d.layout.bottom.height(), bottom + 50, 2);
  const float output = d.layout.output.height();
  d.ui.drag(d.layout.split_output.centre(), d.layout.split_output.centre() + Vec(0, 30));
  EXPECT_NEAR(d.layout.output.height(), output - 30, 2);
}

TEST(Splitters, GoBackByADoubleClick) {
  Dragged d;
  d.ui.drag(d.layout.split_left.centre(), d.layout.split_left.centre() + Vec(100, 0));
  EXPECT_NE(d.splits, Splits{});
  d.ui.double_click(d.layout.split_left.centre());
  EXPECT_EQ(d.splits, Splits{});
}

TEST(Splitters, DraggedFarAndBackAreAtTheMouseAgain) {
  Dragged d;
  const Vec start = d.layout.split_left.centre();
  d.ui.drag(start, {1590, start.y});
  const float widest = d.layout.program.width();
  EXPECT_LT(widest, 1600 - 480);
  d.ui.drag(d.layout.split_left.centre(), d.layout.split_left.centre() + Vec(-100, 0));
  EXPECT_NEAR(d.layout.program.width(), widest - 100, 2);
}

}  // namespace
}  // namespace orrery::shell
