// Classes of characters, and UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace orrery::script {

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
constexpr bool is_hex_digit(char c) noexcept {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr bool is_word_start(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
constexpr bool is_word(char c) noexcept {
  return is_word_start(c) || is_digit(c);
}
constexpr bool is_beyond_ascii(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x80;
}
// Precondition: is_hex_digit(c).
constexpr unsigned digit_value(char c) noexcept {
  return static_cast<unsigned>(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
}

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t length = 1;  // in bytes
};
// The character that valid UTF-8 begins with. Precondition: `text` is not empty.
CodePoint first_character(std::string_view text) noexcept;
// Appends a code point; a surrogate takes three bytes like any other of its size.
void append_utf8(std::string& to, std::uint32_t code);
// The offset of the first byte that is not UTF-8 as Python reads it (no surrogates, nothing overlong), if there is one.
std::optional<std::size_t> first_bad_byte(std::string_view text) noexcept;

// Beyond ASCII alone: may the character begin a name, or stand in one?
bool may_begin_name(std::uint32_t code) noexcept;
bool may_continue_name(std::uint32_t code) noexcept;

// How many bytes a name takes at the beginning of `text`; 0 if it doesn't begin with one.
std::size_t name_length(std::string_view text) noexcept;

}  // namespace orrery::script
