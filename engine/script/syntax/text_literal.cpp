#include "engine/script/syntax/text_literal.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/script/syntax/characters.hpp"

namespace orrery::script {

namespace {

// Reads the escapes of one literal (CPython: Objects/unicodeobject.c and bytesobject.c, the escape decoders).
class Unescaper {
 public:
  Unescaper(std::string_view body, bool bytes, std::string& error) : body_(body), bytes_(bytes), error_(error) {}

  std::string run() {
    result_.reserve(body_.size());
    while (position_ < body_.size() && error_.empty()) {
      if (body_[position_] == '\\' && position_ + 1 < body_.size()) {
        escape();
      } else {
        result_.push_back(body_[position_++]);
      }
    }
    return std::move(result_);
  }

 private:
  void escape() {
    begin_ = position_;
    const char letter = body_[position_ + 1];
    position_ += 2;
    constexpr std::string_view letters = "\\'\"abfnrtv", values = "\\'\"\a\b\f\n\r\t\v";
    if (letter == '\n') return;
    if (const auto simple = letters.find(letter); simple != std::string_view::npos) {
      result_.push_back(values[simple]);
    } else if (letter >= '0' && letter <= '7') {
      octal();
    } else if (letter == 'x') {
      hexadecimal(2, "\\xXX");
    } else if (!bytes_ && (letter == 'u' || letter == 'U')) {
      letter == 'u' ? hexadecimal(4, "\\uXXXX") : hexadecimal(8, "\\UXXXXXXXX");
    } else if (!bytes_ && letter == 'N') {
      error_ = "characters by name (\\N{…}) are not supported";
    } else {
      result_.append(body_.substr(begin_, 2));
    }
  }

  void octal() {
    std::uint32_t code = digit_value(body_[position_ - 1]);
    for (int more = 0; more < 2 && position_ < body_.size() && body_[position_] >= '0' && body_[position_] <= '7';
         ++more)
      code = code * 8 + digit_value(body_[position_++]);
    put(code);
  }

  void hexadecimal(std::size_t digits, const char* form) {
    std::uint32_t code = 0;
    std::size_t read = 0;
    for (; read < digits && position_ < body_.size() && is_hex_digit(body_[position_]); ++read)
      code = code * 16 + digit_value(body_[position_++]);
    if (read == digits && code <= 0x10FFFF) return put(code);
    fail(read < digits ? fmt::format("truncated {} escape", form) : "illegal Unicode character");
  }

  void put(std::uint32_t code) {
    if (bytes_) {
      result_.push_back(static_cast<char>(code & 0xFF));
    } else {
      append_utf8(result_, code);
    }
  }

  void fail(const std::string& what) {
    error_ = bytes_ ? fmt::format("(value error) invalid \\x escape at position {}", begin_)
                    : fmt::format("(unicode error) 'unicodeescape' codec can't decode bytes in position {}-{}: {}",
                                  begin_, position_ - 1, what);
  }

  std::string_view body_;
  bool bytes_;
  std::string& error_;
  std::string result_;
  std::size_t position_ = 0;
  std::size_t begin_ = 0;  // of the escape being read
};

}  // namespace

StringLiteral split_literal(std::string_view token) noexcept {
  StringLiteral literal;
  std::size_t quote = 0;
  for (; token[quote] != '\'' && token[quote] != '"'; ++quote) {
    const char letter = static_cast<char>(token[quote] | 0x20);
    literal.raw |= letter == 'r';
    literal.bytes |= letter == 'b';
    literal.formatted |= letter == 'f';
  }
  const std::string_view quoted = token.substr(quote);
  const bool triple = quoted.size() >= 6 && quoted[1] == quoted[0] && quoted[2] == quoted[0];
  literal.begin = quote + (triple ? 3 : 1);
  literal.body = token.substr(literal.begin, token.size() - literal.begin - (triple ? 3 : 1));
  return literal;
}

std::string unescape(std::string_view body, bool bytes, std::string& error) {
  return Unescaper(body, bytes, error).run();
}

}  // namespace orrery::script
