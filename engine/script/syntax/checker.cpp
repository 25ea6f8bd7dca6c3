#include "engine/script/syntax/checker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/script/syntax/pattern_check.hpp"
#include "engine/script/syntax/scope.hpp"
#include "engine/script/syntax/walk.hpp"

namespace orrery::script {

using namespace ast;

namespace {

constexpr std::string_view future_features[] = {"absolute_import",  "annotations",   "barry_as_FLUFL", "division",
                                                "generator_stop",   "generators",    "nested_scopes",  "print_function",
                                                "unicode_literals", "with_statement"};

class Checker {
 public:
  explicit Checker(Reporter& reporter) : reporter_(reporter) {}

  void module(const Module& module) {
    around_.scope = module.scope;
    futures(module.body);
    visit_all(module.body);
  }

 private:
  // What is around the node being looked at.
  struct Around {
    const Scope* scope = nullptr;
    bool is_async = false;      // the innermost scope is an async function
    bool loop = false;          // a loop of this scope, this side of any except* block
    bool star_handler = false;  // an except* block of this scope
  };

  void report(const Node& node, std::string text, std::string hint = {}) {
    reporter_.report(node.at, std::move(text), std::move(hint));
  }
  bool in_function() const {
    return around_.scope->kind == ScopeKind::function || around_.scope->kind == ScopeKind::lambda;
  }
  bool in_comprehension() const { return around_.scope->kind == ScopeKind::comprehension; }

  void visit_all(Body body) {
    for (const Stmt* statement : body) visit(*statement);
  }
  void visit_children(const Node& node) {
    each_child(node, [this](const Node& child) { visit(child); });
  }
  // Visits what is in a scope of its own.
  template <class Inside>
  void within(const Scope* scope, bool is_async, Inside inside) {
    const Around outer = std::exchange(around_, Around{scope, is_async, false, false});
    inside();
    around_ = outer;
  }

  void visit(const Node& node) {
    if (node.kind >= Kind::expression) return statement(node);
    switch (node.kind) {
      case Kind::lambda:
        return lambda(as<Lambda>(node));
      case Kind::list_comprehension:
      case Kind::set_comprehension:
      case Kind::dict_comprehension:
      case Kind::generator:
        return comprehension(as<Comprehension>(node));
      case Kind::starred:
        report(node, "can't use starred expression here");
        break;
      case Kind::tuple:
        return elements(as<Tuple>(node).elements);
      case Kind::list:
        return elements(as<ListDisplay>(node).elements);
      case Kind::set:
        return elements(as<Set>(node).elements);
      case Kind::call:
        return call(as<Call>(node));
      case Kind::await:
        await(node);
        break;
      case Kind::yield:
      case Kind::yield_from:
        yield(node);
        break;
      default:
        break;
    }
    visit_children(node);
  }

  void statement(const Node& node) {
    switch (node.kind) {
      case Kind::function:
        return function(as<Function>(node));
      case Kind::class_:
        return class_body(as<Class>(node));
      case Kind::return_:
        return_statement(as<Return>(node));
        break;
      case Kind::break_:
        return leaves_loop(node, "'break' outside loop");
      case Kind::continue_:
        return leaves_loop(node, "'continue' not properly in loop");
      case Kind::while_:
        visit(*as<While>(node).test);
        return loop(as<While>(node).body, as<While>(node).otherwise);
      case Kind::for_:
        return for_statement(as<For>(node));
      case Kind::with:
        if (as<With>(node).is_async) asynchronous(node, "'async with' outside async function");
        break;
      case Kind::try_:
        if (as<Try>(node).is_star) return try_star(as<Try>(node));
        break;
      case Kind::import_from:
        return late_future(as<ImportFrom>(node));
      case Kind::match:
        check_patterns(as<Match>(node), reporter_);
        break;
      case Kind::type_alias:
        return type_alias(as<TypeAlias>(node));
      default:
        break;
    }
    visit_children(node);
  }

  void element(const Node& node) { node.kind == Kind::starred ? visit(*as<Starred>(node).value) : visit(node); }
  void elements(List<Expr> children) {
    for (const Expr* child : children) element(*child);
  }
  void call(const Call& node) {
    visit(*node.function);
    elements(node.arguments);
    for (const Keyword& keyword : node.keywords) visit(*keyword.value);
  }

  void parameters(const Parameters& parameters) {
    for (const Parameter& parameter : parameters.all) {
      if (parameter.default_value) visit(*parameter.default_value);
      if (parameter.annotation) element(*parameter.annotation);
    }
  }

  void lambda(const Lambda& node) {
    parameters(node.parameters);
    within(node.scope, false, [&] { visit(*node.body); });
  }

  void function(const Function& node) {
    for (const Expr* decorator : node.decorators) visit(*decorator);
    type_parameters(node.type_parameters);
    parameters(node.parameters);
    if (node.returns) visit(*node.returns);
    within(node.scope, node.is_async, [&] { visit_all(node.body); });
  }

  void class_body(const Class& node) {
    for (const Expr* decorator : node.decorators) visit(*decorator);
    type_parameters(node.type_parameters);
    elements(node.bases);
    for (const Keyword& keyword : node.keywords) visit(*keyword.value);
    within(node.scope, false, [&] { visit_all(node.body); });
  }

  void type_parameters(const TypeParameters& parameters) {
    for (const TypeParameter& parameter : parameters.all) {
      if (parameter.bound) within(parameter.bound_scope, false, [&] { visit(*parameter.bound); });
      if (parameter.default_value) within(parameter.default_scope, false, [&] { element(*parameter.default_value); });
    }
  }
  void type_alias(const TypeAlias& node) {
    type_parameters(node.type_parameters);
    within(node.scope, false, [&] { visit(*node.value); });
  }

  void comprehension(const Comprehension& node) {
    if (node.scope->is_coroutine && !around_.is_async && !in_comprehension())
      report(node, "asynchronous comprehension outside of an asynchronous function");
    visit(*node.clauses[0].iterable);
    within(node.scope, false, [&] {
      for (const ForClause& clause : node.clauses) {
        visit(*clause.target);
        if (&clause != &node.clauses[0]) visit(*clause.iterable);
        for (const Expr* condition : clause.conditions) visit(*condition);
      }
      visit(*node.element);
      if (node.value) visit(*node.value);
    });
  }

  void await(const Node& node) {
    if (around_.is_async || in_comprehension()) return;
    report(node, in_function() ? "'await' outside async function" : "'await' outside function",
           "await works only inside async def");
  }

  void yield(const Node& node) {
    if (in_comprehension()) return;  // reported with the scopes
    if (!in_function()) return report(node, "'yield' outside function");
    if (around_.is_async && node.kind == Kind::yield_from)
      report(node, "'yield from' inside async function", "use async for with yield");
  }

  void asynchronous(const Node& node, const char* text) {
    if (!around_.is_async) report(node, text, "it works only inside async def");
  }

  void return_statement(const Return& node) {
    if (!in_function()) return report(node, "'return' outside function");
    if (around_.star_handler) return star_handler_left(node);
    if (node.value && around_.scope->is_async_generator) report(node, "'return' with value in async generator");
  }

  void leaves_loop(const Node& node, const char* text) {
    if (around_.loop) return;
    around_.star_handler ? star_handler_left(node) : report(node, text);
  }
  void star_handler_left(const Node& node) {
    report(node, "'break', 'continue' and 'return' cannot appear in an except* block");
  }

  void for_statement(const For& node) {
    if (node.is_async) asynchronous(node, "'async for' outside async function");
    visit(*node.iterable);
    visit(*node.target);
    loop(node.body, node.otherwise);
  }
  void loop(Body body, Body otherwise) {
    const bool outer = std::exchange(around_.loop, true);
    visit_all(body);
    around_.loop = outer;
    visit_all(otherwise);
  }

  void try_star(const Try& node) {
    visit_all(node.body);
    for (const ExceptHandler& handler : node.handlers) {
      if (handler.type) visit(*handler.type);
      const Around outer = around_;
      around_.star_handler = true;
      around_.loop = false;
      visit_all(handler.body);
      around_ = outer;
    }
    visit_all(node.otherwise);
    visit_all(node.finally);
  }

  // `from __future__ import` may stand behind the documentation string and others of its kind alone.
  void futures(Body body) {
    for (std::size_t i = 0; i < body.size(); ++i) {
      const Stmt& statement = *body[i];
      const bool documentation = i == 0 && docstring(body);
      if (documentation) continue;
      if (statement.kind != Kind::import_from || as<ImportFrom>(statement).module != "__future__") return;
      future_end_ = &statement;
      features(as<ImportFrom>(statement));
    }
  }
  void features(const ImportFrom& node) {
    for (const Alias& alias : node.names)
      if (!std::ranges::binary_search(future_features, alias.name))
        reporter_.report(alias.at, fmt::format("future feature {} is not defined", alias.name));
  }
  void late_future(const ImportFrom& node) {
    if (node.module != "__future__") return;
    const bool early = future_end_ && (node.at.line < future_end_->at.line || &node == future_end_);
    if (!early) report(node, "from __future__ imports must occur at the beginning of the file");
  }

  Reporter& reporter_;
  Around around_;
  const Stmt* future_end_ = nullptr;
};

}  // namespace

void check(const Module& module, Reporter& reporter) {
  Checker(reporter).module(module);
}

}  // namespace orrery::script
