#include <functional>
#include <type_traits>

#include "engine/script/module/regex.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/runtime.hpp"
#include "engine/script/object/unicode.hpp"

namespace orrery::script::regex {
namespace {

using Kind = Node::Kind;

// What goes on behind a part of the pattern, called with the place in the text: refers to a function and owns nothing.
class Then {
 public:
  template <class F>
  requires(!std::is_same_v<std::remove_cvref_t<F>, Then>) Then(F&& f)
  noexcept
      : object_(const_cast<void*>(static_cast<const void*>(&f))), call_([](void* object, std::size_t at) -> bool {
          return (*static_cast<std::remove_reference_t<F>*>(object))(at);
        }) {}
  bool operator()(std::size_t at) const { return call_(object_, at); }

 private:
  void* object_;
  bool (*call_)(void*, std::size_t);
};

char32_t lower(char32_t c) {
  if (c < 128) return c >= U'A' && c <= U'Z' ? c + 32 : c;
  std::string text;
  script::unicode::append_case(text, c, script::unicode::Case::lower);
  const std::u32string decoded = decode(text);
  return decoded.size() == 1 ? decoded[0] : c;
}
char32_t upper(char32_t c) {
  std::string text;
  script::unicode::append_case(text, c, script::unicode::Case::upper);
  const std::u32string decoded = decode(text);
  return decoded.size() == 1 ? decoded[0] : c;
}

bool is_word(char32_t c, std::uint32_t flags) {
  if (c < 128 || (flags & ascii))
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') || c == U'_';
  return script::unicode::is(
      c, script::unicode::alpha | script::unicode::decimal | script::unicode::digit | script::unicode::numeric);
}
bool is_of_class(char32_t c, char letter, std::uint32_t flags) {
  const bool plain = c < 128 || (flags & ascii);
  switch (letter | 0x20) {
    case 'd':
      return plain ? c >= U'0' && c <= U'9' : script::unicode::is(c, script::unicode::decimal);
    case 's':
      return plain ? c == U' ' || (c >= U'\t' && c <= U'\r') || (!(flags & ascii) && c >= 0x1c && c <= 0x1f)
                   : script::unicode::is(c, script::unicode::space);
    default:
      return is_word(c, flags);
  }
}
bool in_set(const CharSet& set, char32_t c, std::uint32_t flags) {
  for (const CharSet::Range& range : set.ranges)
    if (c >= range.first && c <= range.last) return true;
  for (const char letter : set.classes)
    if (is_of_class(c, letter, flags) == (letter >= 'a')) return true;
  return false;
}

class Matcher {
 public:
  Matcher(Runtime& rt, const Pattern& pattern, const std::u32string& text, std::size_t to)
      : rt_(rt), pattern_(pattern), text_(text), end_(to), spans_(static_cast<std::size_t>(pattern.groups) + 1) {}

  bool run(std::size_t from, bool whole, std::int64_t not_empty_at, Found& found) {
    std::fill(spans_.begin(), spans_.end(), Span{});
    last_ = -1;
    std::size_t stop = from;
    const auto done = [&](std::size_t at) {
      stop = at;
      return (!whole || at == end_) && (at != from || not_empty_at != static_cast<std::int64_t>(at));
    };
    if (!match(*pattern_.root, from, done)) return false;
    spans_[0] = {static_cast<std::int64_t>(from), static_cast<std::int64_t>(stop)};
    found.groups = spans_;
    found.last_group = last_;
    return true;
  }

 private:
  void count_step() {
    constexpr std::uint64_t most = 10'000'000;
    rt_.check_stack();
    if (++steps_ > most) raise(rt_, rt_.types().runtime_error, "the regular expression takes too long on this text");
  }

  bool one(const Node& n, std::size_t at) const {
    if (at >= end_) return false;
    const char32_t c = text_[at];
    if (n.kind == Kind::any) return (n.flags & dot_all) || c != U'\n';
    bool in = in_set(n.set, c, n.flags);
    if (!in && (n.flags & ignore_case)) in = in_set(n.set, lower(c), n.flags) || in_set(n.set, upper(c), n.flags);
    return in != n.set.negated;
  }
  static bool single(const Node& n) { return n.kind == Kind::set || n.kind == Kind::any; }

  bool match(const Node& n, std::size_t at, const Then& then) {
    count_step();
    switch (n.kind) {
      case Kind::set:
      case Kind::any:
        return one(n, at) && then(at + 1);
      case Kind::sequence:
        return sequence(n, 0, at, then);
      case Kind::choice:
        for (const auto& part : n.parts)
          if (match(*part, at, then)) return true;
        return false;
      case Kind::group:
        return group(n, at, then);
      case Kind::repeat:
        return repeat(n, at, then);
      case Kind::backreference:
        return reference(n, at, then);
      case Kind::look:
        return look(n, at, then);
      case Kind::atomic:
        return atomic(*n.parts[0], at, then);
      default:
        return holds(n, at) && then(at);
    }
  }

  bool sequence(const Node& n, std::size_t i, std::size_t at, const Then& then) {
    if (i == n.parts.size()) return then(at);
    if (i + 1 == n.parts.size()) return match(*n.parts[i], at, then);
    return match(*n.parts[i], at, [&](std::size_t p) { return sequence(n, i + 1, p, then); });
  }

  bool group(const Node& n, std::size_t at, const Then& then) {
    const auto which = static_cast<std::size_t>(n.group);
    return match(*n.parts[0], at, [&](std::size_t p) {
      const Span before = spans_[which];
      const int last = last_;
      spans_[which] = {static_cast<std::int64_t>(at), static_cast<std::int64_t>(p)};
      last_ = n.group;
      if (then(p)) return true;
      spans_[which] = before;
      last_ = last;
      return false;
    });
  }

  bool repeat(const Node& n, std::size_t at, const Then& then) {
    const Node& part = *n.parts[0];
    if (single(part)) return n.greedy ? greedy_run(n, part, at, then) : lazy_run(n, part, at, then);
    if (!n.possessive) return times(n, part, 0, at, static_cast<std::size_t>(-1), then);
    std::size_t stop = at;
    return times(n, part, 0, at, static_cast<std::size_t>(-1), [&](std::size_t p) { return stop = p, true; }) &&
           then(stop);
  }
  bool greedy_run(const Node& n, const Node& part, std::size_t at, const Then& then) {
    std::size_t count = 0;
    while (count < n.most && one(part, at + count)) ++count;
    if (n.possessive) return count >= n.least && then(at + count);
    for (std::size_t c = count + 1; c > n.least; --c) {
      count_step();
      if (then(at + c - 1)) return true;
    }
    return false;
  }
  bool lazy_run(const Node& n, const Node& part, std::size_t at, const Then& then) {
    for (std::size_t count = 0;; ++count) {
      count_step();
      if (count >= n.least && then(at + count)) return true;
      if (count >= n.most || !one(part, at + count)) return false;
    }
  }
  // `before`: where the last round began. A round that takes nothing is the last.
  bool times(const Node& n, const Node& part, std::uint32_t done, std::size_t at, std::size_t before,
             const Then& then) {
    const auto again = [&] {
      if (done >= n.most || (at == before && done >= n.least)) return false;
      return match(part, at, [&](std::size_t p) { return times(n, part, done + 1, p, at, then); });
    };
    if (n.greedy) return again() || (done >= n.least && then(at));
    return (done >= n.least && then(at)) || again();
  }

  bool reference(const Node& n, std::size_t at, const Then& then) {
    const Span& span = spans_[static_cast<std::size_t>(n.group)];
    if (span.begin < 0) return false;
    const auto begin = static_cast<std::size_t>(span.begin), size = static_cast<std::size_t>(span.end) - begin;
    if (at + size > end_) return false;
    for (std::size_t i = 0; i < size; ++i) {
      const char32_t a = text_[begin + i], b = text_[at + i];
      if (a != b && (!(n.flags & ignore_case) || lower(a) != lower(b))) return false;
    }
    return then(at + size);
  }

  bool atomic(const Node& part, std::size_t at, const Then& then) {
    std::size_t stop = at;
    return match(part, at, [&](std::size_t p) { return stop = p, true; }) && then(stop);
  }
  bool look(const Node& n, std::size_t at, const Then& then) {
    const std::vector<Span> before = spans_;
    bool there = false;
    if (n.ahead) {
      there = match(*n.parts[0], at, [](std::size_t) { return true; });
    } else {  // whatever begins further back and ends here
      for (std::size_t back = 0; back <= at && !there; ++back)
        there = match(*n.parts[0], at - back, [&](std::size_t p) { return p == at; });
    }
    if (there == n.negated) {
      spans_ = before;
      return false;
    }
    if (then(at)) return true;
    spans_ = before;
    return false;
  }

  bool holds(const Node& n, std::size_t at) const {
    const bool lines = n.flags & multi_line;
    switch (n.kind) {
      case Kind::text_start:
        return at == 0;
      case Kind::text_end:
        return at == end_;
      case Kind::line_start:
        return at == 0 || (lines && text_[at - 1] == U'\n');
      case Kind::line_end:
        return at == end_ || (at + 1 == end_ && text_[at] == U'\n') || (lines && text_[at] == U'\n');
      default: {
        const bool left = at > 0 && is_word(text_[at - 1], n.flags), right = at < end_ && is_word(text_[at], n.flags);
        return (left != right) == (n.kind == Kind::boundary);
      }
    }
  }

  Runtime& rt_;
  const Pattern& pattern_;
  const std::u32string& text_;
  std::size_t end_;
  std::vector<Span> spans_;
  int last_ = -1;
  std::uint64_t steps_ = 0;
};

}  // namespace

bool find(Runtime& rt, const Pattern& pattern, const std::u32string& text, std::size_t from, std::size_t to,
          Where where, Found& found, std::int64_t not_empty_at) {
  Matcher matcher(rt, pattern, text, to);
  if (where != Where::anywhere) return matcher.run(from, where == Where::whole, not_empty_at, found);
  for (std::size_t at = from; at <= to; ++at)
    if (matcher.run(at, false, not_empty_at, found)) return true;
  return false;
}

}  // namespace orrery::script::regex
