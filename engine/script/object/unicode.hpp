// What characters are, and their cases.
#pragma once

#include <cstdint>
#include <string>

namespace orrery::script::unicode {

enum Flag : std::uint16_t {
  alpha = 1,
  decimal = 2,
  digit = 4,
  numeric = 8,
  space = 16,
  printable = 32,
  upper = 64,
  lower = 128,
  title = 256,
};
std::uint16_t flags(char32_t c) noexcept;
inline bool is(char32_t c, unsigned wanted) noexcept {
  return (flags(c) & wanted) != 0;
}

enum class Case { upper, lower, title, fold };
// The character in another case, as UTF-8 (it may become several).
void append_case(std::string& into, char32_t c, Case wanted);

}  // namespace orrery::script::unicode
