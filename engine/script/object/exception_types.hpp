// The classes of exceptions, for Types alone.
#pragma once

#include "engine/script/object/type.hpp"
#include "engine/script/object/types.hpp"

namespace orrery::script {

// Slots, methods and attributes of one class of exceptions; name, module and base are the caller's.
TypeSpec exception_spec(Types& types, const Type* type);
// ExceptionGroup, which has two bases.
void make_group_type(Runtime& rt, const TypeSpec& spec);

}  // namespace orrery::script
