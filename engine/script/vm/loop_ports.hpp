// What the loop asks of the language: errors as exceptions of the script, values as text.
#pragma once

#include <memory>
#include <string_view>

#include "engine/event/probe.hpp"
#include "engine/loop/error.hpp"
#include "engine/loop/values.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

class Interpreter;

std::unique_ptr<loop::ErrorFactory> make_error_factory(Interpreter& in);
std::unique_ptr<loop::Values> make_values(Interpreter& in);
// The event of a print, with the task that runs now.
void emit_output(Interpreter& in, event::Probe& probe, Stream stream, std::string_view text);

}  // namespace orrery::script
