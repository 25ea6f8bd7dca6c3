#include "app/shell/window.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "app/cli/cli.hpp"
#include "app/shell/desk.hpp"
#include "app/shell/settings.hpp"

namespace orrery::cli {

std::string scenario_folder() {
  if (const char* folder = std::getenv("ORRERY_SCENARIOS")) return folder;
  std::error_code unknown;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", unknown);
  const auto installed = program.parent_path().parent_path() / "share/orrery/scenarios";
  for (const std::filesystem::path& folder : {installed, std::filesystem::path(ORRERY_SOURCE_SCENARIOS),
                                             std::filesystem::path(ORRERY_INSTALLED_SCENARIOS)})
    if (std::filesystem::is_directory(folder, unknown)) return folder;
  return "scenarios";
}

int window(const std::string& file, const session::RunOptions& options) {
  const auto settings_file = shell::settings_path();
  shell::LoadedSettings loaded = settings_file ? shell::load_settings(*settings_file) : shell::LoadedSettings{};
  shell::Settings& settings = loaded.settings;
  app::AppState state(
      {scenario_folder(), settings.theme == shell::ThemeName::dark, settings.speed, shell::Window::wake, options});
  shell::Desk desk{.splits = settings.splits};
  if (!loaded.message.empty()) state.tell(loaded.message);
  if (!file.empty()) state.apply(app::command::Open{file});
  shell::WindowOptions window{settings.width, settings.height, "Orrery", settings.theme, settings.maximised};
  const int code = shell::open_window(window, [&](shell::Frame& frame) { shell::frame(frame, state, desk); });
  if (code != exit_ok || !settings_file) return code;
  settings = {state.dark() ? shell::ThemeName::dark : shell::ThemeName::light,
              desk.splits, window.width, window.height, window.maximised, state.speed()};
  const std::string problem = shell::save_settings(*settings_file, settings);
  if (!problem.empty()) std::fprintf(stderr, "orrery: %s\n", problem.c_str());
  return exit_ok;
}

}  // namespace orrery::cli
