// From the syntax tree to bytecode. (CPython: Python/compile.c of 3.11.)
#pragma once

#include "engine/script/syntax/program.hpp"
#include "engine/script/vm/assembler.hpp"
#include "engine/script/vm/code.hpp"

namespace orrery::script {

class Runtime;

struct CompileOptions {
  // Writes a `line` instruction at each statement, so that events know where they come from.
  bool lines = false;
  // Writes a `watch_line` there instead, and a `watch_return` before each return: for a run that is watched.
  bool watch = false;
};

// The code of the module. Precondition: program.ok(). Throws CompileError for what passes the parser and yet cannot be
// compiled: too large, or more than 20 blocks nested in one function.
Ref<Code> compile(Runtime& rt, const Program& program, CompileOptions options = {});

// The code of a string for exec(), or, if `value`, of its one expression for eval(): its names are looked up in the
// frame's namespace, then among its globals and the builtins. Precondition: program.ok().
Ref<Code> compile_dynamic(Runtime& rt, const Program& program, bool value);

}  // namespace orrery::script
