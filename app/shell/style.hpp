#pragma once
// ImGui's style and fonts after our theme. Needs an ImGui context, no GL.

#include "app/shell/frame.hpp"
#include "app/widgets/look.hpp"

namespace orrery::shell {

// Fills ImGui's font atlas and returns the look with its faces. Fonts that are not installed are replaced by ImGui's
// own one; icons are then left out. The atlas's texture must be made anew afterwards.
widgets::Look load_look(ThemeName theme, float scale, const std::string& font_root = "/usr/share/fonts");

// Sets ImGui's style from the look: for menus, fields, scroll bars and whatever else ImGui draws itself.
void apply_style(const widgets::Look& look);

widgets::Theme theme_named(ThemeName name);

}  // namespace orrery::shell
