#include "app/shell/offscreen.hpp"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <glad/gl.h>
#include <imgui.h>
#include <stb_image_write.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "app/shell/gui.hpp"

namespace orrery::shell {
namespace {

[[noreturn]] void fail(const std::string& what) {
  throw NoRenderer("there is nothing to draw with: " + what +
                   ". Install libegl1 and libgl1 with Mesa's software renderer");
}

// An OpenGL context on a buffer in memory, without any display.
class Context {
 public:
  Context(int width, int height) {
    open_display();
    const EGLConfig config = choose_config();
    const EGLint size[] = {EGL_WIDTH, width, EGL_HEIGHT, height, EGL_NONE};
    surface_ = eglCreatePbufferSurface(display_, config, size);
    context_ = create_context(config);
    if (surface_ == EGL_NO_SURFACE || context_ == EGL_NO_CONTEXT ||
        !eglMakeCurrent(display_, surface_, surface_, context_)) {
      close();
      fail("no OpenGL 3.3 context of " + std::to_string(width) + " x " + std::to_string(height) + " pixels");
    }
    if (!gladLoadGL(eglGetProcAddress)) {
      close();
      fail("OpenGL's functions are missing");
    }
  }
  ~Context() { close(); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

 private:
  void open_display() {
    const char* extensions = eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS);
    if (!extensions || !std::strstr(extensions, "EGL_MESA_platform_surfaceless"))
      fail("EGL has no surfaceless platform");
    display_ = eglGetPlatformDisplay(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
    if (display_ == EGL_NO_DISPLAY || !eglInitialize(display_, nullptr, nullptr)) fail("EGL does not start");
    if (!eglBindAPI(EGL_OPENGL_API)) {
      close();
      fail("EGL knows no OpenGL");
    }
  }

  EGLConfig choose_config() {
    const EGLint wanted[] = {EGL_SURFACE_TYPE,
                             EGL_PBUFFER_BIT,
                             EGL_RENDERABLE_TYPE,
                             EGL_OPENGL_BIT,
                             EGL_RED_SIZE,
                             8,
                             EGL_GREEN_SIZE,
                             8,
                             EGL_BLUE_SIZE,
                             8,
                             EGL_ALPHA_SIZE,
                             8,
                             EGL_NONE};
    EGLConfig config = nullptr;
    EGLint count = 0;
    if (!eglChooseConfig(display_, wanted, &config, 1, &count) || count < 1) {
      close();
      fail("EGL has no buffer of 8 bits a colour");
    }
    return config;
  }

  EGLContext create_context(EGLConfig config) const {
    const EGLint wanted[] = {EGL_CONTEXT_MAJOR_VERSION,
                             3,
                             EGL_CONTEXT_MINOR_VERSION,
                             3,
                             EGL_CONTEXT_OPENGL_PROFILE_MASK,
                             EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                             EGL_CONTEXT_OPENGL_FORWARD_COMPATIBLE,
                             EGL_TRUE,
                             EGL_NONE};
    return eglCreateContext(display_, config, EGL_NO_CONTEXT, wanted);
  }

  void close() {
    if (display_ == EGL_NO_DISPLAY) return;
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    if (context_ != EGL_NO_CONTEXT) eglDestroyContext(display_, context_);
    if (surface_ != EGL_NO_SURFACE) eglDestroySurface(display_, surface_);
    eglTerminate(display_);
    eglReleaseThread();
    display_ = EGL_NO_DISPLAY;
  }

  EGLDisplay display_ = EGL_NO_DISPLAY;
  EGLSurface surface_ = EGL_NO_SURFACE;
  EGLContext context_ = EGL_NO_CONTEXT;
};

void use_software_renderer() {
  if (::setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1) != 0) fail("the environment is full");
}

}  // namespace

struct Offscreen::Inside {
  Inside(int w, int h, ThemeName t, float scale) : width(w), height(h), context(w, h), gui(t, scale), theme(t) {}
  int width, height;
  Context context;
  Gui gui;
  ThemeName theme;
  double now = 0;
};

Offscreen::Offscreen(int width, int height, ThemeName theme, float scale) {
  if (width < 1 || height < 1 || width > 16384 || height > 16384)
    throw NoRenderer("a picture has 1 to 16384 pixels a side");
  use_software_renderer();
  inside_ = std::make_unique<Inside>(width, height, theme, scale);
}

Offscreen::~Offscreen() = default;

void Offscreen::draw(const Draw& draw, float elapsed) {
  Inside& in = *inside_;
  in.gui.set_theme(in.theme);
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = {static_cast<float>(in.width), static_cast<float>(in.height)};
  io.DeltaTime = elapsed;
  Frame frame{in.gui.look(), {{0, 0}, io.DisplaySize}, in.now, elapsed};
  frame.theme = in.theme;
  in.gui.render(draw, frame);
  in.theme = frame.theme;
  in.now += static_cast<double>(elapsed);
}

void Offscreen::set_theme(ThemeName theme) {
  inside_->theme = theme;
}

Picture Offscreen::read() const {
  const Inside& in = *inside_;
  Picture picture{in.width, in.height, {}};
  const std::size_t stride = static_cast<std::size_t>(in.width) * 4;
  std::vector<std::uint8_t> upside_down(stride * static_cast<std::size_t>(in.height));
  glReadBuffer(GL_BACK);
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, in.width, in.height, GL_RGBA, GL_UNSIGNED_BYTE, upside_down.data());
  picture.rgba.reserve(upside_down.size());
  for (std::size_t y = static_cast<std::size_t>(in.height); y-- > 0;)
    picture.rgba.insert(picture.rgba.end(), upside_down.begin() + static_cast<std::ptrdiff_t>(y * stride),
                        upside_down.begin() + static_cast<std::ptrdiff_t>((y + 1) * stride));
  for (std::size_t i = 3; i < picture.rgba.size(); i += 4) picture.rgba[i] = 255;
  return picture;
}

void write_png(const Picture& picture, const std::string& path) {
  errno = 0;
  if (stbi_write_png(path.c_str(), picture.width, picture.height, 4, picture.rgba.data(), picture.width * 4) != 0)
    return;
  throw std::runtime_error("can't write " + path + (errno ? std::string(": ") + std::strerror(errno) : std::string()));
}

}  // namespace orrery::shell
