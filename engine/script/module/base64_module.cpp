// base64 and binascii, as far as programs use them. (CPython: Lib/base64.py, Modules/binascii.c.)
#include <fmt/format.h>

#include <string>

#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"

namespace orrery::script {
namespace {

constexpr std::string_view standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

[[noreturn]] void fail(Runtime& rt, std::string_view words) {
  raise(rt, type_from(module_member(rt, "binascii", "Error")), words);
}

// Text of ASCII or bytes, for those who decode.
std::string ascii_of(Runtime& rt, const Value& v) {
  if (is_bytes_like(v)) return std::string(as_bytes(v).view());
  if (!is_str(v))
    raise_type_error(
        rt, fmt::format("argument should be a bytes-like object or ASCII string, not '{}'", type_of(rt, v)->name()));
  if (!as_str(v).is_ascii()) raise_value_error(rt, "string argument should contain only ASCII characters");
  return std::string(as_str(v).view());
}

// `bits` of each digit; '=' up to a multiple of `group` digits.
std::string encoded(std::string_view bytes, std::string_view digits, unsigned bits, std::size_t group) {
  std::string text;
  unsigned held = 0, count = 0;
  for (const char c : bytes) {
    held = held << 8 | static_cast<unsigned char>(c);
    for (count += 8; count >= bits; count -= bits) text += digits[held >> (count - bits) & ((1u << bits) - 1)];
  }
  if (count > 0) text += digits[held << (bits - count) & ((1u << bits) - 1)];
  while (text.size() % group != 0) text += '=';
  return text;
}

// What stands in groups of four; other characters are passed over.
std::string decoded64(Runtime& rt, std::string_view text) {
  std::string bytes;
  unsigned held = 0;
  std::size_t digits = 0, pads = 0;
  for (const char c : text) {
    if (c == '=') {
      if (digits % 4 >= 2 && digits % 4 + ++pads >= 4) return bytes;
      continue;
    }
    const std::size_t digit = standard.find(c);
    if (digit == std::string_view::npos) continue;
    pads = 0;
    held = held << 6 | static_cast<unsigned>(digit);
    if (digits++ % 4 != 0) bytes += static_cast<char>(held >> (6 - 2 * ((digits - 1) % 4)) & 0xff);
  }
  if (digits % 4 == 1)
    fail(rt, fmt::format(
                 "Invalid base64-encoded string: number of data characters ({}) cannot be 1 more than a multiple of 4",
                 digits));
  if (digits % 4 != 0) fail(rt, "Incorrect padding");
  return bytes;
}

void exchange(std::string& text, std::string_view from, std::string_view to) {
  for (char& c : text)
    if (const std::size_t at = from.find(c); at != std::string_view::npos) c = to[at];
}
std::string two_characters(Runtime& rt, const Value& v) {
  std::string both = ascii_of(rt, v);
  if (both.size() != 2) raise(rt, rt.types().assertion_error, std::string(repr(rt, v)->view()));
  return both;
}

Value b64encode(Runtime& rt, Args args) {
  const auto [s, altchars] = bind_python<2>(rt, "b64encode", {"s", "altchars"}, args, 1);
  std::string text = encoded(bytes_argument(rt, s), standard, 6, 4);
  if (!is_none_or_unset(altchars)) exchange(text, "+/", two_characters(rt, altchars));
  return make_bytes(rt, text);
}
Value b64decode(Runtime& rt, Args args) {
  const auto [s, altchars, validate] = bind_python<3>(rt, "b64decode", {"s", "altchars", "validate"}, args, 1);
  std::string text = ascii_of(rt, s);
  if (!is_none_or_unset(altchars)) exchange(text, two_characters(rt, altchars), "+/");
  if (!is_unset(validate) && truth(rt, validate) &&
      text.substr(0, text.find_last_not_of('=') + 1).find_first_not_of(standard) != std::string::npos)
    fail(rt, "Only base64 data is allowed");
  return make_bytes(rt, decoded64(rt, text));
}
Value urlsafe_encode(Runtime& rt, Args args) {
  std::string text = encoded(bytes_argument(rt, args[0]), standard, 6, 4);
  exchange(text, "+/", "-_");
  return make_bytes(rt, text);
}
Value urlsafe_decode(Runtime& rt, Args args) {
  std::string text = ascii_of(rt, args[0]);
  exchange(text, "-_", "+/");
  return make_bytes(rt, decoded64(rt, text));
}
Value b32encode(Runtime& rt, Args args) {
  return make_bytes(rt, encoded(bytes_argument(rt, args[0]), base32, 5, 8));
}
Value b32decode(Runtime& rt, Args args) {
  const std::string text = ascii_of(rt, args[0]);
  if (text.size() % 8 != 0) fail(rt, "Incorrect padding");
  std::string bytes;
  unsigned held = 0, count = 0;
  for (const char c : std::string_view(text).substr(0, text.find('='))) {
    const std::size_t digit = base32.find(c);
    if (digit == std::string_view::npos) fail(rt, "Non-base32 digit found");
    held = held << 5 | static_cast<unsigned>(digit);
    count += 5;
    if (count >= 8) bytes += static_cast<char>(held >> (count -= 8) & 0xff);
  }
  return make_bytes(rt, bytes);
}

std::string hexadecimal(std::string_view bytes, bool upper) {
  std::string text;
  for (const char c : bytes)
    text += upper ? fmt::format("{:02X}", static_cast<unsigned char>(c))
                  : fmt::format("{:02x}", static_cast<unsigned char>(c));
  return text;
}
int hex_digit(char c, bool upper_only) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return !upper_only && c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}
std::string from_hexadecimal(Runtime& rt, std::string_view text, bool upper_only) {
  if (text.size() % 2 != 0) fail(rt, "Odd-length string");
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = hex_digit(text[i], upper_only), low = hex_digit(text[i + 1], upper_only);
    if (high < 0 || low < 0) fail(rt, upper_only ? "Non-base16 digit found" : "Non-hexadecimal digit found");
    bytes += static_cast<char>(high * 16 + low);
  }
  return bytes;
}
Value b16encode(Runtime& rt, Args args) {
  return make_bytes(rt, hexadecimal(bytes_argument(rt, args[0]), true));
}
Value b16decode(Runtime& rt, Args args) {
  return make_bytes(rt, from_hexadecimal(rt, ascii_of(rt, args[0]), true));
}
Value hexlify(Runtime& rt, Args args) {
  return make_bytes(rt, hexadecimal(bytes_argument(rt, args[0]), false));
}
Value unhexlify(Runtime& rt, Args args) {
  return make_bytes(rt, from_hexadecimal(rt, ascii_of(rt, args[0]), false));
}

std::uint32_t crc_of(std::uint32_t crc, std::string_view bytes) {
  crc = ~crc;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0u);
  }
  return ~crc;
}
Value crc32(Runtime& rt, Args args) {
  const std::int64_t begin = args.size() > 1 ? index_number(rt, args[1], nullptr) : 0;
  return Value::integer(crc_of(static_cast<std::uint32_t>(begin), bytes_argument(rt, args[0])));
}

constexpr NativeMethod base64_functions[] = {
    {"b64encode", b64encode},
    {"b64decode", b64decode},
    {"standard_b64encode", b64encode, one_argument()},
    {"standard_b64decode", b64decode, one_argument()},
    {"urlsafe_b64encode", urlsafe_encode, one_argument()},
    {"urlsafe_b64decode", urlsafe_decode, one_argument()},
    {"b32encode", b32encode, one_argument()},
    {"b32decode", b32decode, one_argument()},
    {"b16encode", b16encode, one_argument()},
    {"b16decode", b16decode, one_argument()},
};
constexpr NativeMethod binascii_functions[] = {
    {"hexlify", hexlify, one_argument()},     {"b2a_hex", hexlify, one_argument()},
    {"unhexlify", unhexlify, one_argument()}, {"a2b_hex", unhexlify, one_argument()},
    {"crc32", crc32, between(1, 2)},
};

}  // namespace

Ref<ModuleObject> base64_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "base64");
  add_functions(rt, *module->dict, "base64", base64_functions);
  return module;
}

Ref<ModuleObject> binascii_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "binascii");
  add_functions(rt, *module->dict, "binascii", binascii_functions);
  define_class(rt, *module,
               make_library_class(rt, {.name = "Error", .module = "binascii", .bases = {rt.types().value_error}}));
  return module;
}

}  // namespace orrery::script
