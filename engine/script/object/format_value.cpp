// format() of numbers and strings: sign, prefix, grouping, padding. (formatter_unicode.c)
#include <fmt/format.h>

#include <cmath>

#include "engine/script/object/complex.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/format_spec.hpp"
#include "engine/script/object/int_type.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

int base_of(char type) {
  return type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
}

// A number taken apart.
struct Parts {
  bool negative = false;
  std::string prefix;
  std::string digits;  // before the point: may be grouped
  std::string rest;    // point, fraction, exponent, percent sign
};

std::string fill_text(const FormatSpec& spec, std::int64_t count) {
  std::string one;
  append_utf8(one, spec.fill);
  std::string text;
  for (std::int64_t i = 0; i < count; ++i) text += one;
  return text;
}

Value pad(Runtime& rt, const FormatSpec& spec, const std::string& text, std::size_t length) {
  const std::int64_t gap = spec.width - static_cast<std::int64_t>(length);
  if (gap <= 0) return make_str(rt, text);
  rt.heap().expect(static_cast<std::size_t>(gap) * 4);
  const std::int64_t left = spec.align == '<' ? 0 : spec.align == '^' ? gap / 2 : gap;
  return make_str(rt, fill_text(spec, left) + text + fill_text(spec, gap - left));
}

// Digits with separators, and as many leading zeros as fill `width` characters.
std::string grouped(const std::string& digits, char separator, std::size_t group, std::int64_t width) {
  if (!separator) {
    const std::int64_t zeros = width - static_cast<std::int64_t>(digits.size());
    return std::string(static_cast<std::size_t>(std::max<std::int64_t>(0, zeros)), '0') + digits;
  }
  std::string reversed;
  auto left = static_cast<std::int64_t>(digits.size());
  for (bool first = true;; first = false) {
    if (!first) reversed += separator;
    const std::int64_t length = std::min(static_cast<std::int64_t>(group), std::max<std::int64_t>({left, width, 1}));
    for (std::int64_t i = 0; i < length; ++i, --left)
      reversed += left > 0 ? digits[static_cast<std::size_t>(left - 1)] : '0';
    width -= length;
    if (left <= 0 && width <= 0) break;
    width -= 1;
  }
  return {reversed.rbegin(), reversed.rend()};
}

std::string sign_text(const FormatSpec& spec, bool negative) {
  if (negative) return "-";
  return spec.sign == '+' ? "+" : spec.sign == ' ' ? " " : "";
}

Value lay_out(Runtime& rt, const FormatSpec& spec, const Parts& parts) {
  const std::string before = sign_text(spec, parts.negative) + parts.prefix;
  const auto others = static_cast<std::int64_t>(before.size() + parts.rest.size());
  const bool zeros = spec.fill == '0' && spec.align == '=';
  if (zeros && spec.width > 0) rt.heap().expect(static_cast<std::size_t>(spec.width) * 2);
  const std::size_t group = base_of(spec.type) == 10 ? 3 : 4;
  const std::string digits = grouped(parts.digits, spec.thousands, group, zeros ? spec.width - others : 0);
  if (spec.align == '=') {
    const std::int64_t gap = spec.width - others - static_cast<std::int64_t>(digits.size());
    if (gap > 0) rt.heap().expect(static_cast<std::size_t>(gap) * 4);
    return make_str(rt, before + fill_text(spec, std::max<std::int64_t>(0, gap)) + digits + parts.rest);
  }
  const std::string text = before + digits + parts.rest;
  return pad(rt, spec, text, text.size());
}

[[noreturn]] void unknown_code(Runtime& rt, const FormatSpec& spec, const Value& v) {
  const std::string code = spec.type > 32 && spec.type < 127 ? std::string(1, spec.type)
                                                             : fmt::format("\\x{:x}", static_cast<unsigned>(spec.type));
  raise_value_error(rt, fmt::format("Unknown format code '{}' for object of type '{}'", code, type_of(rt, v)->name()));
}

// ---- ints

Value format_character(Runtime& rt, const FormatSpec& spec, const Value& v) {
  if (spec.sign) raise_value_error(rt, "Sign not allowed with integer format specifier 'c'");
  if (spec.alternate) raise_value_error(rt, "Alternate form (#) not allowed with integer format specifier 'c'");
  std::int64_t code = 0;
  if (!int_to_number(v, code) || code < 0 || code > 0x10FFFF)
    raise(rt, rt.types().overflow_error, "%c arg not in range(0x110000)");
  std::string text;
  append_utf8(text, static_cast<char32_t>(code));
  FormatSpec left = spec;
  if (left.align == '=') left.align = '>';
  return pad(rt, left, text, 1);
}

Value format_integer(Runtime& rt, const FormatSpec& spec, const Value& v) {
  if (spec.precision >= 0) raise_value_error(rt, "Precision not allowed in integer format specifier");
  if (spec.no_negative_zero)
    raise_value_error(rt, "Negative zero coercion (z) not allowed in integer format specifier");
  if (spec.type == 'c') return format_character(rt, spec, v);
  Parts parts;
  parts.digits = ints::digits(rt, v, base_of(spec.type));
  parts.negative = parts.digits[0] == '-';
  if (parts.negative) parts.digits.erase(0, 1);
  if (spec.alternate && base_of(spec.type) != 10) parts.prefix = std::string("0") + spec.type;
  if (spec.type == 'X') {
    for (char& c : parts.digits) c = c >= 'a' && c <= 'z' ? static_cast<char>(c ^ 0x20) : c;
  }
  return lay_out(rt, spec, parts);
}

// ---- floats

// Without a letter: as repr; `add_dot_zero`: then with a point.
Parts parts_of_double(Runtime& rt, const FormatSpec& spec, double d, bool add_dot_zero) {
  if (spec.precision > INT32_MAX - 10) raise_value_error(rt, "precision too big");
  if (spec.precision > 100000) rt.heap().expect(static_cast<std::size_t>(spec.precision) * 4);
  const bool percent = spec.type == '%';
  const char shortest = spec.precision < 0 ? 'r' : 'g';
  const char code = spec.type == 0 ? shortest : spec.type == 'n' ? 'g' : percent ? 'f' : spec.type;
  const int precision = spec.precision < 0 ? 6 : static_cast<int>(spec.precision);
  std::string text =
      double_text(percent ? d * 100 : d, code, precision, spec.alternate, false, spec.type == 0 && add_dot_zero);
  Parts parts;
  parts.negative = text[0] == '-';
  if (parts.negative) text.erase(0, 1);
  if (parts.negative && spec.no_negative_zero && text.find_first_of("123456789inIN") == std::string::npos)
    parts.negative = false;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  parts.digits = text.substr(0, digits);
  parts.rest = text.substr(digits) + (percent ? "%" : "");
  return parts;
}

Value format_double(Runtime& rt, FormatSpec spec, double d) {
  const Parts parts = parts_of_double(rt, spec, d, true);
  if (parts.digits.empty()) spec.thousands = 0;
  return lay_out(rt, spec, parts);
}

// One of the two numbers of a complex one, as wide as it is.
std::string complex_part(Runtime& rt, const FormatSpec& spec, double d) {
  Parts parts = parts_of_double(rt, spec, d, false);
  if (spec.type == 0 && spec.precision < 0) {
    if (parts.rest == ".0") parts.rest.clear();
    if (spec.alternate && std::isfinite(d)) parts.rest = "." + parts.rest.substr(parts.rest.starts_with('.'));
  }
  return sign_text(spec, parts.negative) + grouped(parts.digits, parts.digits.empty() ? '\0' : spec.thousands, 3, 0) +
         parts.rest;
}

bool is_float_code(char c) {
  return c == 0 || std::string_view("eEfFgGn%").find(c) != std::string_view::npos;
}

}  // namespace

Value format_int(Runtime& rt, const Value& v, Str* text) {
  if (text->size() == 0) return Value(str(rt, v));
  const FormatSpec spec = parse_format_spec(rt, text->view(), 'd', '>', type_of(rt, v)->name());
  if (std::string_view("bcdoxXn").find(spec.type) != std::string_view::npos) return format_integer(rt, spec, v);
  if (!is_float_code(spec.type)) unknown_code(rt, spec, v);
  return format_double(rt, spec, int_to_double(rt, v));
}

Value format_float(Runtime& rt, const Value& v, Str* text) {
  if (text->size() == 0) return Value(str(rt, v));
  const FormatSpec spec = parse_format_spec(rt, text->view(), 0, '>', type_of(rt, v)->name());
  if (!is_float_code(spec.type)) unknown_code(rt, spec, v);
  return format_double(rt, spec, as_double(v));
}

// (format_complex_internal)
Value format_complex(Runtime& rt, const Value& v, Str* text) {
  if (text->size() == 0) return Value(str(rt, v));
  FormatSpec spec = parse_format_spec(rt, text->view(), 0, '>', type_of(rt, v)->name());
  if (!is_float_code(spec.type) || spec.type == '%') unknown_code(rt, spec, v);
  if (spec.fill == '0') raise_value_error(rt, "Zero padding is not allowed in complex format specifier");
  if (spec.align == '=') raise_value_error(rt, "'=' alignment flag is not allowed in complex format specifier");
  const std::complex<double> z = as_complex(v);
  const bool imaginary = spec.type == 0 && z.real() == 0 && !std::signbit(z.real());
  std::string all = imaginary ? "" : complex_part(rt, spec, z.real());
  if (!imaginary) spec.sign = '+';
  all += complex_part(rt, spec, z.imag()) + "j";
  if (spec.type == 0 && !imaginary) all = "(" + all + ")";
  return pad(rt, spec, all, all.size());
}

Value format_str(Runtime& rt, const Value& v, Str* text) {
  if (text->size() == 0) return Value(str(rt, v));
  const FormatSpec spec = parse_format_spec(rt, text->view(), 's', '<', type_of(rt, v)->name());
  if (spec.type != 's') unknown_code(rt, spec, v);
  if (spec.sign == ' ') raise_value_error(rt, "Space not allowed in string format specifier");
  if (spec.sign) raise_value_error(rt, "Sign not allowed in string format specifier");
  if (spec.no_negative_zero) raise_value_error(rt, "Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate) raise_value_error(rt, "Alternate form (#) not allowed in string format specifier");
  if (spec.align == '=') raise_value_error(rt, "'=' alignment not allowed in string format specifier");
  Str& whole = as_str(v);
  const std::size_t length =
      spec.precision >= 0 ? std::min(whole.length(), static_cast<std::size_t>(spec.precision)) : whole.length();
  return pad(rt, spec, std::string(whole.view().substr(0, whole.offset(length))), length);
}

}  // namespace orrery::script
