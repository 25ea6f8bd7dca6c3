#include "engine/scenario/json_tokens.hpp"

#include "engine/script/syntax/cursor.hpp"

namespace orrery::scenario {

namespace {

using script::Cursor;

constexpr std::string_view brackets = "{}[]", separators = ",:", spaces = " \t\n\r";

void skip_string(Cursor& cursor) {
  cursor.advance();
  while (!cursor.at_end() && cursor.peek() != '"' && cursor.peek() != '\n')
    cursor.advance(cursor.peek() == '\\' && cursor.peek(1) != '\n' ? 2 : 1);
  if (cursor.peek() == '"') cursor.advance();
}

bool is_in(std::string_view set, char c) {
  return set.find(c) != std::string_view::npos;
}

void skip_word(Cursor& cursor) {
  do cursor.advance();
  while (!cursor.at_end() && !is_in(brackets, cursor.peek()) && !is_in(separators, cursor.peek()) &&
         !is_in(spaces, cursor.peek()) && cursor.peek() != '"');
}

void skip_token(Cursor& cursor) {
  if (cursor.peek() == '"') return skip_string(cursor);
  if (is_in(brackets, cursor.peek()) || is_in(separators, cursor.peek())) return cursor.advance();
  skip_word(cursor);
}

}  // namespace

std::vector<JsonToken> json_tokens(std::string_view source, bool with_separators) {
  std::vector<JsonToken> tokens;
  Cursor cursor(source);
  while (!cursor.at_end()) {
    if (is_in(spaces, cursor.peek())) {
      cursor.advance();
      continue;
    }
    const Cursor begin = cursor;
    skip_token(cursor);
    if (with_separators || !is_in(separators, begin.peek()))
      tokens.push_back({cursor.since(begin), begin.offset(), cursor.offset()});
  }
  return tokens;
}

}  // namespace orrery::scenario
