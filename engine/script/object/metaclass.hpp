// Classes whose class is not `type`, and bases that stand for other bases. (typeobject.c, type_new; bltinmodule.c,
// builtin___build_class__.)
#pragma once

#include <span>
#include <vector>

#include "engine/script/object/object.hpp"
#include "engine/script/object/type.hpp"

namespace orrery::script {

// As make_class (type.hpp), of another metaclass.
Ref<Type> make_class_of(Runtime& rt, Type* metaclass, Str* name, std::span<const Value> bases, Dict& space,
                        const Dict* keywords);

// The most derived of `metaclass` and the classes of the bases. Raises TypeError "metaclass conflict: …".
Type* winning_metaclass(Runtime& rt, Type* metaclass, std::span<const Value> bases);

// The bases with each that has __mro_entries__ (`Generic[T]`, `list[int]`) replaced by what that answers.
std::vector<Value> resolved_bases(Runtime& rt, std::span<const Value> bases);

}  // namespace orrery::script
