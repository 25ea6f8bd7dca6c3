// center, ljust, zfill, expandtabs, encode, format. (unicodeobject.c)
#include <fmt/format.h>

#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/format_spec.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/str_methods.hpp"

namespace orrery::script {

namespace {

Str& self_of(Args args) {
  return as_str(args[0]);
}

std::string fill_argument(Runtime& rt, Args args) {
  if (args.size() < 3) return " ";
  if (!is_str(args[2]))
    raise_type_error(
        rt, fmt::format("The fill character must be a unicode character, not {}", type_of(rt, args[2])->name()));
  if (as_str(args[2]).length() != 1) raise_type_error(rt, "The fill character must be exactly one character long");
  return std::string(as_str(args[2]).view());
}

void append_times(std::string& into, std::string_view text, std::int64_t times) {
  for (std::int64_t i = 0; i < times; ++i) into += text;
}

Value padded(Runtime& rt, const Value& self, std::string_view fill, std::int64_t left, std::int64_t right) {
  rt.heap().expect(static_cast<std::size_t>(left + right) * fill.size());
  std::string result;
  append_times(result, fill, left);
  result += as_str(self).view();
  append_times(result, fill, right);
  return make_str(rt, result);
}

// How many characters are missing to `width` (args[1]); 0 or less: none.
std::int64_t missing(Runtime& rt, Args args) {
  return index_number(rt, args[1], rt.types().overflow_error) - static_cast<std::int64_t>(self_of(args).length());
}

Value ljust(Runtime& rt, Args args) {
  const std::int64_t gap = missing(rt, args);
  const std::string fill = fill_argument(rt, args);
  return gap <= 0 ? Value(str(rt, args[0])) : padded(rt, args[0], fill, 0, gap);
}

Value rjust(Runtime& rt, Args args) {
  const std::int64_t gap = missing(rt, args);
  const std::string fill = fill_argument(rt, args);
  return gap <= 0 ? Value(str(rt, args[0])) : padded(rt, args[0], fill, gap, 0);
}

Value center(Runtime& rt, Args args) {
  const std::int64_t gap = missing(rt, args);
  const std::string fill = fill_argument(rt, args);
  if (gap <= 0) return Value(str(rt, args[0]));
  const std::int64_t width = gap + static_cast<std::int64_t>(self_of(args).length());
  const std::int64_t left = gap / 2 + (gap & width & 1);
  return padded(rt, args[0], fill, left, gap - left);
}

Value zfill(Runtime& rt, Args args) {
  const std::int64_t gap = missing(rt, args);
  if (gap <= 0) return Value(str(rt, args[0]));
  rt.heap().expect(static_cast<std::size_t>(gap));
  const std::string_view text = self_of(args).view();
  const bool sign = !text.empty() && (text[0] == '+' || text[0] == '-');
  std::string result(text.substr(0, sign ? 1 : 0));
  result.append(static_cast<std::size_t>(gap), '0').append(text.substr(sign ? 1 : 0));
  return make_str(rt, result);
}

Value expandtabs(Runtime& rt, Args args) {
  const auto values = bind<1>(rt, "expandtabs", {"tabsize"}, args.skip(1));
  const std::int64_t size = is_unset(values[0]) ? 8 : index_number(rt, values[0], rt.types().overflow_error);
  std::string result;
  std::int64_t column = 0;
  for (const char c : self_of(args).view()) {
    if (c == '\t') {
      const std::int64_t gap = size > 0 ? size - column % size : 0;
      rt.heap().expect(static_cast<std::size_t>(gap));
      result.append(static_cast<std::size_t>(gap), ' ');
      column += gap;
      continue;
    }
    result += c;
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) ++column;
    if (c == '\n' || c == '\r') column = 0;
  }
  return make_str(rt, result);
}

Value encode_method(Runtime& rt, Args args) {
  const auto values = bind<2>(rt, "encode", {"encoding", "errors"}, args.skip(1));
  const std::string_view encoding =
      is_unset(values[0]) ? "utf-8" : str_argument(rt, values[0], "encode() argument 'encoding'").view();
  const std::string_view errors =
      is_unset(values[1]) ? "strict" : str_argument(rt, values[1], "encode() argument 'errors'").view();
  return make_bytes(rt, encode(rt, self_of(args), encoding, errors));
}

Value format_method(Runtime& rt, Args args) {
  return brace_format(rt, self_of(args).view(), args.skip(1), unset);
}
Value format_map(Runtime& rt, Args args) {
  return brace_format(rt, self_of(args).view(), Args(), args[1]);
}

constexpr NativeMethod methods[] = {
    {"ljust", ljust, between(1, 2)},   {"rjust", rjust, between(1, 2)},
    {"center", center, between(1, 2)}, {"zfill", zfill, one_argument()},
    {"expandtabs", expandtabs},        {"encode", encode_method},
    {"format", format_method},         {"format_map", format_map, one_argument()},
};

}  // namespace

std::span<const NativeMethod> str_layout_methods() noexcept {
  return methods;
}

}  // namespace orrery::script
