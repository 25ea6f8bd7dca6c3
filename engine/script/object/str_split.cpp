// split, rsplit, splitlines, join, strip. (unicodeobject.c, stringlib/split.h)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str_methods.hpp"
#include "engine/script/object/unicode.hpp"

namespace orrery::script {

bool is_str_space(char32_t c) noexcept {
  return unicode::is(c, unicode::space);
}

namespace {

Str& self_of(Args args) {
  return as_str(args[0]);
}

void add(Runtime& rt, List& list, std::string_view part) {
  list.append(Value(make_str(rt, part)));
}

// The character before `p`; p moves to its beginning.
char32_t previous_code_point(const char*& p) {
  do --p;
  while ((static_cast<unsigned char>(*p) & 0xC0) == 0x80);
  const char* q = p;
  return next_code_point(q);
}

std::string_view strip_left(std::string_view text) {
  const char* p = text.data();
  const char* end = p + text.size();
  while (p < end) {
    const char* q = p;
    if (!is_str_space(next_code_point(q))) break;
    p = q;
  }
  return {p, static_cast<std::size_t>(end - p)};
}

std::string_view strip_right(std::string_view text) {
  const char* begin = text.data();
  const char* end = begin + text.size();
  while (end > begin) {
    const char* q = end;
    if (!is_str_space(previous_code_point(q))) break;
    end = q;
  }
  return {begin, static_cast<std::size_t>(end - begin)};
}

std::size_t word_length(std::string_view text) {
  const char* p = text.data();
  const char* end = p + text.size();
  while (p < end) {
    const char* q = p;
    if (is_str_space(next_code_point(q))) break;
    p = q;
  }
  return static_cast<std::size_t>(p - text.data());
}

std::size_t last_word_begin(std::string_view text) {
  const char* begin = text.data();
  const char* p = begin + text.size();
  while (p > begin) {
    const char* q = p;
    if (is_str_space(previous_code_point(q))) break;
    p = q;
  }
  return static_cast<std::size_t>(p - begin);
}

void split_words(Runtime& rt, List& list, std::string_view text, std::int64_t most) {
  text = strip_left(text);
  while (!text.empty()) {
    if (most-- == 0) return add(rt, list, text);
    const std::size_t length = word_length(text);
    add(rt, list, text.substr(0, length));
    text = strip_left(text.substr(length));
  }
}

void split_words_right(Runtime& rt, List& list, std::string_view text, std::int64_t most) {
  text = strip_right(text);
  while (!text.empty()) {
    if (most-- == 0) {
      add(rt, list, text);
      break;
    }
    const std::size_t begin = last_word_begin(text);
    add(rt, list, text.substr(begin));
    text = strip_right(text.substr(0, begin));
  }
  std::reverse(list.items.begin(), list.items.end());
}

void split_at(Runtime& rt, List& list, std::string_view text, std::string_view separator, std::int64_t most) {
  for (;;) {
    const std::size_t at = most-- == 0 ? std::string_view::npos : text.find(separator);
    if (at == std::string_view::npos) return add(rt, list, text);
    add(rt, list, text.substr(0, at));
    text.remove_prefix(at + separator.size());
  }
}

void split_at_right(Runtime& rt, List& list, std::string_view text, std::string_view separator, std::int64_t most) {
  for (;;) {
    const std::size_t at = most-- == 0 ? std::string_view::npos : text.rfind(separator);
    if (at == std::string_view::npos) break;
    add(rt, list, text.substr(at + separator.size()));
    text = text.substr(0, at);
  }
  add(rt, list, text);
  std::reverse(list.items.begin(), list.items.end());
}

template <bool from_right>
Value split(Runtime& rt, Args args) {
  const auto values = bind<2>(rt, from_right ? "rsplit" : "split", {"sep", "maxsplit"}, args.skip(1));
  const std::int64_t most = is_unset(values[1]) ? -1 : index_number(rt, values[1], rt.types().overflow_error);
  Ref<List> parts = make_list(rt);
  const std::string_view text = self_of(args).view();
  if (is_unset(values[0]) || values[0].is_none()) {
    (from_right ? split_words_right : split_words)(rt, *parts, text, most);
    return Value(parts);
  }
  if (!is_str(values[0]))
    raise_type_error(rt, fmt::format("must be str or None, not {}", type_of(rt, values[0])->name()));
  const std::string_view separator = as_str(values[0]).view();
  if (separator.empty()) raise_value_error(rt, "empty separator");
  (from_right ? split_at_right : split_at)(rt, *parts, text, separator, most);
  return Value(parts);
}

bool is_line_end(char32_t c) {
  return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

Value split_lines(Runtime& rt, Args args) {
  const auto values = bind<1>(rt, "splitlines", {"keepends"}, args.skip(1));
  const bool keep = !is_unset(values[0]) && index_number(rt, values[0], nullptr) != 0;
  Ref<List> lines = make_list(rt);
  const std::string_view text = self_of(args).view();
  const char* end = text.data() + text.size();
  for (const char* begin = text.data(); begin < end;) {
    const char* p = begin;
    const char* stop = end;
    while (p < end) {
      const char* q = p;
      const char32_t c = next_code_point(q);
      if (is_line_end(c)) {
        stop = p;
        p = c == '\r' && q < end && *q == '\n' ? q + 1 : q;
        break;
      }
      p = q;
    }
    add(rt, *lines, {begin, static_cast<std::size_t>((keep ? p : stop) - begin)});
    begin = p;
  }
  return Value(lines);
}

Value join(Runtime& rt, Args args) {
  if (!type_of(rt, args[1])->slots.iter && !type_of(rt, args[1])->slots.getitem)
    raise_type_error(rt, "can only join an iterable");
  const bool exact = is_exact(args[1], rt.types().list) || is_exact(args[1], rt.types().tuple);
  const Value items = exact ? args[1] : Value(list_of(rt, args[1]));
  const std::size_t count = is_list(items) ? as_list(items).size() : as_tuple(items).size();
  const auto item = [&](std::size_t i) -> const Value& {
    return is_list(items) ? as_list(items)[i] : as_tuple(items)[i];
  };
  const std::string_view separator = self_of(args).view();
  std::size_t size = count > 1 ? separator.size() * (count - 1) : 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!is_str(item(i)))
      raise_type_error(
          rt, fmt::format("sequence item {}: expected str instance, {} found", i, type_of(rt, item(i))->name()));
    size += as_str(item(i)).size();
  }
  if (count == 1 && is_exact_str(rt, item(0))) return item(0);
  Ref<Str> result = raw_str(rt, size);
  char* to = raw_data(*result);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) to = std::copy(separator.begin(), separator.end(), to);
    to = std::copy(as_str(item(i)).view().begin(), as_str(item(i)).view().end(), to);
  }
  finish_str(*result);
  return Value(result);
}

// ---- strip

bool in_set(std::string_view set, char32_t c) {
  for (const char* p = set.data(); p < set.data() + set.size();) {
    if (next_code_point(p) == c) return true;
  }
  return false;
}

std::string_view strip_set(std::string_view text, std::string_view set, bool left, bool right) {
  const char* begin = text.data();
  const char* end = begin + text.size();
  while (left && begin < end) {
    const char* q = begin;
    if (!in_set(set, next_code_point(q))) break;
    begin = q;
  }
  while (right && end > begin) {
    const char* q = end;
    if (!in_set(set, previous_code_point(q))) break;
    end = q;
  }
  return {begin, static_cast<std::size_t>(end - begin)};
}

template <bool left, bool right>
Value strip(Runtime& rt, Args args) {
  std::string_view text = self_of(args).view();
  if (args.size() == 1 || args[1].is_none()) {
    if (left) text = strip_left(text);
    if (right) text = strip_right(text);
  } else {
    constexpr std::string_view name = left && right ? "strip" : left ? "lstrip" : "rstrip";
    if (!is_str(args[1])) raise_type_error(rt, fmt::format("{} arg must be None or str", name));
    text = strip_set(text, as_str(args[1]).view(), left, right);
  }
  return text.size() == self_of(args).size() && is_exact_str(rt, args[0]) ? args[0] : Value(make_str(rt, text));
}

constexpr NativeMethod methods[] = {
    {"split", split<false>},
    {"rsplit", split<true>},
    {"splitlines", split_lines},
    {"join", join, one_argument()},
    {"strip", strip<true, true>, between(0, 1)},
    {"lstrip", strip<true, false>, between(0, 1)},
    {"rstrip", strip<false, true>, between(0, 1)},
};

}  // namespace

std::span<const NativeMethod> str_split_methods() noexcept {
  return methods;
}

}  // namespace orrery::script
