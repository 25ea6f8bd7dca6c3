// Small helps for writing modules.
#pragma once

#include <string_view>

#include "engine/script/object/dict.hpp"
#include "engine/script/object/function.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

inline void define(Runtime& rt, ModuleObject& module, std::string_view name, Value value) {
  module.dict->set(rt.heap().intern(name), std::move(value));
}

}  // namespace orrery::script
