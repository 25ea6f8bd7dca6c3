// Pieces that several files of native types share.
#pragma once

#include "engine/script/object/object.hpp"
#include "engine/script/object/type.hpp"

namespace orrery::script {

// dir(v): a sorted list of names.
Value directory(Runtime& rt, const Value& v);
// vars(v)
Value dict_of_instance(Runtime& rt, const Value& self);
// `int | None`
Value make_union(Runtime& rt, const Value& a, const Value& b);
// `list[int]`
Value make_generic_alias(Runtime& rt, const Value& origin, const Value& args);
// A read-only view of a dict.
Value make_mapping_proxy(Runtime& rt, const Value& dict);
// True if instances of the class are plain Instance objects.
bool constructs_plainly_as_instance(const Type& type) noexcept;

}  // namespace orrery::script
