#include "app/shell/style.hpp"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <string>

#include "app/widgets/icons.hpp"

namespace orrery::shell {
namespace {

using widgets::Face;
using widgets::Look;
using widgets::Type;

// ImGui keeps pointers to these as long as its atlas lives.
constexpr ImWchar letters[] = {0x20, 0xff, 0x2010, 0x2027, 0x2190, 0x23ff, 0x25a0, 0x25ff, 0};
constexpr ImWchar unused_letter[] = {0x2424, 0x2424, 0};

// The code points of the icons, each a range of its own.
constexpr auto icon_ranges = [] {
  std::array<ImWchar, 2 * std::size(widgets::icons::all) + 1> out{};
  for (std::size_t i = 0; i < std::size(widgets::icons::all); ++i) {
    const char* bytes = widgets::icons::all[i];  // three bytes of UTF-8
    const int code = (bytes[0] & 0x0f) << 12 | (bytes[1] & 0x3f) << 6 | (bytes[2] & 0x3f);
    out[2 * i] = out[2 * i + 1] = static_cast<ImWchar>(code);
  }
  return out;
}();

constexpr const char* regular = "opentype/inter/Inter-Regular.otf";
constexpr const char* medium = "opentype/inter/Inter-Medium.otf";
constexpr const char* semi_bold = "opentype/inter/Inter-SemiBold.otf";
constexpr const char* mono = "truetype/jetbrains-mono/JetBrainsMono-Regular.ttf";
constexpr const char* icons = "truetype/fork-awesome/forkawesome-webfont.ttf";

struct Recipe {
  Type type;
  const char* file;
  float size;  // design units
  bool with_icons;
  float spacing;  // between letters, design units
};

constexpr Recipe recipes[] = {
    {Type::body, regular, 16, true, 0},
    {Type::small, regular, 14, true, 0},
    {Type::tiny, regular, 13, true, 0},
    {Type::strong, semi_bold, 16, false, 0},
    {Type::small_strong, semi_bold, 14, false, 0},
    {Type::caps, medium, 12, false, 0.5F},
    {Type::title, semi_bold, 20, true, 0},
    {Type::display, semi_bold, 26, false, 0},
    {Type::mono, mono, 17, false, 0},
    {Type::mono_small, mono, 15, false, 0},
};

class Loader {
 public:
  Loader(float scale, const std::string& root) : scale_(scale), root_(root) {}

  Face load(const Recipe& recipe) const {
    const float size = pixels(recipe.size);
    const std::string path = find(recipe.file);
    if (path.empty()) return fallback(size);
    ImFontConfig config;
    space_letters(config, recipe.spacing * scale_);
    ImFont* font = atlas().AddFontFromFileTTF(path.c_str(), size, &config, letters);
    if (recipe.with_icons) merge_icons(size);
    return {font, size};
  }

  // The letters of mono in the middle of higher lines: ImGui takes a line's height from the first font of a merge, so
  // that one brings nothing but a letter that nobody writes.
  Face load_code(float letter, float line) const {
    const std::string path = find(mono);
    if (path.empty()) return fallback(pixels(letter));
    ImFontConfig base;
    atlas().AddFontFromFileTTF(path.c_str(), pixels(line), &base, unused_letter);
    ImFontConfig merged;
    merged.MergeMode = true;
    // The glyphs hang from the base's taller ascent; this share of the difference brings them to the middle.
    merged.GlyphOffset.y = -std::round((pixels(line) - pixels(letter)) * 0.27F);
    ImFont* font = atlas().AddFontFromFileTTF(path.c_str(), pixels(letter), &merged, letters);
    return {font, pixels(line)};
  }

  bool has_icons() const { return !find(icons).empty(); }

 private:
  static ImFontAtlas& atlas() { return *ImGui::GetIO().Fonts; }
  float pixels(float units) const { return std::max(8.0F, std::round(units * scale_)); }

  std::string find(const char* file) const {
    const std::filesystem::path path = std::filesystem::path(root_) / file;
    std::error_code error;
    return std::filesystem::is_regular_file(path, error) ? path.string() : std::string();
  }

  static void space_letters(ImFontConfig& config, float pixels) {
#if IMGUI_VERSION_NUM >= 19187
    config.GlyphExtraAdvanceX = pixels;
#else
    config.GlyphExtraSpacing.x = pixels;
#endif
  }

  Face fallback(float size) const {
    ImFontConfig config;
    config.SizePixels = size;
    return {atlas().AddFontDefault(&config), size};
  }

  void merge_icons(float size) const {
    const std::string path = find(icons);
    if (path.empty()) return;
    ImFontConfig config;
    config.MergeMode = true;
    config.GlyphMinAdvanceX = std::round(size * 0.95F);
    atlas().AddFontFromFileTTF(path.c_str(), std::round(size * 0.95F), &config, icon_ranges.data());
  }

  float scale_;
  std::string root_;
};

ImVec4 color(ImU32 c, float alpha = 1) {
  return ImGui::ColorConvertU32ToFloat4(widgets::with_alpha(c, alpha));
}

void color_style(const widgets::Theme& theme, ImGuiStyle& style) {
  const ImVec4 none{0, 0, 0, 0};
  for (int i = 0; i < ImGuiCol_COUNT; ++i) style.Colors[i] = none;
  const auto set = [&](int which, ImU32 c, float alpha = 1) { style.Colors[which] = color(c, alpha); };
  const ImU32 hover = widgets::mix(theme.raised, theme.accent, 0.18F);
  set(ImGuiCol_Text, theme.text), set(ImGuiCol_TextDisabled, theme.faint),
      set(ImGuiCol_TextSelectedBg, theme.accent, 0.3F);
  set(ImGuiCol_PopupBg, theme.is_dark ? theme.raised : theme.pane), set(ImGuiCol_Border, theme.line);
  set(ImGuiCol_WindowBg, theme.pane), set(ImGuiCol_ModalWindowDimBg, theme.ground, 0.7F);
  set(ImGuiCol_FrameBg, theme.raised), set(ImGuiCol_FrameBgHovered, hover), set(ImGuiCol_FrameBgActive, hover);
  set(ImGuiCol_Button, theme.raised), set(ImGuiCol_ButtonHovered, hover),
      set(ImGuiCol_ButtonActive, theme.accent, 0.4F);
  set(ImGuiCol_Header, theme.accent, 0.2F), set(ImGuiCol_HeaderHovered, theme.accent, 0.15F);
  set(ImGuiCol_HeaderActive, theme.accent, 0.3F), set(ImGuiCol_Separator, theme.line);
  set(ImGuiCol_ScrollbarGrab, theme.faint, 0.35F), set(ImGuiCol_ScrollbarGrabHovered, theme.faint, 0.6F);
  set(ImGuiCol_ScrollbarGrabActive, theme.faint, 0.9F), set(ImGuiCol_CheckMark, theme.accent);
  set(ImGuiCol_SliderGrab, theme.accent), set(ImGuiCol_SliderGrabActive, theme.accent);
  set(ImGuiCol_NavHighlight, theme.accent), set(ImGuiCol_DragDropTarget, theme.accent);
}

void space_style(ImGuiStyle& style) {
  style.WindowPadding = {14, 12}, style.FramePadding = {10, 6}, style.ItemSpacing = {8, 6};
  style.WindowRounding = 8, style.ChildRounding = 0, style.FrameRounding = 6, style.PopupRounding = 8;
  style.ScrollbarRounding = 6, style.GrabRounding = 6, style.ScrollbarSize = 10, style.GrabMinSize = 24;
  style.WindowBorderSize = 0, style.ChildBorderSize = 0, style.FrameBorderSize = 0, style.PopupBorderSize = 1;
  style.WindowMinSize = {1, 1};
}

}  // namespace

widgets::Theme theme_named(ThemeName name) {
  return name == ThemeName::light ? widgets::Theme::light() : widgets::Theme::dark();
}

Look load_look(ThemeName theme, float scale, const std::string& font_root) {
  ImGui::GetIO().Fonts->Clear();
  Look look{theme_named(theme)};
  look.scale = scale;
  const Loader loader(scale, font_root);
  for (const Recipe& recipe : recipes) look.faces[static_cast<int>(recipe.type)] = loader.load(recipe);
  look.faces[static_cast<int>(Type::code)] = loader.load_code(17, 22);
  look.icons = loader.has_icons();
  ImGui::GetIO().FontDefault = look.face(Type::small).font;
  return look;
}

void apply_style(const Look& look) {
  ImGuiStyle style;
  space_style(style);
  style.ScaleAllSizes(look.scale);
  color_style(look.theme, style);
  ImGui::GetStyle() = style;
}

}  // namespace orrery::shell
