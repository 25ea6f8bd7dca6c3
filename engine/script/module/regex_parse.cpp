#include <fmt/format.h>

#include "engine/script/module/regex.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script::regex {

std::u32string decode(std::string_view text) {
  std::u32string decoded;
  for (const char* p = text.data(); p < text.data() + text.size();) decoded += next_code_point(p);
  return decoded;
}
std::string encode(std::u32string_view text) {
  std::string encoded;
  for (const char32_t c : text) append_utf8(encoded, c);
  return encoded;
}

namespace {

using Kind = Node::Kind;
constexpr char32_t open_brace = 0x7b;
constexpr std::u32string_view close_brace = U"\x7d";
using NodePtr = std::unique_ptr<Node>;

NodePtr make(Kind kind) {
  auto node = std::make_unique<Node>();
  node->kind = kind;
  return node;
}

class Parser {
 public:
  Parser(const std::u32string& text, std::uint32_t flags) : text_(text) { pattern_.flags = flags | unicode; }

  Pattern run() {
    global_flags();
    pattern_.root = choice();
    if (at_ < text_.size()) fail("unbalanced parenthesis", at_);
    return std::move(pattern_);
  }

 private:
  [[noreturn]] static void fail(std::string what, std::size_t at) { throw Error{std::move(what), at}; }
  bool more() const { return at_ < text_.size(); }
  char32_t peek() const { return more() ? text_[at_] : U'\0'; }
  bool take(std::u32string_view word) {
    if (text_.compare(at_, word.size(), word) != 0) return false;
    at_ += word.size();
    return true;
  }
  static bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

  static std::uint32_t flag_of(char32_t c) {
    switch (c) {
      case U'i':
        return ignore_case;
      case U'm':
        return multi_line;
      case U's':
        return dot_all;
      case U'x':
        return verbose;
      case U'a':
        return ascii;
      case U'u':
        return unicode;
      default:
        return 0;
    }
  }
  // "(?im)" at the very beginning.
  void global_flags() {
    if (!text_.starts_with(U"(?")) return;
    std::size_t i = 2;
    std::uint32_t flags = 0;
    for (; i < text_.size() && flag_of(text_[i]) != 0; ++i) flags |= flag_of(text_[i]);
    if (i == 2 || i >= text_.size() || text_[i] != U')') return;
    pattern_.flags |= flags;
    at_ = i + 1;
  }

  NodePtr choice() {
    NodePtr first = sequence();
    if (peek() != U'|' || !more()) return first;
    NodePtr all = make(Kind::choice);
    all->parts.push_back(std::move(first));
    while (take(U"|")) all->parts.push_back(sequence());
    return all;
  }
  void skip_space() {
    while ((pattern_.flags & verbose) && more()) {
      if (peek() == U'#')
        while (more() && peek() != U'\n') ++at_;
      else if (peek() == U' ' || (peek() >= U'\t' && peek() <= U'\r'))
        ++at_;
      else
        return;
    }
  }
  NodePtr sequence() {
    NodePtr all = make(Kind::sequence);
    for (skip_space(); more() && peek() != U'|' && peek() != U')'; skip_space()) {
      NodePtr item = atom();
      skip_space();
      while (item && quantified(item)) skip_space();
      if (item) all->parts.push_back(std::move(item));
    }
    return all;
  }

  // ---- repetition
  bool counts(std::uint32_t& least, std::uint32_t& most) {
    const std::size_t start = at_;
    ++at_;
    const auto number = [&](std::uint32_t& into) {
      const std::size_t before = at_;
      std::uint64_t n = 0;
      for (; is_digit(peek()) && more(); ++at_) n = std::min<std::uint64_t>(n * 10 + (peek() - U'0'), Node::unlimited);
      if (at_ > before) into = static_cast<std::uint32_t>(n);
      return at_ > before;
    };
    least = 0;
    most = Node::unlimited;
    const bool low = number(least);
    const bool comma = take(U",");
    const bool high = comma && number(most);
    if (!comma) most = least;
    if ((!low && !high && !comma) || !take(close_brace)) {
      at_ = start;
      return false;
    }
    if (most < least) fail("min repeat greater than max repeat", start + 1);
    return true;
  }
  bool quantified(NodePtr& item) {
    const std::size_t start = at_;
    std::uint32_t least = 0, most = Node::unlimited;
    if (!more()) return false;
    if (peek() == open_brace) {
      if (!counts(least, most)) return false;
    } else if (take(U"+")) {
      least = 1;
    } else if (take(U"?")) {
      most = 1;
    } else if (!take(U"*")) {
      return false;
    }
    if (item->kind == Kind::repeat && item->group == -2) fail("multiple repeat", start);
    if (item->kind == Kind::line_start || item->kind == Kind::text_start) fail("nothing to repeat", start);
    NodePtr repeat = make(Kind::repeat);
    repeat->least = least;
    repeat->most = most;
    repeat->group = -2;  // a bare repetition cannot be repeated again
    if (take(U"?"))
      repeat->greedy = false;
    else if (take(U"+"))
      repeat->possessive = true;
    repeat->parts.push_back(std::move(item));
    item = std::move(repeat);
    return true;
  }

  // ---- atoms
  NodePtr literal(char32_t c) {
    NodePtr node = make(Kind::set);
    node->set.ranges.push_back({c, c});
    node->flags = pattern_.flags;
    return node;
  }
  NodePtr with_flags(Kind kind) {
    NodePtr node = make(kind);
    node->flags = pattern_.flags;
    return node;
  }
  NodePtr atom() {
    const char32_t c = text_[at_];
    switch (c) {
      case U'.':
        return ++at_, with_flags(Kind::any);
      case U'^':
        return ++at_, with_flags(Kind::line_start);
      case U'$':
        return ++at_, with_flags(Kind::line_end);
      case U'[':
        return char_set();
      case U'(':
        return group();
      case U'\\':
        return escape();
      case U'*':
      case U'+':
      case U'?':
        fail("nothing to repeat", at_);
      default:
        return ++at_, literal(c);
    }
  }

  NodePtr class_node(char32_t letter) {
    NodePtr node = with_flags(Kind::set);
    node->set.classes = static_cast<char>(letter);
    return node;
  }
  NodePtr escape() {
    const std::size_t start = at_++;
    if (!more()) fail("bad escape (end of pattern)", start);
    const char32_t c = text_[at_];
    switch (c) {
      case U'A':
        return ++at_, make(Kind::text_start);
      case U'Z':
        return ++at_, make(Kind::text_end);
      case U'b':
        return ++at_, with_flags(Kind::boundary);
      case U'B':
        return ++at_, with_flags(Kind::no_boundary);
      default:
        break;
    }
    if (std::u32string_view(U"dDwWsS").find(c) != std::u32string_view::npos) return ++at_, class_node(c);
    if (c >= U'1' && c <= U'9') return reference(start);
    return literal(escaped_character(start));
  }
  NodePtr reference(std::size_t start) {
    int number = 0;
    for (int i = 0; i < 2 && more() && is_digit(peek()); ++i, ++at_)
      number = number * 10 + static_cast<int>(peek() - U'0');
    if (number > pattern_.groups) fail(fmt::format("invalid group reference {}", number), start + 1);
    NodePtr node = with_flags(Kind::backreference);
    node->group = number;
    return node;
  }
  // What \n, \x41, \u0041, \. stand for; at the character behind the backslash.
  char32_t escaped_character(std::size_t start) {
    const char32_t c = text_[at_++];
    constexpr std::u32string_view letters = U"abfnrtv", means = U"\a\b\f\n\r\t\v";
    if (const std::size_t i = letters.find(c); i != std::u32string_view::npos) return means[i];
    if (c == U'0') return U'\0';
    if (c == U'x') return hexadecimal(2, start);
    if (c == U'u') return hexadecimal(4, start);
    if (c == U'U') return hexadecimal(8, start);
    const bool letter = (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
    if (letter || is_digit(c)) fail("bad escape \\" + encode(std::u32string(1, c)), start);
    return c;
  }
  char32_t hexadecimal(std::size_t digits, std::size_t start) {
    char32_t value = 0;
    for (std::size_t i = 0; i < digits; ++i, ++at_) {
      const char32_t c = peek(), lower = c | 0x20;
      const bool good = more() && (is_digit(c) || (lower >= U'a' && lower <= U'f'));
      if (!good) fail("incomplete escape " + encode(std::u32string_view(text_).substr(start, at_ - start)), start);
      value = value * 16 + (is_digit(c) ? c - U'0' : lower - U'a' + 10);
    }
    return value;
  }

  // ---- [...]
  NodePtr char_set() {
    const std::size_t start = at_++;
    NodePtr node = with_flags(Kind::set);
    node->set.negated = take(U"^");
    for (bool first = true; first || peek() != U']'; first = false) {
      if (!more()) fail("unterminated character set", start);
      member(node->set, start);
    }
    ++at_;
    return node;
  }
  // One end of a range; a class such as \d is none.
  bool set_character(CharSet& set, char32_t& c, std::size_t start) {
    c = text_[at_++];
    if (c != U'\\') return true;
    if (!more()) fail("unterminated character set", start);
    if (std::u32string_view(U"dDwWsS").find(peek()) != std::u32string_view::npos) {
      set.classes += static_cast<char>(text_[at_++]);
      return false;
    }
    c = escaped_character(at_ - 1);
    return true;
  }
  void member(CharSet& set, std::size_t start) {
    const std::size_t begin = at_;
    char32_t first = 0, last = 0;
    if (!set_character(set, first, start)) return;
    last = first;
    if (peek() == U'-' && at_ + 1 < text_.size() && text_[at_ + 1] != U']') {
      ++at_;
      if (!set_character(set, last, start))
        fail("bad character range " + encode(std::u32string_view(text_).substr(begin, at_ - begin)), begin);
      if (last < first)
        fail("bad character range " + encode(std::u32string_view(text_).substr(begin, at_ - begin)), begin);
    }
    set.ranges.push_back({first, last});
  }

  // ---- (...)
  NodePtr closed(NodePtr node, NodePtr content, std::size_t start) {
    if (!take(U")")) fail("missing ), unterminated subpattern", start);
    node->parts.push_back(std::move(content));
    return node;
  }
  NodePtr capturing(std::size_t start, const std::string& name = {}) {
    NodePtr node = make(Kind::group);
    node->group = ++pattern_.groups;
    if (!name.empty() && !pattern_.names.emplace(name, node->group).second)
      fail(fmt::format("redefinition of group name '{}' as group {}; was group {}", name, node->group,
                       pattern_.names[name]),
           start + 4);
    NodePtr content = choice();
    return closed(std::move(node), std::move(content), start);
  }
  std::string name_until(char32_t end, std::size_t start) {
    const std::size_t stop = text_.find(end, at_);
    if (stop == std::u32string::npos) fail("missing " + encode(std::u32string(1, end)) + ", unterminated name", at_);
    if (stop == at_) fail("missing group name", at_);
    std::string name = encode(std::u32string_view(text_).substr(at_, stop - at_));
    at_ = stop + 1;
    static_cast<void>(start);
    return name;
  }
  NodePtr look(bool ahead, bool negated, std::size_t start) {
    NodePtr node = make(Kind::look);
    node->ahead = ahead;
    node->negated = negated;
    NodePtr content = choice();
    return closed(std::move(node), std::move(content), start);
  }
  NodePtr named_reference(std::size_t start) {
    const std::size_t at = at_;
    const std::string name = name_until(U')', start);
    const auto found = pattern_.names.find(name);
    if (found == pattern_.names.end()) fail(fmt::format("unknown group name '{}'", name), at);
    NodePtr node = with_flags(Kind::backreference);
    node->group = found->second;
    return node;
  }
  // (?i:...) and (?-i:...)
  NodePtr flagged(std::size_t start) {
    const std::uint32_t before = pattern_.flags;
    std::uint32_t on = 0, off = 0;
    for (bool minus = false; more() && peek() != U':'; ++at_) {
      if (peek() == U'-' && !minus)
        minus = true;
      else if (const std::uint32_t flag = flag_of(peek()))
        (minus ? off : on) |= flag;
      else
        fail("unknown extension ?" + encode(std::u32string(1, peek())), start + 1);
    }
    ++at_;
    pattern_.flags = (before | on) & ~off;
    NodePtr content = choice();
    pattern_.flags = before;
    return closed(make(Kind::sequence), std::move(content), start);
  }
  NodePtr group() {
    const std::size_t start = at_++;
    if (!take(U"?")) return capturing(start);
    if (take(U":")) {
      NodePtr content = choice();
      return closed(make(Kind::sequence), std::move(content), start);
    }
    if (take(U"P<")) return capturing(start, name_until(U'>', start));
    if (take(U"P=")) return named_reference(start);
    if (take(U"=")) return look(true, false, start);
    if (take(U"!")) return look(true, true, start);
    if (take(U"<=")) return look(false, false, start);
    if (take(U"<!")) return look(false, true, start);
    if (take(U">")) {
      NodePtr content = choice();
      return closed(make(Kind::atomic), std::move(content), start);
    }
    if (take(U"#")) {
      const std::size_t end = text_.find(U')', at_);
      if (end == std::u32string::npos) fail("missing ), unterminated comment", start);
      at_ = end + 1;
      return nullptr;
    }
    if (!more()) fail("unexpected end of pattern", at_);
    return flagged(start);
  }

  const std::u32string& text_;
  std::size_t at_ = 0;
  Pattern pattern_;
};

}  // namespace

Pattern parse(const std::u32string& text, std::uint32_t flags) {
  return Parser(text, flags).run();
}

}  // namespace orrery::script::regex
