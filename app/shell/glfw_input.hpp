#pragma once
// Our GLFW callbacks: they forward to ImGui and keep shortcuts and dropped files for the program.

#include <string>
#include <utility>
#include <vector>

#include "app/shell/keys.hpp"

struct GLFWwindow;

namespace orrery::shell {

// Installs the callbacks for its lifetime. ImGui's platform backend must be there already, without callbacks of its
// own.
class GlfwInput {
 public:
  explicit GlfwInput(GLFWwindow* window);
  ~GlfwInput();
  GlfwInput(const GlfwInput&) = delete;
  GlfwInput& operator=(const GlfwInput&) = delete;

  std::vector<KeyChord> take_keys() { return std::exchange(keys_, {}); }
  std::vector<std::string> take_dropped() { return std::exchange(dropped_, {}); }
  // Whether anything came since the last time.
  bool take_activity() { return std::exchange(active_, false); }
  // To be called when a frame has been drawn. ImGui looks at the keys once a frame: what is let go after a key
  // was pressed, between the same two frames, is let go here, or a slow frame would swallow the key or its Ctrl.
  void end_frame();

 private:
  struct Release {
    int key, scancode, mods;
  };
  static GlfwInput& of(GLFWwindow* window);
  static void on_key(GLFWwindow* window, int key, int scancode, int action, int mods);
  static void on_character(GLFWwindow* window, unsigned code);
  static void on_drop(GLFWwindow* window, int count, const char** paths);
  static void on_cursor(GLFWwindow* window, double x, double y);
  void install_pointer();
  void add(KeyChord chord);
  void release(Release which);

  GLFWwindow* window_;
  std::vector<KeyChord> keys_;
  std::vector<std::string> dropped_;
  std::vector<Release> late_;
  bool pressed_ = false;  // a key, since the last frame
  bool active_ = true;
  bool repeating_ = false;  // of the key that the next character comes from
  bool modified_ = false;   // Ctrl or Alt is down: its character is no shortcut of its own
};

// The chord of a key that GLFW reports, Key::none when it is one that comes as a character or that we don't know.
// `name` is glfwGetKeyName's answer or null; `key` and `mods` are GLFW's.
KeyChord chord_of(int key, int mods, bool repeat, const char* name);
// The chord of a typed character: letters as capitals.
KeyChord chord_of_character(unsigned code, bool shift, bool repeat);
// Whether a chord means something to a text field that is being edited, and so is no shortcut then.
bool is_for_text(const KeyChord& chord);

}  // namespace orrery::shell
