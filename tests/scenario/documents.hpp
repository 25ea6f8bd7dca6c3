// The table of malformed documents: tests/scenario/bad_documents.txt. Cases are separated by lines of five '='; behind a
// line of five '-' stand the problems.
#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/scenario/load.hpp"

namespace orrery::scenario {

struct BadDocument {
  std::string text;
  std::string problems;  // a line each: ":3:12: clock: …"
};

inline std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (std::size_t end; (end = text.find(separator, begin)) != std::string::npos; begin = end + separator.size())
    parts.push_back(text.substr(begin, end - begin));
  parts.push_back(text.substr(begin));
  return parts;
}

inline std::vector<BadDocument> bad_documents() {
  std::ifstream file(ORRERY_SOURCE_DIR "/tests/scenario/bad_documents.txt", std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  std::vector<BadDocument> all;
  for (const std::string& part : split(text.str(), "=====\n")) {
    const auto halves = split(part, "-----\n");
    all.push_back({halves[0], halves.size() > 1 ? halves[1] : ""});
  }
  return all;
}

inline std::string problems_of(const LoadResult& loaded) {
  std::string text;
  for (const script::Problem& problem : loaded.problems) text += script::to_string(problem) + "\n";
  return text;
}

}  // namespace orrery::scenario
