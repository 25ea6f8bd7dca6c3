// What the parts of enum share.
#pragma once

#include "engine/script/module/library.hpp"

namespace orrery::script {

// enum.EnumType, made at the first call.
Type* enum_meta(Runtime& rt);
// The methods of Enum and Flag.
std::span<const NativeMethod> enum_methods();
std::span<const NativeAttribute> enum_attributes();
std::span<const NativeMethod> flag_methods();

// ---- what a class knows
Dict& members_of(Type& type);  // by name, aliases included
Ref<List> member_names(Runtime& rt, Type& type);
// The member with the value, or `unset`.
Value member_of_value(Runtime& rt, Type& type, const Value& value);
// cls(value): also what a flag makes of several bits; ValueError "5 is not a valid Color".
Value look_up(Runtime& rt, Type& type, const Value& value);
bool is_flag(Runtime& rt, const Type& type);
// A member that is not in the class: the bits of several of a flag's.
Value make_pseudo_member(Runtime& rt, Type& type, const Value& value);

Value value_of_member(Runtime& rt, const Value& member);

}  // namespace orrery::script
