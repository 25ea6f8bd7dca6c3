#include "app/shell/root.hpp"

#include <imgui.h>

namespace orrery::shell {

Root::Root(const Frame& frame) {
  constexpr int flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                        ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                        ImGuiWindowFlags_NoScrollWithMouse;
  ImGui::SetNextWindowPos(frame.screen.min);
  ImGui::SetNextWindowSize({frame.screen.width(), frame.screen.height()});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
  ImGui::Begin("orrery", nullptr, flags);
  ImGui::PopStyleVar(2);
}

Root::~Root() {
  ImGui::End();
}

}  // namespace orrery::shell
