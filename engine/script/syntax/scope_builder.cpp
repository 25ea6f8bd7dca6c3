// The first pass: what each block does with its names.
#include "engine/script/syntax/scope_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/script/syntax/walk.hpp"

namespace orrery::script {

using namespace ast;

namespace {

int first_line(const Node& node, List<Expr> decorators) {
  return decorators.empty() ? node.at.line : decorators[0]->at.line;
}

struct ComprehensionNames {
  const char* scope;
  const char* words;
};
ComprehensionNames names_of(Kind kind) {
  if (kind == Kind::list_comprehension) return {"<listcomp>", "list comprehension"};
  if (kind == Kind::set_comprehension) return {"<setcomp>", "set comprehension"};
  if (kind == Kind::dict_comprehension) return {"<dictcomp>", "dict comprehension"};
  return {"<genexpr>", "generator expression"};
}

}  // namespace

Scope* ScopeBuilder::build(const Module& module) {
  Block& top = enter(ScopeKind::module, "<module>", 1);
  visit_all(module.body);
  leave();
  resolve(top);
  for (Block& block : blocks_) finish(block);
  return top.scope;
}

ScopeBuilder::Block& ScopeBuilder::enter(ScopeKind kind, std::string_view name, int line) {
  Block block{};
  block.scope = arena_.make<Scope>();
  block.parent = current_;
  block.in_iterable = current_ && current_->in_iterable;
  block.scope->kind = kind;
  block.scope->name = arena_.name(name);
  block.scope->parent = current_ ? current_->scope : nullptr;
  block.scope->line = line;
  blocks_.push_back(std::move(block));
  Block* const parent = std::exchange(current_, &blocks_.back());
  if (parent) parent->children.push_back(current_);
  current_->scope->qualname = qualname(*current_);
  return *current_;
}

void ScopeBuilder::leave() {
  current_ = current_->parent;
}

void ScopeBuilder::visit_all(Body body) {
  for (const Stmt* statement : body) visit(*statement);
}

void ScopeBuilder::visit(const Node& node) {
  switch (node.kind) {
    case Kind::name:
      return name(as<Name>(node));
    case Kind::function:
      return function(as<Function>(node));
    case Kind::lambda:
      return lambda(as<Lambda>(node));
    case Kind::class_:
      return class_body(as<Class>(node));
    case Kind::list_comprehension:
    case Kind::set_comprehension:
    case Kind::dict_comprehension:
    case Kind::generator:
      return comprehension(as<Comprehension>(node));
    case Kind::named:
      return named(as<Named>(node));
    case Kind::global:
      return declare(node, as<Global>(node).names, true);
    case Kind::nonlocal:
      return declare(node, as<Nonlocal>(node).names, false);
    case Kind::import:
      return imported(as<Import>(node));
    case Kind::import_from:
      return imported_from(as<ImportFrom>(node));
    case Kind::annotated_assign:
      return annotated(as<AnnotatedAssign>(node));
    case Kind::try_:
      return handlers(as<Try>(node));
    case Kind::type_alias:
      return type_alias(as<TypeAlias>(node));
    case Kind::match_mapping:
    case Kind::match_star:
    case Kind::match_as:
      return pattern(node);
    case Kind::yield:
    case Kind::yield_from:
      yield(node);
      break;
    case Kind::await:
      await();
      break;
    case Kind::for_:
      if (as<For>(node).is_async) await();
      break;
    case Kind::with:
      if (as<With>(node).is_async) await();
      break;
    default:
      break;
  }
  each_child(node, [this](const Node& child) { visit(child); });
}

void ScopeBuilder::name(const Name& node) {
  if (node.context != Context::load) {
    bind(node.id, node.at);
    return;
  }
  use(node.id, node.at);
  if (node.id == "super" && current_->is_function()) use(arena_.name("__class__"), node.at);
}

void ScopeBuilder::function(const Function& node) {
  bind(node.bound, node.at);
  const auto outside = [this](const Node& child) { visit(child); };
  walking::all(node.decorators, outside);
  walking::defaults(node.parameters, outside);
  within_type_parameters(node.type_parameters, node, [&] {
    function_head(node);
    function_body(node);
  });
}

void ScopeBuilder::function_head(const Function& node) {
  const auto here = [this](const Node& child) { visit(child); };
  walking::annotations(node.parameters, here);
  walking::one(node.returns, here);
}

void ScopeBuilder::function_body(const Function& node) {
  Block& block = enter(ScopeKind::function, node.name, first_line(node, node.decorators));
  const_cast<Function&>(node).scope = block.scope;
  block.scope->is_coroutine = node.is_async;
  parameters(node.parameters);
  visit_all(node.body);
  leave();
}

void ScopeBuilder::lambda(const Lambda& node) {
  const auto outside = [this](const Node& child) { visit(child); };
  walking::defaults(node.parameters, outside);
  Block& block = enter(ScopeKind::lambda, "<lambda>", node.at.line);
  const_cast<Lambda&>(node).scope = block.scope;
  parameters(node.parameters);
  visit(*node.body);
  leave();
}

void ScopeBuilder::class_body(const Class& node) {
  bind(node.bound, node.at);
  const auto outside = [this](const Node& child) { visit(child); };
  walking::all(node.decorators, outside);
  within_type_parameters(node.type_parameters, node, [&] { class_within(node); });
}

void ScopeBuilder::class_within(const Class& node) {
  const auto outside = [this](const Node& child) { visit(child); };
  walking::all(node.bases, outside);
  walking::all(node.keywords, outside);
  Block& block = enter(ScopeKind::class_body, node.name, first_line(node, node.decorators));
  const_cast<Class&>(node).scope = block.scope;
  visit_all(node.body);
  leave();
}

void ScopeBuilder::type_alias(const TypeAlias& node) {
  visit(*node.name);
  within_type_parameters(node.type_parameters, node, [&] {
    const_cast<TypeAlias&>(node).scope = type_scope(node.name->id, node.value);
  });
}

// Without brackets there is no scope between.
template <class Inside>
void ScopeBuilder::within_type_parameters(const TypeParameters& parameters, const Node& node, Inside inside) {
  if (parameters.all.empty()) return inside();
  Block& block = enter(ScopeKind::type_parameters, "<generic parameters>", node.at.line);
  const_cast<TypeParameters&>(parameters).scope = block.scope;
  for (const TypeParameter& each : parameters.all) {
    auto& parameter = const_cast<TypeParameter&>(each);
    bind(parameter.name, parameter.at);
    use(parameter.name, parameter.at);
    parameter.bound_scope = type_scope(parameter.name, parameter.bound);
    parameter.default_scope = type_scope(parameter.name, parameter.default_value);
  }
  inside();
  leave();
}

// Of an expression that is evaluated later, if at all.
Scope* ScopeBuilder::type_scope(std::string_view name, const Expr* expr) {
  if (!expr) return nullptr;
  Block& block = enter(ScopeKind::type_parameters, name, expr->at.line);
  visit(*expr);
  leave();
  return block.scope;
}

// What a pattern binds.
void ScopeBuilder::pattern(const Node& node) {
  const std::string_view name = node.kind == Kind::match_mapping ? as<MatchMapping>(node).rest
                                : node.kind == Kind::match_star  ? as<MatchStar>(node).name
                                                                 : as<MatchAs>(node).name;
  each_child(node, [this](const Node& child) { visit(child); });
  if (!name.empty()) bind(name, node.at);
}

// In the order of co_varnames: by position, keyword-only, *args, **kwargs.
void ScopeBuilder::parameters(const Parameters& parameters) {
  std::vector<const Parameter*> ordered;
  for (const Parameter& parameter : parameters.all) ordered.push_back(&parameter);
  const auto rank = [](const Parameter* parameter) {
    constexpr int ranks[] = {0, 0, 2, 1, 3};  // by ParameterKind
    return ranks[static_cast<std::size_t>(parameter->kind)];
  };
  std::ranges::stable_sort(ordered, {}, rank);
  for (const Parameter* parameter : ordered) {
    Entry& found = entry(*current_, parameter->name, parameter->at);
    if (found.parameter)
      reporter_.report(parameter->at, fmt::format("duplicate argument '{}' in function definition", parameter->name));
    found.parameter = true;
    current_->parameters.push_back(parameter->name);
  }
}

void ScopeBuilder::comprehension(const Comprehension& node) {
  first_iterable(*node.clauses[0].iterable);
  const ComprehensionNames names = names_of(node.kind);
  Block& block = enter(ScopeKind::comprehension, names.scope, node.at.line);
  block.comprehension = names.words;
  const_cast<Comprehension&>(node).scope = block.scope;
  const bool generator = node.kind == Kind::generator;
  block.scope->is_generator = generator;
  const std::string_view argument = arena_.name(".0");
  entry(block, argument, node.at).parameter = true;
  block.parameters.push_back(argument);
  for (const ForClause& each : node.clauses) clause(each, &each == &node.clauses[0]);
  if (node.value) visit(*node.value);
  visit(*node.element);
  leave();
  if (block.scope->is_coroutine && !generator && current_->scope->kind == ScopeKind::comprehension) await();
}

void ScopeBuilder::first_iterable(const Expr& iterable) {
  const bool outer = std::exchange(current_->in_iterable, true);
  visit(iterable);
  current_->in_iterable = outer;
}

void ScopeBuilder::clause(const ForClause& clause, bool first) {
  if (clause.is_async) await();
  loop_target_ = true;
  visit(*clause.target);
  loop_target_ = false;
  if (!first) first_iterable(*clause.iterable);
  for (const Expr* condition : clause.conditions) visit(*condition);
}

void ScopeBuilder::yield(const Node& node) {
  if (current_->scope->kind == ScopeKind::comprehension)
    reporter_.report(node.at, fmt::format("'yield' inside {}", current_->comprehension));
  current_->scope->is_generator = true;
}

void ScopeBuilder::await() {
  current_->scope->is_coroutine = true;
}

void ScopeBuilder::imported(const Import& node) {
  for (const Alias& alias : node.names) {
    const std::string_view module = alias.as_name.empty() ? alias.bound : alias.name;
    bind(alias.bound, alias.at).module = module;
  }
}

void ScopeBuilder::imported_from(const ImportFrom& node) {
  for (const Alias& alias : node.names) {
    if (alias.name != "*") {
      bind(alias.bound, alias.at);
    } else if (current_->scope->kind != ScopeKind::module) {
      reporter_.report(node.at, "import * only allowed at module level");
    }
  }
}

void ScopeBuilder::annotated(const AnnotatedAssign& node) {
  if (node.target->kind == Kind::name) {
    const auto& target = as<Name>(*node.target);
    Entry& found = entry(*current_, target.id, target.at);
    if (node.simple && (found.global || found.nonlocal) && current_->scope->kind != ScopeKind::module)
      reporter_.report(node.at,
                       fmt::format("annotated name '{}' can't be {}", target.id, found.global ? "global" : "nonlocal"));
    found.annotated |= node.simple;
    if (node.simple || node.value) bind(target.id, target.at);
  } else {
    visit(*node.target);
  }
  visit(*node.annotation);
  if (node.value) visit(*node.value);
}

void ScopeBuilder::handlers(const Try& node) {
  visit_all(node.body);
  visit_all(node.otherwise);
  for (const ExceptHandler& handler : node.handlers) {
    if (handler.type) visit(*handler.type);
    if (!handler.name.empty()) bind(handler.name, handler.at);
    visit_all(handler.body);
  }
  visit_all(node.finally);
}

}  // namespace orrery::script
