// The methods that the classes of collections.abc give to their subclasses.
#pragma once

#include <span>

#include "engine/script/object/type.hpp"

namespace orrery::script::mixins {

std::span<const NativeMethod> coroutine();
std::span<const NativeMethod> async_iterator();
std::span<const NativeMethod> iterator();
std::span<const NativeMethod> generator();
std::span<const NativeMethod> set();
std::span<const NativeMethod> mutable_set();
std::span<const NativeMethod> mapping();
std::span<const NativeMethod> mapping_view();
std::span<const NativeMethod> keys_view();
std::span<const NativeMethod> items_view();
std::span<const NativeMethod> values_view();
std::span<const NativeMethod> mutable_mapping();
std::span<const NativeMethod> sequence();
std::span<const NativeMethod> mutable_sequence();

}  // namespace orrery::script::mixins
