#include "engine/script/syntax/refusal.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "engine/script/syntax/advice.hpp"
#include "engine/script/syntax/nearest.hpp"
#include "engine/script/syntax/scope.hpp"
#include "engine/script/syntax/standard_names.hpp"
#include "engine/script/syntax/walk.hpp"

namespace orrery::script {

using namespace ast;

namespace {

bool contains(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

// Does this handler take an ImportError?
bool takes_import_error(const ExceptHandler& handler) {
  if (!handler.type) return true;
  constexpr std::string_view takers[] = {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"};
  const auto is_taker = [&](const Node& type) {
    return type.kind == Kind::name && contains(takers, as<Name>(type).id);
  };
  bool found = is_taker(*handler.type);
  if (handler.type->kind == Kind::tuple)
    for (const Expr* type : as<Tuple>(*handler.type).elements) found |= is_taker(*type);
  return found;
}

// Names of attributes that the program itself sets somewhere.
void collect_stored(const Node& node, std::set<std::string_view>& names) {
  if (node.kind == Kind::attribute && as<Attribute>(node).context != Context::load)
    names.insert(as<Attribute>(node).name);
  each_child(node, [&names](const Node& child) { collect_stored(child, names); });
}

class Refuser {
 public:
  Refuser(const Module& module, const Imports& imports, const Vocabulary& vocabulary, bool whole, Reporter& reporter)
      : module_(module), imports_(imports), vocabulary_(vocabulary), whole_(whole), reporter_(reporter) {}

  void run() {
    for (const Stmt* statement : module_.body) {
      collect_stored(*statement, stored_);
      whole_ = whole_ && !is_star_import(*statement);
    }
    scope_ = module_.scope;
    for (const Stmt* statement : module_.body) visit(*statement);
  }

 private:
  static bool is_star_import(const Node& node) {
    return node.kind == Kind::import_from && as<ImportFrom>(node).names[0].name == "*";
  }

  void visit_children(const Node& node) {
    each_child(node, [this](const Node& child) { visit(child); });
  }
  template <class Inside>
  void within(const Scope* scope, Inside inside) {
    const Scope* outer = std::exchange(scope_, scope);
    inside();
    scope_ = outer;
  }
  template <class T>
  void visit_all(const T& children) {
    for (const Node* child : children) visit(*child);
  }
  void function(const Function& node) {
    visit_all(node.decorators);
    for (const Parameter& parameter : node.parameters.all)
      if (parameter.default_value) visit(*parameter.default_value);
    within_types(node.type_parameters, [&] {
      for (const Parameter& parameter : node.parameters.all)
        if (parameter.annotation) visit(*parameter.annotation);
      if (node.returns) visit(*node.returns);
      within(node.scope, [&] { visit_all(node.body); });
    });
  }
  void lambda(const Lambda& node) {
    for (const Parameter& parameter : node.parameters.all)
      if (parameter.default_value) visit(*parameter.default_value);
    within(node.scope, [&] { visit(*node.body); });
  }
  void class_body(const Class& node) {
    visit_all(node.decorators);
    within_types(node.type_parameters, [&] {
      visit_all(node.bases);
      for (const Keyword& keyword : node.keywords) visit(*keyword.value);
      within(node.scope, [&] { visit_all(node.body); });
    });
  }
  void type_alias(const TypeAlias& node) {
    within_types(node.type_parameters, [&] { within(node.scope, [&] { visit(*node.value); }); });
  }
  template <class Inside>
  void within_types(const TypeParameters& parameters, Inside inside) {
    if (parameters.all.empty()) return inside();
    within(parameters.scope, [&] {
      for (const TypeParameter& parameter : parameters.all) {
        if (parameter.bound) within(parameter.bound_scope, [&] { visit(*parameter.bound); });
        if (parameter.default_value) within(parameter.default_scope, [&] { visit(*parameter.default_value); });
      }
      inside();
    });
  }
  void comprehension(const Comprehension& node) {
    visit(*node.clauses[0].iterable);
    within(node.scope, [&] {
      for (const ForClause& clause : node.clauses) {
        if (&clause != &node.clauses[0]) visit(*clause.iterable);
        visit(*clause.target);
        visit_all(clause.conditions);
      }
      visit(*node.element);
      if (node.value) visit(*node.value);
    });
  }

  void visit(const Node& node) {
    switch (node.kind) {
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
      case Kind::type_alias:
        return type_alias(as<TypeAlias>(node));
      case Kind::try_:
        return guarded(as<Try>(node));
      case Kind::import:
        return import(as<Import>(node));
      case Kind::import_from:
        return import_from(as<ImportFrom>(node));
      case Kind::name:
        return builtin(as<Name>(node));
      case Kind::attribute:
        attribute(as<Attribute>(node));
        break;
      default:
        break;
    }
    visit_children(node);
  }

  // An import in a `try` that takes its failure may ask for what nobody promised: it fails here as it would elsewhere.
  void guarded(const Try& node) {
    const bool outer = guarded_;
    guarded_ |= std::ranges::any_of(node.handlers, takes_import_error);
    for (const Stmt* statement : node.body) visit(*statement);
    guarded_ = outer;
    for (const ExceptHandler& handler : node.handlers) {
      if (handler.type) visit(*handler.type);
      for (const Stmt* statement : handler.body) visit(*statement);
    }
    for (const Stmt* statement : node.otherwise) visit(*statement);
    for (const Stmt* statement : node.finally) visit(*statement);
  }

  // Without the parts of asyncio, which are all in asyncio itself.
  std::vector<std::string_view> whole_modules() const {
    std::vector<std::string_view> all;
    for (const std::string_view module : vocabulary_.modules())
      if (!module.starts_with("asyncio.")) all.push_back(module);
    return all;
  }

  bool known(std::string_view module, const Range& at) {
    if (contains(vocabulary_.modules(), module)) return true;
    const std::string_view top = module.substr(0, module.find('.'));
    const bool standard = std::ranges::binary_search(standard_modules, top);
    if (guarded_ && !standard) return false;
    std::string hint(advice(module));
    if (hint.empty()) hint = did_you_mean(module, vocabulary_.modules());
    if (hint.empty()) hint = fmt::format("the modules are {}", fmt::join(whole_modules(), ", "));
    reporter_.report(at,
                     standard ? fmt::format("the module '{}' is not supported", module)
                              : fmt::format("there is no module '{}' here", module),
                     std::move(hint));
    return false;
  }

  void import(const Import& node) {
    for (const Alias& alias : node.names) known(alias.name, alias.at);
  }

  void import_from(const ImportFrom& node) {
    if (!known(node.module, node.at)) return;
    for (const Alias& alias : node.names)
      if (alias.name != "*") member(node.module, alias.name, alias.at);
  }

  void member(std::string_view module, std::string_view name, const Range& at) {
    const auto members = vocabulary_.members(module);
    if (members.empty() || contains(members, name) || name.starts_with("__")) return;
    if (contains(vocabulary_.modules(), fmt::format("{}.{}", module, name))) return;
    const std::string full = fmt::format("{}.{}", module, name);
    const std::string_view instead = advice(full);
    reporter_.report(at, fmt::format("'{}' is not supported", full),
                     instead.empty() ? did_you_mean(name, members) : std::string(instead));
  }

  void attribute(const Attribute& node) {
    if (node.context != Context::load || stored_.contains(node.name)) return;
    const std::string module = module_of(*node.value);
    if (!module.empty()) member(module, node.name, node.name_at);
  }

  // "asyncio" for a name that can only be that module, "collections.abc" for an attribute that is; else "".
  std::string module_of(const Expr& expr) {
    if (expr.kind == Kind::name) return std::string(module_of_name(as<Name>(expr).id));
    if (expr.kind != Kind::attribute) return "";
    const std::string outer = module_of(*as<Attribute>(expr).value);
    if (outer.empty()) return "";
    std::string inner = fmt::format("{}.{}", outer, as<Attribute>(expr).name);
    return contains(vocabulary_.modules(), inner) ? inner : "";
  }

  std::string_view module_of_name(std::string_view name) {
    const Scope* scope = scope_;
    const Symbol* symbol = scope->find(name);
    while (symbol && symbol->binding == Binding::free && scope->parent) {
      scope = scope->parent;
      symbol = scope->find(name);
    }
    if (!symbol) return {};
    const bool global = symbol->binding == Binding::global_implicit || symbol->binding == Binding::global_explicit;
    if (global && symbol->assigned && scope->kind != ScopeKind::module) return {};
    return imports_.module(global ? module_.scope : scope, name);
  }

  // A builtin of CPython's that isn't here, and that the program doesn't define.
  void builtin(const Name& node) {
    const auto builtins = vocabulary_.builtins();
    if (!whole_ || node.context != Context::load || builtins.empty() || contains(builtins, node.id)) return;
    const Symbol* symbol = scope_->find(node.id);
    if (!symbol || symbol->binding != Binding::global_implicit) return;
    const Symbol* global = module_.scope->find(node.id);
    if ((global && global->assigned) || symbol->assigned) return;
    if (!std::ranges::binary_search(standard_builtins, node.id)) return;
    reporter_.report(node.at, fmt::format("the builtin '{}' is not supported", node.id),
                     did_you_mean(node.id, builtins));
  }

  const Module& module_;
  const Imports& imports_;
  const Vocabulary& vocabulary_;
  bool whole_;
  Reporter& reporter_;
  const Scope* scope_ = nullptr;
  bool guarded_ = false;
  std::set<std::string_view> stored_;
};

}  // namespace

void refuse(const Module& module, const Imports& imports, const Vocabulary& vocabulary, bool whole,
            Reporter& reporter) {
  Refuser(module, imports, vocabulary, whole, reporter).run();
}

}  // namespace orrery::script
