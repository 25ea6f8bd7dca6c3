#include "tests/script/syntax_cases.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace orrery::script {

namespace {

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t end; (end = text.find(separator, begin)) != std::string::npos; begin = end + separator.size())
    parts.push_back(text.substr(begin, end - begin));
  parts.push_back(text.substr(begin));
  return parts;
}

std::string run(const std::string& command) {
  std::string output;
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return output;
  char buffer[4096];
  for (std::size_t n; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) output.append(buffer, n);
  return pclose(pipe) == 0 ? output : "";
}

}  // namespace

std::vector<SyntaxCase> read_cases(const std::string& name) {
  std::ifstream file(std::string(ORRERY_SOURCE_DIR) + "/tests/script/syntax/" + name, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  std::vector<SyntaxCase> cases;
  for (const std::string& part : split(text.str(), "=====\n")) {
    const auto halves = split(part, "-----\n");
    cases.push_back({halves[0], halves.size() > 1 ? halves[1] : ""});
  }
  return cases;
}

std::vector<std::string> ask_cpython(const std::vector<SyntaxCase>& cases) {
  if (run("python3 -c 'import sys; print(sys.version_info[:2] == (3, 11))' 2>&1") != "True\n") return {};
  std::string name = "/tmp/orrery-syntax-XXXXXX";
  const int descriptor = mkstemp(name.data());
  if (descriptor < 0) return {};
  close(descriptor);
  std::ofstream file(name, std::ios::binary);
  for (std::size_t i = 0; i < cases.size(); ++i) file << (i ? "\x01\n" : "") << cases[i].source;
  file.close();
  std::string answers = run("python3 " ORRERY_SOURCE_DIR "/tests/script/syntax_reference.py < " + name);
  std::remove(name.c_str());
  if (!answers.empty()) answers.pop_back();
  return split(answers, "\n");
}

}  // namespace orrery::script
