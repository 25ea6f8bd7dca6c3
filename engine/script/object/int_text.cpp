// Ints from text and to text; rounding. (longobject.c)
#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/int_type.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"

namespace orrery::script::ints {

namespace {

constexpr std::size_t most_digits = 4300;

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r') || (c >= '\x1c' && c <= '\x1f');
}

std::string_view strip(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'z') return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
  return 99;
}

// The base a prefix such as 0x stands for, or 0.
int prefix_base(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return 0;
  switch (text[1] | 0x20) {
    case 'x':
      return 16;
    case 'o':
      return 8;
    case 'b':
      return 2;
    default:
      return 0;
  }
}

// Digits without underscores; false if there is anything else.
bool take_digits(std::string_view text, int base, std::string& digits) {
  bool after_digit = false;
  for (const char c : text) {
    if (c == '_') {
      if (!after_digit) return false;
      after_digit = false;
      continue;
    }
    if (digit_value(c) >= base) return false;
    digits += c;
    after_digit = true;
  }
  return after_digit;
}

// Strips a prefix, settles base 0; false if the text cannot be right.
bool settle_base(std::string_view& text, int& base) {
  const int prefixed = prefix_base(text);
  if (prefixed != 0 && (base == 0 || base == prefixed)) {
    text.remove_prefix(2);
    if (!text.empty() && text.front() == '_') text.remove_prefix(1);
    base = prefixed;
    return true;
  }
  if (base != 0) return true;
  base = 10;
  return text.empty() || text[0] != '0' || text.find_first_not_of("0_") == std::string_view::npos;
}

}  // namespace

Value parse(Runtime& rt, std::string_view text, int base, std::string_view shown) {
  const int given_base = base;
  text = strip(text);
  bool minus = false;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    minus = text.front() == '-';
    text.remove_prefix(1);
  }
  std::string digits = minus ? "-" : "";
  if (!settle_base(text, base) || !take_digits(text, base, digits))
    raise_value_error(rt, fmt::format("invalid literal for int() with base {}: {}", given_base, shown));
  const std::size_t count = digits.size() - (minus ? 1 : 0);
  if (count > most_digits && (base & (base - 1)) != 0)
    raise_value_error(rt,
                      fmt::format("Exceeds the limit (4300 digits) for integer string conversion: value has {} digits; "
                                  "use sys.set_int_max_str_digits() to increase the limit",
                                  count));
  return int_from_digits(rt, digits, base);
}

std::string digits(Runtime& rt, const Value& v, int base) {
  if (base == 10 && v.is_integer()) return fmt::to_string(v.as_integer());
  const Big n(v);
  if (base == 10 && mpz_sizeinbase(n.n, 10) > most_digits + 1)
    raise_value_error(rt,
                      "Exceeds the limit (4300 digits) for integer string conversion; "
                      "use sys.set_int_max_str_digits() to increase the limit");
  const std::size_t room = mpz_sizeinbase(n.n, base) + 2;
  rt.heap().expect(room);
  std::string text(room, '\0');
  mpz_get_str(text.data(), base, n.n);
  text.resize(text.find('\0'));
  const std::size_t count = text.size() - (text[0] == '-' ? 1 : 0);
  if (base == 10 && count > most_digits)
    raise_value_error(rt,
                      "Exceeds the limit (4300 digits) for integer string conversion; "
                      "use sys.set_int_max_str_digits() to increase the limit");
  return text;
}

Value rounded(Runtime& rt, const Value& v, const Value& places) {
  const Value n = index(rt, places);
  if (int_sign(n) >= 0) return plain(rt, v);
  std::int64_t count = 0;
  if (!int_to_number(n, count) || count < -5000) return Value::integer(0);
  Big unit, quotient, remainder, twice;
  mpz_ui_pow_ui(unit.n, 10, static_cast<unsigned long>(-count));
  const Big number(v);
  mpz_fdiv_qr(quotient.n, remainder.n, number.n, unit.n);
  mpz_mul_2exp(twice.n, remainder.n, 1);
  const int half = mpz_cmp(twice.n, unit.n);
  if (half > 0 || (half == 0 && mpz_odd_p(quotient.n))) mpz_add_ui(quotient.n, quotient.n, 1);
  mpz_mul(quotient.n, quotient.n, unit.n);
  return make_int(rt, quotient.n);
}

}  // namespace orrery::script::ints
