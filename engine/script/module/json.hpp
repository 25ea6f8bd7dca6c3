// The module json: texts from values and back. (CPython: Lib/json, Modules/_json.c.)
#pragma once

#include <string_view>

#include "engine/script/module/standard_state.hpp"

namespace orrery::script {

struct JsonStyle {
  bool skip_keys = false, ascii = true, check_circular = true, allow_nan = true, sort_keys = false;
  bool indented = false;
  std::string indent, item_separator = ", ", key_separator = ": ";
  Value otherwise;  // called with what has no text of its own, or None
};
std::string json_text(Runtime& rt, const Value& v, const JsonStyle& style);

struct JsonHooks {
  Value object, pairs, number, whole, constant;  // None: the usual
};
// Raises JSONDecodeError.
Value json_value(Runtime& rt, const Value& source, const JsonHooks& hooks);
// `byte`: where in the text.
[[noreturn]] void raise_json_error(Runtime& rt, std::string_view what, const Value& source, std::size_t byte);

}  // namespace orrery::script
