// Atoms: names, constants, displays, comprehensions.
#include <fmt/format.h>

#include <optional>
#include <utility>

#include "engine/script/syntax/nesting.hpp"
#include "engine/script/syntax/number.hpp"
#include "engine/script/syntax/parser.hpp"

namespace orrery::script {

using namespace ast;

namespace {

std::optional<ConstantKind> named_constant(const Token& token) {
  if (token.is("None")) return ConstantKind::none;
  if (token.is("True")) return ConstantKind::true_;
  if (token.is("False")) return ConstantKind::false_;
  if (token.is("...")) return ConstantKind::ellipsis;
  return std::nullopt;
}

}  // namespace

Expr* Parser::atom() {
  if (at(TokenKind::name)) {
    auto* name = arena_.node<Name>(Kind::name, here().at);
    name->id = mangled(arena_.name(next().text));
    return name;
  }
  if (at(TokenKind::number)) return number();
  if (at(TokenKind::string)) return strings();
  if (const auto kind = named_constant(here())) return constant(*kind);
  if (at("(")) return parenthesized();
  if (at("[")) return list_display();
  if (at("{")) return braces();
  unexpected("an expression");
}

Expr* Parser::constant(ConstantKind kind) {
  auto* node = arena_.node<Constant>(Kind::constant, next().at);
  node->constant = kind;
  return node;
}

Expr* Parser::number() {
  const Token& token = next();
  auto* node = arena_.node<Constant>(Kind::constant, token.at);
  std::string digits;
  const std::string error = read_number(token.text, *node, digits);
  if (!error.empty()) fail(token.at, error);
  if (node->constant == ConstantKind::integer) node->text = arena_.text(digits);
  return node;
}

// A tuple, a generator, or an expression in parentheses.
Expr* Parser::parenthesized() {
  const Nesting guard(*this);
  const Range begin = next().at;
  if (at(")")) {
    next();
    return arena_.node<Tuple>(Kind::tuple, since(begin));
  }
  Expr* first = at("yield") ? yield_expression() : star_named_expression();
  if (at_for()) {
    first = comprehension(Kind::generator, begin, first, nullptr);
  } else if (at(",") && first->kind != Kind::yield) {
    first = tuple_of(begin, first, &Parser::star_named_expression);
    first->at = begin;
  } else {
    if (first->kind == Kind::starred) fail(first->at, "cannot use starred expression here");
    expect_close(")", first);
    return first;
  }
  finish_display(")", *first);
  return first;
}

Expr* Parser::list_display() {
  const Nesting guard(*this);
  const Range begin = next().at;
  Exprs elements;
  while (!at("]")) {
    elements.push_back(star_named_expression());
    if (at_for()) return comprehension_display(Kind::list_comprehension, begin, elements, "]");
    if (!take(",")) break;
  }
  auto* node = arena_.node<ListDisplay>(Kind::list, begin);
  node->elements = list(elements);
  finish_display("]", *node);
  return node;
}

Expr* Parser::comprehension_display(Kind kind, const Range& begin, const Exprs& elements, const char* close) {
  if (elements.size() > 1)
    fail(join(elements[0]->at, elements.back()->at), "did you forget parentheses around the comprehension target?");
  Expr* node = comprehension(kind, begin, elements[0], nullptr);
  finish_display(close, *node);
  return node;
}

// A set or a dict.
Expr* Parser::braces() {
  const Nesting guard(*this);
  const Range begin = next().at;
  if (at("}") || at("**")) return dict(begin, nullptr);
  Exprs elements;
  while (!at("}")) {
    elements.push_back(star_named_expression());
    if (elements.size() == 1 && at(":")) return dict(begin, elements[0]);
    if (at_for()) return comprehension_display(Kind::set_comprehension, begin, elements, "}");
    if (!take(",")) break;
  }
  auto* node = arena_.node<Set>(Kind::set, begin);
  node->elements = list(elements);
  finish_display("}", *node);
  return node;
}

// `first_key` has been read, unless it is null.
Expr* Parser::dict(const Range& begin, Expr* first_key) {
  std::vector<DictItem> items;
  while (!at("}")) {
    items.push_back(dict_item(std::exchange(first_key, nullptr)));
    if (at_for()) return dict_comprehension(begin, items);
    if (!take(",")) break;
  }
  auto* node = arena_.node<Dict>(Kind::dict, begin);
  node->items = arena_.list(items);
  const Expr* last = items.empty() ? nullptr : items.back().value;
  if (!at("}")) expect_close("}", last);
  finish_display("}", *node);
  return node;
}

DictItem Parser::dict_item(Expr* key) {
  if (!key && take("**")) return {nullptr, binary(0)};
  if (!key) key = expression();
  if (!at(":")) fail(key->at, "':' expected after dictionary key");
  if (key->kind == Kind::starred) fail(key->at, "cannot use a starred expression as a dictionary key");
  const Range colon = next().at;
  if (at("}") || at(",")) fail(colon, "expression expected after dictionary key and ':'");
  if (at("*")) fail(here().at, "cannot use a starred expression in a dictionary value");
  return {key, expression()};
}

Expr* Parser::dict_comprehension(const Range& begin, const std::vector<DictItem>& items) {
  if (!items[0].key) fail(items[0].value->at, "dict unpacking cannot be used in dict comprehension");
  if (items.size() > 1) unexpected("',' or '}'");
  Expr* node = comprehension(Kind::dict_comprehension, begin, items[0].key, items[0].value);
  finish_display("}", *node);
  return node;
}

bool Parser::at_for() const {
  return at("for") || (at("async") && ahead().is("for"));
}

Expr* Parser::comprehension(Kind kind, const Range& begin, Expr* element, Expr* value) {
  if (element->kind == Kind::starred) fail(element->at, "iterable unpacking cannot be used in comprehension");
  std::vector<ForClause> clauses;
  while (at_for()) clauses.push_back(for_clause());
  auto* node = arena_.node<Comprehension>(kind, begin);
  node->element = element;
  node->value = value;
  node->clauses = arena_.list(clauses);
  return node;
}

ForClause Parser::for_clause() {
  ForClause clause{};
  clause.is_async = take("async");
  expect("for");
  clause.target = target_list();
  expect("in");
  clause.iterable = disjunction();
  Exprs conditions;
  while (take("if")) conditions.push_back(disjunction());
  clause.conditions = list(conditions);
  return clause;
}

void Parser::finish_display(const char* close, Expr& display) {
  expect_close(close, nullptr);
  display.at = since(display.at);
}

// Takes the closing bracket. `last`: what stands before it, if that is an expression to which '=' might be meant.
void Parser::expect_close(const char* close, const Expr* last) {
  if (take(close)) return;
  if (starts_expression()) {
    const Range begin = last ? last->at : before().at;
    fail(join(begin, here().at), "invalid syntax. Perhaps you forgot a comma?");
  }
  if (at("=") && last) refuse_assignment(*last, true);
  unexpected(fmt::format("',' or '{}'", close));
}

}  // namespace orrery::script
