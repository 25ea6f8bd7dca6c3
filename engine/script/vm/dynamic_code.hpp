// eval() and exec() of strings, and vars() and dir() of where the program is. (bltinmodule.c)
#pragma once

#include "engine/script/object/dict.hpp"

namespace orrery::script {

class Interpreter;

void add_dynamic_builtins(Interpreter& in, Dict& into);

}  // namespace orrery::script
