// What scope analysis found out: for each module, function, lambda, class body and comprehension, where each of its
// names lives. The rules are CPython's (Python/symtable.c): a name bound anywhere in a block is local to the whole
// block, unless declared global or nonlocal; class bodies are not enclosing scopes for the functions in them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/script/syntax/ast.hpp"

namespace orrery::script {

// Those of type parameters are functions that nobody sees: one around what has the parameters, one for each bound,
// default and alias.
enum class ScopeKind : std::uint8_t { module, function, lambda, class_body, comprehension, type_parameters };

enum class Binding : std::uint8_t {
  local,            // function-like scopes: a slot of the frame; class bodies: an entry of the class namespace
  cell,             // local, and used by an inner function: lives in a cell made by this scope
  free,             // a cell of an enclosing function
  global_explicit,  // declared `global`
  global_implicit,  // bound nowhere around: module, then builtins. In a module scope, every name that isn't explicit.
                    // In a class body: class namespace, then module, then builtins.
};

struct Symbol {
  std::string_view name;
  Binding binding = Binding::global_implicit;
  int slot = -1;  // index into Scope::locals, cells or frees, after `binding`; -1 for globals and for class-body locals
  bool parameter = false;
  bool assigned = false;    // bound in this scope by whatever statement
  bool referenced = false;  // read in this scope
  bool annotated = false;   // `name: annotation`
  bool declared_nonlocal = false;
  // Class bodies: the name is also a free variable that the functions inside take through this scope (it is in
  // `frees`), whatever `binding` says about the class body's own use of it.
  bool passed_through = false;
};

struct Scope {
  ScopeKind kind = ScopeKind::module;
  std::string_view name;      // "f", "A", "<lambda>", "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>", "<module>"
  std::string_view qualname;  // "A.f", "f.<locals>.<lambda>"
  Scope* parent = nullptr;
  std::span<Scope* const> children;  // in order of appearance

  std::span<const Symbol> symbols;         // in order of first appearance
  std::span<const Symbol* const> by_name;  // the same, sorted
  // Function-like scopes: names of parameters in the order of co_varnames (by position, keyword-only, *args, **kwargs),
  // then the other locals. Parameters that are cells stand here too (they arrive in a slot and move into their cell).
  std::span<const std::string_view> locals;
  std::span<const std::string_view> cells;  // "__class__" is among a class body's if `needs_class_cell`
  std::span<const std::string_view> frees;
  int parameters = 0;  // how many of `locals` are parameters

  bool is_generator = false;        // `def` with yield, or a generator expression
  bool is_coroutine = false;        // `async def` without yield; a list, set or dict comprehension that awaits
  bool is_async_generator = false;  // `async def` with yield; a generator expression that awaits
  bool needs_class_cell = false;    // class body: a method uses super() or __class__
  int line = 1;                     // first line; that of the first decorator, if any (co_firstlineno)

  // The symbol of a name that occurs in this scope, or null.
  const Symbol* find(std::string_view wanted) const noexcept;
};

}  // namespace orrery::script
