// Operators and methods of sets.
#pragma once

#include <span>

#include "engine/script/object/set.hpp"
#include "engine/script/object/type.hpp"

namespace orrery::script {

void fill_set_operators(Slots& slots);
void fill_set_inplace(Slots& slots);
std::span<const NativeMethod> set_methods() noexcept;
std::span<const NativeMethod> frozenset_methods() noexcept;

bool is_subset(Runtime& rt, Set& small, Set& large);
// A set asked for in a set counts as the frozenset it would be.
Value hashable_form(Runtime& rt, const Value& item);

}  // namespace orrery::script
