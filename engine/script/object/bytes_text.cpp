// decode, hex, join, cases and layout of bytes; what only a bytearray can do. (bytes_methods.c, bytearrayobject.c)
#include <fmt/format.h>

#include <algorithm>

#include "engine/script/object/bytes_methods.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence_parts.hpp"
#include "engine/script/object/str_methods.hpp"

namespace orrery::script {

namespace {

std::string_view self_of(Args args) {
  return as_bytes(args[0]).view();
}

Value decode_method(Runtime& rt, Args args) {
  const auto values = bind<2>(rt, "decode", {"encoding", "errors"}, args.skip(1));
  const std::string_view encoding =
      is_unset(values[0]) ? "utf-8" : str_argument(rt, values[0], "decode() argument 'encoding'").view();
  const std::string_view errors =
      is_unset(values[1]) ? "strict" : str_argument(rt, values[1], "decode() argument 'errors'").view();
  return Value(decode(rt, self_of(args), encoding, errors));
}

Value hex(Runtime& rt, Args args) {
  const auto values = bind<2>(rt, "hex", {"sep", "bytes_per_sep"}, args.skip(1));
  const std::string separator(is_unset(values[0])        ? ""
                              : is_bytes_like(values[0]) ? as_bytes(values[0]).view()
                                                         : str_argument(rt, values[0], "sep").view());
  if (!is_unset(values[0]) && separator.size() != 1) raise_value_error(rt, "sep must be length 1.");
  const std::int64_t group = is_unset(values[1]) ? 1 : index_number(rt, values[1], rt.types().overflow_error);
  const std::string_view content = self_of(args);
  const std::size_t step = static_cast<std::size_t>(group < 0 ? -group : group);
  std::string text;
  for (std::size_t i = 0; i < content.size(); ++i) {
    const std::size_t from_edge = group < 0 ? i : content.size() - i;
    if (i > 0 && step > 0 && from_edge % step == 0) text += separator;
    text += fmt::format("{:02x}", static_cast<unsigned>(static_cast<unsigned char>(content[i])));
  }
  return make_str(rt, text);
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char low = static_cast<char>(c | 0x20);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

Value from_hex(Runtime& rt, Args args) {
  const std::string_view text = str_argument(rt, args[1], "fromhex() argument").view();
  std::string content;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == ' ' || (text[i] >= '\t' && text[i] <= '\r')) continue;
    const int high = digit(text[i]);
    const int low = i + 1 < text.size() ? digit(text[i + 1]) : -1;
    if (high < 0 || low < 0)
      raise_value_error(
          rt, fmt::format("non-hexadecimal number found in fromhex() arg at position {}", high < 0 ? i : i + 1));
    content += static_cast<char>(high * 16 + low);
    ++i;
  }
  const Value made = make_bytes(rt, content);
  return args[0] == Value(static_cast<Object*>(rt.types().bytes)) ? made : call(rt, args[0], made);
}

Value join(Runtime& rt, Args args) {
  if (!type_of(rt, args[1])->slots.iter && !type_of(rt, args[1])->slots.getitem)
    raise_type_error(rt, "can only join an iterable");
  const Ref<List> items = list_of(rt, args[1]);
  std::string result;
  for (std::size_t i = 0; i < items->size(); ++i) {
    const Value item = (*items)[i];
    if (!is_buffer(rt, item))
      raise_type_error(
          rt, fmt::format("sequence item {}: expected a bytes-like object, {} found", i, type_of(rt, item)->name()));
    if (i > 0) result += self_of(args);
    result += buffer_bytes(rt, item);
    rt.heap().expect(result.size());
  }
  return make_bytes_like(rt, args[0], result);
}

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_alpha(char c) {
  return is_lower(c) || is_upper(c);
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_alnum(char c) {
  return is_alpha(c) || is_digit(c);
}
bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

template <bool (*test)(char), bool of_empty = false>
Value all_are(Runtime&, Args args) {
  const std::string_view content = self_of(args);
  return boolean(content.empty() ? of_empty : std::all_of(content.begin(), content.end(), test));
}

template <bool (*wanted)(char), bool (*unwanted)(char)>
Value has_case(Runtime&, Args args) {
  const std::string_view content = self_of(args);
  return boolean(std::any_of(content.begin(), content.end(), wanted) &&
                 std::none_of(content.begin(), content.end(), unwanted));
}

char upper_of(char c) {
  return is_lower(c) ? static_cast<char>(c ^ 0x20) : c;
}
char lower_of(char c) {
  return is_upper(c) ? static_cast<char>(c ^ 0x20) : c;
}
char swap_of(char c) {
  return is_alpha(c) ? static_cast<char>(c ^ 0x20) : c;
}

template <char (*change)(char)>
Value convert(Runtime& rt, Args args) {
  std::string content(self_of(args));
  std::transform(content.begin(), content.end(), content.begin(), change);
  return make_bytes_like(rt, args[0], content);
}

template <bool every_word>
Value capitalize(Runtime& rt, Args args) {
  std::string content(self_of(args));
  bool inside = false;
  for (char& c : content) {
    c = inside ? lower_of(c) : upper_of(c);
    inside = every_word ? is_alpha(c) : true;
  }
  return make_bytes_like(rt, args[0], content);
}

Value istitle(Runtime&, Args args) {
  bool some = false;
  bool right = true;
  bool inside = false;
  for (const char c : self_of(args)) {
    right = right && (is_upper(c) ? !inside : !is_lower(c) || inside);
    inside = is_alpha(c);
    some = some || inside;
  }
  return boolean(some && right);
}

Value expandtabs(Runtime& rt, Args args) {
  const auto values = bind<1>(rt, "expandtabs", {"tabsize"}, args.skip(1));
  const std::int64_t size = is_unset(values[0]) ? 8 : index_number(rt, values[0], rt.types().overflow_error);
  std::string result;
  std::int64_t column = 0;
  for (const char c : self_of(args)) {
    const std::int64_t gap = c != '\t' ? 0 : size > 0 ? size - column % size : 0;
    rt.heap().expect(static_cast<std::size_t>(gap));
    result.append(static_cast<std::size_t>(gap), ' ');
    if (c != '\t') result += c;
    column = c == '\n' || c == '\r' ? 0 : column + (c == '\t' ? gap : 1);
  }
  return make_bytes_like(rt, args[0], result);
}

// -1: to the left, 0: in the middle, 1: to the right
template <int where>
Value justify(Runtime& rt, Args args) {
  const std::string_view content = self_of(args);
  const std::int64_t width = index_number(rt, args[1], rt.types().overflow_error);
  const std::int64_t gap = width - static_cast<std::int64_t>(content.size());
  const std::string_view fill = args.size() > 2 ? bytes_argument(rt, args[2]) : " ";
  if (fill.size() != 1) {
    constexpr std::string_view name = where < 0 ? "ljust" : where > 0 ? "rjust" : "center";
    raise_type_error(rt, fmt::format("{}() argument 2 must be a byte string of length 1, not {}", name,
                                     type_of(rt, args[2])->name()));
  }
  if (gap <= 0) return make_bytes_like(rt, args[0], content);
  rt.heap().expect(static_cast<std::size_t>(width));
  const std::int64_t left = where < 0 ? 0 : where > 0 ? gap : gap / 2 + (gap & width & 1);
  return make_bytes_like(rt, args[0],
                         std::string(static_cast<std::size_t>(left), fill[0])
                             .append(content)
                             .append(static_cast<std::size_t>(gap - left), fill[0]));
}

Value zfill(Runtime& rt, Args args) {
  const std::string_view content = self_of(args);
  const std::int64_t gap =
      index_number(rt, args[1], rt.types().overflow_error) - static_cast<std::int64_t>(content.size());
  if (gap <= 0) return make_bytes_like(rt, args[0], content);
  rt.heap().expect(static_cast<std::size_t>(gap));
  const std::size_t sign = !content.empty() && (content[0] == '+' || content[0] == '-') ? 1 : 0;
  return make_bytes_like(
      rt, args[0],
      std::string(content.substr(0, sign)).append(static_cast<std::size_t>(gap), '0').append(content.substr(sign)));
}

Value maketrans(Runtime& rt, Args args) {
  const std::string_view from = bytes_argument(rt, args[0]);
  const std::string_view to = bytes_argument(rt, args[1]);
  if (from.size() != to.size()) raise_value_error(rt, "maketrans arguments must have same length");
  std::string table(256, '\0');
  for (std::size_t i = 0; i < 256; ++i) table[i] = static_cast<char>(i);
  for (std::size_t i = 0; i < from.size(); ++i) table[static_cast<unsigned char>(from[i])] = to[i];
  return make_bytes(rt, table);
}

Value translate(Runtime& rt, Args args) {
  const auto values = bind<2>(rt, "translate", {"", "delete"}, args.skip(1), 1, 1);
  const std::string_view table = values[0].is_none() ? std::string_view() : bytes_argument(rt, values[0]);
  if (!values[0].is_none() && table.size() != 256)
    raise_value_error(rt, "translation table must be 256 characters long");
  const std::string_view gone = is_unset(values[1]) ? std::string_view() : bytes_argument(rt, values[1]);
  std::string result;
  for (const char c : self_of(args)) {
    if (gone.find(c) == std::string_view::npos) result += table.empty() ? c : table[static_cast<unsigned char>(c)];
  }
  return make_bytes_like(rt, args[0], result);
}

constexpr NativeMethod text_methods[] = {
    {"decode", decode_method},
    {"hex", hex},
    {"fromhex", from_hex, one_argument(), NativeMethod::Kind::class_method},
    {"join", join, one_argument()},
    {"upper", convert<upper_of>, no_arguments()},
    {"lower", convert<lower_of>, no_arguments()},
    {"swapcase", convert<swap_of>, no_arguments()},
    {"capitalize", capitalize<false>, no_arguments()},
    {"title", capitalize<true>, no_arguments()},
    {"istitle", istitle, no_arguments()},
    {"expandtabs", expandtabs},
    {"isalpha", all_are<is_alpha>, no_arguments()},
    {"isdigit", all_are<is_digit>, no_arguments()},
    {"isalnum", all_are<is_alnum>, no_arguments()},
    {"isspace", all_are<is_space>, no_arguments()},
    {"isascii", all_are<is_ascii, true>, no_arguments()},
    {"isupper", has_case<is_upper, is_lower>, no_arguments()},
    {"islower", has_case<is_lower, is_upper>, no_arguments()},
    {"ljust", justify<-1>, between(1, 2)},
    {"center", justify<0>, between(1, 2)},
    {"rjust", justify<1>, between(1, 2)},
    {"zfill", zfill, one_argument()},
    {"maketrans", maketrans, between(2, 2), NativeMethod::Kind::static_method},
    {"translate", translate},
};

// ---- bytearray

std::string& content_of(Args args) {
  return as_bytes(args[0]).content();
}

Value append(Runtime& rt, Args args) {
  content_of(args) += byte_value(rt, args[1], "byte must be in range(0, 256)");
  as_bytes(args[0]).account();
  return none;
}
Value extend_method(Runtime& rt, Args args) {
  content_of(args) += bytes_from(rt, args[1], "byte must be in range(0, 256)");
  as_bytes(args[0]).account();
  return none;
}
Value insert(Runtime& rt, Args args) {
  const auto size = static_cast<std::int64_t>(content_of(args).size());
  std::int64_t at = index_number(rt, args[1], rt.types().overflow_error);
  if (at < 0) at = std::max<std::int64_t>(0, at + size);
  content_of(args).insert(static_cast<std::size_t>(std::min(at, size)), 1,
                          byte_value(rt, args[2], "byte must be in range(0, 256)"));
  as_bytes(args[0]).account();
  return none;
}
Value pop(Runtime& rt, Args args) {
  std::string& content = content_of(args);
  if (content.empty()) raise(rt, rt.types().index_error, "pop from empty bytearray");
  const std::size_t at =
      args.size() > 1 ? checked_index(rt, args[1], content.size(), "pop index out of range") : content.size() - 1;
  const auto byte = static_cast<unsigned char>(content[at]);
  content.erase(at, 1);
  return Value::integer(byte);
}
Value remove(Runtime& rt, Args args) {
  const std::size_t at = content_of(args).find(byte_value(rt, args[1], "byte must be in range(0, 256)"));
  if (at == std::string::npos) raise_value_error(rt, "value not found in bytearray");
  content_of(args).erase(at, 1);
  return none;
}
Value clear(Runtime&, Args args) {
  content_of(args).clear();
  return none;
}
Value reverse(Runtime&, Args args) {
  std::reverse(content_of(args).begin(), content_of(args).end());
  return none;
}
Value copy(Runtime& rt, Args args) {
  return make_bytearray(rt, self_of(args));
}

constexpr NativeMethod mutable_methods[] = {
    {"append", append, one_argument()},   {"extend", extend_method, one_argument()},
    {"insert", insert, between(2, 2)},    {"pop", pop, between(0, 1)},
    {"remove", remove, one_argument()},   {"clear", clear, no_arguments()},
    {"reverse", reverse, no_arguments()}, {"copy", copy, no_arguments()},
};

}  // namespace

std::span<const NativeMethod> bytes_text_methods() noexcept {
  return text_methods;
}
std::span<const NativeMethod> bytearray_methods() noexcept {
  return mutable_methods;
}

}  // namespace orrery::script
