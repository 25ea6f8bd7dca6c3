// Functions that native code makes around others, as decorators written in Python do: they bind like functions of the
// script, and carry the name, the doc and the attributes of what they wrap.
#pragma once

#include "engine/script/module/library.hpp"

namespace orrery::script {

// `bound`: what the function knows, its closure.
using ClosureFn = Value (*)(Runtime& rt, const Value& bound, Args args);

// `wrapped`: whose name and attributes it takes on (functools.update_wrapper), or `unset`.
Value make_closure(Runtime& rt, std::string_view name, ClosureFn function, const Value& bound, const Value& wrapped);
bool is_closure(Runtime& rt, const Value& v);

// functools.update_wrapper with its usual assignments.
void copy_description(Runtime& rt, const Value& onto, const Value& from);

}  // namespace orrery::script
