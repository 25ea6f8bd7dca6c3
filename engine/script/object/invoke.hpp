// Calling special methods and putting an object before its arguments.
#pragma once

#include "engine/script/object/args.hpp"
#include "engine/script/object/object.hpp"

namespace orrery::script {

// callable(self, *args, **keywords)
Value call_with_self(Runtime& rt, const Value& callable, const Value& self, Args args);

// The special method `name` of the value's class, called; raises AttributeError if there is none.
Value invoke(Runtime& rt, const Value& self, Str* name);
Value invoke(Runtime& rt, const Value& self, Str* name, const Value& a);
Value invoke(Runtime& rt, const Value& self, Str* name, const Value& a, const Value& b);
// The same; `unset` if there is none.
Value invoke_maybe(Runtime& rt, const Value& self, Str* name);
Value invoke_maybe(Runtime& rt, const Value& self, Str* name, const Value& a);
Value invoke_maybe(Runtime& rt, const Value& self, Str* name, const Value& a, const Value& b);

}  // namespace orrery::script
