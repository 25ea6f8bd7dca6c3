// What anext(iterator, default) answers: an awaitable that turns the end into the default.
#pragma once

#include "engine/script/object/object.hpp"

namespace orrery::script {

class Interpreter;

Value anext_with_default(Interpreter& in, const Value& awaitable, const Value& otherwise);
Ref<Type> make_anext_type(Runtime& rt);

}  // namespace orrery::script
