// What CPython's compiler warns of: programs that do what their authors can't have meant. (Python/compile.c, check_is_arg
// and its sisters; Parser/string_parser.c, warn_invalid_escape_sequence.)
#pragma once

#include <string>
#include <vector>

#include "engine/loop/environment.hpp"
#include "engine/script/syntax/program.hpp"

namespace orrery::script {

struct SyntaxWarning {
  int line;
  std::string text;
};
// In the order in which CPython's version prints them. Precondition: program.ok().
std::vector<SyntaxWarning> syntax_warnings(const Program& program, loop::Rules rules);

}  // namespace orrery::script
