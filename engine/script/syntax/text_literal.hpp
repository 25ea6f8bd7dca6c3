// Strings and bytes as they are written: prefixes, quotes, escapes.
#pragma once

#include <string>
#include <string_view>

namespace orrery::script {

// The parts of a string token.
struct StringLiteral {
  bool raw = false, bytes = false, formatted = false;
  std::size_t begin = 0;  // offset of the content in the token, behind prefix and quotes
  std::string_view body;  // the content, escapes and all
};
StringLiteral split_literal(std::string_view token) noexcept;

// What the content stands for: UTF-8 (surrogates in three bytes), or the bytes. On failure `error` receives CPython's
// words and the result is meaningless.
std::string unescape(std::string_view body, bool bytes, std::string& error);

}  // namespace orrery::script
