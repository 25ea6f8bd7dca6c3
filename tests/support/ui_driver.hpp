#pragma once
// Drives panes and widgets without a window: ImGui's core with our fonts, a scripted mouse and a scripted keyboard. One
// driver at a time.
//
//   UiDriver ui(1600, 1000, [&](shell::Frame& frame) { draw_everything(frame); });
//   ui.frame();
//   ui.click({120, 40});
//
// A click takes three frames (move, press, release): ImGui sees an item one frame after the mouse came to it.

#include <imgui.h>

#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "app/shell/root.hpp"
#include "app/shell/style.hpp"

namespace orrery::test {

class UiDriver {
 public:
  using Vec = widgets::Vec;

  UiDriver(float width, float height, shell::Draw draw, shell::ThemeName theme = shell::ThemeName::dark,
           float scale = 1)
      : context_(ImGui::CreateContext()), draw_(std::move(draw)), look_(shell::load_look(theme, scale)), theme_(theme) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.DisplaySize = {width, height};
    fill_key_map(io);
    shell::apply_style(look_);
    unsigned char* pixels = nullptr;
    int w = 0;
    int h = 0;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &w, &h);  // builds the atlas
    move_mouse({-1e9F, -1e9F});
  }
  ~UiDriver() { ImGui::DestroyContext(context_); }
  UiDriver(const UiDriver&) = delete;
  UiDriver& operator=(const UiDriver&) = delete;

  const widgets::Look& look() const { return look_; }
  void set_draw(shell::Draw draw) { draw_ = std::move(draw); }
  void resize(float width, float height) { ImGui::GetIO().DisplaySize = {width, height}; }
  double now() const { return now_; }
  // Wishes of the last frame.
  bool closed() const { return closed_; }
  double busy_until() const { return busy_until_; }

  // Draws one frame, `elapsed` seconds after the one before. Shortcuts and dropped files given since reach it.
  void frame(float elapsed = 1.0F / 60) {
    ImGuiIO& io = ImGui::GetIO();
    io.DeltaTime = elapsed;
    ImGui::NewFrame();
    const auto keys = std::exchange(keys_, {});
    const auto dropped = std::exchange(dropped_, {});
    shell::Frame frame{look_, {{0, 0}, io.DisplaySize}, now_, elapsed, keys, dropped};
    frame.theme = theme_;
    draw_(frame);
    ImGui::Render();
    busy_until_ = frame.busy_until;
    closed_ = closed_ || frame.close;
    if (frame.theme != theme_) set_theme(frame.theme);
    now_ += static_cast<double>(elapsed);
    ++frames_;
  }
  void frames(int count, float elapsed = 1.0F / 60) {
    for (int i = 0; i < count; ++i) frame(elapsed);
  }

  // The mouse.
  void move_to(Vec at) {
    move_mouse(at);
    frame();
  }
  void press(int button = 0) {
    set_button(button, true);
    frame();
  }
  void release(int button = 0) {
    set_button(button, false);
    frame();
  }
  void click(Vec at, int button = 0) {
    move_to(at);
    press(button);
    release(button);
    frame(1);  // a second later: the next click makes no double click of this one
  }
  void double_click(Vec at) {
    move_to(at);
    press();
    release();
    press();
    release();
    frame(1);
  }
  void drag(Vec from, Vec to, int steps = 4) {
    move_to(from);
    press();
    for (int i = 1; i <= steps; ++i) move_to(from + (to - from) * (static_cast<float>(i) / static_cast<float>(steps)));
    release();
    frame(1);
  }
  void wheel(float notches) {
#if IMGUI_VERSION_NUM >= 18700
    ImGui::GetIO().AddMouseWheelEvent(0, notches);
#else
    ImGui::GetIO().MouseWheel = notches;
#endif
    frame();
  }

  // The keyboard: letters into the field that has it, a special key for ImGui's own use in one, shortcuts for the
  // program.
  void type(std::string_view words) {
    for (const char c : words) {
      ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(c));
      frame();
    }
  }
  void key(ImGuiKey which, bool ctrl = false) {
    set_key(which, true, ctrl);
    frame();
    set_key(which, false, false);
    frame();
  }
  void shortcut(shell::KeyChord chord) {
    keys_.push_back(chord);
    frame();
  }
  void drop(std::string path) {
    dropped_.push_back(std::move(path));
    frame();
  }

  // What was drawn in the last frame: vertices of all lists, to see that there is something.
  int vertices() const {
    return ImGui::GetDrawData()->TotalVtxCount;
  }
  int frames_drawn() const {
    return frames_;
  }
  bool wants_text() const {
    return ImGui::GetIO().WantTextInput;
  }

 private:
  void set_theme(shell::ThemeName theme) {
    theme_ = theme;
    look_.theme = shell::theme_named(theme);
    shell::apply_style(look_);
  }

#if IMGUI_VERSION_NUM >= 18700
  static void fill_key_map(ImGuiIO&) {}
  static void move_mouse(Vec at) {
    ImGui::GetIO().AddMousePosEvent(at.x, at.y);
  }
  static void set_button(int button, bool down) {
    ImGui::GetIO().AddMouseButtonEvent(button, down);
  }
  static void set_key(ImGuiKey key, bool down, bool ctrl) {
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, ctrl);
    ImGui::GetIO().AddKeyEvent(key, down);
  }
#else
  static void fill_key_map(ImGuiIO& io) {
    for (int i = 0; i < ImGuiKey_COUNT; ++i) io.KeyMap[i] = i + 1;
  }
  static void move_mouse(Vec at) {
    ImGui::GetIO().MousePos = at;
  }
  static void set_button(int button, bool down) {
    ImGui::GetIO().MouseDown[button] = down;
  }
  static void set_key(ImGuiKey key, bool down, bool ctrl) {
    ImGuiIO& io = ImGui::GetIO();
    io.KeyCtrl = ctrl;
    io.KeysDown[key + 1] = down;
  }
#endif

  ImGuiContext* context_;
  shell::Draw draw_;
  widgets::Look look_;
  shell::ThemeName theme_;
  std::vector<shell::KeyChord> keys_;
  std::vector<std::string> dropped_;
  double now_ = 0;
  double busy_until_ = 0;
  int frames_ = 0;
  bool closed_ = false;
};

}  // namespace orrery::test
