// try, except, else, finally.
#include "engine/script/syntax/parser.hpp"

namespace orrery::script {

using namespace ast;

Stmt* Parser::try_statement() {
  auto* statement = arena_.node<Try>(Kind::try_, next().at);
  const int line = statement->at.line;
  statement->body = block("'try' statement", line);
  if (!at("except") && !at("finally")) fail(here().at, "expected 'except' or 'finally' block");
  handlers(*statement);
  if (!statement->handlers.empty()) statement->otherwise = else_block();
  if (at("finally")) {
    const int finally_line = next().at.line;
    statement->finally = block("'finally' statement", finally_line);
  }
  statement->at = since(statement->at);
  return statement;
}

void Parser::handlers(Try& statement) {
  std::vector<ExceptHandler> found;
  while (at("except")) {
    if (!found.empty() && !found.back().type)
      complain(found.back().at, "default 'except:' must be last", "no later clause could ever be reached");
    found.push_back(handler(statement, found.empty()));
  }
  statement.handlers = arena_.list(found);
}

ExceptHandler Parser::handler(Try& statement, bool first) {
  ExceptHandler handler{};
  handler.at = next().at;
  const bool star = take("*");
  if (first) statement.is_star = star;
  if (star != statement.is_star) fail(handler.at, "cannot have both 'except' and 'except*' on the same 'try'");
  if (star && at(":")) fail(here().at, "expected one or more exception types");
  if (!at(":") && !at(TokenKind::newline)) exception_type(handler);
  handler.body = block(star ? "'except*' statement" : "'except' statement", handler.at.line);
  handler.at = since(handler.at);
  return handler;
}

void Parser::exception_type(ExceptHandler& handler) {
  handler.type = expression();
  if (at(",")) {
    const Range begin = handler.type->at;
    while (take(",") && starts_expression()) expression();
    fail(since(begin), "multiple exception types must be parenthesized");
  }
  if (!take("as")) return;
  handler.name = mangled(expect_name("a name"));
  check_name(handler.name, before().at);
}

}  // namespace orrery::script
