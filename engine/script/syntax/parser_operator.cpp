// Operators, from `or` down to `await`.
#include <array>
#include <optional>

#include "engine/script/syntax/nesting.hpp"
#include "engine/script/syntax/parser.hpp"

namespace orrery::script {

using namespace ast;

namespace {

struct BinaryRow {
  std::string_view text;
  int precedence;
  BinaryOp op;
};
constexpr int shift = 3, sum = 4, product = 5;
constexpr BinaryRow binary_rows[] = {{"|", 0, BinaryOp::bit_or},           {"^", 1, BinaryOp::bit_xor},
                                     {"&", 2, BinaryOp::bit_and},          {"<<", shift, BinaryOp::shift_left},
                                     {">>", shift, BinaryOp::shift_right}, {"+", sum, BinaryOp::add},
                                     {"-", sum, BinaryOp::subtract},       {"*", product, BinaryOp::multiply},
                                     {"/", product, BinaryOp::divide},     {"//", product, BinaryOp::floor_divide},
                                     {"%", product, BinaryOp::modulo},     {"@", product, BinaryOp::matrix_multiply}};

const BinaryRow* binary_row(const Token& token) {
  if (token.kind != TokenKind::op) return nullptr;
  for (const BinaryRow& row : binary_rows)
    if (row.text == token.text) return &row;
  return nullptr;
}

std::optional<CompareOp> simple_compare_op(const Token& token) {
  struct Row {
    std::string_view text;
    CompareOp op;
  };
  constexpr Row rows[] = {{"==", CompareOp::equal},      {"!=", CompareOp::not_equal}, {"<", CompareOp::less},
                          {"<=", CompareOp::less_equal}, {">", CompareOp::greater},    {">=", CompareOp::greater_equal},
                          {"in", CompareOp::in}};
  for (const Row& row : rows)
    if (token.is(row.text)) return row.op;
  return std::nullopt;
}

std::optional<UnaryOp> unary_op(const Token& token) {
  if (token.is("-")) return UnaryOp::minus;
  if (token.is("+")) return UnaryOp::plus;
  if (token.is("~")) return UnaryOp::invert;
  return std::nullopt;
}

}  // namespace

Expr* Parser::disjunction() {
  return boolean(false, &Parser::conjunction);
}

Expr* Parser::conjunction() {
  return boolean(true, &Parser::inversion);
}

Expr* Parser::boolean(bool is_and, Expr* (Parser::*operand)()) {
  const std::string_view word = is_and ? "and" : "or";
  const Range begin = here().at;
  Expr* first = (this->*operand)();
  if (!at(word)) return first;
  Exprs values{first};
  while (take(word)) values.push_back((this->*operand)());
  auto* node = arena_.node<Boolean>(Kind::boolean, since(begin));
  node->is_and = is_and;
  node->values = list(values);
  return node;
}

Expr* Parser::inversion() {
  if (!at("not")) return comparison();
  const Nesting guard(*this);
  auto* node = arena_.node<Unary>(Kind::unary, next().at);
  node->op = UnaryOp::not_;
  node->operand = inversion();
  node->at = since(node->at);
  return node;
}

Expr* Parser::comparison() {
  const Range begin = here().at;
  Expr* first = binary(0);
  std::vector<CompareOp> ops;
  Exprs operands;
  for (CompareOp op{}; compare_op(op);) {
    ops.push_back(op);
    operands.push_back(binary(0));
  }
  if (ops.empty()) return first;
  auto* node = arena_.node<Compare>(Kind::compare, since(begin));
  node->first = first;
  node->ops = arena_.list(ops);
  node->operands = list(operands);
  return node;
}

// Takes a comparison operator, if there is one here.
bool Parser::compare_op(CompareOp& op) {
  if (const auto simple = simple_compare_op(here())) {
    op = *simple;
    next();
  } else if (at("<>")) {
    fail(here().at, "invalid syntax: '<>' is no operator", "use '!='");
  } else if (take("is")) {
    op = take("not") ? CompareOp::is_not : CompareOp::is;
  } else if (at("not") && ahead().is("in")) {
    next(), next();
    op = CompareOp::not_in;
  } else {
    return false;
  }
  return true;
}

// Operators of at least this precedence (0: `|`), each binding to the left.
Expr* Parser::binary(int precedence) {
  const Range begin = here().at;
  Expr* left = factor();
  for (const BinaryRow* row = binary_row(here()); row && row->precedence >= precedence; row = binary_row(here())) {
    auto* node = arena_.node<Binary>(Kind::binary, begin);
    node->op_at = next().at;
    node->op = row->op;
    node->left = left;
    node->right = binary(row->precedence + 1);
    node->at = since(begin);
    left = node;
  }
  return left;
}

Expr* Parser::factor() {
  const auto op = unary_op(here());
  if (!op) return power();
  const Nesting guard(*this);
  auto* node = arena_.node<Unary>(Kind::unary, next().at);
  node->op = *op;
  node->operand = factor();
  node->at = since(node->at);
  return node;
}

Expr* Parser::power() {
  const Range begin = here().at;
  Expr* base = await_primary();
  if (!at("**")) return base;
  const Nesting guard(*this);
  auto* node = arena_.node<Binary>(Kind::binary, begin);
  node->op_at = next().at;
  node->op = BinaryOp::power;
  node->left = base;
  node->right = factor();
  node->at = since(begin);
  return node;
}

Expr* Parser::await_primary() {
  if (!at("await")) return primary();
  auto* node = arena_.node<Await>(Kind::await, next().at);
  node->value = primary();
  node->at = since(node->at);
  return node;
}

}  // namespace orrery::script
