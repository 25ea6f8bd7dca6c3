#include "engine/script/syntax/reporter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace orrery::script {

void Reporter::report(const ast::Range& at, std::string text, std::string hint) {
  if (problems_.size() >= limit) return;
  if (!problems_.empty() && problems_.back().line == at.line && problems_.back().column == at.column) return;
  const int end = at.end_line == at.line ? std::max(at.end_column, at.column + 1) : at.column + 1;
  problems_.push_back({file_, at.line, at.column, end, std::move(text), std::move(hint)});
}

Problems Reporter::take() {
  std::stable_sort(problems_.begin(), problems_.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.line, a.column) < std::tie(b.line, b.column);
  });
  return std::move(problems_);
}

std::string to_string(const Problem& problem) {
  std::string place = problem.file;
  if (problem.line > 0) place += fmt::format(":{}:{}", problem.line, problem.column);
  std::string hint = problem.hint.empty() ? "" : fmt::format(" ({})", problem.hint);
  return place.empty() ? problem.text + hint : fmt::format("{}: {}{}", place, problem.text, hint);
}

}  // namespace orrery::script
