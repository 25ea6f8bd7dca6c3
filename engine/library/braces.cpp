#include <vector>

#include "engine/library/sources.hpp"

namespace orrery::library {
namespace {

// Goes through a text, over comments and literals as a whole.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool at_end() const noexcept { return at_ >= text_.size(); }
  char peek(std::size_t ahead = 0) const noexcept { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  unsigned line() const noexcept { return line_; }
  unsigned column() const noexcept { return static_cast<unsigned>(at_ - line_begin_) + 1; }

  void skip_one() {
    const char c = peek();
    if (c == '/' && peek(1) == '/') return skip_to(text_.find('\n', at_), 0);
    if (c == '/' && peek(1) == '*') return skip_to(text_.find("*/", at_ + 2), 2);
    if (c == 'R' && peek(1) == '"' && !in_word()) return skip_raw();
    if (c == '"' || (c == '\'' && !in_word())) return skip_literal(c);
    step();
  }

 private:
  // The ' of 1'000 and the R of FOR"" are no beginnings.
  bool in_word() const noexcept {
    const char before = at_ > 0 ? text_[at_ - 1] : ' ';
    return before == '_' || (before >= '0' && before <= '9') || (before >= 'A' && before <= 'Z') ||
           (before >= 'a' && before <= 'z');
  }
  void step() {
    if (text_[at_++] != '\n') return;
    ++line_;
    line_begin_ = at_;
  }
  void skip_to(std::size_t end, std::size_t more) {
    const std::size_t stop = end == text_.npos ? text_.size() : end + more;
    while (at_ < stop) step();
  }
  void skip_literal(char quote) {
    step();
    while (!at_end() && peek() != quote && peek() != '\n') {
      if (peek() == '\\') step();
      if (!at_end()) step();
    }
    if (!at_end()) step();
  }
  void skip_raw() {
    const std::size_t open = text_.find('(', at_);
    if (open == text_.npos) return skip_to(open, 0);
    const std::string close = ')' + std::string(text_.substr(at_ + 2, open - at_ - 2)) + '"';
    skip_to(text_.find(close, open), close.size());
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  unsigned line_ = 1;
};

}  // namespace

Braces::Braces(std::string_view text) {
  std::vector<unsigned> open;
  for (Scanner scanner(text); !scanner.at_end(); scanner.skip_one()) {
    if (scanner.peek() == '{') open.push_back(scanner.line());
    if (scanner.peek() != '}' || open.empty()) continue;
    lines_[{scanner.line(), scanner.column()}] = open.back();
    open.pop_back();
  }
}

unsigned Braces::opened_at(unsigned line, unsigned column) const {
  const auto found = lines_.find({line, column});
  return found == lines_.end() ? 0 : found->second;
}

}  // namespace orrery::library
