#include "app/shell/gui.hpp"

#include <glad/gl.h>
#include <imgui.h>
//
#include <backends/imgui_impl_opengl3.h>

#include "app/shell/style.hpp"

namespace orrery::shell {

Gui::Gui(ThemeName theme, float scale)
    : context_(ImGui::CreateContext()), theme_(theme), look_(load_look(theme, scale)) {
  ImGui::GetIO().IniFilename = nullptr;  // our settings are ours
  ImGui::GetIO().LogFilename = nullptr;
  apply_style(look_);
  ImGui_ImplOpenGL3_Init("#version 330 core");
}

Gui::~Gui() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui::DestroyContext(context_);
}

void Gui::set_theme(ThemeName theme) {
  if (theme == theme_) return;
  theme_ = theme;
  look_.theme = theme_named(theme);
  apply_style(look_);
}

void Gui::set_scale(float scale) {
  if (scale == look_.scale) return;
  look_ = load_look(theme_, scale);
  apply_style(look_);
  ImGui_ImplOpenGL3_DestroyDeviceObjects();  // the next NewFrame makes them again, with the new letters
}

void Gui::render(const Draw& draw, Frame& frame) {
  ImGui_ImplOpenGL3_NewFrame();
  ImGui::NewFrame();
  draw(frame);
  ImGui::Render();
  const ImVec4 ground = ImGui::ColorConvertU32ToFloat4(look_.theme.ground);
  const ImVec2 size = ImGui::GetIO().DisplaySize;
  glViewport(0, 0, static_cast<int>(size.x), static_cast<int>(size.y));
  glClearColor(ground.x, ground.y, ground.z, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

}  // namespace orrery::shell
