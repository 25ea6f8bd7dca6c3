// The source lines of a traceback's entry with the marks of 3.13 beneath, which go over several lines and know calls.
#pragma once

#include <string>

#include "engine/script/object/exception.hpp"

namespace orrery::script {

class Interpreter;

// Precondition: the entry has columns.
std::string marked_lines(Interpreter& in, const TracebackEntry& entry);

}  // namespace orrery::script
