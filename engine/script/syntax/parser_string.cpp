// Strings, implicit concatenation, f-strings (CPython 3.11: Parser/string_parser.c).
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/script/syntax/characters.hpp"
#include "engine/script/syntax/cursor.hpp"
#include "engine/script/syntax/lexer.hpp"
#include "engine/script/syntax/nested_string.hpp"
#include "engine/script/syntax/nesting.hpp"
#include "engine/script/syntax/parser.hpp"
#include "engine/script/syntax/text_literal.hpp"

namespace orrery::script {

using namespace ast;

// Adjacent strings: one constant, or one f-string.
Expr* Parser::strings() {
  const std::size_t begin = position_;
  bool bytes = false, text = false, formatted = false;
  for (; at(TokenKind::string); next()) {
    const StringLiteral literal = split_literal(here().text);
    (literal.bytes ? bytes : text) = true;
    formatted |= literal.formatted;
  }
  const Range at = since(tokens_[begin].at);
  if (bytes && text) fail(at, "cannot mix bytes and nonbytes literals");
  Exprs parts;
  std::string pending;
  for (std::size_t i = begin; i < position_; ++i) formatted_parts(tokens_[i], parts, pending);
  if (!formatted) return text_constant(at, bytes ? ConstantKind::bytes : ConstantKind::string, pending);
  if (!pending.empty()) parts.push_back(text_constant(at, ConstantKind::string, pending));
  auto* joined = arena_.node<JoinedString>(Kind::joined_string, at);
  joined->parts = list(parts);
  return joined;
}

Expr* Parser::text_constant(const Range& at, ConstantKind kind, const std::string& text) {
  auto* node = arena_.node<Constant>(Kind::constant, at);
  node->constant = kind;
  node->text = arena_.text(text);
  return node;
}

// What a string without braces stands for.
std::string Parser::literal_text(const Range& at, std::string_view body, bool raw, bool bytes) {
  if (bytes && std::ranges::any_of(body, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
    fail(at, "bytes can only contain ASCII literal characters");
  if (raw) return std::string(body);
  std::string error;
  std::string text = unescape(body, bytes, error);
  if (!error.empty()) fail(at, error);
  return text;
}

// Reads the content of one f-string token.
class Parser::FormattedString {
 public:
  FormattedString(Parser& parser, const Token& token, const StringLiteral& literal)
      : parser_(parser),
        at_(token.at),
        raw_(literal.raw),
        cursor_(token.text.substr(0, literal.begin + literal.body.size()), token.at.line, token.at.column) {
    cursor_.advance(literal.begin);
  }

  void parts(Exprs& parts, std::string& pending, int depth) {
    while (!cursor_.at_end()) {
      literal(pending, depth);
      if (cursor_.at_end() || cursor_.peek() == '}') return;
      replacement(parts, pending, depth);
    }
  }

 private:
  [[noreturn]] void fail(const Range& at, const std::string& text, std::string hint = {}) {
    parser_.fail(at, text, std::move(hint));
  }
  [[noreturn]] void expecting_brace() { fail(cursor_.here(), "f-string: expecting '}'"); }
  char peek() {
    if (cursor_.at_end()) expecting_brace();
    return cursor_.peek();
  }

  // Text up to the next brace that isn't doubled.
  void literal(std::string& pending, int depth) {
    Cursor begin = cursor_;
    for (; !cursor_.at_end(); cursor_.advance()) {
      const char c = cursor_.peek();
      if (c == '\\' && !raw_ && cursor_.peek(1) != '{' && cursor_.peek(1) != '}') {
        cursor_.advance(cursor_.peek(1) == 'N' && cursor_.peek(2) == '{' ? 2 : 1);
      } else if (c == '{' || c == '}') {
        if (depth > 0 || cursor_.peek(1) != c) break;
        cursor_.advance();
        flush(begin, pending);
        begin = cursor_;
        begin.advance();
      }
    }
    flush(begin, pending);
    if (depth == 0 && cursor_.peek() == '}' && !cursor_.at_end())
      fail(cursor_.here(), "f-string: single '}' is not allowed", "write '}}' for a brace");
  }

  void flush(const Cursor& begin, std::string& pending) {
    if (cursor_.offset() > begin.offset()) pending += parser_.literal_text(at_, cursor_.text_since(begin), raw_, false);
  }

  // { expression = !conversion : format }
  void replacement(Exprs& parts, std::string& pending, int depth) {
    if (depth >= 2) fail(cursor_.here(), "f-string: expressions nested too deeply");
    const Cursor brace = cursor_;
    cursor_.advance();
    const Cursor begin = cursor_;
    auto* value = parser_.arena_.node<FormattedValue>(Kind::formatted_value, brace.here());
    value->value = expression();
    const bool debug = peek() == '=';
    if (debug) debug_text(begin, pending);
    if (peek() == '!') value->conversion = conversion();
    if (peek() == ':') value->format_spec = format_spec(depth);
    if (peek() != '}') expecting_brace();
    if (debug && !value->format_spec && !value->conversion) value->conversion = 'r';
    cursor_.advance();
    value->at = cursor_.since(brace);
    if (!pending.empty()) parts.push_back(parser_.text_constant(at_, ConstantKind::string, pending));
    pending.clear();
    parts.push_back(value);
  }

  Expr* expression() {
    const Cursor begin = cursor_;
    find_end();
    const std::string_view text = cursor_.text_since(begin);
    if (text.find_first_not_of(" \t\n\f\r") == std::string_view::npos)
      fail(begin.here(), "f-string: empty expression not allowed");
    Parser inner(parser_, Lexer::expression(text, begin.line(), begin.column(), *parser_.reporter_, parser_.rules_));
    return inner.braces_expression();
  }

  void debug_text(const Cursor& begin, std::string& pending) {
    cursor_.advance();
    while (std::string_view(" \t\n\f\r").find(peek()) != std::string_view::npos) cursor_.advance();
    pending += cursor_.text_since(begin);
  }

  char conversion() {
    cursor_.advance();
    const char c = peek();
    if (c != 's' && c != 'r' && c != 'a')
      fail(cursor_.here(), fmt::format("f-string: invalid conversion character '{}': expected 's', 'r', or 'a'",
                                       c == '}' || c == ':' ? std::string_view("") : cursor_.rest().substr(0, 1)));
    cursor_.advance();
    return c;
  }

  JoinedString* format_spec(int depth) {
    cursor_.advance();
    const Cursor begin = cursor_;
    Exprs found;
    std::string pending;
    parts(found, pending, depth + 1);
    auto* spec = parser_.arena_.node<JoinedString>(Kind::joined_string, cursor_.since(begin));
    if (!pending.empty()) found.push_back(parser_.text_constant(spec->at, ConstantKind::string, pending));
    spec->parts = parser_.list(found);
    return spec;
  }

  // Moves to where the expression ends: at a '}', '!', ':' or '=' outside of brackets and quotes.
  void find_end() {
    std::string brackets;
    while (!cursor_.at_end()) {
      const char c = cursor_.peek();
      if (parser_.rules_ >= loop::Rules::py312 && skipped()) continue;
      if (c == '\\') fail(cursor_.here(), "f-string expression part cannot include a backslash");
      if (c == '#') fail(cursor_.here(), "f-string expression part cannot include '#'");
      if (c == '\'' || c == '"') {
        quoted();
        continue;
      }
      if (brackets.empty() && ends_expression(c)) return;
      bracket(c, brackets);
      cursor_.advance();
    }
    if (!brackets.empty()) fail(cursor_.here(), fmt::format("f-string: unmatched '{}'", brackets.back()));
    expecting_brace();
  }

  // Strings, names, comments and line ends, which since 3.12 stand in an f-string as they do elsewhere.
  bool skipped() {
    if (string_prefix(cursor_)) {
      if (!skip_string(cursor_)) fail(cursor_.here(), "f-string: unterminated string");
      return true;
    }
    const char c = cursor_.peek();
    const std::size_t comment = std::min(cursor_.rest().find('\n'), cursor_.rest().size());
    const std::size_t length = c == '\\' ? 1 : c == '#' ? comment : name_length(cursor_.rest());
    cursor_.advance(length);
    return length > 0;
  }

  // Takes `==`, `!=`, `<=`, `>=` on the way.
  bool ends_expression(char c) {
    if (std::string_view("!:}=<>").find(c) == std::string_view::npos) return false;
    if (cursor_.peek(1) == '=' && std::string_view("!=<>").find(c) != std::string_view::npos) {
      cursor_.advance();
      return false;
    }
    return c != '<' && c != '>';
  }

  void bracket(char c, std::string& brackets) {
    constexpr std::string_view opening = "([{", closing = ")]}";
    if (opening.find(c) != std::string_view::npos) {
      if (brackets.size() >= 200) fail(cursor_.here(), "f-string: too many nested parenthesis");
      brackets.push_back(c);
    }
    const auto which = closing.find(c);
    if (which == std::string_view::npos) return;
    if (brackets.empty()) fail(cursor_.here(), fmt::format("f-string: unmatched '{}'", c));
    if (brackets.back() != opening[which])
      fail(cursor_.here(), fmt::format("f-string: closing parenthesis '{}' does not match opening parenthesis '{}'", c,
                                       brackets.back()));
    brackets.pop_back();
  }

  void quoted() {
    const char quote = cursor_.peek();
    const bool triple = cursor_.peek(1) == quote && cursor_.peek(2) == quote;
    const std::string end(triple ? 3 : 1, quote);
    cursor_.advance(end.size());
    while (!cursor_.at_end() && !cursor_.rest().starts_with(end)) {
      if (cursor_.peek() == '\\') fail(cursor_.here(), "f-string expression part cannot include a backslash");
      cursor_.advance();
    }
    if (cursor_.at_end()) fail(cursor_.here(), "f-string: unterminated string");
    cursor_.advance(end.size());
  }

  Parser& parser_;
  Range at_;
  bool raw_;
  Cursor cursor_;
};

void Parser::formatted_parts(const Token& token, Exprs& parts, std::string& pending) {
  const StringLiteral literal = split_literal(token.text);
  if (!literal.formatted) {
    pending += literal_text(token.at, literal.body, literal.raw, literal.bytes);
    return;
  }
  const Nesting guard(*this);
  FormattedString(*this, token, literal).parts(parts, pending, 0);
}

// The one expression between the braces of an f-string, which the lexer has put in parentheses.
Expr* Parser::braces_expression() {
  Expr* found = parenthesized();
  if (!at(TokenKind::newline)) unexpected("the end of the expression");
  return found;
}

}  // namespace orrery::script
