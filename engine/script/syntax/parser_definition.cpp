// Functions, classes, decorators, parameters.
#include <fmt/format.h>

#include <utility>

#include "engine/script/syntax/parser.hpp"

namespace orrery::script {

using namespace ast;

Stmt* Parser::decorated() {
  Exprs decorators;
  while (take("@")) {
    decorators.push_back(named_expression());
    if (!at(TokenKind::newline)) unexpected("the end of the line");
    next();
  }
  const Range begin = here().at;
  if (at("class")) return class_definition(std::move(decorators));
  const bool is_async = take("async");
  if (!at("def")) unexpected(is_async ? "'def'" : "a function or class after the decorator");
  return function(begin, is_async, std::move(decorators));
}

Stmt* Parser::function(const Range& begin, bool is_async, Exprs decorators) {
  const int line = next().at.line;
  auto* statement = arena_.node<Function>(Kind::function, begin);
  statement->is_async = is_async;
  statement->decorators = list(decorators);
  statement->name = expect_name("the name of the function");
  statement->bound = mangled(statement->name);
  check_name(statement->bound, before().at);
  statement->type_parameters = type_parameters();
  if (!at("(")) fail(here().at, "expected '('");
  next();
  statement->parameters = parameters(")", true);
  expect(")");
  if (take("->")) statement->returns = expression();
  statement->body = block("function definition", line);
  statement->at = since(begin);
  return statement;
}

Stmt* Parser::class_definition(Exprs decorators) {
  auto* statement = arena_.node<Class>(Kind::class_, next().at);
  const int line = statement->at.line;
  statement->decorators = list(decorators);
  statement->name = expect_name("the name of the class");
  statement->bound = mangled(statement->name);
  check_name(statement->bound, before().at);
  const std::string_view outer = std::exchange(private_class_, statement->name);
  statement->type_parameters = type_parameters();
  Exprs bases;
  Keywords keywords;
  const Range bracket = here().at;
  if (take("(")) arguments(bases, keywords);
  if (!bases.empty() && bases[0]->kind == Kind::generator && bases[0]->at.column == bracket.column &&
      bases[0]->at.line == bracket.line)
    fail(bases[0]->at, "invalid syntax: expected a class, found a generator expression");
  statement->bases = list(bases);
  statement->keywords = arena_.list(keywords);
  statement->body = block("class definition", line);
  private_class_ = outer;
  statement->at = since(statement->at);
  return statement;
}

// Reads the parameters of a function or a lambda.
class Parser::ParameterList {
 public:
  ParameterList(Parser& parser, std::string_view end, bool annotations)
      : parser_(parser), end_(end), annotations_(annotations) {}

  Parameters read() {
    while (!parser_.at(end_)) {
      one();
      if (!parser_.take(",")) break;
    }
    if (bare_star_ && result_.keyword_only == 0) parser_.fail(star_at_, "named arguments must follow bare *");
    result_.all = parser_.arena_.list(found_);
    return result_;
  }

 private:
  void one() {
    const Range begin = parser_.here().at;
    if (result_.has_double_star) parser_.fail(begin, "arguments cannot follow var-keyword argument");
    if (parser_.take("/")) return slash(begin);
    if (parser_.take("*")) return star(begin);
    if (parser_.take("**")) {
      result_.has_double_star = true;
      return add(ParameterKind::double_star, begin);
    }
    if (parser_.at("("))
      parser_.fail(begin, annotations_ ? "Function parameters cannot be parenthesized"
                                       : "Lambda expression parameters cannot be parenthesized");
    const bool keyword_only = star_seen_;
    ++(keyword_only ? result_.keyword_only : result_.positional);
    add(keyword_only ? ParameterKind::keyword_only : ParameterKind::positional, begin);
  }

  void slash(const Range& at) {
    if (found_.empty()) parser_.fail(at, "at least one argument must precede /");
    if (result_.positional_only > 0) parser_.fail(at, "/ may appear only once");
    if (star_seen_) parser_.fail(at, "/ must be ahead of *");
    result_.positional_only = static_cast<int>(found_.size());
    for (Parameter& parameter : found_) parameter.kind = ParameterKind::positional_only;
  }

  void star(const Range& at) {
    if (star_seen_) parser_.fail(at, "* argument may appear only once");
    star_seen_ = true;
    star_at_ = at;
    bare_star_ = parser_.at(",") || parser_.at(end_);
    if (bare_star_) return;
    result_.has_star = true;
    add(ParameterKind::star, at);
  }

  void add(ParameterKind kind, const Range& begin) {
    Parameter parameter{};
    parameter.kind = kind;
    parameter.name = parser_.mangled(parser_.expect_name("the name of a parameter"));
    parser_.check_name(parameter.name, parser_.before().at);
    if (annotations_ && parser_.take(":"))
      parameter.annotation = kind == ParameterKind::star ? parser_.star_expression() : parser_.expression();
    if (parser_.at("=")) parameter.default_value = default_value(kind);
    parameter.at = parser_.since(begin);
    check_default(parameter);
    found_.push_back(parameter);
  }

  Expr* default_value(ParameterKind kind) {
    const Range at = parser_.next().at;
    if (kind == ParameterKind::star) parser_.fail(at, "var-positional argument cannot have default value");
    if (kind == ParameterKind::double_star) parser_.fail(at, "var-keyword argument cannot have default value");
    if (parser_.at(end_) || parser_.at(",")) parser_.fail(at, "expected default value expression");
    return parser_.expression();
  }

  void check_default(const Parameter& parameter) {
    if (parameter.kind != ParameterKind::positional) return;
    if (default_seen_ && !parameter.default_value)
      parser_.complain(parameter.at, "non-default argument follows default argument");
    default_seen_ |= parameter.default_value != nullptr;
  }

  Parser& parser_;
  std::string_view end_;
  bool annotations_;
  Parameters result_;
  std::vector<Parameter> found_;
  Range star_at_;
  bool star_seen_ = false, bare_star_ = false, default_seen_ = false;
};

Parameters Parser::parameters(std::string_view end, bool annotations) {
  return ParameterList(*this, end, annotations).read();
}

}  // namespace orrery::script
