#include "engine/script/syntax/nested_string.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/script/syntax/characters.hpp"

namespace orrery::script {

namespace {

constexpr int deepest = 100;  // f-strings in f-strings (CPython: MAXFSTRINGLEVEL is 150)

class Skipper {
 public:
  Skipper(Cursor& cursor, int depth) : cursor_(cursor), depth_(depth) {}

  bool string() {
    if (depth_ > deepest) return false;
    const bool formatted = is_formatted(cursor_);
    cursor_.advance(*string_prefix(cursor_));
    const char quote = cursor_.peek();
    triple_ = cursor_.peek(1) == quote && cursor_.peek(2) == quote;
    end_.assign(triple_ ? 3 : 1, quote);
    cursor_.advance(end_.size());
    return text(formatted, false);
  }

 private:
  // Up to the end of the string, or to the brace that ends a format spec.
  bool text(bool formatted, bool spec) {
    while (!cursor_.at_end() && (triple_ || cursor_.peek() != '\n')) {
      const char c = cursor_.peek();
      if (cursor_.rest().starts_with(end_)) {
        if (spec) return false;
        cursor_.advance(end_.size());
        return true;
      }
      if (spec && c == '}') return true;
      if (formatted && c == '{' && (spec || cursor_.peek(1) != '{')) {
        if (!field()) return false;
      } else {
        const bool pair = c == '\\' || (formatted && c == '{');
        cursor_.advance(pair && !(c == '\\' && formatted && cursor_.peek(1) == '{') ? 2 : 1);
      }
    }
    return false;
  }

  // From the brace that begins a field behind the one that ends it.
  bool field() {
    cursor_.advance();
    if (++fields_ > deepest) return false;
    int brackets = 0;
    while (!cursor_.at_end()) {
      const char c = cursor_.peek();
      if (string_prefix(cursor_)) {
        if (!Skipper(cursor_, depth_ + 1).string()) return false;
      } else if (const std::size_t name = name_length(cursor_.rest()); name > 0) {
        cursor_.advance(name);
      } else if (brackets == 0 && (c == '}' || c == ':')) {
        return end_of_field(c);
      } else {
        brackets += std::string_view("([{").find(c) != std::string_view::npos;
        brackets -= std::string_view(")]}").find(c) != std::string_view::npos;
        if (brackets < 0) return false;
        c == '#' ? comment() : cursor_.advance();
      }
    }
    return false;
  }

  bool end_of_field(char c) {
    cursor_.advance();
    --fields_;
    if (c == '}') return true;
    if (!text(true, true)) return false;
    cursor_.advance();
    return true;
  }

  void comment() {
    while (!cursor_.at_end() && cursor_.peek() != '\n') cursor_.advance();
  }

  Cursor& cursor_;
  int depth_;
  int fields_ = 0;
  bool triple_ = false;
  std::string end_;
};

}  // namespace

std::optional<std::size_t> string_prefix(const Cursor& cursor) {
  std::size_t length = 0;
  while (length < 3 && is_word_start(cursor.peek(length))) ++length;
  if (cursor.peek(length) != '\'' && cursor.peek(length) != '"') return std::nullopt;
  std::string letters(cursor.rest().substr(0, length));
  std::transform(letters.begin(), letters.end(), letters.begin(), [](char c) { return static_cast<char>(c | 0x20); });
  constexpr std::string_view known[] = {"", "r", "b", "f", "u", "rb", "br", "rf", "fr"};
  return std::ranges::find(known, letters) != std::end(known) ? std::optional(length) : std::nullopt;
}

bool is_formatted(const Cursor& cursor) {
  const std::string_view letters = cursor.rest().substr(0, string_prefix(cursor).value_or(0));
  return letters.find_first_of("fF") != std::string_view::npos;
}

bool skip_string(Cursor& cursor) {
  return Skipper(cursor, 0).string();
}

}  // namespace orrery::script
