// What programs may import and use, asked of the modules and builtins themselves.
#pragma once

#include "engine/script/syntax/vocabulary.hpp"

namespace orrery::scenario {

// Made at its first use, from an interpreter that runs nothing; the same for all.
const script::Vocabulary& program_vocabulary();

}  // namespace orrery::scenario
