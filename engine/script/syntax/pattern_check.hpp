// What CPython's compiler refuses of patterns: names bound twice, alternatives that differ, cases that nothing reaches.
// (CPython: Python/compile.c, compiler_pattern.)
#pragma once

#include "engine/script/syntax/ast.hpp"
#include "engine/script/syntax/reporter.hpp"

namespace orrery::script {

void check_patterns(const ast::Match& node, Reporter& reporter);

}  // namespace orrery::script
