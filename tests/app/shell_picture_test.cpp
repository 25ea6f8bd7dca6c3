// With a real renderer, without a display; and the window's answer when there is none.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>

#include "app/shell/offscreen.hpp"
#include "app/shell/window.hpp"
#include "tests/app/gallery/gallery.hpp"
#include "tests/support/mesa_leaks.hpp"

namespace orrery::shell {
namespace {

Picture shot(ThemeName theme) {
  const test::MesaLeaks allowed;
  Offscreen screen(800, 500, theme);
  for (int i = 0; i < 3; ++i) screen.draw(gallery::draw_things);
  return screen.read();
}

std::uint32_t pixel(const Picture& p, int x, int y) {
  const std::size_t at =
      (static_cast<std::size_t>(y) * static_cast<std::size_t>(p.width) + static_cast<std::size_t>(x)) * 4;
  return static_cast<std::uint32_t>(p.rgba[at] << 16 | p.rgba[at + 1] << 8 | p.rgba[at + 2]);
}

TEST(Offscreen, DrawsTheSamePixelsEveryTime) {
  const Picture first = shot(ThemeName::dark);
  const Picture second = shot(ThemeName::dark);
  EXPECT_EQ(first.width, 800);
  EXPECT_EQ(first.rgba.size(), 800U * 500U * 4U);
  EXPECT_EQ(first.rgba, second.rgba);
}

TEST(Offscreen, DrawsInTheColoursOfTheTheme) {
  const Picture dark = shot(ThemeName::dark);
  const Picture light = shot(ThemeName::light);
  EXPECT_EQ(pixel(dark, 2, 2), 0x0f131aU);
  EXPECT_EQ(pixel(light, 2, 2), 0xf7f9fcU);
  std::set<std::uint32_t> colours;
  for (int y = 0; y < 500; y += 3)
    for (int x = 0; x < 800; x += 3) colours.insert(pixel(dark, x, y));
  EXPECT_GT(colours.size(), 100U);
}

TEST(Offscreen, TellsTheFrameItsTimeAndTakesItsWishes) {
  const test::MesaLeaks allowed;
  Offscreen screen(64, 64);
  double now = -1;
  screen.draw([](Frame& frame) { frame.theme = ThemeName::light; }, 0.5F);
  screen.draw([&](Frame& frame) {
    now = frame.now;
    EXPECT_FALSE(frame.look.theme.is_dark);
    EXPECT_EQ(frame.screen.width(), 64);
  });
  EXPECT_DOUBLE_EQ(now, 0.5);
}

TEST(Offscreen, RefusesSizesThatAreNone) {
  EXPECT_THROW(Offscreen(0, 10), NoRenderer);
  EXPECT_THROW(Offscreen(10, -1), NoRenderer);
  EXPECT_THROW(Offscreen(1'000'000, 10), NoRenderer);
}

TEST(Png, IsWrittenAndAFailureNamesThePath) {
  const Picture picture{2, 1, {255, 0, 0, 255, 0, 255, 0, 255}};
  const std::string path = testing::TempDir() + "orrery-two-pixels.png";
  write_png(picture, path);
  std::ifstream file(path, std::ios::binary);
  std::string head(8, 0);
  file.read(head.data(), 8);
  EXPECT_EQ(head, "\x89PNG\r\n\x1a\n");
  std::remove(path.c_str());
  try {
    write_png(picture, "/nowhere/at/all.png");
    FAIL() << "no exception";
  } catch (const std::runtime_error& problem) {
    EXPECT_NE(std::string(problem.what()).find("/nowhere/at/all.png"), std::string::npos);
  }
}

[[noreturn]] void open_without_display() {
  ::unsetenv("DISPLAY");
  ::unsetenv("WAYLAND_DISPLAY");
  WindowOptions options;
  std::exit(open_window(options, [](Frame& frame) { frame.close = true; }));
}

TEST(WindowDeathTest, WithoutADisplaySaysSoAndEndsWithTwo) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  EXPECT_EXIT(open_without_display(), testing::ExitedWithCode(2),
              "^orrery: there is no display: set DISPLAY, or run headless");
}

}  // namespace
}  // namespace orrery::shell
