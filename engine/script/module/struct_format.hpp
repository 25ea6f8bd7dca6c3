// The formats of the module struct. (CPython: Modules/_struct.c, on a 64-bit little-endian machine.)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace orrery::script {

struct StructItem {
  char code;           // 'i', 's', 'x' …
  std::size_t count;   // how many values; of 's' and 'p' and 'x': how many bytes
  std::size_t size;    // of one, in bytes
  std::size_t offset;  // where the first lies
};

struct StructFormat {
  std::vector<StructItem> items;
  std::size_t size = 0;    // in bytes
  std::size_t values = 0;  // how many are packed
  bool big_endian = false;
};

// What is wrong with the format, in CPython's words; empty if nothing.
std::string parse_struct(std::string_view text, StructFormat& format);

inline bool is_signed_code(char code) noexcept {
  return std::string_view("bhilqn").find(code) != std::string_view::npos;
}
inline bool is_unsigned_code(char code) noexcept {
  return std::string_view("BHILQNP").find(code) != std::string_view::npos;
}
inline bool is_float_code(char code) noexcept {
  return code == 'f' || code == 'd' || code == 'e';
}

// A number as so many bytes, and back.
std::string number_bytes(std::uint64_t number, std::size_t size, bool big_endian);
std::uint64_t number_of(std::string_view bytes, bool big_endian);
// The same of floats of 2, 4 or 8 bytes; false if it is too large.
bool float_bits(double value, std::size_t size, std::uint64_t& bits);
double float_of_bits(std::uint64_t bits, std::size_t size);

}  // namespace orrery::script
