#include "engine/script/module/struct_format.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace orrery::script {
namespace {

// 0: there is no such code.
std::size_t size_of(char code, bool native) {
  switch (code) {
    case 'x':
    case 'c':
    case 'b':
    case 'B':
    case '?':
    case 's':
    case 'p':
      return 1;
    case 'h':
    case 'H':
    case 'e':
      return 2;
    case 'i':
    case 'I':
    case 'f':
      return 4;
    case 'l':
    case 'L':
      return native ? 8 : 4;
    case 'q':
    case 'Q':
    case 'd':
      return 8;
    case 'n':
    case 'N':
    case 'P':
      return native ? 8 : 0;
    default:
      return 0;
  }
}

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_bytes_code(char code) {
  return code == 's' || code == 'p';
}

// The count before a code; false if it is too large.
bool take_count(std::string_view& text, std::size_t& count) {
  count = 0;
  while (!text.empty() && text[0] >= '0' && text[0] <= '9') {
    count = count * 10 + static_cast<std::size_t>(text[0] - '0');
    if (count > (std::size_t{1} << 31)) return false;
    text.remove_prefix(1);
  }
  return true;
}

void add(StructFormat& format, char code, std::size_t count, std::size_t size, bool native) {
  if (native && size > 1) format.size = (format.size + size - 1) / size * size;
  format.items.push_back({code, count, size, format.size});
  format.size += count * size;
  if (code != 'x') format.values += is_bytes_code(code) ? 1 : count;
}

}  // namespace

std::string parse_struct(std::string_view text, StructFormat& format) {
  bool native = true;
  if (!text.empty() && std::string_view("<>=!@").find(text[0]) != std::string_view::npos) {
    native = text[0] == '@';
    format.big_endian = text[0] == '>' || text[0] == '!';
    text.remove_prefix(1);
  }
  while (!text.empty()) {
    if (is_blank(text[0])) {
      text.remove_prefix(1);
      continue;
    }
    const bool counted = text[0] >= '0' && text[0] <= '9';
    std::size_t count = 1;
    if (counted && !take_count(text, count)) return "total struct size too long";
    if (text.empty()) return "repeat count given without format specifier";
    const std::size_t size = size_of(text[0], native);
    if (size == 0) return "bad char in struct format";
    add(format, text[0], count, size, native);
    text.remove_prefix(1);
  }
  return {};
}

std::string number_bytes(std::uint64_t number, std::size_t size, bool big_endian) {
  std::string bytes(size, '\0');
  for (std::size_t i = 0; i < size; ++i)
    bytes[big_endian ? size - 1 - i : i] = static_cast<char>(number >> (8 * i) & 0xff);
  return bytes;
}

std::uint64_t number_of(std::string_view bytes, bool big_endian) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i)
    number = number << 8 | static_cast<unsigned char>(bytes[big_endian ? i : bytes.size() - 1 - i]);
  return number;
}

namespace {

// IEEE 754 half precision, rounded to even.
bool half_bits(double value, std::uint64_t& bits) {
  const std::uint64_t sign = std::signbit(value) ? 0x8000 : 0;
  if (std::isnan(value)) return bits = sign | 0x7e00, true;
  if (std::isinf(value)) return bits = sign | 0x7c00, true;
  const double magnitude = std::fabs(value);
  int exponent = 0;
  std::frexp(magnitude, &exponent);
  const int scale = std::max(exponent - 11, -24);
  const double rounded = std::nearbyint(std::ldexp(magnitude, -scale));
  std::uint64_t whole = static_cast<std::uint64_t>(rounded);
  int power = scale;
  if (whole == 2048) whole = 1024, ++power;
  if (power > 5) return false;
  bits = sign | (whole < 1024 ? whole : (static_cast<std::uint64_t>(power + 25) << 10 | (whole - 1024)));
  return true;
}

double half_value(std::uint64_t bits) {
  const int exponent = static_cast<int>(bits >> 10 & 0x1f);
  const double fraction = static_cast<double>(bits & 0x3ff);
  double magnitude = 0;
  if (exponent == 31)
    magnitude = fraction != 0 ? std::nan("") : HUGE_VAL;
  else
    magnitude = exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(fraction + 1024, exponent - 25);
  return bits & 0x8000 ? -magnitude : magnitude;
}

}  // namespace

bool float_bits(double value, std::size_t size, std::uint64_t& bits) {
  if (size == 2) return half_bits(value, bits);
  if (size == 8) return bits = std::bit_cast<std::uint64_t>(value), true;
  const auto narrow = static_cast<float>(value);
  bits = std::bit_cast<std::uint32_t>(narrow);
  return !std::isinf(narrow) || std::isinf(value);
}

double float_of_bits(std::uint64_t bits, std::size_t size) {
  if (size == 2) return half_value(bits);
  if (size == 8) return std::bit_cast<double>(bits);
  return std::bit_cast<float>(static_cast<std::uint32_t>(bits));
}

}  // namespace orrery::script
