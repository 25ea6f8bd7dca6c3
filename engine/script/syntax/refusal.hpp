// What a program asks for and this language doesn't have: modules, their members, builtins. Refused before the run.
#pragma once

#include "engine/script/syntax/ast.hpp"
#include "engine/script/syntax/reporter.hpp"
#include "engine/script/syntax/scope_builder.hpp"
#include "engine/script/syntax/vocabulary.hpp"

namespace orrery::script {

// `whole`: nothing of the program has been dropped for bad syntax, so that a name bound nowhere really is.
void refuse(const ast::Module& module, const Imports& imports, const Vocabulary& vocabulary, bool whole,
            Reporter& reporter);

}  // namespace orrery::script
