// The compiler of one scope: a module, function, class body or comprehension. Used by compile_*.cpp alone.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/script/object/runtime.hpp"
#include "engine/script/syntax/program.hpp"
#include "engine/script/vm/assembler.hpp"
#include "engine/script/vm/compiler.hpp"

namespace orrery::script {

// What all units of one program share.
struct CompileContext {
  Runtime& rt;
  const Program& program;
  CompileOptions options;
  Str* file;
};

// Whatever must be undone when control leaves it by return, break or continue.
struct Block {
  enum class Kind : std::uint8_t {
    while_loop,
    for_loop,       // the iterator is on the stack
    try_body,       // of try/except: nothing but the handler
    handler_body,   // the error handled before is on the stack
    finally_body,   // of try/finally: the `finally` must run
    finally_error,  // inside the `finally` of an error: the one handled before and the error are on the stack
    star_body,      // of `except*`: cannot be left so
    with,           // __exit__ is on the stack
    async_with,
    value,  // a value on its way out is on the stack
  };
  Kind kind;
  std::uint32_t outer_handler = 0;  // the handler around the block
  Label exit{};                     // loops
  Label again{};
  ast::Body finally{};              // finally_body
  std::string_view bound{};         // handler_body: the name of the error, to be deleted
  const ast::Node* node = nullptr;  // with: whose position calls of __exit__ have
};

class Unit {
 public:
  Unit(CompileContext& context, const Scope& scope, Unit* parent);

  Ref<Code> module(const ast::Module& tree);
  Ref<Code> dynamic(const ast::Module& tree, bool value);

 private:
  class At;
  class Matching;
  class Leaving;

  // Units within this one (compile_function.cpp)
  Ref<Code> function_body(const ast::Parameters& parameters, ast::Body body);
  Ref<Code> lambda_body(const ast::Lambda& lambda);
  Ref<Code> class_body(const ast::Class& node);
  Ref<Code> comprehension_body(const ast::Comprehension& node);
  void set_parameters(const ast::Parameters& parameters);
  void begin();
  Ref<Code> finish();

  // Statements (compile_statement.cpp, compile_control.cpp, compile_try.cpp, compile_with.cpp)
  void body(ast::Body statements);
  void statement(const ast::Stmt& node);
  void control_statement(const ast::Stmt& node);
  void scope_statement(const ast::Stmt& node);
  void expression_statement(const ast::Expression& node);
  void assign(const ast::Assign& node);
  void augmented(const ast::AugmentedAssign& node);
  void augmented_target(const ast::Expr& target);
  void store_augmented(const ast::Expr& target);
  void annotated(const ast::AnnotatedAssign& node);
  // Modules and class bodies keep the annotations of plain names in __annotations__, functions those of their
  // parameters and result (compile_annotation.cpp).
  void prepare_annotations();
  void keep_annotation(std::string_view name, const ast::Expr& annotation);
  void annotation(const ast::Expr& expr);
  void unpacked_annotation(const ast::Expr& expr);
  void annotated_value(const ast::Expr& target);
  void function_annotations(const ast::Function& node, std::uint32_t& which);
  bool keeps_annotations() const noexcept {
    return scope_.kind == ScopeKind::module || scope_.kind == ScopeKind::class_body;
  }
  void delete_targets(const ast::Delete& node);
  void delete_target(const ast::Expr& target);
  void raise(const ast::Raise& node);
  void assertion(const ast::Assert& node);
  void import(const ast::Import& node);
  void import_alias(const ast::Alias& alias);
  void import_from(const ast::ImportFrom& node);
  void return_statement(const ast::Return& node);
  void if_statement(const ast::If& node);
  void while_loop(const ast::While& node);
  void for_loop(const ast::For& node);
  void async_for_loop(const ast::For& node);
  void leave_loop(const ast::Stmt& node, bool again);
  void try_statement(const ast::Try& node);
  void try_finally(const ast::Try& node);
  void try_except(const ast::Try& node);
  // The handlers around the clauses of a `try` and inside them, and where they end.
  struct Clauses {
    std::uint32_t outer, cleanup;
    Label end;
  };
  void except_clauses(const ast::Try& node, const Clauses& around);
  void except_clause(const ast::ExceptHandler& clause, const Clauses& around);
  void forget(std::string_view name);
  void try_star(const ast::Try& node);
  void star_clause(const ast::ExceptHandler& clause, const Clauses& around);
  void star_body(const ast::ExceptHandler& clause, const Clauses& around, Label next);
  void end_star(std::uint32_t outer, Label end);
  void match_statement(const ast::Match& node);
  const ast::Node& place_of_exit(const ast::With& node, std::size_t item) const;
  void with_statement(const ast::With& node, std::size_t item);
  void with_body(const ast::With& node, std::size_t item);
  void with_error(const ast::With& node, std::uint32_t handler, Label end);
  void call_exit_with_none(const ast::Node& node, bool is_async);
  void await_top(std::uint32_t how);

  // Leaving blocks. `keep`: the top of the stack is a value that goes with us.
  void unwind_to(std::size_t outermost, bool keep);
  void unwind(const Block& block, bool keep);
  void unwind_handler(const Block& block, bool keep);
  void unwind_finally(const Block& block, bool keep);
  void unwind_with(const Block& block, bool keep);
  void push_block(Block block);
  void pop_block();

  // Expressions (compile_expression.cpp, compile_call.cpp)
  void expression(const ast::Expr& node);
  void operator_expression(const ast::Expr& node);
  void function_expression(const ast::Expr& node);
  void constant(const ast::Constant& node);
  bool fold(const ast::Expr& node, Value& value);
  void attribute(const ast::Attribute& node);
  void subscript(const ast::Subscript& node);
  void slice(const ast::Slice& node);
  void binary(const ast::Binary& node);
  void unary(const ast::Unary& node);
  void boolean(const ast::Boolean& node);
  void compare(const ast::Compare& node);
  void compare_op(ast::CompareOp op);
  void conditional(const ast::Conditional& node);
  bool frozen_set(ast::List<ast::Expr> elements);
  void sequence(const ast::Expr& node, ast::List<ast::Expr> elements, Op build, Op add, Op extend);
  void spread(ast::List<ast::Expr> elements, std::size_t first, Op build, Op add, Op extend);
  void dict(const ast::Dict& node);
  void joined(const ast::JoinedString& node);
  void formatted(const ast::FormattedValue& node);
  void await(const ast::Await& node);
  void yield(const ast::Yield& node);
  void yield_from(const ast::YieldFrom& node);
  void named(const ast::Named& node);
  void lambda(const ast::Lambda& node);
  void comprehension(const ast::Comprehension& node);
  void clauses(const ast::Comprehension& node, std::size_t clause, std::uint32_t depth);
  void for_clause(const ast::Comprehension& node, std::size_t clause, std::uint32_t depth);
  void async_clause(const ast::Comprehension& node, std::size_t clause, std::uint32_t depth);
  void element(const ast::Comprehension& node, std::uint32_t depth);
  void call(const ast::Call& node);
  void callee(const ast::Expr& function);
  void plain_call(const ast::Call& node);
  void spread_call(const ast::Expr& at, std::span<ast::Expr* const> arguments, std::span<const ast::Keyword> keywords);
  void positional_tuple(std::span<ast::Expr* const> arguments);
  void keywords_dict(std::span<const ast::Keyword> keywords);
  // Jumps if the truth of the expression is `when`, falls through otherwise.
  void jump_if(const ast::Expr& node, Label label, bool when);
  void jump_if_boolean(const ast::Boolean& node, Label label, bool when);

  // Functions and classes (compile_function.cpp)
  void function(const ast::Function& node);
  void plain_function(const ast::Function& node, std::uint32_t which);
  void defaults(const ast::Parameters& parameters, std::uint32_t& which);
  void make_function(Ref<Code> code, const Scope& scope, std::uint32_t which);
  void class_statement(const ast::Class& node);
  void build_class(const ast::Class& node);
  // Types (compile_types.cpp)
  void later(const ast::Expr& expr, const Scope& scope);
  void make_type_parameters(const ast::TypeParameters& parameters);
  template <class Inside>
  void within_types(const ast::TypeParameters& parameters, Inside inside);
  void generic_function(const ast::Function& node, std::uint32_t defaults);
  void generic_class(const ast::Class& node);
  void type_alias(const ast::TypeAlias& node);
  void decorators(ast::List<ast::Expr> list);
  void call_decorators(ast::List<ast::Expr> list);

  // Names and targets (compile_name.cpp)
  enum class Access : std::uint8_t { load, store, del };
  void name(std::string_view id, Access access);
  void local_name(const Symbol& symbol, Str* id, Access access);
  void cell_name(std::uint32_t slot, const Symbol& symbol, Access access);
  const Symbol& symbol(std::string_view id) const;
  std::uint32_t cell_slot(std::string_view id) const;
  void annotations_name(Access access);
  void store(const ast::Expr& target);
  void store_elements(ast::List<ast::Expr> elements);

  void emit(Op op, std::uint32_t argument = 0) { out_.emit(op, argument); }
  void load_constant(Value value) { emit(Op::load_constant, out_.constant(std::move(value))); }
  Str* intern(std::string_view text) { return context_.rt.heap().intern(text); }
  void mark_line(const ast::Node& node);
  void emit_return();
  void mark_subscript(const ast::Subscript& node);
  void mark_operands(int left, int right, bool subscript);

  CompileContext& context_;
  const Scope& scope_;
  Unit* parent_;
  Ref<Code> code_;
  Assembler out_;
  std::vector<Block> blocks_;
  std::unordered_map<const char*, const Symbol*> symbols_;  // by the address of the identifier
};

// The position of what is compiled while it lives.
class Unit::At {
 public:
  At(Unit& unit, const ast::Range& range) : unit_(unit), before_(unit.out_.position) {
    unit.out_.position = {range.line, range.end_line, range.column, range.end_column};
  }
  At(Unit& unit, const ast::Node& node) : At(unit, node.at) {}
  ~At() { unit_.out_.position = before_; }
  At(const At&) = delete;
  At& operator=(const At&) = delete;

 private:
  Unit& unit_;
  Position before_;
};

// While it lives blocks may be unwound; what comes afterwards stands inside them again.
class Unit::Leaving {
 public:
  explicit Leaving(Unit& unit) : unit_(unit), blocks_(unit.blocks_), handler_(unit.out_.handler) {}
  ~Leaving() {
    unit_.blocks_ = std::move(blocks_);
    unit_.out_.handler = handler_;
  }
  Leaving(const Leaving&) = delete;
  Leaving& operator=(const Leaving&) = delete;

 private:
  Unit& unit_;
  std::vector<Block> blocks_;
  std::uint32_t handler_;
};

}  // namespace orrery::script
