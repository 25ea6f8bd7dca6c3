// Counting, decoding and encoding of UTF-8.
#include "engine/script/object/str.hpp"

namespace orrery::script {

void append_utf8(std::string& into, char32_t c) {
  if (c < 0x80) {
    into += static_cast<char>(c);
  } else if (c < 0x800) {
    into += static_cast<char>(0xC0 | c >> 6);
    into += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    into += static_cast<char>(0xE0 | c >> 12);
    into += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    into += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    into += static_cast<char>(0xF0 | c >> 18);
    into += static_cast<char>(0x80 | (c >> 12 & 0x3F));
    into += static_cast<char>(0x80 | (c >> 6 & 0x3F));
    into += static_cast<char>(0x80 | (c & 0x3F));
  }
}

char32_t next_code_point(const char*& p) noexcept {
  const auto byte = [&] { return static_cast<char32_t>(static_cast<unsigned char>(*p++)); };
  const char32_t first = byte();
  if (first < 0x80) return first;
  char32_t c = first < 0xE0 ? first & 0x1F : first < 0xF0 ? first & 0x0F : first & 0x07;
  const int more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  for (int i = 0; i < more; ++i) c = c << 6 | (byte() & 0x3F);
  return c;
}

std::size_t count_code_points(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

namespace {

// The length of the valid sequence at `at`, or 0.
std::size_t valid_length(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[at + i]); };
  const unsigned char first = byte(0);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
  if (length == 0 || at + length > bytes.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  if (first == 0xE0 && byte(1) < 0xA0) return 0;
  if (first == 0xED && byte(1) > 0x9F) return 0;
  if (first == 0xF0 && byte(1) < 0x90) return 0;
  if (first == 0xF4 && byte(1) > 0x8F) return 0;
  return length;
}

}  // namespace

std::string clean_utf8(std::string_view bytes) {
  std::string clean;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = valid_length(bytes, at);
    if (length == 0) append_utf8(clean, 0xFFFD);
    clean.append(bytes, at, length);
    at += length ? length : 1;
  }
  return clean;
}

}  // namespace orrery::script
