// find, split, replace, strip and their sisters, for bytes. (bytes_methods.c)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/object/bytes_methods.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/memory_view.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence_parts.hpp"

namespace orrery::script {

namespace {

std::string_view self_of(Args args) {
  return as_bytes(args[0]).view();
}

struct Part {
  std::string_view view;
  std::int64_t begin = 0;
  bool valid = true;
};

Part part_of(Runtime& rt, Args args) {
  const auto size = static_cast<std::int64_t>(self_of(args).size());
  const auto bound = [&](std::size_t i, std::int64_t otherwise) {
    if (args.size() <= i || args[i].is_none()) return otherwise;
    if (!is_index(rt, args[i]))
      raise_type_error(rt, "slice indices must be integers or None or have an __index__ method");
    const std::int64_t at = index_number(rt, args[i], nullptr);
    return at < 0 ? std::max<std::int64_t>(0, at + size) : at;
  };
  const std::int64_t begin = bound(2, 0);
  const std::int64_t end = std::min(size, bound(3, size));
  if (begin > end) return {{}, 0, false};
  return {self_of(args).substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)), begin, true};
}

// A bytes-like object or one byte as a number.
std::string wanted_of(Runtime& rt, const Value& v) {
  if (is_int(v)) return std::string(1, byte_value(rt, v, "byte must be in range(0, 256)"));
  if (!is_buffer(rt, v))
    raise_type_error(rt,
                     fmt::format("argument should be integer or bytes-like object, not '{}'", type_of(rt, v)->name()));
  return std::string(buffer_bytes(rt, v));
}

std::int64_t find_in(Runtime& rt, Args args, bool from_right) {
  const std::string wanted = wanted_of(rt, args[1]);
  const Part part = part_of(rt, args);
  if (!part.valid) return -1;
  const std::size_t at = from_right ? part.view.rfind(wanted) : part.view.find(wanted);
  return at == std::string_view::npos ? -1 : part.begin + static_cast<std::int64_t>(at);
}

template <bool from_right>
Value find(Runtime& rt, Args args) {
  return Value::integer(find_in(rt, args, from_right));
}
template <bool from_right>
Value index_method(Runtime& rt, Args args) {
  const std::int64_t at = find_in(rt, args, from_right);
  if (at < 0) raise_value_error(rt, "subsection not found");
  return Value::integer(at);
}

Value count(Runtime& rt, Args args) {
  const std::string wanted = wanted_of(rt, args[1]);
  const Part part = part_of(rt, args);
  if (!part.valid) return Value::integer(0);
  if (wanted.empty()) return Value::integer(static_cast<std::int64_t>(part.view.size()) + 1);
  std::int64_t times = 0;
  for (std::size_t at = part.view.find(wanted); at != std::string_view::npos;
       at = part.view.find(wanted, at + wanted.size()))
    ++times;
  return Value::integer(times);
}

template <bool at_end>
Value has_affix(Runtime& rt, Args args) {
  const Part part = part_of(rt, args);
  const auto fits = [&](const Value& affix) {
    const std::string_view wanted = bytes_argument(rt, affix);
    return part.valid && (at_end ? part.view.ends_with(wanted) : part.view.starts_with(wanted));
  };
  if (is_tuple(args[1])) {
    for (const Value& affix : as_tuple(args[1]).items()) {
      if (fits(affix)) return true_value;
    }
    return false_value;
  }
  if (!is_bytes_like(args[1]) && !is_memory_view(rt, args[1]))
    raise_type_error(rt, fmt::format("{} first arg must be bytes or a tuple of bytes, not {}",
                                     at_end ? "endswith" : "startswith", type_of(rt, args[1])->name()));
  return boolean(fits(args[1]));
}

Value replace(Runtime& rt, Args args) {
  const std::string_view text = self_of(args);
  const std::string_view old = bytes_argument(rt, args[1]);
  const std::string_view with = bytes_argument(rt, args[2]);
  std::int64_t most = args.size() > 3 ? index_number(rt, args[3], rt.types().overflow_error) : -1;
  if (most < 0) most = INT64_MAX;
  std::string result;
  std::size_t from = 0;
  if (old.empty()) {
    for (; most > 0 && from <= text.size(); --most) {
      result.append(with);
      if (from < text.size()) result += text[from];
      ++from;
    }
    if (from < text.size()) result.append(text.substr(from));
    return make_bytes_like(rt, args[0], result);
  }
  for (std::size_t at = text.find(old); at != std::string_view::npos && most > 0; at = text.find(old, from), --most) {
    result.append(text.substr(from, at - from)).append(with);
    from = at + old.size();
  }
  return make_bytes_like(rt, args[0], result.append(text.substr(from)));
}

template <bool from_right>
Value partition(Runtime& rt, Args args) {
  const std::string_view text = self_of(args);
  const std::string_view separator = bytes_argument(rt, args[1]);
  if (separator.empty()) raise_value_error(rt, "empty separator");
  const std::size_t at = from_right ? text.rfind(separator) : text.find(separator);
  const auto part = [&](std::string_view v) { return make_bytes_like(rt, args[0], v); };
  if (at == std::string_view::npos)
    return from_right ? make_tuple(rt, {part(""), part(""), part(text)})
                      : make_tuple(rt, {part(text), part(""), part("")});
  return make_tuple(rt, {part(text.substr(0, at)), part(separator), part(text.substr(at + separator.size()))});
}

// ---- split

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
constexpr std::string_view spaces = " \t\n\r\x0b\x0c";

std::vector<std::string_view> split_words(std::string_view text, std::int64_t most, bool from_right) {
  std::vector<std::string_view> parts;
  const auto trim = [&] {
    while (!text.empty() && is_space(from_right ? text.back() : text.front()))
      from_right ? text.remove_suffix(1) : text.remove_prefix(1);
  };
  for (trim(); !text.empty(); trim()) {
    if (most-- == 0) {
      parts.push_back(text);
      break;
    }
    const std::size_t at = from_right ? text.find_last_of(spaces) : text.find_first_of(spaces);
    const bool whole = at == std::string_view::npos;
    parts.push_back(whole ? text : from_right ? text.substr(at + 1) : text.substr(0, at));
    text = whole ? std::string_view() : from_right ? text.substr(0, at) : text.substr(at);
  }
  return parts;
}

std::vector<std::string_view> split_at(std::string_view text, std::string_view separator, std::int64_t most,
                                       bool from_right) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t at = most-- == 0  ? std::string_view::npos
                           : from_right ? text.rfind(separator)
                                        : text.find(separator);
    if (at == std::string_view::npos) break;
    parts.push_back(from_right ? text.substr(at + separator.size()) : text.substr(0, at));
    text = from_right ? text.substr(0, at) : text.substr(at + separator.size());
  }
  parts.push_back(text);
  return parts;
}

template <bool from_right>
Value split(Runtime& rt, Args args) {
  const auto values = bind<2>(rt, from_right ? "rsplit" : "split", {"sep", "maxsplit"}, args.skip(1));
  const std::int64_t most = is_unset(values[1]) ? -1 : index_number(rt, values[1], rt.types().overflow_error);
  std::vector<std::string_view> parts;
  const std::string text(self_of(args));
  if (is_unset(values[0]) || values[0].is_none()) {
    parts = split_words(text, most, from_right);
  } else {
    const std::string_view separator = bytes_argument(rt, values[0]);
    if (separator.empty()) raise_value_error(rt, "empty separator");
    parts = split_at(text, separator, most, from_right);
  }
  if (from_right) std::reverse(parts.begin(), parts.end());
  Ref<List> list = make_list(rt);
  for (const std::string_view part : parts) list->append(make_bytes_like(rt, args[0], part));
  return Value(list);
}

Value split_lines(Runtime& rt, Args args) {
  const auto values = bind<1>(rt, "splitlines", {"keepends"}, args.skip(1));
  const bool keep = !is_unset(values[0]) && index_number(rt, values[0], nullptr) != 0;
  Ref<List> lines = make_list(rt);
  std::string_view text = self_of(args);
  while (!text.empty()) {
    const std::size_t at = std::min(text.find_first_of("\r\n"), text.size());
    std::size_t next = std::min(at + 1, text.size());
    if (at + 1 < text.size() && text[at] == '\r' && text[at + 1] == '\n') ++next;
    lines->append(make_bytes_like(rt, args[0], text.substr(0, keep ? next : at)));
    text.remove_prefix(next);
  }
  return Value(lines);
}

template <bool left, bool right>
Value strip(Runtime& rt, Args args) {
  std::string_view text = self_of(args);
  const std::string_view set = args.size() > 1 && !args[1].is_none() ? bytes_argument(rt, args[1]) : spaces;
  const auto in_set = [set](char c) { return set.find(c) != std::string_view::npos; };
  while (left && !text.empty() && in_set(text.front())) text.remove_prefix(1);
  while (right && !text.empty() && in_set(text.back())) text.remove_suffix(1);
  return make_bytes_like(rt, args[0], text);
}

Value remove_prefix(Runtime& rt, Args args) {
  const std::string_view affix = bytes_argument(rt, args[1]);
  return make_bytes_like(rt, args[0],
                         self_of(args).starts_with(affix) ? self_of(args).substr(affix.size()) : self_of(args));
}
Value remove_suffix(Runtime& rt, Args args) {
  const std::string_view affix = bytes_argument(rt, args[1]);
  const std::string_view text = self_of(args);
  return make_bytes_like(rt, args[0], text.ends_with(affix) ? text.substr(0, text.size() - affix.size()) : text);
}

constexpr NativeMethod methods[] = {
    {"find", find<false>, parsed(1, 3)},
    {"rfind", find<true>, parsed(1, 3)},
    {"index", index_method<false>, parsed(1, 3)},
    {"rindex", index_method<true>, parsed(1, 3)},
    {"count", count, parsed(1, 3)},
    {"startswith", has_affix<false>, parsed(1, 3)},
    {"endswith", has_affix<true>, parsed(1, 3)},
    {"replace", replace, between(2, 3)},
    {"partition", partition<false>, one_argument()},
    {"rpartition", partition<true>, one_argument()},
    {"split", split<false>},
    {"rsplit", split<true>},
    {"splitlines", split_lines},
    {"strip", strip<true, true>, between(0, 1)},
    {"lstrip", strip<true, false>, between(0, 1)},
    {"rstrip", strip<false, true>, between(0, 1)},
    {"removeprefix", remove_prefix, one_argument()},
    {"removesuffix", remove_suffix, one_argument()},
};

}  // namespace

std::span<const NativeMethod> bytes_search_methods() noexcept {
  return methods;
}

}  // namespace orrery::script
