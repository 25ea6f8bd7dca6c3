// Tokens to tree, by recursive descent over CPython's grammar (Grammar/python.gram, 3.11), with its words for what is
// wrong.
//
// A failure leaves the statement it happens in by a C++ exception; the statement is dropped, and reading goes on behind
// it, the block of a broken header included, so that one run tells everything that is wrong.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "engine/loop/environment.hpp"
#include "engine/script/syntax/arena.hpp"
#include "engine/script/syntax/reporter.hpp"
#include "engine/script/syntax/token.hpp"

namespace orrery::script {

class Parser {
 public:
  Parser(Arena& arena, Reporter& reporter, std::vector<Token> tokens, loop::Rules rules);

  ast::Body module();

 private:
  struct Failure {};
  class Nesting;
  class ParameterList;
  using Exprs = std::vector<ast::Expr*>;
  using Stmts = std::vector<ast::Stmt*>;
  using Patterns = std::vector<ast::Pattern*>;
  using Keywords = std::vector<ast::Keyword>;

  // The expression of an f-string's braces.
  Parser(Parser& outer, std::vector<Token> tokens);

  // tokens (parser.cpp)
  const Token& here() const { return tokens_[position_]; }
  const Token& ahead(std::size_t n = 1) const { return tokens_[std::min(position_ + n, tokens_.size() - 1)]; }
  const Token& before() const { return tokens_[position_ - 1]; }
  bool at(std::string_view text) const { return here().is(text); }
  bool at(TokenKind kind) const { return here().kind == kind; }
  const Token& next();
  bool take(std::string_view text);
  const Token& expect(std::string_view text);
  std::string_view expect_name(const char* what);
  std::string_view mangled(std::string_view name);
  ast::Range since(const ast::Range& begin) const;
  [[noreturn]] void fail(const ast::Range& at, std::string text, std::string hint = {});
  [[noreturn]] void unexpected(const std::string& wanted);
  void complain(const ast::Range& at, std::string text, std::string hint = {});
  bool starts_expression() const;
  template <class T>
  ast::List<T> list(const std::vector<T*>& items) {
    return arena_.list(items);
  }

  // statements (parser.cpp, parser_simple.cpp, parser_compound.cpp, parser_try.cpp, parser_definition.cpp)
  void statement(Stmts& out);
  void recover();
  void recover_block();
  void skip_line();
  void unexpected_indent(Stmts& out);
  void simple_statements(Stmts& out);
  void end_of_statement(const Token& first);
  std::string meant_keyword(const Token& first) const;
  ast::Stmt* simple_statement();
  ast::Stmt* compound_statement();
  bool is_match_statement() const;
  void orphan();
  ast::Body block(const char* after, int line);
  void block_statements(Stmts& out);
  void missing_block(const char* after, int line);
  void expect_colon();

  ast::Stmt* expression_statement();
  ast::Stmt* assignment(const ast::Range& begin, ast::Expr* first);
  ast::Stmt* augmented(const ast::Range& begin, ast::Expr* target, ast::BinaryOp op);
  ast::Stmt* annotated(const ast::Range& begin, ast::Expr* target, bool parenthesized);
  ast::Stmt* return_statement();
  ast::Stmt* raise_statement();
  ast::Stmt* delete_statement();
  ast::Stmt* assert_statement();
  ast::Stmt* import_statement();
  ast::Stmt* import_from_statement();
  ast::Alias import_alias();
  ast::Alias imported_name();
  std::vector<ast::Alias> imported_names();
  std::string_view dotted_name();
  template <class T>
  ast::Stmt* names_statement(ast::Kind kind);
  template <class T>
  ast::Stmt* bare_statement(ast::Kind kind);
  void legacy_statement(const ast::Expr& first);

  ast::Stmt* if_statement();
  ast::Stmt* while_statement();
  ast::Stmt* for_statement(const ast::Range& begin, bool is_async);
  ast::Stmt* with_statement(const ast::Range& begin, bool is_async);
  std::vector<ast::WithItem> with_items();
  bool parenthesized_items(std::vector<ast::WithItem>& items);
  void reject_trial(std::size_t begin, Reporter& trial);
  std::vector<ast::WithItem> items_in_parentheses();
  ast::WithItem with_item();
  ast::Body else_block();
  ast::Stmt* match_statement();
  ast::MatchCase match_case();
  ast::Stmt* try_statement();
  void handlers(ast::Try& statement);
  ast::ExceptHandler handler(ast::Try& statement, bool first);
  void exception_type(ast::ExceptHandler& handler);
  ast::Stmt* async_statement();
  ast::Stmt* decorated();
  ast::Stmt* function(const ast::Range& begin, bool is_async, Exprs decorators);
  ast::Stmt* class_definition(Exprs decorators);
  ast::Parameters parameters(std::string_view end, bool annotations);

  // patterns (parser_match.cpp)
  ast::Pattern* open_pattern();
  ast::Pattern* sequence_pattern(const ast::Range& begin, const Patterns& found);
  ast::Pattern* element_pattern();
  ast::Pattern* pattern();
  ast::Pattern* or_pattern();
  ast::Pattern* closed_pattern();
  ast::Pattern* value_pattern(const ast::Range& begin, ast::Expr* value);
  ast::Pattern* name_pattern();
  ast::Pattern* bracket_pattern(const char* open, const char* close);
  ast::Pattern* mapping_pattern();
  ast::Pattern* class_pattern(const ast::Range& begin, ast::Expr* type);
  ast::Expr* dotted_value();
  ast::Expr* key_of_pattern();
  ast::Expr* literal_of_pattern();
  ast::Expr* complex_of_pattern(const ast::Range& begin, ast::Expr* real);
  ast::Expr* signed_number();

  // types (parser_types.cpp)
  bool is_type_alias() const;
  ast::Stmt* type_alias();
  ast::TypeParameters type_parameters();
  ast::TypeParameter type_parameter();
  void check_type_parameter(const std::vector<ast::TypeParameter>& all);

  // expressions (parser_expression.cpp, parser_operator.cpp, parser_call.cpp)
  ast::Expr* star_expressions();
  ast::Expr* tuple_of(const ast::Range& begin, ast::Expr* first, ast::Expr* (Parser::*element)());
  ast::Expr* star_expression();
  ast::Expr* star_named_expression();
  ast::Expr* named_expression();
  ast::Expr* condition();
  ast::Expr* expression();
  ast::Expr* lambda();
  ast::Expr* yield_expression();
  ast::Expr* value();  // star_expressions or yield
  ast::Expr* disjunction();
  ast::Expr* conjunction();
  ast::Expr* boolean(bool is_and, ast::Expr* (Parser::*operand)());
  ast::Expr* inversion();
  ast::Expr* comparison();
  bool compare_op(ast::CompareOp& op);
  ast::Expr* binary(int precedence);
  ast::Expr* factor();
  ast::Expr* power();
  ast::Expr* await_primary();
  ast::Expr* primary();
  ast::Expr* starred();
  [[noreturn]] void refuse_assignment(const ast::Expr& left, bool named);
  ast::Expr* attribute(const ast::Range& begin, ast::Expr* value);
  ast::Expr* call(const ast::Range& begin, ast::Expr* function);
  void arguments(Exprs& positional, Keywords& keywords);
  void argument(Exprs& positional, Keywords& keywords);
  void keyword_argument(Keywords& keywords);
  void positional_argument(Exprs& positional, const Keywords& keywords);
  ast::Expr* star_argument();
  static std::string argument_assignment(const ast::Expr& left);
  void check_argument_generator(const Exprs& positional, const Keywords& keywords);
  ast::Expr* subscript(const ast::Range& begin, ast::Expr* value);
  ast::Expr* slice();
  ast::Expr* slices(const ast::Range& begin, ast::Expr* first);

  // atoms (parser_atom.cpp)
  ast::Expr* atom();
  ast::Expr* constant(ast::ConstantKind kind);
  ast::Expr* number();
  ast::Expr* parenthesized();
  ast::Expr* list_display();
  ast::Expr* braces();
  ast::Expr* dict(const ast::Range& begin, ast::Expr* first_key);
  ast::DictItem dict_item(ast::Expr* key);
  ast::Expr* dict_comprehension(const ast::Range& begin, const std::vector<ast::DictItem>& items);
  ast::Expr* comprehension_display(ast::Kind kind, const ast::Range& begin, const Exprs& elements, const char* close);
  ast::Expr* comprehension(ast::Kind kind, const ast::Range& begin, ast::Expr* element, ast::Expr* value);
  ast::ForClause for_clause();
  bool at_for() const;
  void finish_display(const char* close, ast::Expr& display);
  void expect_close(const char* close, const ast::Expr* last);

  // strings (parser_string.cpp)
  ast::Expr* strings();
  ast::Expr* text_constant(const ast::Range& at, ast::ConstantKind kind, const std::string& text);
  std::string literal_text(const ast::Range& at, std::string_view body, bool raw, bool bytes);
  ast::Expr* braces_expression();
  void formatted_parts(const Token& token, Exprs& parts, std::string& pending);
  class FormattedString;

  // targets (parser_target.cpp)
  ast::Expr* target_list();  // of a for
  ast::Expr* star_target();
  void to_target(ast::Expr* expr, ast::Context context, bool may_hint);
  [[noreturn]] void no_target(const ast::Expr& expr, ast::Context context, bool may_hint);
  void to_targets(ast::List<ast::Expr> elements, ast::Context context);
  void check_name(std::string_view name, const ast::Range& at, const char* verb = "assign to");

  Arena& arena_;
  Reporter* reporter_;
  loop::Rules rules_;  // whose grammar
  std::vector<Token> tokens_;
  std::size_t position_ = 0;
  int nesting_ = 0;
  bool block_missing_ =
      false;            // has been reported, so that what belongs to the statement may follow where it shouldn't
  std::string prefix_;  // of messages, inside f-strings
  std::string_view private_class_;  // the class whose private names are mangled here
};

// What CPython calls an expression in its messages ("function call", "literal").
const char* describe(const ast::Expr& expr) noexcept;

}  // namespace orrery::script
