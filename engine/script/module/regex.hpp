// Regular expressions as Python's re has them: a small backtracking matcher. (CPython: Lib/re/_parser.py,
// Modules/_sre.)
//
// It works on code points. Not there, and refused: patterns of bytes, conditional groups, locale flags.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace orrery::script {
class Runtime;
}

namespace orrery::script::regex {

enum Flag : std::uint32_t { ignore_case = 2, multi_line = 8, dot_all = 16, unicode = 32, verbose = 64, ascii = 256 };

struct Error {
  std::string what;
  std::size_t at;
};

// One character of several.
struct CharSet {
  struct Range {
    char32_t first, last;
  };
  std::vector<Range> ranges;
  std::string classes;  // letters of \d \w \s and their opposites
  bool negated = false;
};

struct Node {
  enum class Kind : std::uint8_t {
    set,
    any,
    sequence,
    choice,
    group,
    repeat,
    line_start,
    line_end,
    text_start,
    text_end,
    boundary,
    no_boundary,
    backreference,
    look,
    atomic
  };
  Kind kind = Kind::sequence;
  CharSet set;
  std::vector<std::unique_ptr<Node>> parts;
  int group = -1;  // of groups and back references; -1: one that captures nothing
  std::uint32_t least = 0, most = 0;
  bool greedy = true, ahead = true, negated = false, possessive = false;
  std::uint32_t flags = 0;
  static constexpr std::uint32_t unlimited = 0xffffffff;
};

struct Pattern {
  std::unique_ptr<Node> root;
  int groups = 0;
  std::map<std::string, int> names;
  std::uint32_t flags = 0;
};

// Throws Error.
Pattern parse(const std::u32string& text, std::uint32_t flags);

struct Span {
  std::int64_t begin = -1, end = -1;
};
struct Found {
  std::vector<Span> groups;  // the whole match first
  int last_group = -1;
};
enum class Where : std::uint8_t { here, whole, anywhere };
// Searches `text` from `from` up to `to`. Raises RecursionError in `rt` when it nests too deep and RuntimeError when it
// takes too long. `not_empty_at`: an empty match there does not count.
bool find(Runtime& rt, const Pattern& pattern, const std::u32string& text, std::size_t from, std::size_t to,
          Where where, Found& found, std::int64_t not_empty_at = -1);

std::u32string decode(std::string_view text);
std::string encode(std::u32string_view text);

}  // namespace orrery::script::regex
