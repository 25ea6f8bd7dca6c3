#include "app/shell/settings.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

namespace orrery::shell {
namespace {

using nlohmann::json;

// Takes a number if it is one and inside its limits; leaves the default otherwise.
template <class Number>
void take(const json& from, const char* name, Number& into, Number low, Number high) {
  const auto it = from.find(name);
  if (it == from.end() || !it->is_number()) return;
  const double value = it->template get<double>();
  if (value >= static_cast<double>(low) && value <= static_cast<double>(high)) into = static_cast<Number>(value);
}

Settings settings_of(const json& document) {
  Settings out;
  if (const auto it = document.find("theme"); it != document.end() && *it == "light") out.theme = ThemeName::light;
  if (const auto it = document.find("splits"); it != document.end() && it->is_object()) {
    take(*it, "left", out.splits.left, 0.05F, 0.9F);
    take(*it, "right", out.splits.right, 0.05F, 0.9F);
    take(*it, "bottom", out.splits.bottom, 0.05F, 0.9F);
    take(*it, "output", out.splits.output, 0.05F, 0.95F);
  }
  take(document, "width", out.width, 320, 16384);
  take(document, "height", out.height, 240, 16384);
  take(document, "speed", out.speed, 0.05, 20.0);
  if (const auto it = document.find("maximised"); it != document.end() && it->is_boolean())
    out.maximised = it->get<bool>();
  return out;
}

std::string text_of(const Settings& s) {
  nlohmann::ordered_json out;
  out["theme"] = s.theme == ThemeName::light ? "light" : "dark";
  out["speed"] = s.speed;
  out["width"] = s.width;
  out["height"] = s.height;
  out["maximised"] = s.maximised;
  out["splits"] = {
      {"left", s.splits.left}, {"right", s.splits.right}, {"bottom", s.splits.bottom}, {"output", s.splits.output}};
  return out.dump(2) + "\n";
}

std::string failed(const std::filesystem::path& path, int error) {
  return "Settings are not saved: " + path.string() + ": " + std::strerror(error) + ".";
}

// Writes all of it and makes sure it is on the disk; 0 or errno.
int write_all(int file, const std::string& text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const ssize_t n = ::write(file, text.data() + done, text.size() - done);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno;
    done += static_cast<std::size_t>(n);
  }
  return ::fsync(file) == 0 ? 0 : errno;
}

int write_file(const std::filesystem::path& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return errno;
  const int error = write_all(file, text);
  return ::close(file) == 0 || error != 0 ? error : errno;
}

}  // namespace

std::optional<std::filesystem::path> settings_path() {
  const std::filesystem::path tail = std::filesystem::path("orrery") / "settings.json";
  // The XDG specification: relative paths in the variable are to be ignored.
  if (const char* base = std::getenv("XDG_CONFIG_HOME"); base && *base == '/') return base / tail;
  if (const char* home = std::getenv("HOME"); home && *home) return std::filesystem::path(home) / ".config" / tail;
  return std::nullopt;
}

LoadedSettings load_settings(const std::filesystem::path& path) {
  std::error_code error;
  if (!std::filesystem::exists(path, error) && !error) return {};
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  if (file) text << file.rdbuf();
  if (!file) return {{}, "The settings could not be read: " + path.string() + ". Using the defaults."};
  const json document = json::parse(text.str(), nullptr, false);
  if (!document.is_object()) return {{}, "The settings file is damaged: " + path.string() + ". Using the defaults."};
  return {settings_of(document), {}};
}

std::string save_settings(const std::filesystem::path& path, const Settings& settings) {
  std::error_code error;
  std::filesystem::create_directories(path.parent_path(), error);
  if (error) return failed(path.parent_path(), error.value());
  std::filesystem::path fresh = path;
  fresh += ".new";
  if (const int code = write_file(fresh, text_of(settings))) {
    std::filesystem::remove(fresh, error);
    return failed(fresh, code);
  }
  std::filesystem::rename(fresh, path, error);
  return error ? failed(path, error.value()) : std::string();
}

}  // namespace orrery::shell
