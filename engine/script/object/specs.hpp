// What each native type is made from: one function per type, defined in the file of that type.
#pragma once

#include "engine/script/object/type.hpp"
#include "engine/script/object/types.hpp"

namespace orrery::script {

// The `set` of an attribute that CPython keeps as a member of a struct: AttributeError "readonly attribute".
[[noreturn]] void set_readonly_member(Runtime& rt, const Value& self, const Value& value);

}  // namespace orrery::script

namespace orrery::script::specs {

// `types`: for a base; at the first call only that `types.type` is set.
#define X(name) TypeSpec name(Types& types);
ORRERY_TYPES(X)
#undef X

}  // namespace orrery::script::specs
