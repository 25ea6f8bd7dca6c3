#include "engine/script/syntax/characters.hpp"

#include <algorithm>
#include <span>

#include "engine/script/syntax/name_characters.hpp"

namespace orrery::script {

namespace {

bool in(std::span<const CodeRange> ranges, std::uint32_t code) noexcept {
  const auto after =
      std::upper_bound(ranges.begin(), ranges.end(), code,
                       [](std::uint32_t wanted, const CodeRange& range) { return wanted < range.first; });
  return after != ranges.begin() && code <= std::prev(after)->last;
}

std::size_t sequence_length(unsigned char lead) noexcept {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

std::uint32_t decode(std::string_view bytes) noexcept {
  if (bytes.size() == 1) return static_cast<unsigned char>(bytes[0]);
  std::uint32_t code = static_cast<unsigned char>(bytes[0]) & (0xFFU >> (bytes.size() + 1));
  for (const char byte : bytes.substr(1)) code = code << 6 | (static_cast<unsigned char>(byte) & 0x3FU);
  return code;
}

bool continues(std::string_view bytes) noexcept {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; });
}

// Is it the shortest form of a character that may be?
bool is_proper(std::uint32_t code, std::size_t length) noexcept {
  if (length == 3) return code >= 0x800 && (code < 0xD800 || code > 0xDFFF);
  return length < 4 || (code >= 0x10000 && code <= 0x10FFFF);
}

// The length of the well-formed character at the beginning of `text`, or 0.
std::size_t well_formed(std::string_view text) noexcept {
  const std::size_t length = sequence_length(static_cast<unsigned char>(text[0]));
  if (length == 0 || length > text.size() || !continues(text.substr(1, length - 1))) return 0;
  return is_proper(decode(text.substr(0, length)), length) ? length : 0;
}

}  // namespace

CodePoint first_character(std::string_view text) noexcept {
  const std::size_t length = well_formed(text);
  return length == 0 ? CodePoint{0xFFFD, 1} : CodePoint{decode(text.substr(0, length)), length};
}

void append_utf8(std::string& to, std::uint32_t code) {
  const auto put = [&to](std::uint32_t byte) { to.push_back(static_cast<char>(byte)); };
  const auto tail = [&put, code](int shift) { put(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xC0 | code >> 6);
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    tail(6);
  } else {
    put(0xF0 | code >> 18);
    tail(12);
    tail(6);
  }
  tail(0);
}

std::optional<std::size_t> first_bad_byte(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = well_formed(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return std::nullopt;
}

bool may_begin_name(std::uint32_t code) noexcept {
  return in(name_start, code);
}

bool may_continue_name(std::uint32_t code) noexcept {
  return in(name_start, code) || in(name_continue, code);
}

std::size_t name_length(std::string_view text) noexcept {
  std::size_t length = 0;
  while (length < text.size()) {
    const CodePoint next = first_character(text.substr(length));
    const char byte = text[length];
    const bool ascii = length == 0 ? is_word_start(byte) : is_word(byte);
    const bool beyond = length == 0 ? may_begin_name(next.value) : may_continue_name(next.value);
    if (!(is_beyond_ascii(byte) ? beyond : ascii)) break;
    length += next.length;
  }
  return length;
}

}  // namespace orrery::script
