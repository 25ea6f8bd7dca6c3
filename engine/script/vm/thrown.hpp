// The arguments of throw(): an exception, or a class with a value.
#pragma once

#include "engine/script/object/args.hpp"
#include "engine/script/object/exception.hpp"

namespace orrery::script {

// throw(error), or the old throw(type, value, traceback). Raises TypeError as CPython words it.
Ref<ExceptionObject> thrown_error(Runtime& rt, Args args, std::string_view function);

}  // namespace orrery::script
