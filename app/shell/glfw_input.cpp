#include "app/shell/glfw_input.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>
//
#include <backends/imgui_impl_glfw.h>

namespace orrery::shell {
namespace {

constexpr std::size_t longest_queue = 256;  // more keys than that within a frame are noise

bool is_down(GLFWwindow* window, int left, int right) {
  return glfwGetKey(window, left) == GLFW_PRESS || glfwGetKey(window, right) == GLFW_PRESS;
}

}  // namespace

GlfwInput& GlfwInput::of(GLFWwindow* window) {
  return *static_cast<GlfwInput*>(glfwGetWindowUserPointer(window));
}

GlfwInput::GlfwInput(GLFWwindow* window) : window_(window) {
  glfwSetWindowUserPointer(window, this);
  glfwSetKeyCallback(window, on_key);
  glfwSetCharCallback(window, on_character);
  glfwSetDropCallback(window, on_drop);
  install_pointer();
}

// The pointer and the window's own events: forwarded, and a reason to draw.
void GlfwInput::install_pointer() {
  glfwSetCursorPosCallback(window_, on_cursor);
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int mods) {
    of(w).active_ = true;
    ImGui_ImplGlfw_MouseButtonCallback(w, button, action, mods);
  });
  glfwSetScrollCallback(window_, [](GLFWwindow* w, double x, double y) {
    of(w).active_ = true;
    ImGui_ImplGlfw_ScrollCallback(w, x, y);
  });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int entered) {
    of(w).active_ = true;
    ImGui_ImplGlfw_CursorEnterCallback(w, entered);
  });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int focused) {
    of(w).active_ = true;
    ImGui_ImplGlfw_WindowFocusCallback(w, focused);
  });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { of(w).active_ = true; });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { of(w).active_ = true; });
}

GlfwInput::~GlfwInput() {
  glfwSetKeyCallback(window_, nullptr);
  glfwSetCharCallback(window_, nullptr);
  glfwSetDropCallback(window_, nullptr);
  glfwSetCursorPosCallback(window_, nullptr);
  glfwSetMouseButtonCallback(window_, nullptr);
  glfwSetScrollCallback(window_, nullptr);
  glfwSetCursorEnterCallback(window_, nullptr);
  glfwSetWindowFocusCallback(window_, nullptr);
  glfwSetFramebufferSizeCallback(window_, nullptr);
  glfwSetWindowRefreshCallback(window_, nullptr);
}

void GlfwInput::add(KeyChord chord) {
  if (chord.key == Key::none || keys_.size() >= longest_queue) return;
  if (ImGui::GetIO().WantTextInput && is_for_text(chord)) return;
  keys_.push_back(chord);
}

void GlfwInput::on_key(GLFWwindow* window, int key, int scancode, int action, int mods) {
  GlfwInput& input = of(window);
  input.active_ = true;
  if (action == GLFW_RELEASE) return input.release({key, scancode, mods});
  input.pressed_ = true;
  ImGui_ImplGlfw_KeyCallback(window, key, scancode, action, mods);
  input.repeating_ = action == GLFW_REPEAT;
  input.modified_ = (mods & (GLFW_MOD_CONTROL | GLFW_MOD_SUPER | GLFW_MOD_ALT)) != 0;
  input.add(chord_of(key, mods, input.repeating_, glfwGetKeyName(key, scancode)));
}

void GlfwInput::release(Release which) {
  if (pressed_)
    late_.push_back(which);
  else
    ImGui_ImplGlfw_KeyCallback(window_, which.key, which.scancode, GLFW_RELEASE, which.mods);
}

void GlfwInput::end_frame() {
  pressed_ = false;
  for (const Release& which : std::exchange(late_, {})) release(which);
}

void GlfwInput::on_character(GLFWwindow* window, unsigned code) {
  GlfwInput& input = of(window);
  input.active_ = true;
  ImGui_ImplGlfw_CharCallback(window, code);
  if (input.modified_) return;
  const bool shift = is_down(window, GLFW_KEY_LEFT_SHIFT, GLFW_KEY_RIGHT_SHIFT);
  input.add(chord_of_character(code, shift, input.repeating_));
}

void GlfwInput::on_drop(GLFWwindow* window, int count, const char** paths) {
  GlfwInput& input = of(window);
  input.active_ = true;
  for (int i = 0; i < count; ++i) input.dropped_.emplace_back(paths[i]);
}

void GlfwInput::on_cursor(GLFWwindow* window, [[maybe_unused]] double x, [[maybe_unused]] double y) {
  of(window).active_ = true;
#if IMGUI_VERSION_NUM >= 18700  // before, the backend asks for the place itself
  int width = 1;
  int pixels = 1;
  glfwGetWindowSize(window, &width, nullptr);
  glfwGetFramebufferSize(window, &pixels, nullptr);
  const double ratio = width > 0 ? static_cast<double>(pixels) / width : 1;
  ImGui_ImplGlfw_CursorPosCallback(window, x * ratio, y * ratio);
#endif
}

}  // namespace orrery::shell
