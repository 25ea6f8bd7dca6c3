#include "app/views/python_colours.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace orrery::views {
namespace {

using widgets::Syntax;

// Sorted, for a binary search.
constexpr auto keywords = std::to_array<std::string_view>(
    {"False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
     "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
     "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
     "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"});
constexpr auto builtins = std::to_array<std::string_view>(
    {"abs",  "aiter",   "all",        "anext",      "any",   "bool",      "bytes",    "callable", "chr",
     "dict", "divmod",  "enumerate",  "filter",     "float", "frozenset", "getattr",  "hasattr",  "hex",
     "id",   "int",     "isinstance", "issubclass", "iter",  "len",       "list",     "map",      "max",
     "min",  "next",    "ord",        "print",      "range", "repr",      "reversed", "round",    "self",
     "set",  "setattr", "sorted",     "str",        "sum",   "super",     "tuple",    "type",     "zip"});
static_assert(std::ranges::is_sorted(keywords) && std::ranges::is_sorted(builtins));

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

class Colouring {
 public:
  explicit Colouring(std::string_view source) : source_(source) {}

  std::vector<widgets::SyntaxSpan> run() {
    while (at_ < source_.size()) step();
    return std::move(spans_);
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0'; }
  bool quote_at(std::size_t i) const { return i < source_.size() && (source_[i] == '"' || source_[i] == '\''); }

  void step() {
    const std::size_t begin = at_;
    const char c = peek();
    if (c == '#')
      comment(begin);
    else if (quote_at(at_))
      string(begin);
    else if (is_digit(c) || (c == '.' && is_digit(peek(1))))
      number(begin);
    else if (is_word(c))
      word(begin);
    else if (c == '@' && at_line_start(begin))
      decorator(begin);
    else
      ++at_;
  }

  void add(std::size_t begin, Syntax syntax) {
    spans_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), syntax});
  }

  bool at_line_start(std::size_t i) const {
    while (i > 0 && (source_[i - 1] == ' ' || source_[i - 1] == '\t')) --i;
    return i == 0 || source_[i - 1] == '\n';
  }

  void comment(std::size_t begin) {
    at_ = std::min(source_.find('\n', at_), source_.size());
    add(begin, Syntax::comment);
  }

  // From the opening quote at `at_`; the span begins at `begin`, where the prefix stands. An unclosed string ends with
  // its line, an unclosed triple-quoted one with the source.
  void string(std::size_t begin) {
    const char quote = peek();
    const bool triple = peek(1) == quote && peek(2) == quote;
    at_ += triple ? 3 : 1;
    while (at_ < source_.size() && !closes(quote, triple)) {
      if (!triple && peek() == '\n') break;
      at_ += peek() == '\\' && at_ + 1 < source_.size() ? 2 : 1;
    }
    add(begin, Syntax::string);
  }

  bool closes(char quote, bool triple) {
    if (peek() != quote || (triple && (peek(1) != quote || peek(2) != quote))) return false;
    at_ += triple ? 3 : 1;
    return true;
  }

  void number(std::size_t begin) {
    while (is_word(peek()) || peek() == '.') ++at_;
    add(begin, Syntax::number);
  }

  void word(std::size_t begin) {
    while (is_word(peek())) ++at_;
    const std::string_view text = source_.substr(begin, at_ - begin);
    if (text.size() <= 2 && quote_at(at_) && text.find_first_not_of("rRbBfFuU") == text.npos) return string(begin);
    const bool attribute = begin > 0 && source_[begin - 1] == '.';
    if (std::exchange(names_follow_, text == "def" || text == "class")) return add(begin, Syntax::name);
    if (attribute) return;
    if (std::ranges::binary_search(keywords, text))
      add(begin, Syntax::keyword);
    else if (std::ranges::binary_search(builtins, text))
      add(begin, Syntax::builtin);
  }

  void decorator(std::size_t begin) {
    ++at_;
    while (is_word(peek()) || peek() == '.') ++at_;
    add(begin, Syntax::name);
  }

  std::string_view source_;
  std::size_t at_ = 0;
  bool names_follow_ = false;
  std::vector<widgets::SyntaxSpan> spans_;
};

}  // namespace

std::vector<widgets::SyntaxSpan> python_colours(std::string_view source) {
  return Colouring(source).run();
}

}  // namespace orrery::views
