// A place in a text that knows its line and column while it moves.
#pragma once

#include <cstddef>
#include <string_view>

#include "engine/script/syntax/ast.hpp"

namespace orrery::script {

class Cursor {
 public:
  explicit Cursor(std::string_view text, int line = 1, int column = 1) noexcept
      : text_(text), line_(line), column_(column) {}

  bool at_end() const noexcept { return offset_ >= text_.size(); }
  // The byte so many further on, or 0 beyond the end.
  char peek(std::size_t ahead = 0) const noexcept {
    return offset_ + ahead < text_.size() ? text_[offset_ + ahead] : '\0';
  }
  std::string_view rest() const noexcept { return text_.substr(offset_); }
  std::size_t offset() const noexcept { return offset_; }
  int line() const noexcept { return line_; }
  int column() const noexcept { return column_; }
  std::string_view text() const noexcept { return text_; }

  // Moves over bytes; a column is counted at the first byte of each character.
  void advance(std::size_t bytes = 1) noexcept {
    for (; bytes > 0 && !at_end(); --bytes) step(text_[offset_++]);
  }
  // An empty range here.
  ast::Range here() const noexcept { return {line_, column_, line_, column_}; }
  ast::Range since(const Cursor& begin) const noexcept { return {begin.line_, begin.column_, line_, column_}; }
  std::string_view text_since(const Cursor& begin) const noexcept {
    return text_.substr(begin.offset_, offset_ - begin.offset_);
  }

 private:
  void step(char byte) noexcept {
    if (byte == '\n') {
      ++line_;
      column_ = 1;
    } else if ((static_cast<unsigned char>(byte) & 0xC0) != 0x80) {
      ++column_;
    }
  }

  std::string_view text_;
  std::size_t offset_ = 0;
  int line_;
  int column_;
};

}  // namespace orrery::script
