// What the first pass notes down, and what it refuses.
#include <fmt/format.h>

#include "engine/script/syntax/scope_builder.hpp"

namespace orrery::script {

using namespace ast;

std::string_view Imports::module(const Scope* scope, std::string_view name) const {
  const auto names = found_.find(scope);
  if (names == found_.end()) return {};
  const auto module = names->second.find(name);
  return module == names->second.end() ? std::string_view{} : module->second;
}

ScopeBuilder::Entry* ScopeBuilder::Block::find(std::string_view name) {
  const auto found = index.find(name);
  return found == index.end() ? nullptr : &entries[found->second];
}

ScopeBuilder::Entry& ScopeBuilder::entry(Block& block, std::string_view name, const Range& at) {
  const auto [found, added] = block.index.try_emplace(name, block.entries.size());
  if (added) {
    block.entries.emplace_back();
    block.entries.back().name = name;
    block.entries.back().at = at;
  }
  return block.entries[found->second];
}

ScopeBuilder::Entry& ScopeBuilder::bind(std::string_view name, const Range& at) {
  Entry& found = entry(*current_, name, at);
  if (loop_target_ && current_->scope->kind == ScopeKind::comprehension) {
    if (found.global || found.nonlocal)
      reporter_.report(at,
                       fmt::format("comprehension inner loop cannot rebind assignment expression target '{}'", name));
    found.loop_target = true;
  }
  found.assigned = true;
  found.module = {};
  ++found.bindings;
  return found;
}

void ScopeBuilder::use(std::string_view name, const Range& at) {
  entry(*current_, name, at).used = true;
}

// Why a name that has been met before can't be declared global or nonlocal; "" if it can.
const char* ScopeBuilder::too_late(const Entry& met) {
  if (met.parameter) return "name '{}' is parameter and {}";
  if (met.used) return "name '{}' is used prior to {} declaration";
  if (met.annotated) return "annotated name '{}' can't be {}";
  return met.assigned ? "name '{}' is assigned to before {} declaration" : "";
}

// global and nonlocal
void ScopeBuilder::declare(const Node& node, std::span<const std::string_view> names, bool global) {
  const char* const word = global ? "global" : "nonlocal";
  for (const std::string_view name : names) {
    Entry& found = entry(*current_, name, node.at);
    const char* const why = too_late(found);
    if (*why) {
      reporter_.report(node.at, fmt::format(fmt::runtime(why), name, word));
      continue;
    }
    (global ? found.global : found.nonlocal) = true;
  }
}

void ScopeBuilder::named(const Named& node) {
  const std::string_view name = node.target->id;
  if (current_->in_iterable) {
    reporter_.report(node.at, "assignment expression cannot be used in a comprehension iterable expression");
  } else if (current_->scope->kind == ScopeKind::comprehension) {
    bind_around_comprehension(name, node.target->at);
  }
  visit(*node.value);
  visit(*node.target);
}

// A walrus in a comprehension binds in the function, or module, around.
void ScopeBuilder::bind_around_comprehension(std::string_view name, const Range& at) {
  Block* block = current_;
  for (; block->scope->kind == ScopeKind::comprehension; block = block->parent) {
    const Entry* here = block->find(name);
    if (here && here->loop_target)
      reporter_.report(at,
                       fmt::format("assignment expression cannot rebind comprehension iteration variable '{}'", name));
  }
  if (block->scope->kind == ScopeKind::class_body)
    return reporter_.report(at, "assignment expression within a comprehension cannot be used in a class body");
  Entry& outside = entry(*block, name, at);
  const bool global = block->scope->kind == ScopeKind::module || outside.global;
  outside.assigned = true;
  outside.module = {};
  ++outside.bindings;
  Entry& inside = entry(*current_, name, at);
  (global ? inside.global : inside.nonlocal) = true;
}

// CPython: compiler_set_qualname in compile.c
std::string_view ScopeBuilder::qualname(const Block& block) {
  const Block* parent = block.parent;
  while (parent && parent->scope->kind == ScopeKind::type_parameters) parent = parent->parent;
  if (!parent || parent->scope->kind == ScopeKind::module) return block.scope->name;
  const Entry* declared = const_cast<Block*>(parent)->find(block.scope->name);
  if (declared && declared->global) return block.scope->name;
  const char* const between = parent->is_function() ? ".<locals>." : ".";
  return arena_.name(fmt::format("{}{}{}", parent->scope->qualname, between, block.scope->name));
}

}  // namespace orrery::script
