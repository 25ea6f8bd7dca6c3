#pragma once
// Pictures without a display: EGL's surfaceless platform on Mesa's software renderer.

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "app/shell/frame.hpp"

namespace orrery::shell {

// Rows from the top, four bytes a pixel, alpha 255.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;
};

// EGL or OpenGL is missing: what() is one sentence for the user.
struct NoRenderer : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Draws frames of a fixed size into memory. One at a time in a process, and not beside a Window. Same program, same
// pixels.
class Offscreen {
 public:
  // Size in pixels; `scale` pixels for a design unit. Throws NoRenderer. Sets LIBGL_ALWAYS_SOFTWARE for the process.
  Offscreen(int width, int height, ThemeName theme = ThemeName::dark, float scale = 1);
  ~Offscreen();
  Offscreen(const Offscreen&) = delete;
  Offscreen& operator=(const Offscreen&) = delete;

  // Draws one frame, `elapsed` seconds after the one before. Things of ImGui settle in the second frame: draw two or
  // more before a picture.
  void draw(const Draw& draw, float elapsed = 1.0F / 60);
  // What the last frame shows.
  Picture read() const;
  // Changes the colours from the next frame on.
  void set_theme(ThemeName theme);

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

// Writes a PNG file; throws std::runtime_error with the path and the reason.
void write_png(const Picture& picture, const std::string& path);

}  // namespace orrery::shell
