// The lexer's lines: indentation, and where a statement with an unclosed bracket ends.
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/syntax/characters.hpp"
#include "engine/script/syntax/lexer.hpp"

namespace orrery::script {

namespace {

constexpr std::size_t deepest_indentation = 100;  // MAXINDENT in tokenizer.c
constexpr int most_reopened = 20;

// Keywords that never stand at the beginning of a line within brackets.
constexpr std::string_view statement_words[] = {"assert", "break",   "class",  "continue", "def",      "del",
                                                "except", "finally", "global", "import",   "nonlocal", "pass",
                                                "raise",  "return",  "try",    "while",    "with"};

bool ends_with_colon(std::string_view line) {
  const std::size_t last = line.substr(0, line.find_first_of("\n#")).find_last_not_of(" \t");
  return last != std::string_view::npos && line[last] == ':';
}

bool begins_statement(std::string_view line) {
  const std::string_view word = line.substr(0, name_length(line));
  if (word == "if" || word == "elif" || word == "else" || word == "for" || word == "async")
    return ends_with_colon(line);
  return std::ranges::binary_search(statement_words, word);
}

}  // namespace

void Lexer::logical_line() {
  if (!indentation()) return;
  while (!cursor_.at_end() && !token()) {
  }
}

// Measures the beginning of a line. False if nothing is on it, and then it is skipped.
bool Lexer::indentation() {
  const Indentation now = measure(cursor_);
  if (cursor_.at_end()) return false;
  if (cursor_.peek() == '\n' || cursor_.peek() == '#') {
    skip_line();
    return false;
  }
  line_indentation_ = now.column;
  change_indentation(now);
  return true;
}

Lexer::Indentation Lexer::measure(Cursor& cursor) {
  Indentation now{0, 0};
  for (;; cursor.advance()) {
    const char c = cursor.peek();
    if (c == ' ') {
      ++now.column, ++now.alternative;
    } else if (c == '\t') {
      now = {(now.column / 8 + 1) * 8, now.alternative + 1};
    } else if (c == '\f') {
      now = {0, 0};
    } else if (c == '\\' && cursor.peek(1) == '\n' && now.column > 0) {
      cursor.advance();
      while (cursor.peek(1) == ' ' || cursor.peek(1) == '\t') cursor.advance();
    } else {
      return now;
    }
  }
}

void Lexer::change_indentation(const Indentation& now) {
  const Indentation top = indents_.back();
  if (now.column < top.column) return dedent_to(now);
  const bool mixed = now.column == top.column ? now.alternative != top.alternative : now.alternative <= top.alternative;
  if (mixed) return fail(cursor_.here(), "inconsistent use of tabs and spaces in indentation", "use spaces alone");
  if (now.column == top.column) return;
  if (indents_.size() >= deepest_indentation) return fail(cursor_.here(), "too many levels of indentation");
  indents_.push_back(now);
  push_here(TokenKind::indent);
}

void Lexer::dedent_to(const Indentation& now) {
  while (indents_.size() > 1 && now.column < indents_.back().column) {
    indents_.pop_back();
    push_here(TokenKind::dedent);
  }
  if (now.column != indents_.back().column) {
    fail(cursor_.here(), "unindent does not match any outer indentation level");
  } else if (now.alternative != indents_.back().alternative) {
    fail(cursor_.here(), "inconsistent use of tabs and spaces in indentation", "use spaces alone");
  }
}

void Lexer::finish() {
  if (!tokens_.empty() && tokens_.back().kind != TokenKind::newline) push_here(TokenKind::newline);
  for (; indents_.size() > 1; indents_.pop_back()) push_here(TokenKind::dedent);
  push_here(TokenKind::end);
}

void Lexer::never_closed(const Bracket& bracket) {
  if (!bracket.quiet) reporter_.report(bracket.at, fmt::format("'{}' was never closed", bracket.open));
}

// At the end of the source with a bracket open: goes back to the first line that needn't belong to the bracket, if
// there is one, and reads on from there.
bool Lexer::reopen() {
  if (brackets_.empty()) return false;
  never_closed(brackets_.back());
  const Cursor line = line_beyond(brackets_.front());
  give_up_brackets();
  std::erase_if(tokens_, [&line](const Token& token) { return token.at.line >= line.line(); });
  cursor_ = line;
  break_line();
  return ++reopened_ <= most_reopened && !cursor_.at_end();
}

// The first line after the bracket's that is indented no deeper than the one it stands in; or the end.
Cursor Lexer::line_beyond(const Bracket& bracket) const {
  Cursor line(cursor_.text());
  while (line.line() <= bracket.at.line && !line.at_end()) line.advance();
  while (!line.at_end()) {
    Cursor first = line;
    const bool within = measure(first).column > bracket.indentation;
    if (!within && !first.at_end() && std::string_view("\n#)]}").find(first.peek()) == std::string_view::npos) break;
    while (!line.at_end() && line.peek() != '\n') line.advance();
    line.advance();
  }
  return line;
}

// After the end of a line within brackets: true if the next line can't belong to them, so that the logical line is
// over.
bool Lexer::resynchronise() {
  const Bracket outermost = brackets_.front();
  Cursor first = cursor_;
  while (first.peek() == ' ' || first.peek() == '\t') first.advance();
  const bool quiet_end = outermost.quiet && first.column() - 1 <= outermost.indentation && !first.at_end() &&
                         std::string_view("\n#)]}").find(first.peek()) == std::string_view::npos;
  if (!quiet_end && !begins_statement(first.rest())) return false;
  never_closed(brackets_.back());
  give_up_brackets();
  break_line();
  return true;
}

void Lexer::give_up_brackets() {
  if (brackets_.empty()) return;
  for (std::size_t i = brackets_.front().token; i < tokens_.size(); ++i) tokens_[i].suspect = true;
  brackets_.clear();
}

void Lexer::break_line() {
  push_here(TokenKind::broken);
  push_here(TokenKind::newline);
}

void Lexer::skip_line() {
  while (!cursor_.at_end() && cursor_.peek() != '\n') cursor_.advance();
  cursor_.advance();
}

}  // namespace orrery::script
