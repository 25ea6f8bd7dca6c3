// The tokens of a program (CPython: Lib/token.py, with one kind for all operators and one for all keywords).
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/script/syntax/ast.hpp"

namespace orrery::script {

enum class TokenKind : std::uint8_t {
  end,
  newline,
  indent,
  dedent,
  name,
  keyword,
  number,
  string,  // text: with prefix and quotes
  op,
  broken,  // something that the lexer has reported: the statement it stands in is lost
};

struct Token {
  TokenKind kind = TokenKind::end;
  // Inside a bracket that was never closed, which has been reported: no more need be said about what stands here.
  bool suspect = false;
  ast::Range at;
  std::string_view text;

  bool is(std::string_view wanted) const noexcept {
    return (kind == TokenKind::op || kind == TokenKind::keyword) && text == wanted;
  }
  bool is_name(std::string_view wanted) const noexcept { return kind == TokenKind::name && text == wanted; }
};

bool is_keyword(std::string_view word) noexcept;

}  // namespace orrery::script
