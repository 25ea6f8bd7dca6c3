// Whatever a program says, running it ends: no crash, no hang, no leak. Sources are damaged byte by byte and token by
// token, or grown from a grammar; what still is a program runs with few operations and little memory. Seeds are fixed;
// ORRERY_FUZZ=N makes the tests N times as long, ORRERY_FUZZ_SEED=N begins elsewhere.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <thread>

#include "engine/scenario/document.hpp"
#include "engine/scenario/load.hpp"
#include "engine/session/run.hpp"
#include "tests/session/grown_program.hpp"

namespace orrery::session {
namespace {

int from_environment(const char* name, int otherwise) {
  const char* const text = std::getenv(name);
  return text ? std::atoi(text) : otherwise;
}

// Runs it unless it is refused. One that goes on for ever with sleeps between is stopped.
void run_it(const std::string& source, loop::Rules rules) {
  SCOPED_TRACE(source);
  if (!scenario::check_program("fuzz.py", source, rules).empty()) return;
  scenario::Document document;
  document.file = "fuzz.py";
  document.program = source;
  RunOptions options;
  options.rules = rules;
  options.record = false;
  options.most_operations = 20'000;
  options.most_memory = 32u << 20;
  Run run(document, script::parse(document.file, source, rules), options);
  run.start();
  for (int waited = 0; waited < 300 && !run.ended(); ++waited) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  if (!run.ended()) run.stop();
}

// The programs that are compared with CPython's, but for those that reach out of the process.
std::vector<std::string> corpus() {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(ORRERY_SOURCE_DIR) / "tests/conformance/programs"))
    files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<std::string> sources;
  for (const fs::path& path : files) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    const bool outside = text.str().find("import os") != std::string::npos ||
                         text.str().find("signal") != std::string::npos ||
                         text.str().find("thread") != std::string::npos;
    if (!outside) sources.push_back(text.str());
  }
  return sources;
}

std::string without_bytes(std::string source, std::mt19937& random) {
  for (unsigned i = 0; i <= random() % 3; ++i) {
    const std::size_t at = random() % source.size();
    switch (random() % 3) {
      case 0:
        source[at] = static_cast<char>(' ' + random() % 95);
        break;
      case 1:
        source.erase(at, 1 + random() % 3);
        break;
      default:
        source.insert(at, source.substr(random() % source.size(), 1 + random() % 12));
    }
  }
  return source;
}

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

// Where words and numbers begin and end: what is exchanged are whole ones.
std::vector<std::pair<std::size_t, std::size_t>> words_of(const std::string& source) {
  std::vector<std::pair<std::size_t, std::size_t>> words;
  for (std::size_t i = 0; i < source.size();) {
    std::size_t end = i;
    while (end < source.size() && is_word(source[end])) ++end;
    if (end > i) words.emplace_back(i, end - i);
    i = std::max(end, i + 1);
  }
  return words;
}

std::string with_other_words(std::string source, std::mt19937& random) {
  for (unsigned i = 0; i <= random() % 4; ++i) {
    const auto words = words_of(source);
    if (words.empty()) return source;
    const auto [from, length] = words[random() % words.size()];
    const auto [to, gone] = words[random() % words.size()];
    const std::string word = source.substr(from, length);
    source.replace(to, gone, word);
  }
  return source;
}

loop::Rules some_rules(std::mt19937& random) {
  return static_cast<loop::Rules>(random() % 3);
}

class FuzzRun : public testing::Test {
 protected:
  std::mt19937 random_{static_cast<unsigned>(from_environment("ORRERY_FUZZ_SEED", 1))};
  int times(int few) const { return few * from_environment("ORRERY_FUZZ", 1); }
};

TEST_F(FuzzRun, ProgramsWithOtherBytesEnd) {
  const auto sources = corpus();
  for (int i = 0; i < times(40); ++i)
    run_it(without_bytes(sources[random_() % sources.size()], random_), some_rules(random_));
}

TEST_F(FuzzRun, ProgramsWithOtherWordsEnd) {
  const auto sources = corpus();
  for (int i = 0; i < times(60); ++i)
    run_it(with_other_words(sources[random_() % sources.size()], random_), some_rules(random_));
}

TEST_F(FuzzRun, GrownProgramsEnd) {
  for (int i = 0; i < times(200); ++i) run_it(test::GrownProgram(random_).text(), some_rules(random_));
}

}  // namespace
}  // namespace orrery::session
