// "Did you mean: 'x'?" (CPython: Python/suggestions.c)
#pragma once

#include "engine/script/object/exception.hpp"

namespace orrery::script {

class Interpreter;

// Fills `error.hint` if it is a NameError or AttributeError for which a name close enough exists.
void offer_suggestion(Interpreter& in, ExceptionObject& error);

}  // namespace orrery::script
