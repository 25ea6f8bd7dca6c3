#include "app/shell/settings.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <string>

namespace orrery::shell {
namespace {

namespace fs = std::filesystem;

class SettingsFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string name = testing::TempDir() + "orrery-settings-XXXXXX";
    ASSERT_NE(::mkdtemp(name.data()), nullptr);
    folder = name;
    path = folder / "orrery" / "settings.json";
  }
  void TearDown() override { fs::remove_all(folder); }
  void write(const std::string& text) const {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
  }
  fs::path folder;
  fs::path path;
};

TEST_F(SettingsFile, ComesBackAsItWasSaved) {
  Settings settings;
  settings.theme = ThemeName::light;
  settings.splits = {0.3F, 0.25F, 0.4F, 0.5F};
  settings.width = 1280;
  settings.height = 800;
  settings.maximised = true;
  settings.speed = 0.25;
  EXPECT_EQ(save_settings(path, settings), "");
  const LoadedSettings loaded = load_settings(path);
  EXPECT_EQ(loaded.settings, settings);
  EXPECT_EQ(loaded.message, "");
}

TEST_F(SettingsFile, MissingMeansDefaultsAndSilence) {
  const LoadedSettings loaded = load_settings(path);
  EXPECT_EQ(loaded.settings, Settings{});
  EXPECT_EQ(loaded.message, "");
}

TEST_F(SettingsFile, BrokenMeansDefaultsAndAMessageWithThePath) {
  for (const char* text : {"", "{", "[1, 2]", "null", "\xff\xfe", "{\"theme\": \"light\"", "42"}) {
    write(text);
    const LoadedSettings loaded = load_settings(path);
    EXPECT_EQ(loaded.settings, Settings{}) << text;
    EXPECT_NE(loaded.message.find(path.string()), std::string::npos) << text;
  }
}

TEST_F(SettingsFile, NonsenseInOneFieldLeavesTheOthers) {
  write(R"({"theme": 7, "speed": -3, "width": 1e99, "height": 700, "maximised": "yes",
            "splits": {"left": "wide", "right": 0.3, "bottom": 12}, "more": [1]})");
  const LoadedSettings loaded = load_settings(path);
  Settings expected;
  expected.height = 700;
  expected.splits.right = 0.3F;
  EXPECT_EQ(loaded.settings, expected);
  EXPECT_EQ(loaded.message, "");
}

TEST_F(SettingsFile, ADirectoryInItsPlaceIsAMessage) {
  fs::create_directories(path);
  EXPECT_NE(load_settings(path).message, "");
  EXPECT_NE(save_settings(path, {}), "");
}

TEST_F(SettingsFile, SavingLeavesNothingElseBehind) {
  write("{}");
  EXPECT_EQ(save_settings(path, {}), "");
  int files = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(path.parent_path())) ++files;
  EXPECT_EQ(files, 1);
}

TEST_F(SettingsFile, AFolderThatCannotBeMadeIsAMessage) {
  std::ofstream(folder / "orrery") << "a file where the folder should be";
  EXPECT_NE(save_settings(path, {}).find("not saved"), std::string::npos);
}

// Sets a variable of the environment, and back.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* old = ::getenv(name)) old_ = old;
    value ? ::setenv(name, value, 1) : ::unsetenv(name);
  }
  ~Variable() { old_ ? ::setenv(name_, old_->c_str(), 1) : ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> old_;
};

TEST(SettingsPath, FollowsTheXdgSpecification) {
  const Variable home("HOME", "/home/somebody");
  {
    const Variable xdg("XDG_CONFIG_HOME", "/elsewhere");
    EXPECT_EQ(settings_path(), fs::path("/elsewhere/orrery/settings.json"));
  }
  for (const char* ignored : {static_cast<const char*>(nullptr), "", "relative/path"}) {
    const Variable xdg("XDG_CONFIG_HOME", ignored);
    EXPECT_EQ(settings_path(), fs::path("/home/somebody/.config/orrery/settings.json"));
  }
}

TEST(SettingsPath, IsNoneWithoutAHome) {
  const Variable home("HOME", nullptr);
  const Variable xdg("XDG_CONFIG_HOME", nullptr);
  EXPECT_EQ(settings_path(), std::nullopt);
}

}  // namespace
}  // namespace orrery::shell
