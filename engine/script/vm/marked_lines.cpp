#include "engine/script/vm/marked_lines.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "engine/script/object/str.hpp"
#include "engine/script/syntax/lexer.hpp"
#include "engine/script/syntax/parser.hpp"
#include "engine/script/vm/code.hpp"
#include "engine/script/vm/interpreter.hpp"
#include "engine/script/vm/markers.hpp"

namespace orrery::script {
namespace {

using Line = std::u32string;

Line to_characters(std::string_view text) {
  Line line;
  for (const char* p = text.data(); p < text.data() + text.size();) line += next_code_point(p);
  return line;
}

std::string to_text(const Line& line) {
  std::string text;
  for (const char32_t c : line) append_utf8(text, c);
  return text;
}

bool is_space(char32_t c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

std::size_t leading(const Line& line) {
  return static_cast<std::size_t>(std::ranges::find_if_not(line, is_space) - line.begin());
}

// (textwrap.dedent: lines of nothing but spaces become empty and don't count.)
void dedent(std::vector<Line>& lines) {
  std::optional<std::size_t> least;
  for (Line& line : lines) {
    if (leading(line) == line.size()) line.clear();
    if (!line.empty()) least = std::min(least.value_or(line.size()), leading(line));
  }
  for (Line& line : lines)
    if (!line.empty()) line.erase(0, *least);
}

// How wide a terminal shows it. (unicodedata.east_asian_width W and F, in the large.)
bool is_wide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF && c != 0x303F) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1F64F) || (c >= 0x1F680 && c <= 0x1F6FF) ||
         (c >= 0x1F900 && c <= 0x1F9FF) || (c >= 0x20000 && c <= 0x3FFFD);
}

std::size_t width(const Line& line, std::size_t count) {
  const auto end = line.begin() + static_cast<std::ptrdiff_t>(std::min(count, line.size()));
  return std::min(count, line.size()) + static_cast<std::size_t>(std::count_if(line.begin(), end, is_wide));
}

// A place among lines, both from 0.
struct Place {
  std::size_t line = 0, column = 0;
};
// What is marked with ^ among the ~: an operator, or brackets and what they hold. The end is exclusive.
struct Anchors {
  Place begin, end;
};

// The statements of a text, unless it is no Python.
class Reading {
 public:
  explicit Reading(std::string text) : text_(std::move(text)), reporter_("") {
    Parser parser(arena_, reporter_, Lexer(text_, reporter_, loop::Rules::py313).run(), loop::Rules::py313);
    body_ = parser.module();
  }
  const ast::Stmt* only_statement() const {
    return reporter_.empty() && body_.size() == 1 ? body_[0] : nullptr;
  }
  const ast::Stmt* first_statement() const { return reporter_.empty() && !body_.empty() ? body_[0] : nullptr; }

 private:
  std::string text_;
  Reporter reporter_;
  Arena arena_;
  ast::Body body_;
};

// Finds the anchors in the text of the expression that failed.
class AnchorFinder {
 public:
  explicit AnchorFinder(const std::vector<Line>& lines) : lines_(lines) {}

  std::optional<Anchors> find() {
    std::string text = "(\n";
    for (const Line& line : lines_) text += to_text(line) + "\n";
    const Reading reading(text + ")");
    const ast::Stmt* const statement = reading.only_statement();
    if (!statement || statement->kind != ast::Kind::expression) return std::nullopt;
    const ast::Expr& expr = *ast::as<ast::Expression>(*statement).value;
    if (expr.kind == ast::Kind::binary) return of_operator(ast::as<ast::Binary>(expr));
    if (expr.kind == ast::Kind::subscript) return of_brackets(*ast::as<ast::Subscript>(expr).value, expr, U'[');
    if (expr.kind == ast::Kind::call) return of_brackets(*ast::as<ast::Call>(expr).function, expr, U'(');
    return std::nullopt;
  }

 private:
  // Line 1 is the bracket that was put around it.
  Place end_of(const ast::Expr& expr) const {
    return {static_cast<std::size_t>(expr.at.end_line - 2), static_cast<std::size_t>(expr.at.end_column - 1)};
  }
  // To the first character at or after `at`; false beyond the last.
  bool settle(Place& at) const {
    while (at.line < lines_.size() && at.column >= lines_[at.line].size()) at = {at.line + 1, 0};
    return at.line < lines_.size();
  }
  template <class Stop>
  bool advance_until(Place& at, Stop stop) const {
    while (settle(at)) {
      const char32_t c = lines_[at.line][at.column];
      if (c == '\\' || c == '#') {
        at = {at.line + 1, 0};
      } else if (stop(c)) {
        return true;
      } else {
        ++at.column;
      }
    }
    return false;
  }

  std::optional<Anchors> of_operator(const ast::Binary& node) const {
    Place at = end_of(*node.left);
    if (!advance_until(at, [](char32_t c) { return !is_space(c) && c != ')'; })) return std::nullopt;
    const Line& line = lines_[at.line];
    const auto right_line = static_cast<std::size_t>(node.right->at.line - 2);
    const auto right_column = static_cast<std::size_t>(node.right->at.column - 1);
    std::size_t end = at.column + 1;
    const bool free = right_line > at.line || end < right_column;
    if (end < line.size() && free && !is_space(line[end]) && line[end] != '\\' && line[end] != '#') ++end;
    return Anchors{at, {at.line, end}};
  }

  std::optional<Anchors> of_brackets(const ast::Expr& before, const ast::Expr& whole, char32_t bracket) const {
    Place at = end_of(before);
    if (!advance_until(at, [bracket](char32_t c) { return c == bracket; })) return std::nullopt;
    return Anchors{at, end_of(whole)};
  }

  const std::vector<Line>& lines_;
};

class Marking {
 public:
  Marking(std::vector<Line> lines, std::size_t begin, std::size_t end)
      : lines_(std::move(lines)), begin_(begin), end_(end) {
    anchors_ = AnchorFinder(segment()).find();
    show_ = shows_marks();
    begin_width_ = width(lines_.front(), begin_);
    end_width_ = width(lines_.back(), end_);
    if (anchors_) place_anchors();
  }

  std::string text() {
    std::set<std::size_t> wanted{0, lines_.size() - 1};
    if (anchors_)
      for (const std::size_t line : {anchors_->begin.line, anchors_->end.line})
        for (std::size_t near = line == 0 ? 0 : line - 1; near <= line + 1 && near < lines_.size(); ++near)
          wanted.insert(near);
    std::optional<std::size_t> before;
    for (const std::size_t line : wanted) {
      if (before && line - *before == 2) output(line - 1);
      if (before && line - *before > 2)
        out_.push_back(to_characters("...<" + std::to_string(line - *before - 1) + " lines>..."));
      output(line);
      before = line;
    }
    dedent(out_);
    std::string all;
    for (const Line& line : out_) all += "    " + to_text(line) + "\n";
    return all;
  }

 private:
  std::vector<Line> segment() const {
    std::vector<Line> part = lines_;
    part.back().resize(std::min(part.back().size(), end_));
    part.front().erase(0, begin_);
    return part;
  }

  void place_anchors() {
    if (anchors_->begin.line == 0) anchors_->begin.column += begin_;
    if (anchors_->end.line == 0) anchors_->end.column += begin_;
    anchors_->begin.column = width(lines_[anchors_->begin.line], anchors_->begin.column);
    anchors_->end.column = width(lines_[anchors_->end.line], anchors_->end.column);
  }

  // A statement that is nothing but a call needs no marks: `return f(x)` and `y = f(x)`.
  bool is_bare_call() const {
    std::string text;
    for (const Line& line : lines_) text += to_text(line) + "\n";
    const Reading reading(text);
    const ast::Stmt* const statement = reading.first_statement();
    if (!statement) return false;
    const ast::Expr* value = nullptr;
    if (statement->kind == ast::Kind::return_) {
      value = ast::as<ast::Return>(*statement).value;
      if (value && (value->kind != ast::Kind::call ||
                    ast::as<ast::Call>(*value).function->kind != ast::Kind::name))
        return false;
    } else if (statement->kind == ast::Kind::assign) {
      const auto& assign = ast::as<ast::Assign>(*statement);
      if (assign.targets.size() == 1 && assign.targets[0]->kind == ast::Kind::name) value = assign.value;
    }
    return value && value->kind == ast::Kind::call && value->at.line == 1 &&
           value->at.end_line == static_cast<int>(lines_.size()) && value->at.column - 1 == static_cast<int>(begin_) &&
           value->at.end_column - 1 == static_cast<int>(end_);
  }

  bool shows_marks() const {
    if (is_bare_call()) return false;
    if (anchors_) return true;
    const auto all_space = [](const Line& line, std::size_t from, std::size_t to) {
      for (std::size_t i = from; i < std::min(to, line.size()); ++i)
        if (!is_space(line[i])) return false;
      return true;
    };
    return !all_space(lines_.front(), 0, begin_) || !all_space(lines_.back(), end_, lines_.back().size());
  }

  bool within_anchors(std::size_t line, std::size_t column) const {
    const Place &a = anchors_->begin, &b = anchors_->end;
    return (line > a.line || (line == a.line && column >= a.column)) &&
           (line < b.line || (line == b.line && column < b.column));
  }

  void output(std::size_t number) {
    const Line& line = lines_[number];
    out_.push_back(line);
    if (!show_) return;
    const std::size_t spaces = leading(line);
    const std::size_t count = number + 1 == lines_.size() ? end_width_ : width(line, line.size());
    Line marks;
    for (std::size_t column = 0; column < count; ++column) {
      if (column < spaces || (number == 0 && column < begin_width_))
        marks += U' ';
      else
        marks += anchors_ && !within_anchors(number, column) ? U'~' : U'^';
    }
    out_.push_back(std::move(marks));
  }

  std::vector<Line> lines_;
  std::size_t begin_, end_;  // in the first line and in the last
  std::size_t begin_width_ = 0, end_width_ = 0;
  std::optional<Anchors> anchors_;
  bool show_ = false;
  std::vector<Line> out_;
};

}  // namespace

std::string marked_lines(Interpreter& in, const TracebackEntry& entry) {
  const auto first = static_cast<int>(entry.line);
  const Position* const at = several_lines(entry);
  const int last = at ? at->end_line : first;
  std::vector<Line> lines;
  for (int number = first; number <= last; ++number)
    lines.push_back(to_characters(std::string(in.indentation(number), ' ') + std::string(in.source_line(number))));
  const std::size_t before = lines.front().size();
  dedent(lines);
  const std::size_t gone = before - lines.front().size();
  const std::size_t end = at ? static_cast<std::size_t>(at->end_column - 1) : entry.end_column;
  const std::size_t begin = entry.column > gone ? entry.column - gone : 0;
  return Marking(std::move(lines), begin, end > gone ? end - gone : 0).text();
}

}  // namespace orrery::script
