// Annotations: of modules and class bodies, which dataclasses and typing.NamedTuple are made of, and of functions.
// (compile.c, compiler_annassign and compiler_visit_annotations.)
#include <algorithm>
#include <string>

#include "engine/script/object/names.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/syntax/scope.hpp"
#include "engine/script/vm/compile_unit.hpp"
#include "engine/script/vm/unparse.hpp"

namespace orrery::script {
namespace {

bool annotations_are_text(const ast::Module& module) {
  return std::ranges::any_of(module.body, [](const ast::Stmt* statement) {
    if (statement->kind != ast::Kind::import_from) return false;
    const auto& import = ast::as<ast::ImportFrom>(*statement);
    return import.module == "__future__" &&
           std::ranges::any_of(import.names, [](const ast::Alias& alias) { return alias.name == "annotations"; });
  });
}

// The source between two places; columns count characters.
std::string source_of(const Program& program, const ast::Range& at) {
  std::string text;
  for (int line = at.line; line <= at.end_line; ++line) {
    const std::string_view whole = program.line(line);
    const char* p = whole.data();
    for (int column = 1; p < whole.data() + whole.size(); ++column) {
      const char* const begin = p;
      next_code_point(p);
      const bool after = line > at.line || column >= at.column, before = line < at.end_line || column < at.end_column;
      if (after && before) text.append(begin, p);
    }
  }
  return text;
}

}  // namespace

void Unit::prepare_annotations() {
  if (std::ranges::none_of(scope_.symbols, &Symbol::annotated)) return;
  emit(Op::build_dict, 0);
  annotations_name(Access::store);
}

void Unit::annotations_name(Access access) {
  Str* const id = context_.rt.names().dunder.annotations_;
  if (scope_.kind == ScopeKind::class_body)
    return emit(access == Access::load ? Op::load_name : Op::store_name, out_.name(id));
  emit(access == Access::load ? Op::load_global : Op::store_global, out_.global(id));
}

void Unit::annotation(const ast::Expr& expr) {
  if (annotations_are_text(*context_.program.tree))
    return load_constant(
        Value(make_str(context_.rt, unparse(expr).value_or(source_of(context_.program, expr.at)))));
  expression(expr);
}

// Of `a.b: int` and `a[b]: int` without a value the parts are evaluated all the same.
void Unit::annotated_value(const ast::Expr& target) {
  if (target.kind == ast::Kind::attribute) {
    expression(*ast::as<ast::Attribute>(target).value);
    emit(Op::pop_top);
  } else if (target.kind == ast::Kind::subscript) {
    expression(*ast::as<ast::Subscript>(target).value);
    emit(Op::pop_top);
    expression(*ast::as<ast::Subscript>(target).index);
    emit(Op::pop_top);
  }
}

// A dict of them on top of the defaults, in CPython's order: those given by name or position, positional-only ones,
// *args, keyword-only ones, **kwargs, the result.
void Unit::function_annotations(const ast::Function& node, std::uint32_t& which) {
  using Kind = ast::ParameterKind;
  std::uint32_t count = 0;
  const auto keep = [&](std::string_view name, const ast::Expr& expr) {
    load_constant(Value(intern(name)));
    const bool star = expr.kind == ast::Kind::starred;
    star ? unpacked_annotation(expr) : annotation(expr);
    ++count;
  };
  for (const Kind kind : {Kind::positional, Kind::positional_only, Kind::star, Kind::keyword_only, Kind::double_star})
    for (const ast::Parameter& p : node.parameters.all)
      if (p.kind == kind && p.annotation) keep(p.name, *p.annotation);
  if (node.returns) keep("return", *node.returns);
  if (count == 0) return;
  emit(Op::build_dict, count);
  which |= 8;
}

// `*args: *Ts` is the one item of the iterable.
void Unit::unpacked_annotation(const ast::Expr& expr) {
  if (annotations_are_text(*context_.program.tree)) return annotation(expr);
  expression(*ast::as<ast::Starred>(expr).value);
  emit(Op::unpack, 1);
}

void Unit::keep_annotation(std::string_view name, const ast::Expr& expr) {
  annotation(expr);
  annotations_name(Access::load);
  load_constant(Value(intern(name)));
  emit(Op::store_item);
}

}  // namespace orrery::script
