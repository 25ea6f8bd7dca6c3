// Collects what is wrong with one text. At most `limit` problems are kept: who has made so many doesn't read on. Of two in
// a row about the same place the first is kept.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/script/syntax/ast.hpp"
#include "engine/script/syntax/problem.hpp"

namespace orrery::script {

class Reporter {
 public:
  static constexpr std::size_t limit = 100;

  explicit Reporter(std::string file) : file_(std::move(file)) {}

  void report(const ast::Range& at, std::string text, std::string hint = {});
  bool empty() const noexcept { return problems_.empty(); }
  std::size_t count() const noexcept { return problems_.size(); }
  // The problems in order of place; the reporter is empty then.
  Problems take();

 private:
  std::string file_;
  Problems problems_;
};

// From the beginning of `first` to the end of `last`.
inline ast::Range join(const ast::Range& first, const ast::Range& last) noexcept {
  return {first.line, first.column, last.end_line, last.end_column};
}

}  // namespace orrery::script
