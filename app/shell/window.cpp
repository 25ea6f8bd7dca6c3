#include "app/shell/window.hpp"

#include <glad/gl.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui.h>
//
#include <backends/imgui_impl_glfw.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <vector>

#include "app/shell/glfw_input.hpp"
#include "app/shell/gui.hpp"

namespace orrery::shell {
namespace {

constexpr double frame_time = 1.0 / 60;  // where the display does not set the pace
constexpr int frames_after_input = 3;    // ImGui shows the outcome of a click two frames later

std::string glfw_reason() {
  const char* words = nullptr;
  glfwGetError(&words);
  return words ? words : "no reason given";
}

// GLFW's life, so that a failure later on ends it too.
struct Library {
  Library() {
    if (!glfwInit())
      throw NoDisplay(
          "there is no display: set DISPLAY, or run headless: orrery run FILE, orrery shot FILE --out x.png");
  }
  ~Library() { glfwTerminate(); }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
};

float content_scale(GLFWwindow* window) {
  float x = 1;
  float y = 1;
  glfwGetWindowContentScale(window, &x, &y);
  return std::clamp(std::round(std::max(x, y) * 8) / 8, 0.75F, 4.0F);
}

struct GlWindow {
  explicit GlWindow(const WindowOptions& options) {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);  // shown with its first picture
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHint(GLFW_MAXIMIZED, options.maximised ? GLFW_TRUE : GLFW_FALSE);
    handle = glfwCreateWindow(std::max(320, options.width), std::max(240, options.height), options.title.c_str(),
                              nullptr, nullptr);
    if (!handle) throw NoDisplay("no window with OpenGL 3.3 could be opened: " + glfw_reason());
    glfwSetWindowSizeLimits(handle, 640, 400, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwMakeContextCurrent(handle);
    glfwSwapInterval(1);
    if (gladLoadGL(glfwGetProcAddress)) return;
    glfwDestroyWindow(handle);
    throw NoDisplay("OpenGL's functions are missing");
  }
  ~GlWindow() { glfwDestroyWindow(handle); }
  GlWindow(const GlWindow&) = delete;
  GlWindow& operator=(const GlWindow&) = delete;
  GLFWwindow* handle = nullptr;
};

// ImGui's half of the window library. Our callbacks forward to it.
struct Platform {
  explicit Platform(GLFWwindow* window) { ImGui_ImplGlfw_InitForOpenGL(window, false); }
  ~Platform() { ImGui_ImplGlfw_Shutdown(); }
  Platform(const Platform&) = delete;
  Platform& operator=(const Platform&) = delete;
};

}  // namespace

struct Window::Inside {
  explicit Inside(const WindowOptions& options)
      : window(options),
        gui(options.theme, content_scale(window.handle)),
        platform(window.handle),
        input(window.handle) {}

  void wait();
  void draw_frame(const Draw& draw);
  void begin_input();
  void obey(const Frame& frame);

  Library library;
  GlWindow window;
  Gui gui;
  Platform platform;
  GlfwInput input;
  double start = glfwGetTime();
  double last = start - frame_time;
  double busy_until = 0;
  double look_again = std::numeric_limits<double>::infinity();
  int frames = frames_after_input;
  bool shown = false;
  std::string title;
};

// Sleeps until something happens, or until the next frame of a motion is due.
void Window::Inside::wait() {
  const double now = glfwGetTime();
  if (frames > 0 || now - start < busy_until) {
    const double rest = frame_time - (now - last);
    if (rest > 0.001)
      glfwWaitEventsTimeout(rest);
    else
      glfwPollEvents();
    return;
  }
  if (std::isinf(look_again)) {
    glfwWaitEvents();
    frames = 1;  // for wake(); input asks for more of its own
  } else {
    glfwWaitEventsTimeout(std::max(look_again, frame_time));
  }
}

// Everything is drawn in the pixels of the framebuffer; the mouse may come in larger units.
void Window::Inside::begin_input() {
  gui.set_scale(content_scale(window.handle));
  ImGui_ImplGlfw_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  const ImVec2 ratio = io.DisplayFramebufferScale;
  io.DisplaySize = {io.DisplaySize.x * ratio.x, io.DisplaySize.y * ratio.y};
  io.DisplayFramebufferScale = {1, 1};
#if IMGUI_VERSION_NUM < 18700
  if (ratio.x != 1 && io.MousePos.x > -1e6F) io.MousePos = {io.MousePos.x * ratio.x, io.MousePos.y * ratio.y};
#endif
}

void Window::Inside::obey(const Frame& frame) {
  busy_until = frame.busy_until;
  look_again = frame.look_again;
  frames = std::max(frames - 1, frame.more_frames);
  if (frame.theme != gui.theme()) {
    gui.set_theme(frame.theme);
    frames = std::max(frames, 1);
  }
  if (!frame.title.empty() && frame.title != title) {
    title = frame.title;
    glfwSetWindowTitle(window.handle, title.c_str());
  }
  if (frame.close) glfwSetWindowShouldClose(window.handle, GLFW_TRUE);
}

void Window::Inside::draw_frame(const Draw& draw) {
  int width = 0;
  int height = 0;
  glfwGetFramebufferSize(window.handle, &width, &height);
  if (width == 0 || height == 0) {  // minimised: nothing to draw; the next event wakes us
    frames = 0;
    busy_until = 0;
    return;
  }
  begin_input();
  if (input.take_activity()) frames = frames_after_input;
  const double now = glfwGetTime();
  const std::vector<KeyChord> keys = input.take_keys();
  const std::vector<std::string> dropped = input.take_dropped();
  Frame frame{gui.look(), {{0, 0}, ImGui::GetIO().DisplaySize}, now - start, static_cast<float>(now - last), keys,
              dropped};
  frame.theme = gui.theme();
  last = now;
  gui.render(draw, frame);
  input.end_frame();
  glfwSwapBuffers(window.handle);
  if (!shown) glfwShowWindow(window.handle);
  shown = true;
  obey(frame);
}

Window::Window(const WindowOptions& options) : inside_(std::make_unique<Inside>(options)) {}
Window::~Window() = default;

void Window::run(const Draw& draw) {
  Inside& in = *inside_;
  in.draw_frame(draw);
  while (!glfwWindowShouldClose(in.window.handle)) {
    in.wait();
    if (!glfwWindowShouldClose(in.window.handle)) in.draw_frame(draw);
  }
}

int Window::width() const {
  int width = 0;
  glfwGetWindowSize(inside_->window.handle, &width, nullptr);
  return static_cast<int>(std::lround(static_cast<float>(width) / inside_->gui.look().scale));
}

int Window::height() const {
  int height = 0;
  glfwGetWindowSize(inside_->window.handle, nullptr, &height);
  return static_cast<int>(std::lround(static_cast<float>(height) / inside_->gui.look().scale));
}

bool Window::maximised() const {
  return glfwGetWindowAttrib(inside_->window.handle, GLFW_MAXIMIZED) == GLFW_TRUE;
}

void Window::wake() {
  glfwPostEmptyEvent();
}

int open_window(WindowOptions& options, const Draw& draw) {
  try {
    Window window(options);
    window.run(draw);
    options.maximised = window.maximised();
    if (options.maximised) return 0;  // the size to come back to is the old one
    options.width = window.width();
    options.height = window.height();
    return 0;
  } catch (const NoDisplay& problem) {
    std::fprintf(stderr, "orrery: %s\n", problem.what());
    return 2;
  }
}

}  // namespace orrery::shell
