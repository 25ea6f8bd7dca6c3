// Methods of bytes and bytearray, in groups.
#pragma once

#include <span>

#include "engine/script/object/bytes.hpp"
#include "engine/script/object/type.hpp"

namespace orrery::script {

std::span<const NativeMethod> bytes_search_methods() noexcept;
std::span<const NativeMethod> bytes_text_methods() noexcept;
std::span<const NativeMethod> bytearray_methods() noexcept;

// New bytes of the same kind as `like`.
Value make_bytes_like(Runtime& rt, const Value& like, std::string_view content);
// 0..255; raises ValueError (`text`) otherwise.
char byte_value(Runtime& rt, const Value& v, const char* text);

}  // namespace orrery::script
