// A tree as text, in the words of CPython's `ast` module, so that it can be compared with what CPython makes of the
// source.
#pragma once

#include <string>

#include "engine/script/syntax/ast.hpp"

namespace orrery::script {

// Nested "(Kind line:column-line:column field …)". Columns in characters from 1. Inside f-strings places are left out:
// there CPython 3.11 has none that mean anything.
std::string dump(const ast::Module& module);

}  // namespace orrery::script
