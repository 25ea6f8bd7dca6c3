// The rules that need to know what is around a statement: `return` only in functions, `await` only in async ones,
// `break` only in loops, stars only where things are collected (CPython: Python/compile.c and future.c).
#pragma once

#include "engine/script/syntax/ast.hpp"
#include "engine/script/syntax/reporter.hpp"

namespace orrery::script {

// Precondition: scopes have been built.
void check(const ast::Module& module, Reporter& reporter);

}  // namespace orrery::script
