// The parser's way through the tokens, from statement to statement, and over what is broken.
#include "engine/script/syntax/parser.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/script/syntax/nesting.hpp"

namespace orrery::script {

using namespace ast;

namespace {

std::string shown(const Token& token) {
  switch (token.kind) {
    case TokenKind::end:
      return "the end of the program";
    case TokenKind::newline:
      return "the end of the line";
    case TokenKind::indent:
      return "an indent";
    case TokenKind::dedent:
      return "the end of the block";
    case TokenKind::string:
      return "a string";
    case TokenKind::number:
      return "a number";
    default:
      if (token.at.column == token.at.end_column) return "the end of the expression";  // of an f-string's braces
      return fmt::format("'{}'", token.text);
  }
}

}  // namespace

Parser::Parser(Arena& arena, Reporter& reporter, std::vector<Token> tokens, loop::Rules rules)
    : arena_(arena), reporter_(&reporter), rules_(rules), tokens_(std::move(tokens)) {}

Parser::Parser(Parser& outer, std::vector<Token> tokens)
    : arena_(outer.arena_),
      reporter_(outer.reporter_),
      rules_(outer.rules_),
      tokens_(std::move(tokens)),
      nesting_(outer.nesting_),
      prefix_("f-string: "),
      private_class_(outer.private_class_) {}

Body Parser::module() {
  Stmts statements;
  while (!at(TokenKind::end)) {
    if (at(TokenKind::dedent) || at(TokenKind::newline)) {
      next();
    } else {
      statement(statements);
    }
  }
  return list(statements);
}

const Token& Parser::next() {
  const Token& token = here();
  if (position_ + 1 < tokens_.size()) ++position_;
  return token;
}

bool Parser::take(std::string_view text) {
  const bool found = at(text);
  if (found) next();
  return found;
}

const Token& Parser::expect(std::string_view text) {
  if (!at(text)) unexpected(fmt::format("'{}'", text));
  return next();
}

std::string_view Parser::expect_name(const char* what) {
  if (!at(TokenKind::name)) unexpected(what);
  return arena_.name(next().text);
}

// The name as it is used inside a class: `__x` in `class A` is `_A__x`. (CPython: _Py_Mangle in compile.c)
std::string_view Parser::mangled(std::string_view name) {
  if (private_class_.empty() || !name.starts_with("__") || name.ends_with("__")) return name;
  if (name.find('.') != std::string_view::npos) return name;
  const std::size_t letter = private_class_.find_first_not_of('_');
  if (letter == std::string_view::npos) return name;
  return arena_.name(fmt::format("_{}{}", private_class_.substr(letter), name));
}

// From `begin` to the end of the last token taken that is more than layout.
Range Parser::since(const Range& begin) const {
  std::size_t last = position_ - 1;
  const auto is_layout = [](TokenKind kind) {
    return kind == TokenKind::newline || kind == TokenKind::indent || kind == TokenKind::dedent;
  };
  while (last > 0 && is_layout(tokens_[last].kind)) --last;
  return join(begin, tokens_[last].at);
}

void Parser::fail(const Range& at, std::string text, std::string hint) {
  complain(at, std::move(text), std::move(hint));
  throw Failure{};
}

// Reports without leaving the statement; says nothing where the lexer has said it already.
void Parser::complain(const Range& at, std::string text, std::string hint) {
  if (here().suspect || here().kind == TokenKind::broken) return;
  reporter_->report(at, prefix_ + text, std::move(hint));
}

void Parser::unexpected(const std::string& wanted) {
  if (at(TokenKind::indent)) fail(here().at, "unexpected indent");
  fail(here().at, fmt::format("invalid syntax: expected {}, found {}", wanted, shown(here())));
}

bool Parser::starts_expression() const {
  constexpr std::string_view words[] = {"None", "True", "False", "not", "lambda", "await", "(", "[", "{", "...", "~"};
  if (at(TokenKind::name) || at(TokenKind::number) || at(TokenKind::string)) return true;
  return std::ranges::any_of(words, [this](std::string_view word) { return at(word); });
}

// One statement, or one line of them.
void Parser::statement(Stmts& out) {
  if (at(TokenKind::indent)) return unexpected_indent(out);
  const int nesting = nesting_;
  const std::string_view private_class = private_class_;
  try {
    if (Stmt* compound = compound_statement()) {
      out.push_back(compound);
    } else {
      simple_statements(out);
    }
  } catch (const Failure&) {
    nesting_ = nesting, private_class_ = private_class;
    recover();
  }
}

void Parser::unexpected_indent(Stmts& out) {
  complain(ahead().at, "unexpected indent", "this line is indented deeper than the one before, which begins no block");
  next();
  block_statements(out);
}

// Skips the rest of a statement that failed, and reads the blocks that belong to it.
void Parser::recover() {
  skip_line();
  recover_block();
  constexpr std::string_view clauses[] = {"elif", "else", "except", "finally"};
  while (std::ranges::any_of(clauses, [this](std::string_view word) { return at(word); })) {
    skip_line();
    recover_block();
  }
}

void Parser::skip_line() {
  while (!at(TokenKind::newline) && !at(TokenKind::end)) next();
  if (at(TokenKind::newline)) next();
}

void Parser::recover_block() {
  if (!at(TokenKind::indent)) return;
  next();
  Stmts lost;
  block_statements(lost);
}

// Statements up to the end of the block, which is taken too.
void Parser::block_statements(Stmts& out) {
  while (!at(TokenKind::dedent) && !at(TokenKind::end)) statement(out);
  if (at(TokenKind::dedent)) next();
}

// ':' NEWLINE INDENT statements DEDENT, or simple statements on the same line. `after` and `line` say what it belongs
// to.
Body Parser::block(const char* after, int line) {
  const Nesting guard(*this);
  expect_colon();
  Stmts statements;
  if (!at(TokenKind::newline)) {
    simple_statements(statements);
    return list(statements);
  }
  next();
  if (!at(TokenKind::indent)) {
    missing_block(after, line);
    return {};
  }
  next();
  block_statements(statements);
  return list(statements);
}

void Parser::expect_colon() {
  if (take(":")) return;
  if (at(TokenKind::newline) || starts_expression()) fail(here().at, "expected ':'");
  if (at("=")) fail(here().at, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  unexpected("':'");
}

void Parser::missing_block(const char* after, int line) {
  block_missing_ = true;
  complain(here().at, fmt::format("expected an indented block after {} on line {}", after, line));
}

}  // namespace orrery::script
