#pragma once
// ImGui with its OpenGL backend and our look: what the window and the off-screen pictures have in common. An OpenGL 3.3
// context must be current as long as it lives; one at a time.

#include "app/shell/frame.hpp"
#include "app/widgets/look.hpp"

struct ImGuiContext;

namespace orrery::shell {

class Gui {
 public:
  Gui(ThemeName theme, float scale);
  ~Gui();
  Gui(const Gui&) = delete;
  Gui& operator=(const Gui&) = delete;

  const widgets::Look& look() const { return look_; }
  ThemeName theme() const { return theme_; }
  // Between frames only.
  void set_theme(ThemeName theme);
  void set_scale(float scale);

  // One frame: ImGui's NewFrame, `draw`, and the picture into the current framebuffer. io.DisplaySize, DeltaTime and
  // the input must be set.
  void render(const Draw& draw, Frame& frame);

 private:
  ImGuiContext* context_;
  ThemeName theme_;
  widgets::Look look_;
};

}  // namespace orrery::shell
