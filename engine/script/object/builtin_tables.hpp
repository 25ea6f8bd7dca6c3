// The groups of builtin functions.
#pragma once

#include <span>

#include "engine/script/object/type.hpp"

namespace orrery::script {

std::span<const NativeMethod> basic_functions() noexcept;
std::span<const NativeMethod> iterable_functions() noexcept;

}  // namespace orrery::script
