// Expressions from the top: tuples without parentheses, walrus, conditional, lambda, yield.
#include <fmt/format.h>

#include "engine/script/syntax/nesting.hpp"
#include "engine/script/syntax/parser.hpp"

namespace orrery::script {

using namespace ast;

// Expressions with commas between them: one, or a tuple.
Expr* Parser::star_expressions() {
  const Range begin = here().at;
  return tuple_of(begin, star_expression(), &Parser::star_expression);
}

Expr* Parser::tuple_of(const Range& begin, Expr* first, Expr* (Parser::*element)()) {
  if (!at(",")) return first;
  Exprs elements{first};
  while (take(",") && (starts_expression() || at("*") || at("-") || at("+"))) elements.push_back((this->*element)());
  auto* tuple = arena_.node<Tuple>(Kind::tuple, since(begin));
  tuple->elements = list(elements);
  return tuple;
}

Expr* Parser::star_expression() {
  return at("*") ? starred() : expression();
}

Expr* Parser::star_named_expression() {
  return at("*") ? starred() : named_expression();
}

Expr* Parser::starred() {
  auto* star = arena_.node<Starred>(Kind::starred, next().at);
  star->value = binary(0);
  star->at = since(star->at);
  return star;
}

// name := value, or an expression
Expr* Parser::named_expression() {
  if (!at(TokenKind::name) || !ahead().is(":=")) {
    Expr* found = expression();
    if (at(":=")) fail(found->at, fmt::format("cannot use assignment expressions with {}", describe(*found)));
    return found;
  }
  auto* named = arena_.node<Named>(Kind::named, here().at);
  Expr* target = atom();
  to_target(target, Context::store, false);
  next();
  named->target = static_cast<Name*>(target);
  named->value = expression();
  named->at = since(named->at);
  return named;
}

// What stands after `if` and the like, where '=' is a slip for '=='.
Expr* Parser::condition() {
  Expr* test = named_expression();
  if (at("=")) refuse_assignment(*test, true);
  return test;
}

// '=' behind an expression that is no target. (CPython: invalid_named_expression)
void Parser::refuse_assignment(const Expr& left, bool named) {
  if (left.kind == Kind::name && named) fail(left.at, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  const bool literal_name = left.kind == Kind::constant && as<Constant>(left).constant <= ConstantKind::false_;
  fail(left.at, fmt::format("cannot assign to {}{}", describe(left),
                            literal_name ? "" : " here. Maybe you meant '==' instead of '='?"));
}

Expr* Parser::expression() {
  const Nesting guard(*this);
  if (at("lambda")) return lambda();
  const Range begin = here().at;
  Expr* body = disjunction();
  if (!at("if")) return body;
  next();
  auto* conditional = arena_.node<Conditional>(Kind::conditional, begin);
  conditional->body = body;
  conditional->test = disjunction();
  if (!at("else")) fail(since(begin), "expected 'else' after 'if' expression");
  next();
  conditional->otherwise = expression();
  conditional->at = since(begin);
  return conditional;
}

Expr* Parser::lambda() {
  auto* function = arena_.node<Lambda>(Kind::lambda, next().at);
  function->parameters = parameters(":", false);
  expect(":");
  function->body = expression();
  function->at = since(function->at);
  return function;
}

Expr* Parser::yield_expression() {
  const Range begin = next().at;
  if (take("from")) {
    auto* from = arena_.node<YieldFrom>(Kind::yield_from, begin);
    from->value = expression();
    from->at = since(begin);
    return from;
  }
  auto* yield = arena_.node<Yield>(Kind::yield, begin);
  if (starts_expression() || at("*") || at("-") || at("+")) yield->value = star_expressions();
  yield->at = since(begin);
  return yield;
}

Expr* Parser::value() {
  return at("yield") ? yield_expression() : star_expressions();
}

}  // namespace orrery::script
