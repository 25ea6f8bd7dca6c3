// The second pass: whose each name is. Blocks are resolved from the outside in, so that an enclosing function has been
// asked for all its own names before the functions inside ask it for theirs.
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/syntax/scope_builder.hpp"

namespace orrery::script {

namespace {

using Slots = std::unordered_map<std::string_view, int>;

Slots slots(std::span<const std::string_view> names) {
  Slots numbers;
  for (std::size_t i = 0; i < names.size(); ++i) numbers.try_emplace(names[i], static_cast<int>(i));
  return numbers;
}

}  // namespace

void ScopeBuilder::resolve(Block& block) {
  for (std::size_t i = 0; i < block.entries.size(); ++i) resolve(block, block.entries[i].name);
  for (Block* child : block.children) resolve(*child);
}

void ScopeBuilder::resolve(Block& block, std::string_view name) {
  Entry& entry = *block.find(name);
  const bool module = block.scope->kind == ScopeKind::module;
  if (entry.global && entry.nonlocal)
    return reporter_.report(entry.at, fmt::format("name '{}' is nonlocal and global", name));
  if (entry.global) {
    entry.binding = Binding::global_explicit;
    if (entry.assigned && !module) bound_from_inside(name);
  } else if (entry.nonlocal && module) {
    reporter_.report(entry.at, "nonlocal declaration not allowed at module level");
  } else if (entry.nonlocal) {
    if (!find_outside(block, name)) reporter_.report(entry.at, fmt::format("no binding for nonlocal '{}' found", name));
  } else if (entry.bound()) {
    if (!module && entry.binding == Binding::global_implicit) entry.binding = Binding::local;
  } else if (!module) {
    find_outside(block, name);
  }
}

// A function assigns to a global: then the module binds it too.
void ScopeBuilder::bound_from_inside(std::string_view name) {
  Entry& global = entry(blocks_.front(), name, {});
  global.assigned = true;
  ++global.bindings;
}

// Looks for the name in the functions around; makes it a cell there, and free in all blocks between. False if it is
// none of theirs.
bool ScopeBuilder::find_outside(Block& block, std::string_view name) {
  for (Block* outer = block.parent; outer; outer = outer->parent) {
    if (outer->scope->kind == ScopeKind::class_body && name == "__class__" && block.is_function()) {
      outer->needs_class_cell = true;
      pass_down(block, *outer, name);
      return true;
    }
    if (!outer->is_function()) continue;
    Entry* there = outer->find(name);
    if (there && there->global) return false;
    if (!there || !there->bound()) continue;
    there->binding = Binding::cell;
    pass_down(block, *outer, name);
    return true;
  }
  return false;
}

void ScopeBuilder::pass_down(Block& user, Block& owner, std::string_view name) {
  user.find(name)->binding = Binding::free;
  for (Block* between = user.parent; between != &owner; between = between->parent) {
    Entry& passing = entry(*between, name, user.find(name)->at);
    if (between->is_function()) {
      passing.binding = Binding::free;
    } else {
      passing.passed_through = true;
      if (!passing.bound() && !passing.global) passing.binding = Binding::free;
    }
  }
}

// Puts what was found into the Scope.
void ScopeBuilder::finish(Block& block) {
  Scope& scope = *block.scope;
  std::vector<Scope*> children;
  for (const Block* child : block.children) children.push_back(child->scope);
  scope.children = arena_.list(children);
  if (scope.is_generator && scope.is_coroutine) {
    scope.is_async_generator = true;
    scope.is_generator = scope.is_coroutine = false;
  }
  scope.needs_class_cell = block.needs_class_cell;
  scope.parameters = static_cast<int>(block.parameters.size());
  fill(block);
  note_imports(block);
}

void ScopeBuilder::fill(Block& block) {
  std::vector<std::string_view> locals = block.parameters, cells, frees;
  for (const Entry& entry : block.entries) {
    if (entry.binding == Binding::local && !entry.parameter && block.is_function()) locals.push_back(entry.name);
    if (entry.binding == Binding::cell) cells.push_back(entry.name);
    if (entry.binding == Binding::free || entry.passed_through) frees.push_back(entry.name);
  }
  if (block.needs_class_cell) cells.push_back(arena_.name("__class__"));
  std::ranges::sort(cells);
  std::ranges::sort(frees);
  block.scope->locals = arena_.list(locals);
  block.scope->cells = arena_.list(cells);
  block.scope->frees = arena_.list(frees);
  fill_symbols(block);
}

void ScopeBuilder::fill_symbols(Block& block) {
  const Slots locals = slots(block.scope->locals), cells = slots(block.scope->cells), frees = slots(block.scope->frees);
  std::vector<Symbol> symbols;
  for (const Entry& entry : block.entries) {
    Symbol symbol{entry.name,     entry.binding,       -1, entry.parameter, entry.assigned, entry.used, entry.annotated,
                  entry.nonlocal, entry.passed_through};
    if (entry.binding == Binding::local && block.is_function()) symbol.slot = locals.at(entry.name);
    if (entry.binding == Binding::cell) symbol.slot = cells.at(entry.name);
    if (entry.binding == Binding::free) symbol.slot = frees.at(entry.name);
    symbols.push_back(symbol);
  }
  block.scope->symbols = arena_.list(symbols);
  std::vector<const Symbol*> by_name;
  for (const Symbol& symbol : block.scope->symbols) by_name.push_back(&symbol);
  std::ranges::sort(by_name, {}, &Symbol::name);
  block.scope->by_name = arena_.list(by_name);
}

void ScopeBuilder::note_imports(const Block& block) {
  for (const Entry& entry : block.entries)
    if (!entry.module.empty() && entry.bindings == 1 && !entry.parameter)
      imports_.add(block.scope, entry.name, entry.module);
}

const Symbol* Scope::find(std::string_view wanted) const noexcept {
  const auto found = std::ranges::lower_bound(by_name, wanted, {}, &Symbol::name);
  return found == by_name.end() || (*found)->name != wanted ? nullptr : *found;
}

}  // namespace orrery::script
