#include "engine/script/syntax/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>

#include "engine/script/syntax/characters.hpp"

namespace orrery::script {

namespace {

constexpr std::size_t most_decimal_digits = 4300;  // sys.int_info.default_max_str_digits

// Words that may follow a number without a space between (`1if x else 2`).
constexpr std::string_view followers[] = {"and", "else", "for", "if", "in", "is", "or", "not"};

class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  NumberScan scan() {
    if (peek() == '0' && has_base_prefix()) {
      with_base();
    } else {
      decimal();
    }
    return {position_, std::move(error_)};
  }

 private:
  char peek(std::size_t ahead = 0) const { return position_ + ahead < text_.size() ? text_[position_ + ahead] : '\0'; }
  bool has_base_prefix() const { return std::string_view("xXoObB").find(peek(1)) != std::string_view::npos && peek(1); }
  void fail(std::string error) {
    if (error_.empty()) error_ = std::move(error);
  }

  void with_base() {
    const char letter = static_cast<char>(peek(1) | 0x20);
    position_ += 2;
    const unsigned base = letter == 'x' ? 16 : letter == 'o' ? 8 : 2;
    const char* name = letter == 'x' ? "hexadecimal" : letter == 'o' ? "octal" : "binary";
    do {
      if (peek() == '_') ++position_;
      if (!digits_of(base, name)) return;
    } while (peek() == '_');
    verify_end(name);
  }

  bool digits_of(unsigned base, const char* name) {
    const std::size_t begin = position_;
    const auto is_one = [base](char c) { return is_hex_digit(c) && digit_value(c) < base; };
    while (is_one(peek())) ++position_;
    if (base < 16 && is_digit(peek())) {
      fail(fmt::format("invalid digit '{}' in {} literal", peek(), name));
    } else if (position_ == begin) {
      fail(fmt::format("invalid {} literal", name));
    }
    return error_.empty();
  }

  void decimal() {
    const std::size_t begin = position_;
    if (peek() != '.') tail();
    const bool integer_part = error_.empty();
    bool floating = false;
    if (integer_part && peek() == '.') floating = fraction();
    if (error_.empty() && (peek() | 0x20) == 'e') floating |= exponent();
    if (error_.empty() && (peek() | 0x20) == 'j') {
      ++position_;
      return verify_end("imaginary");
    }
    if (error_.empty() && !floating) check_leading_zeros(begin);
    if (error_.empty()) verify_end("decimal");
  }

  // digits, with single underscores between them
  void tail() {
    while (error_.empty()) {
      while (is_digit(peek())) ++position_;
      if (peek() != '_') return;
      ++position_;
      if (!is_digit(peek())) fail("invalid decimal literal");
    }
  }

  bool fraction() {
    ++position_;
    if (is_digit(peek())) tail();
    return true;
  }

  bool exponent() {
    const std::size_t sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
    if (!is_digit(peek(1 + sign))) {
      if (sign) fail("invalid decimal literal");
      return false;
    }
    position_ += 1 + sign;
    tail();
    return true;
  }

  void check_leading_zeros(std::size_t begin) {
    const std::string_view digits = text_.substr(begin, position_ - begin);
    if (digits[0] != '0' || digits.find_first_not_of("0_") == std::string_view::npos) return;
    fail("leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers");
  }

  void verify_end(const char* name) {
    if (!is_word(peek()) && !is_beyond_ascii(peek())) return;
    const std::string_view rest = text_.substr(position_);
    const bool follows = std::any_of(std::begin(followers), std::end(followers),
                                     [rest](std::string_view word) { return rest.starts_with(word); });
    if (!follows) fail(fmt::format("invalid {} literal", name));
  }

  std::string_view text_;
  std::size_t position_ = 0;
  std::string error_;
};

std::string without_underscores(std::string_view text) {
  std::string digits(text);
  std::erase(digits, '_');
  return digits;
}

std::string read_integer(ast::Constant& constant, const std::string& digits) {
  constant.constant = ast::ConstantKind::integer;
  const auto end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, constant.integer, constant.base);
  constant.fits = read.ec == std::errc() && read.ptr == end;
  if (constant.base != 10 || digits.size() <= most_decimal_digits) return "";
  return fmt::format(
      "Exceeds the limit (4300 digits) for integer string conversion: value has {} digits; consider hexadecimal for "
      "huge integer literals",
      digits.size());
}

}  // namespace

NumberScan scan_number(std::string_view text) {
  return Scanner(text).scan();
}

std::string read_number(std::string_view text, ast::Constant& constant, std::string& digits) {
  digits = without_underscores(text);
  const char letter = digits.size() > 1 ? static_cast<char>(digits[1] | 0x20) : '\0';
  constant.base = digits[0] != '0' ? 10 : letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
  if (constant.base != 10) {
    digits.erase(0, 2);
    return read_integer(constant, digits);
  }
  const bool imaginary = (digits.back() | 0x20) == 'j';
  if (imaginary) digits.pop_back();
  if (!imaginary && digits.find_first_of(".eE") == std::string::npos) return read_integer(constant, digits);
  constant.constant = imaginary ? ast::ConstantKind::imaginary : ast::ConstantKind::floating;
  const auto end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, constant.floating);
  if (read.ec == std::errc::result_out_of_range) constant.floating = std::strtod(digits.c_str(), nullptr);
  return "";
}

}  // namespace orrery::script
