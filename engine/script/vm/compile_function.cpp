// Functions, lambdas, classes and the units that their bodies are.
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/vm/compile_unit.hpp"

namespace orrery::script {

Unit::Unit(CompileContext& context, const Scope& scope, Unit* parent)
    : context_(context), scope_(scope), parent_(parent), code_(loop::make<Code>()), out_(*code_) {
  for (const Symbol& symbol : scope.symbols) symbols_.emplace(symbol.name.data(), &symbol);
  const auto intern_all = [&](std::span<const std::string_view> from, std::vector<Str*>& into) {
    for (const std::string_view text : from) into.push_back(intern(text));
  };
  const bool function_like = scope.kind != ScopeKind::module && scope.kind != ScopeKind::class_body;
  if (function_like) intern_all(scope.locals, code_->locals);
  intern_all(scope.cells, code_->cells);
  intern_all(scope.frees, code_->frees);
  code_->name = intern(scope.name);
  code_->qualname = intern(scope.qualname.empty() ? scope.name : scope.qualname);
  code_->file = context.file;
  code_->first_line = scope.line;
  code_->flags.function_like = function_like;
  code_->flags.class_body = scope.kind == ScopeKind::class_body;
  code_->flags.comprehension = scope.kind == ScopeKind::comprehension;
  code_->flags.generator = scope.is_generator;
  code_->flags.coroutine = scope.is_coroutine;
  code_->flags.async_generator = scope.is_async_generator;
}

void Unit::begin() {
  out_.position = {scope_.line, scope_.line, 0, 0};
  // Where an error thrown in before the first step is raised: outside of any `try` that the body begins with.
  if (code_->flags.resumable()) emit(Op::nop);
  for (std::size_t i = 0; i < code_->cells.size(); ++i) {
    const auto parameters = code_->flags.function_like ? code_->parameters() : 0;
    int slot = -1;
    for (std::uint32_t p = 0; p < parameters; ++p)
      if (code_->locals[p] == code_->cells[i]) slot = static_cast<int>(p);
    code_->cell_parameter.push_back(slot);
    emit(Op::make_cell, static_cast<std::uint32_t>(i));
  }
}

// What falls off the end returns from its last line.
Ref<Code> Unit::finish() {
  if (!code_->positions.empty()) out_.position = code_->positions.back();
  emit(Op::load_none);
  emit_return();
  out_.finish();
  return code_;
}

Ref<Code> Unit::module(const ast::Module& tree) {
  begin();
  if (const ast::Constant* doc = ast::docstring(tree.body)) code_->doc = Value(make_str(context_.rt, doc->text));
  prepare_annotations();
  body(tree.body);
  return finish();
}

Ref<Code> Unit::dynamic(const ast::Module& tree, bool value) {
  begin();
  if (value) {
    const ast::Expr& expr = *ast::as<ast::Expression>(*tree.body[0]).value;
    const At at(*this, expr);
    expression(expr);
    emit(Op::return_value);
  } else {
    prepare_annotations();
    body(tree.body);
  }
  return finish();
}

void Unit::set_parameters(const ast::Parameters& parameters) {
  code_->positional_only = static_cast<std::uint32_t>(parameters.positional_only);
  code_->positional = static_cast<std::uint32_t>(parameters.positional);
  code_->keyword_only = static_cast<std::uint32_t>(parameters.keyword_only);
  code_->flags.star = parameters.has_star;
  code_->flags.double_star = parameters.has_double_star;
  code_->flags.simple_arguments = parameters.keyword_only == 0 && !parameters.has_star && !parameters.has_double_star;
}

Ref<Code> Unit::function_body(const ast::Parameters& parameters, ast::Body statements) {
  set_parameters(parameters);
  begin();
  if (const ast::Constant* doc = ast::docstring(statements)) code_->doc = Value(make_str(context_.rt, doc->text));
  body(statements);
  return finish();
}

Ref<Code> Unit::lambda_body(const ast::Lambda& node) {
  set_parameters(node.parameters);
  begin();
  const At at(*this, *node.body);
  expression(*node.body);
  emit(Op::return_value);
  return finish();
}

Ref<Code> Unit::class_body(const ast::Class& node) {
  begin();
  emit(Op::load_name, out_.name(context_.rt.names().dunder.name_));
  emit(Op::store_name, out_.name(context_.rt.names().dunder.module_));
  load_constant(Value(intern(scope_.qualname)));
  emit(Op::store_name, out_.name(context_.rt.names().dunder.qualname_));
  if (const ast::Constant* doc = ast::docstring(node.body)) {
    load_constant(Value(make_str(context_.rt, doc->text)));
    emit(Op::store_name, out_.name(context_.rt.names().dunder.doc_));
  }
  prepare_annotations();
  body(node.body);
  if (scope_.needs_class_cell) {
    emit(Op::load_closure, cell_slot("__class__"));
    emit_return();
  }
  return finish();
}

// Positional defaults as a tuple, then those of keyword-only parameters as a dict.
void Unit::defaults(const ast::Parameters& parameters, std::uint32_t& which) {
  std::uint32_t positional = 0, by_keyword = 0;
  for (const ast::Parameter& p : parameters.all) {
    if (p.kind == ast::ParameterKind::keyword_only || !p.default_value) continue;
    expression(*p.default_value);
    ++positional;
  }
  if (positional) emit(Op::build_tuple, positional);
  for (const ast::Parameter& p : parameters.all) {
    if (p.kind != ast::ParameterKind::keyword_only || !p.default_value) continue;
    load_constant(Value(intern(p.name)));
    expression(*p.default_value);
    ++by_keyword;
  }
  if (by_keyword) emit(Op::build_dict, by_keyword);
  which = (positional ? 1u : 0u) | (by_keyword ? 2u : 0u);
}

// `which`: whether defaults and keyword defaults are on the stack.
void Unit::make_function(Ref<Code> code, const Scope& scope, std::uint32_t which) {
  for (const std::string_view name : scope.frees) emit(Op::load_closure, cell_slot(name));
  if (!scope.frees.empty()) {
    emit(Op::build_tuple, static_cast<std::uint32_t>(scope.frees.size()));
    which |= 4;
  }
  emit(Op::make_function, out_.constant(Value(std::move(code))) << 4 | which);
}

void Unit::decorators(ast::List<ast::Expr> list) {
  for (const ast::Expr* decorator : list) {
    expression(*decorator);
    emit(Op::load_unset);
  }
}

void Unit::call_decorators(ast::List<ast::Expr> list) {
  for (std::size_t i = list.size(); i > 0; --i) {
    const At at(*this, *list[i - 1]);
    emit(Op::call, 1);
  }
}

void Unit::function(const ast::Function& node) {
  mark_line(node.decorators.empty() ? static_cast<const ast::Node&>(node) : *node.decorators[0]);
  decorators(node.decorators);
  std::uint32_t which = 0;
  defaults(node.parameters, which);
  node.type_parameters.all.empty() ? plain_function(node, which) : generic_function(node, which);
  call_decorators(node.decorators);
  name(node.bound, Access::store);
}

// `which` says what of its defaults is on the stack.
void Unit::plain_function(const ast::Function& node, std::uint32_t which) {
  function_annotations(node, which);
  Unit inner(context_, *node.scope, this);
  make_function(inner.function_body(node.parameters, node.body), *node.scope, which);
}

void Unit::lambda(const ast::Lambda& node) {
  std::uint32_t which = 0;
  defaults(node.parameters, which);
  Unit inner(context_, *node.scope, this);
  make_function(inner.lambda_body(node), *node.scope, which);
}

void Unit::class_statement(const ast::Class& node) {
  mark_line(node.decorators.empty() ? static_cast<const ast::Node&>(node) : *node.decorators[0]);
  decorators(node.decorators);
  node.type_parameters.all.empty() ? build_class(node) : generic_class(node);
  call_decorators(node.decorators);
  name(node.bound, Access::store);
}

void Unit::build_class(const ast::Class& node) {
  Unit inner(context_, *node.scope, this);
  make_function(inner.class_body(node), *node.scope, 0);
  emit(Op::build_list, 0);
  spread(node.bases, 0, Op::build_list, Op::list_append, Op::list_extend);
  if (!node.type_parameters.all.empty()) {
    for (const ast::TypeParameter& each : node.type_parameters.all) name(each.name, Access::load);
    emit(Op::build_tuple, static_cast<std::uint32_t>(node.type_parameters.all.size()));
    emit(Op::generic_base);
    emit(Op::list_append, 1);
  }
  emit(Op::list_to_tuple);
  if (!node.keywords.empty()) keywords_dict(node.keywords);
  emit(Op::build_class, out_.name(intern(node.name)) << 1 | (node.keywords.empty() ? 0u : 1u));
}

Ref<Code> compile_dynamic(Runtime& rt, const Program& program, bool value) {
  CompileContext context{rt, program, {}, rt.heap().intern(program.file)};
  // Its own names are those of a namespace, as a class body's are.
  program.tree->scope->kind = ScopeKind::class_body;
  return Unit(context, *program.tree->scope, nullptr).dynamic(*program.tree, value);
}

Ref<Code> compile(Runtime& rt, const Program& program, CompileOptions options) {
  CompileContext context{rt, program, options, rt.heap().intern(program.file)};
  return Unit(context, *program.tree->scope, nullptr).module(*program.tree);
}

}  // namespace orrery::script
