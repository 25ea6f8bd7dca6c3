// The builtins that look at frames: super(), locals(), globals(), aiter(), anext().
#pragma once

#include "engine/script/object/dict.hpp"

namespace orrery::script {

class Interpreter;

void add_frame_builtins(Interpreter& in, Dict& into);

}  // namespace orrery::script
