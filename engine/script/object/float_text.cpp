// repr(float), and floats from text. (dtoa.c's results by way of the standard library.)
#include <array>
#include <charconv>
#include <cmath>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/float_type.hpp"
#include "engine/script/object/number.hpp"

namespace orrery::script {

namespace {

std::string special_name(double d) {
  return std::isnan(d) ? "nan" : d < 0 ? "-inf" : "inf";
}

}  // namespace

std::string digits_and_exponent(double d, int& exponent) {
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), d, std::chars_format::scientific).ptr;
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t e = text.find('e');
  std::string digits;
  for (const char c : text.substr(0, e)) {
    if (c >= '0' && c <= '9') digits += c;
  }
  const bool plus = text[e + 1] == '+';
  std::from_chars(text.data() + e + (plus ? 2 : 1), end, exponent);
  return digits;
}

std::string exponent_text(int exponent) {
  const int size = exponent < 0 ? -exponent : exponent;
  return (exponent < 0 ? "e-" : "e+") + std::string(size < 10 ? "0" : "") + std::to_string(size);
}

std::string float_repr(double d) {
  if (!std::isfinite(d)) return special_name(d);
  int exponent = 0;
  std::string digits = digits_and_exponent(std::fabs(d), exponent);
  const std::string sign = std::signbit(d) ? "-" : "";
  const int count = static_cast<int>(digits.size());
  if (exponent < -4 || exponent >= 16) {
    const std::string fraction = count > 1 ? "." + digits.substr(1) : "";
    return sign + digits[0] + fraction + exponent_text(exponent);
  }
  if (exponent < 0) return sign + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  if (count <= exponent + 1)
    return sign + digits + std::string(static_cast<std::size_t>(exponent + 1 - count), '0') + ".0";
  const auto point = static_cast<std::size_t>(exponent + 1);
  return sign + digits.substr(0, point) + "." + digits.substr(point);
}

namespace {

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Without underscores, which must stand between digits.
bool without_underscores(std::string_view text, std::string& clean) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '_') {
      clean += text[i];
    } else if (i == 0 || i + 1 == text.size() || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) {
      return false;
    }
  }
  return true;
}

bool is_word(std::string_view text, std::string_view word) {
  if (text.size() != word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if ((text[i] | 0x20) != word[i]) return false;
  }
  return true;
}

bool parse_special(std::string_view text, double& d) {
  if (is_word(text, "inf") || is_word(text, "infinity")) {
    d = HUGE_VAL;
  } else if (is_word(text, "nan")) {
    d = std::nan("");
  } else {
    return false;
  }
  return true;
}

bool parse_decimal(const std::string& text, double& d) {
  if (text.empty() || (!is_digit(text[0]) && text[0] != '.')) return false;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), d);
  if (result.ptr != text.data() + text.size()) return false;
  if (result.ec == std::errc::result_out_of_range) d = std::strtod(text.c_str(), nullptr);
  return result.ec == std::errc() || result.ec == std::errc::result_out_of_range;
}

}  // namespace

bool parse_float(std::string_view text, double& d) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  bool minus = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    minus = text.front() == '-';
    text.remove_prefix(1);
  }
  std::string clean;
  if (!without_underscores(text, clean)) return false;
  if (!parse_special(clean, d) && !parse_decimal(clean, d)) return false;
  if (minus) d = -d;
  return true;
}

}  // namespace orrery::script
