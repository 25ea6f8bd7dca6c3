// Type parameters and type aliases. (PEP 695 and 696; CPython: Grammar/python.gram, type_params and type_alias.)
#include <fmt/format.h>

#include "engine/loop/environment.hpp"
#include "engine/script/syntax/parser.hpp"

namespace orrery::script {

using namespace ast;

// `type X = …` or `type X[T] = …`, where "type" is no ordinary name.
bool Parser::is_type_alias() const {
  return rules_ >= loop::Rules::py312 && here().is_name("type") && ahead().kind == TokenKind::name &&
         (ahead(2).is("=") || ahead(2).is("["));
}

Stmt* Parser::type_alias() {
  auto* statement = arena_.node<TypeAlias>(Kind::type_alias, next().at);
  statement->name = arena_.node<Name>(Kind::name, here().at);
  statement->name->id = mangled(expect_name("a name"));
  statement->name->context = Context::store;
  statement->type_parameters = type_parameters();
  expect("=");
  statement->value = expression();
  statement->at = since(statement->at);
  return statement;
}

// The brackets behind the name of a function, class or alias, if there are any.
TypeParameters Parser::type_parameters() {
  TypeParameters found;
  if (rules_ < loop::Rules::py312 || !at("[")) return found;
  next();
  if (at("]")) fail(here().at, "Type parameter list cannot be empty");
  std::vector<TypeParameter> all;
  while (!at("]")) {
    all.push_back(type_parameter());
    check_type_parameter(all);
    if (!take(",")) break;
  }
  expect("]");
  found.all = arena_.list(all);
  return found;
}

TypeParameter Parser::type_parameter() {
  TypeParameter parameter{};
  const Range begin = here().at;
  parameter.kind = take("**")  ? TypeParameterKind::specification
                   : take("*") ? TypeParameterKind::tuple
                               : TypeParameterKind::variable;
  parameter.name = mangled(expect_name("the name of a type parameter"));
  if (take(":")) {
    Expr* bound = expression();
    const char* const what = bound->kind == Kind::tuple ? "constraints" : "bound";
    if (parameter.kind == TypeParameterKind::tuple) fail(bound->at, fmt::format("cannot use {} with TypeVarTuple", what));
    if (parameter.kind == TypeParameterKind::specification)
      fail(bound->at, fmt::format("cannot use {} with ParamSpec", what));
    parameter.bound = bound;
  }
  if (rules_ >= loop::Rules::py313 && take("="))
    parameter.default_value = parameter.kind == TypeParameterKind::tuple ? star_expression() : expression();
  parameter.at = since(begin);
  return parameter;
}

void Parser::check_type_parameter(const std::vector<TypeParameter>& all) {
  const TypeParameter& last = all.back();
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    if (all[i].name == last.name) fail(last.at, fmt::format("duplicate type parameter '{}'", last.name));
    if (all[i].default_value && !last.default_value)
      fail(last.at, fmt::format("non-default type parameter '{}' follows default type parameter", last.name));
  }
}

}  // namespace orrery::script
