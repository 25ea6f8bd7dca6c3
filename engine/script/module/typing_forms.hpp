// The names of typing that stand for no class of their own: Any, Optional, List, …
#pragma once

#include "engine/script/module/library.hpp"

namespace orrery::script {

// `origin`: the class that stands behind it (list for List), or None.
Value make_special_form(Runtime& rt, std::string_view name, const Value& origin);
bool is_special_form(Runtime& rt, const Value& v);
// get_origin and get_args of one that is subscripted: None and () otherwise.
Value form_origin(Runtime& rt, const Value& v);
Value form_args(Runtime& rt, const Value& v);

// NamedTuple and TypedDict: what a class statement with them as base makes.
Value make_named_tuple_base(Runtime& rt);
Value make_typed_dict_base(Runtime& rt);

}  // namespace orrery::script
