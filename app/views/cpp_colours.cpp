#include "app/views/cpp_colours.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace orrery::views {
namespace {

using widgets::Syntax;

// Sorted, for a binary search.
constexpr auto keywords = std::to_array<std::string_view>({"alignas",
                                                           "auto",
                                                           "break",
                                                           "case",
                                                           "catch",
                                                           "class",
                                                           "co_await",
                                                           "co_return",
                                                           "co_yield",
                                                           "concept",
                                                           "const",
                                                           "constexpr",
                                                           "continue",
                                                           "decltype",
                                                           "default",
                                                           "delete",
                                                           "do",
                                                           "else",
                                                           "enum",
                                                           "explicit",
                                                           "extern",
                                                           "false",
                                                           "final",
                                                           "for",
                                                           "friend",
                                                           "goto",
                                                           "if",
                                                           "inline",
                                                           "mutable",
                                                           "namespace",
                                                           "new",
                                                           "noexcept",
                                                           "nullptr",
                                                           "operator",
                                                           "override",
                                                           "private",
                                                           "protected",
                                                           "public",
                                                           "reinterpret_cast",
                                                           "requires",
                                                           "return",
                                                           "sizeof",
                                                           "static",
                                                           "static_assert",
                                                           "static_cast",
                                                           "struct",
                                                           "switch",
                                                           "template",
                                                           "this",
                                                           "throw",
                                                           "true",
                                                           "try",
                                                           "typename",
                                                           "union",
                                                           "using",
                                                           "virtual",
                                                           "volatile",
                                                           "while"});
constexpr auto builtins = std::to_array<std::string_view>(
    {"Co", "bool", "char", "double", "float", "int", "long", "short", "signed", "unsigned", "void"});
static_assert(std::ranges::is_sorted(keywords) && std::ranges::is_sorted(builtins));

bool is_word(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

class Colouring {
 public:
  explicit Colouring(std::string_view source) : source_(source) {}

  std::vector<widgets::SyntaxSpan> run() {
    while (at_ < source_.size()) step();
    return std::move(spans_);
  }

 private:
  bool at(std::string_view what) const { return source_.substr(at_).starts_with(what); }

  void step() {
    const char c = source_[at_];
    if (at("//")) return to(source_.find('\n', at_), 0, Syntax::comment);
    if (at("/*")) return to(source_.find("*/", at_ + 2), 2, Syntax::comment);
    if (at("R\"")) return raw_string();
    if (c == '"' || c == '\'') return literal(c);
    if (c == '#') return to(source_.find_first_of(" \n", at_), 0, Syntax::keyword);
    if (is_word(c)) return word();
    ++at_;
  }

  void to(std::size_t end, std::size_t more, Syntax syntax) {
    const std::size_t begin = at_;
    at_ = end == source_.npos ? source_.size() : end + more;
    if (syntax != Syntax::plain)
      spans_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), syntax});
  }

  // An unclosed one ends with its line.
  void literal(char quote) {
    std::size_t end = at_ + 1;
    while (end < source_.size() && source_[end] != quote && source_[end] != '\n') end += source_[end] == '\\' ? 2 : 1;
    end = std::min(end, source_.size());
    to(end, end < source_.size() && source_[end] == quote ? 1 : 0, Syntax::string);
  }

  void raw_string() {
    const std::size_t open = source_.find('(', at_);
    if (open == source_.npos) return to(open, 0, Syntax::string);
    const std::string close = ')' + std::string(source_.substr(at_ + 2, open - at_ - 2)) + '"';
    to(source_.find(close, open), close.size(), Syntax::string);
  }

  void word() {
    std::size_t end = at_;
    const bool number = source_[at_] >= '0' && source_[at_] <= '9';
    while (end < source_.size() && (is_word(source_[end]) || (number && (source_[end] == '.' || source_[end] == '\''))))
      ++end;
    const std::string_view text = source_.substr(at_, end - at_);
    Syntax syntax = Syntax::plain;
    if (number) syntax = Syntax::number;
    if (std::ranges::binary_search(keywords, text)) syntax = Syntax::keyword;
    if (std::ranges::binary_search(builtins, text)) syntax = Syntax::builtin;
    to(end, 0, syntax);
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::vector<widgets::SyntaxSpan> spans_;
};

}  // namespace

std::vector<widgets::SyntaxSpan> cpp_colours(std::string_view source) {
  return Colouring(source).run();
}

}  // namespace orrery::views
