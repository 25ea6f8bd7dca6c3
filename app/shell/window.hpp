#pragma once
// The window: GLFW, OpenGL 3.3 and ImGui behind one function that draws when there is a reason to.

#include <memory>
#include <stdexcept>
#include <string>

#include "app/shell/frame.hpp"

namespace orrery::shell {

struct WindowOptions {
  int width = 1600;  // design units
  int height = 1000;
  std::string title = "Orrery";
  ThemeName theme = ThemeName::dark;
  bool maximised = false;
};

// The window can't be opened: what() is one sentence for the user.
struct NoDisplay : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// One window of the program; one at a time, on the main thread. Draws when input came, when the program asked for
// frames, or when wake() was called; waits otherwise, using no processor time.
class Window {
 public:
  explicit Window(const WindowOptions& options);  // throws NoDisplay
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  // Draws frames until the window is closed.
  void run(const Draw& draw);
  // The size in design units, for the settings.
  int width() const;
  int height() const;
  bool maximised() const;

  // Wakes the waiting window from any thread, while a Window lives.
  static void wake();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// Opens a window, runs it until it is closed and returns the process's exit code: 0, or 2 with a sentence on standard
// error when there is no display. Writes the size at the end into `options`.
int open_window(WindowOptions& options, const Draw& draw);

}  // namespace orrery::shell
