// Pieces that several files of native types share.
#pragma once

#include "engine/script/object/object.hpp"
#include "engine/script/object/type.hpp"

namespace orrery::script {

// dir(v): a sorted list of names.
Value directory(Runtime& rt, const Value& v);
// The attribute `__dict__` of a class whose instances have one.
Value make_dict_attribute(Runtime& rt, Type& owner);
// `int | None`
Value make_union(Runtime& rt, const Value& a, const Value& b);
// `list[int]`
Value make_generic_alias(Runtime& rt, const Value& origin, const Value& args);
// A read-only view of a dict.
Value make_mapping_proxy(Runtime& rt, const Value& dict);
// True if instances of the class are plain Instance objects.
bool constructs_plainly_as_instance(const Type& type) noexcept;

}  // namespace orrery::script
