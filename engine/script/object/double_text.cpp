// Doubles as text by format codes. (pystrtod.c, format_float_short)
#include <cmath>
#include <cstdio>

#include "engine/script/object/float_type.hpp"
#include "engine/script/object/format_spec.hpp"
#include "engine/script/object/number.hpp"

namespace orrery::script {

namespace {

std::string printed(const char* pattern, int precision, double d) {
  const int size = std::snprintf(nullptr, 0, pattern, precision, d);
  std::string text(static_cast<std::size_t>(size) + 1, '\0');
  std::snprintf(text.data(), text.size(), pattern, precision, d);
  text.resize(static_cast<std::size_t>(size));
  return text;
}

// `precision` significant digits, and the exponent of the first.
std::string significant_digits(double d, int precision, int& exponent) {
  const std::string text = printed("%.*e", precision - 1, d);
  const std::size_t e = text.find('e');
  exponent = std::atoi(text.c_str() + e + 1);
  std::string digits(1, text[0]);
  if (e > 2) digits += text.substr(2, e - 2);
  return digits;
}

std::string general(double d, int precision, bool alternate, bool add_dot_zero) {
  precision = precision == 0 ? 1 : precision;
  int exponent = 0;
  std::string digits = significant_digits(d, precision, exponent);
  if (!alternate) digits.resize(std::max<std::size_t>(1, digits.find_last_not_of('0') + 1));
  const bool with_exponent = exponent < -4 || exponent + 1 > precision - (add_dot_zero ? 1 : 0);
  if (with_exponent) {
    const bool point = digits.size() > 1 || alternate;
    return digits.substr(0, 1) + (point ? "." : "") + digits.substr(1) + exponent_text(exponent);
  }
  if (exponent < 0) return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  const auto whole = static_cast<std::size_t>(exponent) + 1;
  if (digits.size() < whole) digits.resize(whole, '0');
  std::string text = digits.substr(0, whole);
  if (digits.size() > whole || alternate) return text + "." + digits.substr(whole);
  return add_dot_zero ? text + ".0" : text;
}

std::string finite_text(double d, char code, int precision, bool alternate, bool add_dot_zero) {
  if (code == 'r') return float_repr(d);
  if (code == 'e') return printed(alternate ? "%#.*e" : "%.*e", precision, d);
  if (code == 'f') return printed(alternate ? "%#.*f" : "%.*f", precision, d);
  return general(d, precision, alternate, add_dot_zero);
}

}  // namespace

std::string double_text(double d, char code, int precision, bool alternate, bool always_sign, bool add_dot_zero) {
  const bool upper = code >= 'A' && code <= 'Z';
  const char low = upper ? static_cast<char>(code | 0x20) : code;
  const bool negative = std::signbit(d) && !std::isnan(d);
  std::string text = std::isnan(d)   ? "nan"
                     : std::isinf(d) ? "inf"
                                     : finite_text(std::fabs(d), low, precision, alternate, add_dot_zero);
  text = (negative ? "-" : always_sign ? "+" : "") + text;
  if (upper) {
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c ^ 0x20) : c;
  }
  return text;
}

}  // namespace orrery::script
