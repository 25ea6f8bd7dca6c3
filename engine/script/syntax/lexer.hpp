// Source text to tokens, by CPython's rules (Parser/tokenizer.c): indentation with tabs to multiples of eight, lines
// joined by brackets and backslashes, comments and blank lines left out.
//
// What is wrong is reported and a `broken` token put in its place. A bracket that is never closed costs the statement
// it stands in and no more: reading goes on at the next line that can't belong to it.
#pragma once

#include <string>
#include <vector>

#include "engine/loop/environment.hpp"
#include "engine/script/syntax/cursor.hpp"
#include "engine/script/syntax/reporter.hpp"
#include "engine/script/syntax/token.hpp"

namespace orrery::script {

class Lexer {
 public:
  // `source` must be UTF-8 with \n as line ends, and outlive the tokens.
  Lexer(std::string_view source, Reporter& reporter, loop::Rules rules)
      : cursor_(source), reporter_(reporter), rules_(rules) {}
  // The tokens of the whole source, `end` the last.
  std::vector<Token> run();
  // The tokens of an expression in an f-string, which begins at the given place: in parentheses, and then `end`.
  static std::vector<Token> expression(std::string_view text, int line, int column, Reporter& reporter,
                                       loop::Rules rules);

 private:
  struct Bracket {
    char open;
    ast::Range at;
    std::size_t token;  // its index
    int indentation;    // of the line in which the outermost begins
    bool quiet;         // an unterminated string may have swallowed the closing one
  };
  struct Indentation {
    int column;       // tabs to multiples of eight
    int alternative;  // tabs as one column: if the two disagree, tabs and spaces are mixed
  };

  Lexer(std::string_view text, int line, int column, Reporter& reporter, loop::Rules rules);

  // lines (lexer_lines.cpp)
  void logical_line();
  bool indentation();
  static Indentation measure(Cursor& cursor);
  void change_indentation(const Indentation& now);
  void dedent_to(const Indentation& now);
  void finish();
  bool reopen();
  void never_closed(const Bracket& bracket);
  bool resynchronise();
  Cursor line_beyond(const Bracket& bracket) const;
  void give_up_brackets();
  void break_line();
  void skip_line();

  // tokens (lexer.cpp)
  bool token();
  bool end_of_line();
  void continuation();
  void word();
  void number();
  bool string();
  bool formatted_string(const Cursor& begin);
  void string_body(const Cursor& begin);
  void unterminated(const Cursor& begin, bool triple);
  void op();
  void open(char bracket);
  void close(char bracket);
  void strange();
  void push(TokenKind kind, const Cursor& begin);
  void push_here(TokenKind kind);
  void fail(const ast::Range& at, std::string text, std::string hint = {});

  Cursor cursor_;
  Reporter& reporter_;
  loop::Rules rules_;  // whose grammar
  std::string prefix_;  // of messages
  bool in_f_string_ = false;
  std::vector<Token> tokens_;
  std::vector<Bracket> brackets_;
  std::vector<Indentation> indents_{{0, 0}};
  int line_indentation_ = 0;
  int reopened_ = 0;
};

}  // namespace orrery::script
