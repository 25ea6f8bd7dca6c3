// Runs of the scenarios in scenarios/, for tests.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/scenario/load.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "engine/session/run.hpp"

namespace orrery::test {

// What a program printed.
class Printed final : public script::Output {
 public:
  void write(script::Stream stream, std::string_view text) override {
    (stream == script::Stream::output ? out : err).append(text);
  }
  std::string out, err;
};

struct Ran {
  scenario::LoadResult loaded;
  Printed printed;
  std::unique_ptr<session::Run> run;
  session::Ending ending;
};

inline std::vector<std::string> scenario_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(ORRERY_SOURCE_DIR "/scenarios"))
    if (entry.path().extension() == ".json" && entry.path().stem() != "schema") files.push_back(entry.path().string());
  std::sort(files.begin(), files.end());
  return files;
}

inline std::unique_ptr<Ran> run_document(scenario::LoadResult loaded, session::RunOptions options = {}) {
  auto ran = std::make_unique<Ran>();
  ran->loaded = std::move(loaded);
  const scenario::Document& document = ran->loaded.document;
  ran->run = std::make_unique<session::Run>(document, script::parse(document.file, document.program), options, &ran->printed);
  ran->ending = ran->run->run_here();
  return ran;
}

inline std::unique_ptr<Ran> run_file(const std::string& path, session::RunOptions options = {}) {
  return run_document(scenario::load_file(path), options);
}

inline std::unique_ptr<Ran> run_source(const std::string& source, session::RunOptions options = {}) {
  return run_document(scenario::load_text("test.py", source), options);
}

inline std::string stem(const std::string& path) { return std::filesystem::path(path).stem().string(); }

}  // namespace orrery::test
