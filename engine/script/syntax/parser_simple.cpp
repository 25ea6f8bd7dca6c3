// Simple statements: those without a block.
#include <fmt/format.h>

#include <optional>

#include "engine/script/syntax/nearest.hpp"
#include "engine/script/syntax/parser.hpp"

namespace orrery::script {

using namespace ast;

namespace {

std::optional<BinaryOp> augmented_op(std::string_view text) {
  struct Row {
    std::string_view text;
    BinaryOp op;
  };
  constexpr Row rows[] = {{"+=", BinaryOp::add},
                          {"-=", BinaryOp::subtract},
                          {"*=", BinaryOp::multiply},
                          {"/=", BinaryOp::divide},
                          {"//=", BinaryOp::floor_divide},
                          {"%=", BinaryOp::modulo},
                          {"**=", BinaryOp::power},
                          {"<<=", BinaryOp::shift_left},
                          {">>=", BinaryOp::shift_right},
                          {"&=", BinaryOp::bit_and},
                          {"|=", BinaryOp::bit_or},
                          {"^=", BinaryOp::bit_xor},
                          {"@=", BinaryOp::matrix_multiply}};
  for (const Row& row : rows)
    if (row.text == text) return row.op;
  return std::nullopt;
}

bool is_place(const Expr& expr) {
  return expr.kind == Kind::name || expr.kind == Kind::attribute || expr.kind == Kind::subscript;
}

}  // namespace

// Statements up to the end of the line.
void Parser::simple_statements(Stmts& out) {
  const Token first = here();
  do {
    out.push_back(simple_statement());
  } while (take(";") && !at(TokenKind::newline));
  end_of_statement(first);
}

void Parser::end_of_statement(const Token& first) {
  if (at(":=")) fail(here().at, "invalid syntax: ':=' needs parentheses around it here", "or write '='");
  if (at("=")) fail(here().at, "invalid syntax: nothing can be assigned here");
  const std::string meant = meant_keyword(first);
  if (!at(TokenKind::newline) && !meant.empty())
    fail(first.at, fmt::format("invalid syntax: no statement begins with '{}'", first.text), meant);
  if (!at(TokenKind::newline)) unexpected("the end of the statement");
  next();
}

// A hint, if a statement begins with what may be a misspelt keyword.
std::string Parser::meant_keyword(const Token& first) const {
  constexpr std::string_view words[] = {"assert", "async",  "await", "break",  "class",    "continue",
                                        "def",    "elif",   "else",  "except", "finally",  "for",
                                        "from",   "global", "if",    "import", "nonlocal", "pass",
                                        "raise",  "return", "try",   "while",  "with",     "yield"};
  return first.kind == TokenKind::name ? did_you_mean(first.text, words) : "";
}

Stmt* Parser::simple_statement() {
  struct Row {
    std::string_view word;
    Stmt* (Parser::*parse)();
  };
  static constexpr Row rows[] = {{"return", &Parser::return_statement}, {"raise", &Parser::raise_statement},
                                 {"del", &Parser::delete_statement},    {"assert", &Parser::assert_statement},
                                 {"import", &Parser::import_statement}, {"from", &Parser::import_from_statement}};
  for (const Row& row : rows)
    if (at(row.word)) return (this->*row.parse)();
  if (at("pass")) return bare_statement<Pass>(Kind::pass);
  if (at("break")) return bare_statement<Break>(Kind::break_);
  if (at("continue")) return bare_statement<Continue>(Kind::continue_);
  if (at("global")) return names_statement<Global>(Kind::global);
  if (at("nonlocal")) return names_statement<Nonlocal>(Kind::nonlocal);
  if (is_type_alias()) return type_alias();
  return expression_statement();
}

template <class T>
Stmt* Parser::bare_statement(Kind kind) {
  const Range& place = next().at;
  return arena_.node<T>(kind, place);
}

template <class T>
Stmt* Parser::names_statement(Kind kind) {
  const Range begin = next().at;
  std::vector<std::string_view> names;
  do names.push_back(mangled(expect_name("a name")));
  while (take(","));
  T* statement = arena_.node<T>(kind, since(begin));
  statement->names = arena_.list(names);
  return statement;
}

Stmt* Parser::expression_statement() {
  const bool parenthesized = at("(");
  const Range begin = here().at;
  Expr* first = value();
  if (at("=")) return assignment(begin, first);
  if (at(":")) return annotated(begin, first, parenthesized);
  if (at(TokenKind::op))
    if (const auto op = augmented_op(here().text)) return augmented(begin, first, *op);
  legacy_statement(*first);
  auto* statement = arena_.node<Expression>(Kind::expression, since(begin));
  statement->value = first;
  return statement;
}

// `print x` of Python 2.
void Parser::legacy_statement(const Expr& first) {
  if (first.kind != Kind::name || !starts_expression()) return;
  const std::string_view name = as<Name>(first).id;
  if (name == "print" || name == "exec")
    fail(join(first.at, here().at), fmt::format("Missing parentheses in call to '{0}'. Did you mean {0}(...)?", name));
}

Stmt* Parser::assignment(const Range& begin, Expr* first) {
  Exprs chain{first};
  while (take("=")) {
    to_target(chain.back(), Context::store, true);
    chain.push_back(value());
  }
  auto* statement = arena_.node<Assign>(Kind::assign, since(begin));
  statement->value = chain.back();
  chain.pop_back();
  statement->targets = list(chain);
  return statement;
}

Stmt* Parser::augmented(const Range& begin, Expr* target, BinaryOp op) {
  if (!is_place(*target))
    fail(target->at, fmt::format("'{}' is an illegal expression for augmented assignment", describe(*target)));
  to_target(target, Context::store, false);
  next();
  auto* statement = arena_.node<AugmentedAssign>(Kind::augmented_assign, target->at);
  statement->target = target;
  statement->op = op;
  statement->value = value();
  statement->at = since(begin);
  return statement;
}

Stmt* Parser::annotated(const Range& begin, Expr* target, bool parenthesized) {
  if (ahead().kind == TokenKind::newline)
    fail(here().at, "invalid syntax: no block can begin here",
         target->kind == Kind::name ? meant_keyword(before()) : "");
  if (target->kind == Kind::list || target->kind == Kind::tuple)
    fail(target->at, fmt::format("only single target (not {}) can be annotated", describe(*target)));
  if (!is_place(*target)) fail(target->at, "illegal target for annotation");
  to_target(target, Context::store, false);
  next();
  auto* statement = arena_.node<AnnotatedAssign>(Kind::annotated_assign, target->at);
  statement->target = target;
  statement->simple = target->kind == Kind::name && !parenthesized;
  statement->annotation = expression();
  if (take("=")) statement->value = value();
  statement->at = since(begin);
  return statement;
}

Stmt* Parser::return_statement() {
  auto* statement = arena_.node<Return>(Kind::return_, next().at);
  if (!at(TokenKind::newline) && !at(";")) statement->value = star_expressions();
  statement->at = since(statement->at);
  return statement;
}

Stmt* Parser::raise_statement() {
  auto* statement = arena_.node<Raise>(Kind::raise, next().at);
  if (!at(TokenKind::newline) && !at(";")) {
    statement->exception = expression();
    if (take("from")) statement->cause = expression();
  }
  statement->at = since(statement->at);
  return statement;
}

Stmt* Parser::delete_statement() {
  auto* statement = arena_.node<Delete>(Kind::delete_, next().at);
  Exprs targets;
  do {
    targets.push_back(star_expression());
    to_target(targets.back(), Context::del, false);
  } while (take(",") && !at(TokenKind::newline) && !at(";"));
  statement->targets = list(targets);
  statement->at = since(statement->at);
  return statement;
}

Stmt* Parser::assert_statement() {
  auto* statement = arena_.node<Assert>(Kind::assert_, next().at);
  statement->test = expression();
  if (take(",")) statement->message = expression();
  statement->at = since(statement->at);
  return statement;
}

std::string_view Parser::dotted_name() {
  std::string name(expect_name("the name of a module"));
  while (take(".")) name.append(".").append(expect_name("a name"));
  return arena_.name(name);
}

Alias Parser::import_alias() {
  const Range begin = here().at;
  Alias alias;
  alias.name = dotted_name();
  if (take("as")) alias.as_name = expect_name("a name");
  alias.bound =
      mangled(alias.as_name.empty() ? arena_.name(alias.name.substr(0, alias.name.find('.'))) : alias.as_name);
  alias.at = since(begin);
  check_name(alias.bound, alias.at);
  return alias;
}

Stmt* Parser::import_statement() {
  const Range begin = next().at;
  std::vector<Alias> names;
  do names.push_back(import_alias());
  while (take(","));
  auto* statement = arena_.node<Import>(Kind::import, since(begin));
  statement->names = arena_.list(names);
  return statement;
}

Stmt* Parser::import_from_statement() {
  const Range begin = next().at;
  if (at(".") || at("..."))
    fail(here().at, "relative imports are not supported", "a program is one file: import modules by their full name");
  const std::string_view module = dotted_name();
  expect("import");
  const std::vector<Alias> names = imported_names();
  auto* statement = arena_.node<ImportFrom>(Kind::import_from, since(begin));
  statement->module = module;
  statement->names = arena_.list(names);
  return statement;
}

Alias Parser::imported_name() {
  const Range begin = here().at;
  Alias alias;
  alias.name = expect_name("a name");
  if (take("as")) alias.as_name = expect_name("a name");
  alias.bound = mangled(alias.as_name.empty() ? alias.name : alias.as_name);
  alias.at = since(begin);
  check_name(alias.bound, alias.at);
  return alias;
}

std::vector<Alias> Parser::imported_names() {
  if (at("*")) {
    const Token& star = next();
    return {{arena_.name("*"), {}, {}, star.at}};
  }
  std::vector<Alias> names;
  const bool parentheses = take("(");
  do names.push_back(imported_name());
  while (take(",") && !at(parentheses ? ")" : "\n") && !at(TokenKind::newline));
  if (parentheses) {
    expect(")");
  } else if (before().is(",")) {
    fail(before().at, "trailing comma not allowed without surrounding parentheses");
  }
  return names;
}

}  // namespace orrery::script
