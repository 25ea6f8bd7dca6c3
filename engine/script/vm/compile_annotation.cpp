// The annotations of a class body: what dataclasses and typing.NamedTuple are made of. (compile.c, compiler_annassign.)
#include <algorithm>
#include <string>

#include "engine/script/object/names.hpp"
#include "engine/script/object/str.hpp"
#include "engine/script/syntax/scope.hpp"
#include "engine/script/vm/compile_unit.hpp"

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
  emit(Op::store_name, out_.name(context_.rt.names().dunder.annotations_));
}

void Unit::keep_annotation(std::string_view name, const ast::Expr& annotation) {
  if (annotations_are_text(*context_.program.tree))
    load_constant(Value(make_str(context_.rt, source_of(context_.program, annotation.at))));
  else
    expression(annotation);
  emit(Op::load_name, out_.name(context_.rt.names().dunder.annotations_));
  load_constant(Value(intern(name)));
  emit(Op::store_item);
}

}  // namespace orrery::script
