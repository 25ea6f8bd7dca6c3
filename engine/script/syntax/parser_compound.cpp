// Compound statements: if, while, for, with, try; and what only looks like one.
#include <fmt/format.h>

#include <utility>

#include "engine/script/syntax/nesting.hpp"
#include "engine/script/syntax/parser.hpp"

namespace orrery::script {

using namespace ast;

// The compound statement that begins here, or null if none does.
Stmt* Parser::compound_statement() {
  const Range begin = here().at;
  if (at("if")) return if_statement();
  if (at("while")) return while_statement();
  if (at("for")) return for_statement(begin, false);
  if (at("with")) return with_statement(begin, false);
  if (at("try")) return try_statement();
  if (at("def")) return function(begin, false, {});
  if (at("class")) return class_definition({});
  if (at("@")) return decorated();
  if (at("async")) return async_statement();
  if (is_match_statement()) return match_statement();
  orphan();
  return nullptr;
}

void Parser::orphan() {
  struct Row {
    const char* word;
    const char* needs;
  };
  constexpr Row rows[] = {
      {"elif", "an 'if'"}, {"else", "an 'if', 'for', 'while' or 'try'"}, {"except", "a 'try'"}, {"finally", "a 'try'"}};
  for (const Row& row : rows) {
    if (!at(row.word)) continue;
    if (std::exchange(block_missing_, false)) throw Failure{};
    fail(here().at, fmt::format("invalid syntax: this '{}' belongs to nothing", row.word),
         fmt::format("it needs {} before it with the same indentation", row.needs));
  }
}

Stmt* Parser::if_statement() {
  struct Arm {
    Range begin;
    Expr* test;
    Body body;
  };
  std::vector<Arm> arms;
  do {
    const bool first = arms.empty();
    const Range begin = next().at;
    Expr* test = condition();
    arms.push_back({begin, test, block(first ? "'if' statement" : "'elif' statement", begin.line)});
  } while (at("elif"));
  Body otherwise = else_block();
  for (; !arms.empty(); arms.pop_back()) {
    auto* statement = arena_.node<If>(Kind::if_, since(arms.back().begin));
    statement->test = arms.back().test;
    statement->body = arms.back().body;
    statement->otherwise = otherwise;
    otherwise = list(Stmts{statement});
  }
  return otherwise[0];
}

Body Parser::else_block() {
  if (!at("else")) return {};
  const int line = next().at.line;
  if (at("if")) fail(here().at, "invalid syntax: expected ':', found 'if'", "write elif");
  return block("'else' statement", line);
}

Stmt* Parser::while_statement() {
  auto* statement = arena_.node<While>(Kind::while_, next().at);
  statement->test = condition();
  statement->body = block("'while' statement", statement->at.line);
  statement->otherwise = else_block();
  statement->at = since(statement->at);
  return statement;
}

Stmt* Parser::for_statement(const Range& begin, bool is_async) {
  const int line = next().at.line;
  auto* statement = arena_.node<For>(Kind::for_, begin);
  statement->is_async = is_async;
  statement->target = target_list();
  if (!at("in")) unexpected("'in'");
  next();
  statement->iterable = star_expressions();
  statement->body = block("'for' statement", line);
  statement->otherwise = else_block();
  statement->at = since(begin);
  return statement;
}

Stmt* Parser::with_statement(const Range& begin, bool is_async) {
  const int line = next().at.line;
  auto* statement = arena_.node<With>(Kind::with, begin);
  statement->is_async = is_async;
  statement->items = arena_.list(with_items());
  statement->body = block("'with' statement", line);
  statement->at = since(begin);
  return statement;
}

std::vector<WithItem> Parser::with_items() {
  std::vector<WithItem> items;
  if (at("(") && parenthesized_items(items)) return items;
  do items.push_back(with_item());
  while (take(","));
  return items;
}

// `with (a as b, c):` — if everything up to the ':' reads as items in parentheses, it is; else the parentheses are part
// of an expression. To find out it is read on trial, with nobody listening.
bool Parser::parenthesized_items(std::vector<WithItem>& items) {
  const std::size_t begin = position_;
  const int nesting = nesting_;
  Reporter nobody("");
  Reporter* const listener = std::exchange(reporter_, &nobody);
  bool fits = false;
  try {
    items = items_in_parentheses();
    fits = at(":") && nobody.empty();
  } catch (const Failure&) {
    nesting_ = nesting;
  }
  reporter_ = listener;
  if (!fits) {
    items.clear();
    reject_trial(begin, nobody);
  }
  return fits;
}

// Goes back to where the trial began; unless there was an `as`, which only items in parentheses have: then what was
// wrong in the trial is wrong.
void Parser::reject_trial(std::size_t begin, Reporter& trial) {
  const auto is_as = [](const Token& token) { return token.is("as"); };
  const auto first = tokens_.begin() + static_cast<std::ptrdiff_t>(begin);
  const auto reached = tokens_.begin() + static_cast<std::ptrdiff_t>(position_);
  const bool meant = std::any_of(first, reached, is_as);
  for (const Problem& problem : trial.take())
    if (meant)
      reporter_->report({problem.line, problem.column, problem.line, problem.end_column}, problem.text, problem.hint);
  if (meant) throw Failure{};
  position_ = begin;
}

std::vector<WithItem> Parser::items_in_parentheses() {
  std::vector<WithItem> items;
  expect("(");
  do items.push_back(with_item());
  while (take(",") && !at(")"));
  expect(")");
  return items;
}

WithItem Parser::with_item() {
  WithItem item{expression(), nullptr};
  if (!take("as")) return item;
  item.target = star_target();
  to_target(item.target, Context::store, false);
  return item;
}

Stmt* Parser::async_statement() {
  const Range begin = next().at;
  if (at("def")) return function(begin, true, {});
  if (at("for")) return for_statement(begin, true);
  if (at("with")) return with_statement(begin, true);
  unexpected("'def', 'for' or 'with' after 'async'");
}

}  // namespace orrery::script
