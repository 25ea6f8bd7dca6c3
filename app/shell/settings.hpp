#pragma once
// What the program remembers: $XDG_CONFIG_HOME/orrery/settings.json, or ~/.config/orrery/settings.json.

#include <filesystem>
#include <optional>
#include <string>

#include "app/shell/frame.hpp"
#include "app/shell/layout.hpp"

namespace orrery::shell {

struct Settings {
  ThemeName theme = ThemeName::dark;
  Splits splits;
  int width = 1600;  // window, design units
  int height = 1000;
  bool maximised = false;
  double speed = 1;  // 0.05 .. 20
  friend bool operator==(const Settings&, const Settings&) = default;
};

struct LoadedSettings {
  Settings settings;    // defaults where the file says nothing or nonsense
  std::string message;  // empty, or one sentence for the user about a broken file
};

// The path after the environment; none when neither variable is set.
std::optional<std::filesystem::path> settings_path();

// Never throws: a missing file gives the defaults, a broken one the defaults and a message.
LoadedSettings load_settings(const std::filesystem::path& path);

// Writes a new file beside the old one and renames it over it, so that a crash leaves the old or the new one. Returns
// an empty string or one sentence about what failed.
std::string save_settings(const std::filesystem::path& path, const Settings& settings);

}  // namespace orrery::shell
