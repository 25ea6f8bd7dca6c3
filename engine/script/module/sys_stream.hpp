// sys.stdout and sys.stderr.
#pragma once

#include "engine/script/object/runtime.hpp"

namespace orrery::script {

Type* make_stream_type(Runtime& rt);
Value make_stream(Runtime& rt, Type* type, Stream stream);
// From now on print() asks for sys.stdout, which a program may exchange. `sys`: the names of the module.
void follow_stdout(Runtime& rt, Dict& sys, const Value& original);

}  // namespace orrery::script
