// repr() cut short, as logs show arguments and results. (CPython: reprlib.)
#pragma once

#include <string>

#include "engine/script/object/runtime.hpp"

namespace orrery::script {

std::string short_repr(Runtime& rt, const Value& value);

}  // namespace orrery::script
