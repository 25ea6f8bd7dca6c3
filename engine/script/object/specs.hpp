// What each native type is made from: one function per type, defined in the file of that type.
#pragma once

#include "engine/script/object/type.hpp"
#include "engine/script/object/types.hpp"

namespace orrery::script::specs {

// `types`: for a base; at the first call only that `types.type` is set.
#define X(name) TypeSpec name(Types& types);
ORRERY_TYPES(X)
#undef X

}  // namespace orrery::script::specs
