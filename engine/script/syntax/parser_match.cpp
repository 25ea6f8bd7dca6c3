// The match statement and its patterns. (CPython: Grammar/python.gram, match_stmt.)
#include <fmt/format.h>

#include <optional>

#include "engine/script/syntax/nesting.hpp"
#include "engine/script/syntax/parser.hpp"

namespace orrery::script {

using namespace ast;

namespace {

bool is_imaginary(const Expr& expr) {
  return expr.kind == Kind::constant && as<Constant>(expr).constant == ConstantKind::imaginary;
}

}  // namespace

// `match` is a keyword where a line begins with it, ends with a ':' and is followed by a block of cases.
bool Parser::is_match_statement() const {
  if (!here().is_name("match") || ahead().is("=") || ahead().is(".") || ahead().kind == TokenKind::newline)
    return false;
  std::size_t end = position_;
  while (tokens_[end].kind != TokenKind::newline && tokens_[end].kind != TokenKind::end) ++end;
  return end + 2 < tokens_.size() && tokens_[end - 1].is(":") && tokens_[end + 1].kind == TokenKind::indent &&
         tokens_[end + 2].is_name("case");
}

Stmt* Parser::match_statement() {
  const Range begin = next().at;
  const Range subject_at = here().at;
  Expr* subject = star_named_expression();
  if (at(",")) {
    subject = tuple_of(subject_at, subject, &Parser::star_named_expression);
  } else if (subject->kind == Kind::starred) {
    fail(subject->at, "invalid syntax: a single starred subject needs a comma behind it");
  }
  const Nesting guard(*this);
  expect_colon();
  next();
  next();
  std::vector<MatchCase> cases;
  while (!at(TokenKind::dedent) && !at(TokenKind::end)) cases.push_back(match_case());
  if (at(TokenKind::dedent)) next();
  auto* statement = arena_.node<Match>(Kind::match, since(begin));
  statement->subject = subject;
  statement->cases = arena_.list(cases);
  return statement;
}

MatchCase Parser::match_case() {
  if (!here().is_name("case")) unexpected("'case'");
  const int line = next().at.line;
  MatchCase found{};
  const Range begin = here().at;
  found.pattern = open_pattern();
  found.at = since(begin);
  if (take("if")) found.guard = named_expression();
  found.body = block("'case' statement", line);
  return found;
}

// A pattern, or a sequence of them without brackets.
Pattern* Parser::open_pattern() {
  const Range begin = here().at;
  Pattern* first = element_pattern();
  if (!at(",")) {
    if (first->kind == Kind::match_star) fail(here().at, "invalid syntax: expected ','");
    return first;
  }
  Patterns found{first};
  while (take(",") && !at(":") && !at("if")) found.push_back(element_pattern());
  return sequence_pattern(begin, found);
}

Pattern* Parser::sequence_pattern(const Range& begin, const Patterns& found) {
  auto* node = arena_.node<MatchSequence>(Kind::match_sequence, since(begin));
  node->patterns = list(found);
  return node;
}

// What may stand in a sequence: a pattern, or a name with a star.
Pattern* Parser::element_pattern() {
  if (!at("*")) return pattern();
  const Range begin = next().at;
  const std::string_view name = expect_name("a name after '*'");
  auto* node = arena_.node<MatchStar>(Kind::match_star, since(begin));
  if (name != "_") node->name = mangled(name);
  return node;
}

Pattern* Parser::pattern() {
  const Nesting guard(*this);
  const Range begin = here().at;
  Pattern* inner = or_pattern();
  if (!take("as")) return inner;
  if (here().is_name("_")) fail(here().at, "cannot use '_' as a target");
  if (!at(TokenKind::name) || ahead().is(".") || ahead().is("(") || ahead().is("="))
    fail(here().at, "invalid pattern target");
  auto* node = arena_.node<MatchAs>(Kind::match_as, begin);
  node->pattern = inner;
  node->name = mangled(arena_.name(next().text));
  node->at = since(begin);
  return node;
}

Pattern* Parser::or_pattern() {
  const Range begin = here().at;
  Patterns found{closed_pattern()};
  while (take("|")) found.push_back(closed_pattern());
  if (found.size() == 1) return found[0];
  auto* node = arena_.node<MatchOr>(Kind::match_or, since(begin));
  node->patterns = list(found);
  return node;
}

Pattern* Parser::closed_pattern() {
  if (at("(")) return bracket_pattern("(", ")");
  if (at("[")) return bracket_pattern("[", "]");
  if (at("{")) return mapping_pattern();
  if (at(TokenKind::name)) return name_pattern();
  const Range begin = here().at;
  Expr* value = literal_of_pattern();
  if (!value) unexpected("a pattern");
  return value_pattern(begin, value);
}

Pattern* Parser::value_pattern(const Range& begin, Expr* value) {
  auto* node = arena_.node<MatchValue>(Kind::match_value, since(begin));
  node->value = value;
  return node;
}

// A capture, `_`, a dotted name, or a class with its parentheses.
Pattern* Parser::name_pattern() {
  const Range begin = here().at;
  if (!ahead().is(".") && !ahead().is("(")) {
    auto* node = arena_.node<MatchAs>(Kind::match_as, begin);
    const std::string_view name = next().text;
    if (name != "_") node->name = mangled(arena_.name(name));
    return node;
  }
  Expr* value = dotted_value();
  return at("(") ? class_pattern(begin, value) : value_pattern(begin, value);
}

Expr* Parser::dotted_value() {
  const Range begin = here().at;
  auto* name = arena_.node<Name>(Kind::name, begin);
  name->id = mangled(expect_name("a name"));
  Expr* value = name;
  while (at(".")) value = attribute(begin, value);
  return value;
}

// A number with its sign, a complex number, strings, None, True, False; null if none stands here.
Expr* Parser::literal_of_pattern() {
  if (at("None")) return constant(ConstantKind::none);
  if (at("True")) return constant(ConstantKind::true_);
  if (at("False")) return constant(ConstantKind::false_);
  if (at(TokenKind::string)) {
    Expr* text = strings();
    if (text->kind == Kind::joined_string) fail(text->at, "patterns may only match literals and attribute lookups");
    return text;
  }
  if (!at(TokenKind::number) && !at("-")) return nullptr;
  const Range begin = here().at;
  Expr* real = signed_number();
  if (!at("+") && !at("-")) return real;
  if (is_imaginary(*real) || (real->kind == Kind::unary && is_imaginary(*as<Unary>(*real).operand)))
    fail(real->at, "real number required in complex literal");
  return complex_of_pattern(begin, real);
}

Expr* Parser::complex_of_pattern(const Range& begin, Expr* real) {
  auto* sum = arena_.node<Binary>(Kind::binary, begin);
  sum->op = at("+") ? BinaryOp::add : BinaryOp::subtract;
  sum->op_at = next().at;
  sum->left = real;
  if (!at(TokenKind::number)) unexpected("an imaginary number");
  sum->right = number();
  if (!is_imaginary(*sum->right)) fail(sum->right->at, "imaginary number required in complex literal");
  sum->at = since(begin);
  return sum;
}

Expr* Parser::signed_number() {
  if (!at("-")) return number();
  auto* negated = arena_.node<Unary>(Kind::unary, next().at);
  negated->op = UnaryOp::minus;
  if (!at(TokenKind::number)) unexpected("a number");
  negated->operand = number();
  negated->at = since(negated->at);
  return negated;
}

// A group or a sequence in brackets.
Pattern* Parser::bracket_pattern(const char* open, const char* close) {
  const Range begin = next().at;
  Patterns found;
  bool comma = false;
  while (!at(close)) {
    found.push_back(element_pattern());
    comma = take(",");
    if (!comma) break;
  }
  if (!at(close)) unexpected(fmt::format("',' or '{}'", close));
  next();
  const bool group = *open == '(' && found.size() == 1 && !comma;
  if (group && found[0]->kind == Kind::match_star) fail(found[0]->at, "invalid syntax: a star needs a sequence");
  return group ? found[0] : sequence_pattern(begin, found);
}

// {key: pattern, **rest}
Pattern* Parser::mapping_pattern() {
  const Range begin = next().at;
  std::vector<Expr*> keys;
  Patterns values;
  std::string_view rest;
  while (!at("}")) {
    if (!rest.empty()) unexpected("'}'");
    if (take("**")) {
      if (here().is_name("_")) fail(here().at, "invalid syntax: '**_' is not needed");
      rest = mangled(expect_name("a name after '**'"));
    } else {
      keys.push_back(key_of_pattern());
      expect(":");
      values.push_back(pattern());
    }
    if (!take(",")) break;
  }
  expect("}");
  auto* node = arena_.node<MatchMapping>(Kind::match_mapping, since(begin));
  node->keys = list(keys);
  node->patterns = list(values);
  node->rest = rest;
  return node;
}

Expr* Parser::key_of_pattern() {
  if (at(TokenKind::name) && ahead().is(".")) return dotted_value();
  Expr* key = literal_of_pattern();
  if (!key) unexpected("a literal or a dotted name as key");
  return key;
}

Pattern* Parser::class_pattern(const Range& begin, Expr* type) {
  next();
  Patterns positional, named;
  std::vector<std::string_view> names;
  while (!at(")")) {
    const bool keyword = at(TokenKind::name) && ahead().is("=");
    if (!keyword && !names.empty()) fail(here().at, "positional patterns follow keyword patterns");
    if (keyword) {
      names.push_back(mangled(arena_.name(next().text)));
      next();
    }
    (keyword ? named : positional).push_back(pattern());
    if (!take(",")) break;
  }
  expect(")");
  auto* node = arena_.node<MatchClass>(Kind::match_class, since(begin));
  node->type = type;
  node->patterns = list(positional);
  node->names = arena_.list(names);
  node->named = list(named);
  return node;
}

}  // namespace orrery::script
