// The mini language of format(). (formatter_unicode.c)
#pragma once

#include <string>
#include <string_view>

#include "engine/script/object/object.hpp"
#include "engine/script/object/runtime.hpp"

namespace orrery::script {

struct FormatSpec {
  char32_t fill = ' ';
  char align = 0;  // '<', '>', '=', '^'; 0: the type's own
  char sign = 0;   // '+', '-', ' '
  bool no_negative_zero = false;
  bool alternate = false;
  std::int64_t width = -1;
  char thousands = 0;  // ',' or '_'
  std::int64_t precision = -1;
  char type = 0;
};
// Raises ValueError "Invalid format specifier". `default_type`: the letter if none is given; `align`: the default.
FormatSpec parse_format_spec(Runtime& rt, std::string_view spec, char default_type, char align,
                             std::string_view type_name);

Value format_int(Runtime& rt, const Value& v, Str* spec);
Value format_float(Runtime& rt, const Value& v, Str* spec);
Value format_complex(Runtime& rt, const Value& v, Str* spec);
Value format_str(Runtime& rt, const Value& v, Str* spec);

// A double by one of e E f F g G (or 'r': as repr), as PyOS_double_to_string.
std::string double_text(double d, char code, int precision, bool alternate, bool always_sign = false,
                        bool add_dot_zero = false);

// `text % args`
Value percent_format(Runtime& rt, Str& text, const Value& args);
Value percent_format_bytes(Runtime& rt, const Value& text, const Value& args);
// text.format(*args, **kwargs); `mapping` instead of the keywords for format_map (or `unset`).
Value brace_format(Runtime& rt, std::string_view text, Args args, const Value& mapping);

}  // namespace orrery::script
