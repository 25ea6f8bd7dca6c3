// Every widget in every theme, scale and size of window, without a window.
#include <gtest/gtest.h>

#include "app/widgets/icons.hpp"
#include "tests/app/gallery/gallery.hpp"
#include "tests/support/ui_driver.hpp"

namespace orrery {
namespace {

class Gallery : public testing::TestWithParam<void (*)(shell::Frame&)> {};
INSTANTIATE_TEST_SUITE_P(Sheet, Gallery,
                         testing::Values(gallery::draw_things, gallery::draw_controls, gallery::draw_texts));

TEST_P(Gallery, DrawsInBothThemesAndAtEveryScale) {
  for (const auto theme : {shell::ThemeName::dark, shell::ThemeName::light}) {
    for (const float scale : {1.0F, 2.0F}) {
      test::UiDriver ui(1600, 1000, GetParam(), theme, scale);
      ui.frames(3);
      EXPECT_GT(ui.vertices(), 2000);
    }
  }
}

TEST_P(Gallery, OutlivesTheMouseEverywhereAndTheSmallestWindow) {
  test::UiDriver ui(1600, 1000, GetParam());
  for (float y = 5; y < 1000; y += 61)
    for (float x = 5; x < 1600; x += 83) ui.move_to({x, y});
  ui.click({300, 80});
  ui.drag({400, 100}, {700, 500});
  ui.wheel(-3);
  ui.resize(40, 30);
  ui.frames(3);
  ui.resize(1600, 1000);
  ui.frames(3);
  EXPECT_GT(ui.vertices(), 2000);
}

TEST(Fonts, EveryIconHasItsPicture) {
  test::UiDriver ui(100, 100, [](shell::Frame&) {});
  ASSERT_TRUE(ui.look().icons);
  for (const char* glyph : widgets::icons::all) {
    const auto code = static_cast<unsigned>((glyph[0] & 0x0f) << 12 | (glyph[1] & 0x3f) << 6 | (glyph[2] & 0x3f));
    for (const auto type : {widgets::Type::body, widgets::Type::small, widgets::Type::tiny, widgets::Type::title})
      EXPECT_NE(ui.look().face(type).font->FindGlyphNoFallback(static_cast<ImWchar>(code)), nullptr)
          << std::hex << code;
  }
}

TEST(Fonts, MissingOnesAreReplaced) {
  ImGuiContext* context = ImGui::CreateContext();
  const widgets::Look look = shell::load_look(shell::ThemeName::dark, 1, "/nowhere");
  EXPECT_FALSE(look.icons);
  for (const widgets::Face& face : look.faces) {
    ASSERT_NE(face.font, nullptr);
    EXPECT_GT(face.size, 7);
  }
  unsigned char* pixels = nullptr;
  int width = 0;
  int height = 0;
  ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  EXPECT_TRUE(look.faces[0].font->IsLoaded());
  ImGui::DestroyContext(context);
}

}  // namespace
}  // namespace orrery
