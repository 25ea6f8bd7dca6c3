// The methods of str, in groups.
#pragma once

#include <span>

#include "engine/script/object/str.hpp"
#include "engine/script/object/type.hpp"

namespace orrery::script {

std::span<const NativeMethod> str_search_methods() noexcept;
std::span<const NativeMethod> str_split_methods() noexcept;
std::span<const NativeMethod> str_case_methods() noexcept;
std::span<const NativeMethod> str_layout_methods() noexcept;
std::span<const NativeMethod> str_translate_methods() noexcept;

// A plain str; raises TypeError "must be str, not int" in front of which `what` stands.
Str& str_argument(Runtime& rt, const Value& v, std::string_view what);
// The byte range that optional start and end arguments (args[first], args[first + 1]) mean. False if it is empty the
// way that even '' is not found in it.
struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool valid = true;
};
Window window_of(Runtime& rt, Str& text, Args args, std::size_t first);
bool is_str_space(char32_t c) noexcept;

}  // namespace orrery::script
