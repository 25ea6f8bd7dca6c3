#include "engine/script/syntax/lexer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/script/syntax/characters.hpp"
#include "engine/script/syntax/nested_string.hpp"
#include "engine/script/syntax/number.hpp"

namespace orrery::script {

namespace {

constexpr std::string_view keywords[] = {"False",  "None",   "True",    "and",      "as",       "assert", "async",
                                         "await",  "break",  "class",   "continue", "def",      "del",    "elif",
                                         "else",   "except", "finally", "for",      "from",     "global", "if",
                                         "import", "in",     "is",      "lambda",   "nonlocal", "not",    "or",
                                         "pass",   "raise",  "return",  "try",      "while",    "with",   "yield"};

// The longest first.
constexpr std::string_view operators[] = {"<>", "**=", "//=", ">>=", "<<=", "...", "!=", "->", ":=", "==", "<=", ">=",
                                          "+=", "-=",  "*=",  "/=",  "%=",  "&=",  "|=", "^=", "@=", "**", "//", "<<",
                                          ">>", "+",   "-",   "*",   "/",   "%",   "@",  "&",  "|",  "~",  "^",  "<",
                                          ">",  "(",   ")",   "[",   "]",   "{",   "}",  ",",  ":",  ".",  ";",  "="};

constexpr std::size_t deepest_brackets = 200;  // MAXLEVEL in tokenizer.c

char closing(char open) {
  return open == '(' ? ')' : open == '[' ? ']' : '}';
}

bool is_printable(std::uint32_t code) {
  return code > 0xA0 && code != 0xAD && code != 0xFEFF && !(code >= 0x2000 && code <= 0x200F) &&
         !(code >= 0x2028 && code <= 0x202F) && !(code >= 0x205F && code <= 0x206F) && code != 0x3000;
}

}  // namespace

bool is_keyword(std::string_view word) noexcept {
  return std::binary_search(std::begin(keywords), std::end(keywords), word);
}

std::vector<Token> Lexer::run() {
  do {
    while (!cursor_.at_end()) logical_line();
  } while (reopen());
  finish();
  return std::move(tokens_);
}

Lexer::Lexer(std::string_view text, int line, int column, Reporter& reporter, loop::Rules rules)
    : cursor_(text, line, column), reporter_(reporter), rules_(rules), prefix_("f-string: "), in_f_string_(true) {}

std::vector<Token> Lexer::expression(std::string_view text, int line, int column, Reporter& reporter,
                                     loop::Rules rules) {
  Lexer lexer(text, line, column, reporter, rules);
  const auto bracket = [&lexer](std::string_view which) {
    lexer.tokens_.push_back({TokenKind::op, false, lexer.cursor_.here(), which});
  };
  bracket("(");
  lexer.brackets_.push_back({'(', lexer.cursor_.here(), 0, 0, true});
  while (!lexer.cursor_.at_end()) lexer.token();
  bracket(")");
  lexer.push_here(TokenKind::newline);
  lexer.push_here(TokenKind::end);
  return std::move(lexer.tokens_);
}

// One token, or the space before it. True if the logical line ended.
bool Lexer::token() {
  const char c = cursor_.peek();
  if (c == ' ' || c == '\t' || c == '\f') {
    cursor_.advance();
  } else if (c == '#') {
    while (!cursor_.at_end() && cursor_.peek() != '\n') cursor_.advance();
  } else if (c == '\n') {
    return end_of_line();
  } else if (c == '\\') {
    continuation();
  } else if (!string()) {
    if (is_digit(c) || (c == '.' && is_digit(cursor_.peek(1)))) {
      number();
    } else if (name_length(cursor_.rest()) > 0) {
      word();
    } else {
      op();
    }
  }
  return false;
}

bool Lexer::end_of_line() {
  if (!brackets_.empty()) {
    cursor_.advance();
    return !in_f_string_ && resynchronise();
  }
  push_here(TokenKind::newline);
  cursor_.advance();
  return true;
}

void Lexer::continuation() {
  const Cursor begin = cursor_;
  cursor_.advance();
  if (cursor_.peek() == '\n') {
    cursor_.advance();
    if (cursor_.at_end()) fail(begin.here(), "unexpected EOF while parsing", "nothing follows the last backslash");
    return;
  }
  fail(begin.here(), "unexpected character after line continuation character", "a backslash must end its line");
  while (!cursor_.at_end() && cursor_.peek() != '\n') cursor_.advance();
}

void Lexer::word() {
  const Cursor begin = cursor_;
  cursor_.advance(name_length(cursor_.rest()));
  push(is_keyword(cursor_.text_since(begin)) ? TokenKind::keyword : TokenKind::name, begin);
}

void Lexer::number() {
  const Cursor begin = cursor_;
  NumberScan scan = scan_number(cursor_.rest());
  cursor_.advance(scan.length);
  if (scan.error.empty()) return push(TokenKind::number, begin);
  while (is_word(cursor_.peek()) || is_beyond_ascii(cursor_.peek())) cursor_.advance();
  fail(cursor_.since(begin), std::move(scan.error));
}

bool Lexer::string() {
  const auto prefix = string_prefix(cursor_);
  if (!prefix) return false;
  const Cursor begin = cursor_;
  if (rules_ >= loop::Rules::py312 && formatted_string(begin)) return true;
  cursor_.advance(*prefix);
  string_body(begin);
  return true;
}

// Since 3.12 the expressions in an f-string may hold anything, its own quotes too. What has no end is left to
// string_body to complain about.
bool Lexer::formatted_string(const Cursor& begin) {
  if (!is_formatted(begin) || !skip_string(cursor_)) {
    cursor_ = begin;
    return false;
  }
  push(TokenKind::string, begin);
  return true;
}

void Lexer::string_body(const Cursor& begin) {
  const char quote = cursor_.peek();
  const bool triple = cursor_.peek(1) == quote && cursor_.peek(2) == quote;
  cursor_.advance(triple ? 3 : 1);
  while (!cursor_.at_end() && (triple || cursor_.peek() != '\n')) {
    if (cursor_.peek() == '\\') {
      cursor_.advance(2);
    } else if (cursor_.peek() == quote && (!triple || (cursor_.peek(1) == quote && cursor_.peek(2) == quote))) {
      cursor_.advance(triple ? 3 : 1);
      return push(TokenKind::string, begin);
    } else {
      cursor_.advance();
    }
  }
  unterminated(begin, triple);
}

void Lexer::unterminated(const Cursor& begin, bool triple) {
  for (Bracket& bracket : brackets_) bracket.quiet = true;
  const int line =
      cursor_.line() - (cursor_.at_end() && cursor_.column() == 1 && cursor_.line() > begin.line() ? 1 : 0);
  fail(begin.here(),
       fmt::format("unterminated {}string literal (detected at line {})", triple ? "triple-quoted " : "", line),
       triple ? "three quotes must end it" : "the same quote must end it on the same line");
}

void Lexer::op() {
  const std::string_view rest = cursor_.rest();
  const auto found = std::ranges::find_if(operators, [rest](std::string_view one) { return rest.starts_with(one); });
  if (found == std::end(operators)) return strange();
  const char c = cursor_.peek();
  if (c == '(' || c == '[' || c == '{') return open(c);
  if (c == ')' || c == ']' || c == '}') return close(c);
  const Cursor begin = cursor_;
  cursor_.advance(found->size());
  push(TokenKind::op, begin);
}

void Lexer::open(char bracket) {
  const Cursor begin = cursor_;
  cursor_.advance();
  if (brackets_.size() >= deepest_brackets) {
    fail(cursor_.since(begin), "too many nested parentheses", "at most 200");
    while (!cursor_.at_end() && cursor_.peek() != '\n') cursor_.advance();
    return give_up_brackets();
  }
  const int indentation = brackets_.empty() ? line_indentation_ : brackets_.front().indentation;
  brackets_.push_back({bracket, cursor_.since(begin), tokens_.size(), indentation, false});
  push(TokenKind::op, begin);
}

void Lexer::close(char bracket) {
  const Cursor begin = cursor_;
  cursor_.advance();
  if (brackets_.empty()) return fail(cursor_.since(begin), fmt::format("unmatched '{}'", bracket));
  const Bracket opened = brackets_.back();
  if (closing(opened.open) == bracket) {
    brackets_.pop_back();
    return push(TokenKind::op, begin);
  }
  const std::string where = opened.at.line == begin.line() ? "" : fmt::format(" on line {}", opened.at.line);
  fail(cursor_.since(begin),
       fmt::format("closing parenthesis '{}' does not match opening parenthesis '{}'{}", bracket, opened.open, where));
  const auto match = std::find_if(brackets_.rbegin(), brackets_.rend(),
                                  [bracket](const Bracket& one) { return closing(one.open) == bracket; });
  brackets_.erase(match == brackets_.rend() ? brackets_.end() - 1 : match.base() - 1, brackets_.end());
}

// A character that means nothing in Python.
void Lexer::strange() {
  const Cursor begin = cursor_;
  const CodePoint next = first_character(cursor_.rest());
  cursor_.advance(next.length);
  const std::string shown(cursor_.text_since(begin));
  if (next.value < 0x80 && next.value > ' ' && next.value != 0x7F) {
    return fail(cursor_.since(begin), fmt::format("invalid syntax: the character '{}' has no meaning here", shown),
                shown == "!" ? "'not' or '!='" : "");
  }
  const bool printable = next.value >= 0x80 && is_printable(next.value);
  fail(cursor_.since(begin), printable ? fmt::format("invalid character '{}' (U+{:04X})", shown, next.value)
                                       : fmt::format("invalid non-printable character U+{:04X}", next.value));
}

void Lexer::push(TokenKind kind, const Cursor& begin) {
  tokens_.push_back({kind, false, cursor_.since(begin), cursor_.text_since(begin)});
}

void Lexer::push_here(TokenKind kind) {
  tokens_.push_back({kind, false, cursor_.here(), {}});
}

void Lexer::fail(const ast::Range& at, std::string text, std::string hint) {
  reporter_.report(at, prefix_ + text, std::move(hint));
  tokens_.push_back({TokenKind::broken, false, at, {}});
}

}  // namespace orrery::script
