// Finds out where each name of a program lives (CPython: Python/symtable.c): first what each block does with its names,
// then whose they are.
#pragma once

#include <deque>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/script/syntax/arena.hpp"
#include "engine/script/syntax/reporter.hpp"
#include "engine/script/syntax/scope.hpp"

namespace orrery::script {

// Names that are bound in their scope by importing one module and by nothing else.
class Imports {
 public:
  void add(const Scope* scope, std::string_view name, std::string_view module) { found_[scope][name] = module; }
  // The module that this name is in this very scope, or "".
  std::string_view module(const Scope* scope, std::string_view name) const;

 private:
  std::unordered_map<const Scope*, std::unordered_map<std::string_view, std::string_view>> found_;
};

class ScopeBuilder {
 public:
  ScopeBuilder(Arena& arena, Reporter& reporter) : arena_(arena), reporter_(reporter) {}

  // Scopes for the module and all that is in it; their nodes point to them afterwards.
  Scope* build(const ast::Module& module);
  const Imports& imports() const noexcept { return imports_; }

 private:
  // What one block does with one name.
  struct Entry {
    std::string_view name;
    ast::Range at;  // where it was first seen
    bool parameter = false, assigned = false, used = false, annotated = false;
    bool global = false, nonlocal = false;
    bool loop_target = false;  // of a comprehension's `for`
    int bindings = 0;          // how many statements bind it
    std::string_view module;   // if the last of them imports a module
    // found by resolving
    Binding binding = Binding::global_implicit;
    bool passed_through = false;

    bool bound() const noexcept { return (parameter || assigned) && !global && !nonlocal; }
  };
  struct Block {
    Scope* scope;
    Block* parent;
    std::vector<Block*> children;
    std::vector<Entry> entries;
    std::unordered_map<std::string_view, std::size_t> index;
    std::string_view comprehension;            // what CPython calls it
    std::vector<std::string_view> parameters;  // in the order of co_varnames
    bool in_iterable = false;                  // in the iterable of a comprehension
    bool needs_class_cell = false;

    Entry* find(std::string_view name);
    bool is_function() const noexcept {
      return scope->kind != ScopeKind::module && scope->kind != ScopeKind::class_body;
    }
  };

  // visiting (scope_builder.cpp)
  Block& enter(ScopeKind kind, std::string_view name, int line);
  void leave();
  void visit(const ast::Node& node);
  void visit_all(ast::Body body);
  void name(const ast::Name& node);
  void function(const ast::Function& node);
  void function_head(const ast::Function& node);
  void function_body(const ast::Function& node);
  void lambda(const ast::Lambda& node);
  void class_body(const ast::Class& node);
  void class_within(const ast::Class& node);
  void type_alias(const ast::TypeAlias& node);
  template <class Inside>
  void within_type_parameters(const ast::TypeParameters& parameters, const ast::Node& node, Inside inside);
  Scope* type_scope(std::string_view name, const ast::Expr* expr);
  void pattern(const ast::Node& node);
  void parameters(const ast::Parameters& parameters);
  void comprehension(const ast::Comprehension& node);
  void first_iterable(const ast::Expr& iterable);
  void clause(const ast::ForClause& clause, bool first);
  void yield(const ast::Node& node);
  void await();
  void imported(const ast::Import& node);
  void imported_from(const ast::ImportFrom& node);
  void annotated(const ast::AnnotatedAssign& node);
  void handlers(const ast::Try& node);

  // declaring (scope_names.cpp)
  Entry& entry(Block& block, std::string_view name, const ast::Range& at);
  Entry& bind(std::string_view name, const ast::Range& at);
  void use(std::string_view name, const ast::Range& at);
  static const char* too_late(const Entry& met);
  void declare(const ast::Node& node, std::span<const std::string_view> names, bool global);
  void named(const ast::Named& node);
  void bind_around_comprehension(std::string_view name, const ast::Range& at);
  std::string_view qualname(const Block& block);

  // resolving (scope_resolver.cpp)
  void resolve(Block& block);
  void resolve(Block& block, std::string_view name);
  void bound_from_inside(std::string_view name);
  bool find_outside(Block& block, std::string_view name);
  void pass_down(Block& user, Block& owner, std::string_view name);
  void finish(Block& block);
  void fill(Block& block);
  void fill_symbols(Block& block);
  void note_imports(const Block& block);

  Arena& arena_;
  Reporter& reporter_;
  std::deque<Block> blocks_;
  Block* current_ = nullptr;
  bool loop_target_ = false;
  Imports imports_;
};

}  // namespace orrery::script
