// Counts how deep the parser is in itself, and fails before the stack could end.
#pragma once

#include "engine/script/syntax/parser.hpp"

namespace orrery::script {

class Parser::Nesting {
 public:
  static constexpr int deepest = 400;

  explicit Nesting(Parser& parser) : parser_(parser) {
    if (parser.nesting_ >= deepest) parser.fail(parser.here().at, "too deeply nested", "at most 400 levels");
    ++parser_.nesting_;
  }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;
  ~Nesting() { --parser_.nesting_; }

 private:
  Parser& parser_;
};

}  // namespace orrery::script
