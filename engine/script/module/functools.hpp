// What other modules take from functools.
#pragma once

#include "engine/script/module/library.hpp"

namespace orrery::script {

// functools.partial and _lru_cache_wrapper, made at the first call.
Type* partial_type(Runtime& rt);
Value make_partial(Runtime& rt, const Value& function, std::span<const Value> args, const Dict* keywords);
// The function inside, or the value itself.
Value unwrap_partial(Runtime& rt, const Value& v);

// lru_cache(…), cache(…)
std::span<const NativeMethod> cache_functions();
// total_ordering, cmp_to_key
std::span<const NativeMethod> ordering_functions();
// cached_property, partialmethod
Type* cached_property_type(Runtime& rt);
Type* partial_method_type(Runtime& rt);
// singledispatch(function)
Value single_dispatch(Runtime& rt, Args args);

}  // namespace orrery::script
