// An annotation as text: what `from __future__ import annotations` makes of it. (CPython: Python/ast_unparse.c.)
#pragma once

#include <optional>
#include <string>

#include "engine/script/syntax/ast.hpp"

namespace orrery::script {

// As CPython writes it; nothing for the rarer kinds of expressions (comprehensions, lambdas, f-strings).
std::optional<std::string> unparse(const ast::Expr& expr);

}  // namespace orrery::script
