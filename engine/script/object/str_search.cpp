// find, index, count, startswith, replace, partition and their sisters. (unicodeobject.c)
#include <fmt/format.h>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str_methods.hpp"

namespace orrery::script {

namespace {

Str& self_of(Args args) {
  return as_str(args[0]);
}

std::int64_t bound(Runtime& rt, const Value& v, std::int64_t length, std::int64_t otherwise) {
  if (v.is_none()) return otherwise;
  if (!is_int(v) && !type_of(rt, v)->slots.index)
    raise_type_error(rt, "slice indices must be integers or None or have an __index__ method");
  std::int64_t at = index_number(rt, v, nullptr);
  if (at < 0) at = std::max<std::int64_t>(0, at + length);
  return at;
}

}  // namespace

Window window_of(Runtime& rt, Str& text, Args args, std::size_t first) {
  const auto length = static_cast<std::int64_t>(text.length());
  const std::int64_t begin = args.size() > first ? bound(rt, args[first], length, 0) : 0;
  const std::int64_t end =
      std::min(length, args.size() > first + 1 ? bound(rt, args[first + 1], length, length) : length);
  if (begin > end) return {0, 0, false};
  return {text.offset(static_cast<std::size_t>(begin)), text.offset(static_cast<std::size_t>(end)), true};
}

namespace {

// The place of the substring in code points, or -1.
std::int64_t find_in(Runtime& rt, Args args, bool from_right) {
  Str& text = self_of(args);
  const std::string_view wanted = str_argument(rt, args[1], "must be str, not").view();
  const Window window = window_of(rt, text, args, 2);
  if (!window.valid) return -1;
  const std::string_view part = text.view().substr(window.begin, window.end - window.begin);
  const std::size_t at = from_right ? part.rfind(wanted) : part.find(wanted);
  if (at == std::string_view::npos) return -1;
  return static_cast<std::int64_t>(count_code_points(text.view().substr(0, window.begin + at)));
}

void check_str(Runtime& rt, const Value& v) {
  if (!is_str(v)) raise_type_error(rt, fmt::format("must be str, not {}", type_of(rt, v)->name()));
}

template <bool from_right>
Value find(Runtime& rt, Args args) {
  check_str(rt, args[1]);
  return Value::integer(find_in(rt, args, from_right));
}

template <bool from_right>
Value index_method(Runtime& rt, Args args) {
  check_str(rt, args[1]);
  const std::int64_t at = find_in(rt, args, from_right);
  if (at < 0) raise_value_error(rt, "substring not found");
  return Value::integer(at);
}

Value count(Runtime& rt, Args args) {
  check_str(rt, args[1]);
  Str& text = self_of(args);
  const std::string_view wanted = as_str(args[1]).view();
  const Window window = window_of(rt, text, args, 2);
  if (!window.valid) return Value::integer(0);
  const std::string_view part = text.view().substr(window.begin, window.end - window.begin);
  if (wanted.empty()) return Value::integer(static_cast<std::int64_t>(count_code_points(part)) + 1);
  std::int64_t times = 0;
  for (std::size_t at = part.find(wanted); at != std::string_view::npos; at = part.find(wanted, at + wanted.size()))
    ++times;
  return Value::integer(times);
}

template <bool at_end>
Value has_affix(Runtime& rt, Args args) {
  Str& text = self_of(args);
  const Window window = window_of(rt, text, args, 2);
  const std::string_view part =
      window.valid ? text.view().substr(window.begin, window.end - window.begin) : std::string_view();
  const auto fits = [&](const Value& affix) {
    const std::string_view wanted = as_str(affix).view();
    return window.valid && (at_end ? part.ends_with(wanted) : part.starts_with(wanted));
  };
  constexpr std::string_view name = at_end ? "endswith" : "startswith";
  if (is_str(args[1])) return boolean(fits(args[1]));
  if (!is_tuple(args[1]))
    raise_type_error(
        rt, fmt::format("{} first arg must be str or a tuple of str, not {}", name, type_of(rt, args[1])->name()));
  for (const Value& affix : as_tuple(args[1]).items()) {
    if (!is_str(affix))
      raise_type_error(rt, fmt::format("tuple for {} must only contain str, not {}", name, type_of(rt, affix)->name()));
    if (fits(affix)) return true_value;
  }
  return false_value;
}

// '' is found between all characters.
std::string spread(Str& text, std::string_view with, std::int64_t most) {
  std::string result;
  const char* p = text.data();
  const char* end = p + text.size();
  for (std::int64_t n = 0; n < most; ++n) {
    result += with;
    if (p == end) return result;
    const char* begin = p;
    next_code_point(p);
    result.append(begin, p);
  }
  result.append(p, end);
  return result;
}

Value replace(Runtime& rt, Args args) {
  Str& text = self_of(args);
  const std::string_view old = str_argument(rt, args[1], "replace() argument 1").view();
  const std::string_view with = str_argument(rt, args[2], "replace() argument 2").view();
  std::int64_t most = args.size() > 3 ? index_number(rt, args[3], rt.types().overflow_error) : -1;
  if (most < 0) most = INT64_MAX;
  std::size_t size = text.size();
  if (with.size() > old.size()) {
    const std::size_t places = old.empty() ? text.length() + 1 : text.size() / old.size();
    const std::size_t grows = std::min(places, static_cast<std::size_t>(most)) * (with.size() - old.size());
    if (grows > rt.heap().limit() && old.empty()) rt.heap().out_of_memory();
  }
  if (old.empty()) return make_str(rt, spread(text, with, most));
  std::string result;
  std::size_t from = 0;
  for (std::size_t at = text.view().find(old); at != std::string_view::npos && most > 0; --most) {
    result.append(text.view().substr(from, at - from)).append(with);
    from = at + old.size();
    at = text.view().find(old, from);
    if (result.size() > size) rt.heap().expect(size = result.size() * 2);
  }
  if (from == 0 && is_exact_str(rt, args[0])) return args[0];
  result.append(text.view().substr(from));
  return make_str(rt, result);
}

template <bool from_right>
Value partition(Runtime& rt, Args args) {
  Str& text = self_of(args);
  check_str(rt, args[1]);
  const std::string_view separator = as_str(args[1]).view();
  if (separator.empty()) raise_value_error(rt, "empty separator");
  const std::size_t at = from_right ? text.view().rfind(separator) : text.view().find(separator);
  const Value empty{Ref<Str>(rt.names().empty)};
  if (at == std::string_view::npos) {
    const Value whole(make_str(rt, text.view()));
    return from_right ? make_tuple(rt, {empty, empty, whole}) : make_tuple(rt, {whole, empty, empty});
  }
  return make_tuple(
      rt, {make_str(rt, text.view().substr(0, at)), args[1], make_str(rt, text.view().substr(at + separator.size()))});
}

Value remove_prefix(Runtime& rt, Args args) {
  const std::string_view prefix = str_argument(rt, args[1], "removeprefix() argument").view();
  const std::string_view text = self_of(args).view();
  return make_str(rt, text.starts_with(prefix) ? text.substr(prefix.size()) : text);
}

Value remove_suffix(Runtime& rt, Args args) {
  const std::string_view suffix = str_argument(rt, args[1], "removesuffix() argument").view();
  const std::string_view text = self_of(args).view();
  return make_str(rt, text.ends_with(suffix) ? text.substr(0, text.size() - suffix.size()) : text);
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
    {"removeprefix", remove_prefix, one_argument()},
    {"removesuffix", remove_suffix, one_argument()},
};

}  // namespace

std::span<const NativeMethod> str_search_methods() noexcept {
  return methods;
}

}  // namespace orrery::script
