// uuid. (CPython: Lib/uuid.py.) uuid4() is repeatable, as everything in a run is.
#include <fmt/format.h>

#include <string>

#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

// The 16 bytes of one, the highest first.
std::string bytes_of_hex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  return bytes;
}
std::string hex_of_bytes(std::string_view bytes) {
  std::string hex;
  for (const char c : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return hex;
}
// The four bits of the version and the two of RFC 4122's variant.
std::string with_version(std::string bytes, int version) {
  bytes[6] = static_cast<char>((bytes[6] & 0x0f) | version << 4);
  bytes[8] = static_cast<char>((bytes[8] & 0x3f) | 0x80);
  return bytes;
}

std::string hex_of(Runtime& rt, const Value& self) {
  const Big number(field(rt, self, "int"));
  std::string digits(mpz_sizeinbase(number.n, 16) + 2, '\0');
  mpz_get_str(digits.data(), 16, number.n);
  digits.resize(digits.find('\0'));
  return fmt::format("{:0>32}", digits);
}
std::string dashed(std::string_view hex) {
  return fmt::format("{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4), hex.substr(16, 4),
                     hex.substr(20));
}

// ---------------------------------------------------------------- making one

Value number_of_hex(Runtime& rt, const Value& given) {
  std::string hex;
  std::string_view all = as_str(given).view();
  if (all.starts_with("urn:")) all.remove_prefix(4);
  if (all.starts_with("uuid:")) all.remove_prefix(5);
  for (const char c : all)
    if (c != '-' && c != '{' && c != '}') hex += c;
  if (hex.size() != 32) raise_value_error(rt, "badly formed hexadecimal UUID string");
  if (hex.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos)
    raise_value_error(rt, fmt::format("invalid literal for int() with base 16: '{}'", hex));
  return int_from_digits(rt, hex, 16);
}

Value number_of_bytes(Runtime& rt, const Value& given) {
  const std::string_view bytes = bytes_argument(rt, given);
  if (bytes.size() != 16) raise_value_error(rt, "bytes is not a 16-char string");
  return int_from_digits(rt, hex_of_bytes(bytes), 16);
}

Value number_in_range(Runtime& rt, const Value& given) {
  const Value number = index(rt, given);
  const Big big(number);
  if (mpz_sgn(big.n) < 0 || mpz_sizeinbase(big.n, 2) > 128)
    raise_value_error(rt, "int is out of range (need a 128-bit value)");
  return number;
}

Value init(Runtime& rt, Args args) {
  const auto [self, hex, bytes, number, version] =
      bind_python<5>(rt, "UUID.__init__", {"self", "hex", "bytes", "int", "version"}, args, 1);
  const int given = !is_none_or_unset(hex) + !is_none_or_unset(bytes) + !is_none_or_unset(number);
  if (given != 1) raise_type_error(rt, "one of the hex, bytes, bytes_le, fields, or int arguments must be given");
  if (!is_none_or_unset(hex) && !is_str(hex)) raise_no_attribute(rt, hex, rt.heap().intern("replace"));
  Value made = !is_none_or_unset(hex)     ? number_of_hex(rt, hex)
               : !is_none_or_unset(bytes) ? number_of_bytes(rt, bytes)
                                          : number_in_range(rt, number);
  set_field(rt, self, "int", made);
  if (is_none_or_unset(version)) return none;
  const std::int64_t wanted = index_number(rt, version, rt.types().overflow_error);
  if (wanted < 1 || wanted > 5) raise_value_error(rt, "illegal version number");
  const std::string changed = with_version(bytes_of_hex(hex_of(rt, self)), static_cast<int>(wanted));
  set_field(rt, self, "int", int_from_digits(rt, hex_of_bytes(changed), 16));
  return none;
}

Value of_bytes(Runtime& rt, std::string_view bytes) {
  const Value type = module_member(rt, "uuid", "UUID");
  const Value args[] = {none, make_bytes(rt, bytes)};
  return call(rt, type, Args(args, 2));
}

// ---------------------------------------------------------------- what it is

bool is_uuid(Runtime& rt, const Value& v) {
  return type_of(rt, v)->is_subtype_of(type_from(module_member(rt, "uuid", "UUID")));
}
Value shown(Runtime& rt, Args args) {
  return text(rt, dashed(hex_of(rt, args[0])));
}
Value repr_of(Runtime& rt, Args args) {
  return text(rt, fmt::format("{}('{}')", type_of(rt, args[0])->name(), dashed(hex_of(rt, args[0]))));
}
Value to_int(Runtime& rt, Args args) {
  return field(rt, args[0], "int");
}
Value hash_of(Runtime& rt, Args args) {
  return make_int(rt, hash(rt, field(rt, args[0], "int")));
}
template <CompareOp op>
Value compared(Runtime& rt, Args args) {
  if (!is_uuid(rt, args[1])) return not_implemented;
  return compare(rt, op, field(rt, args[0], "int"), field(rt, args[1], "int"));
}
Value refuse_change(Runtime& rt, Args) {
  raise_type_error(rt, "UUID objects are immutable");
}

constexpr NativeMethod methods[] = {{"__init__", init},
                                    {"__str__", shown, no_arguments()},
                                    {"__repr__", repr_of, no_arguments()},
                                    {"__int__", to_int, no_arguments()},
                                    {"__hash__", hash_of, no_arguments()},
                                    {"__eq__", compared<CompareOp::equal>, one_argument()},
                                    {"__lt__", compared<CompareOp::less>, one_argument()},
                                    {"__le__", compared<CompareOp::less_equal>, one_argument()},
                                    {"__gt__", compared<CompareOp::greater>, one_argument()},
                                    {"__ge__", compared<CompareOp::greater_equal>, one_argument()},
                                    {"__setattr__", refuse_change, between(2, 2)}};

Value get_hex(Runtime& rt, const Value& self) {
  return text(rt, hex_of(rt, self));
}
Value get_bytes(Runtime& rt, const Value& self) {
  return make_bytes(rt, bytes_of_hex(hex_of(rt, self)));
}
Value get_urn(Runtime& rt, const Value& self) {
  return text(rt, "urn:uuid:" + dashed(hex_of(rt, self)));
}
bool has_variant(const std::string& bytes) {
  return (static_cast<unsigned char>(bytes[8]) & 0xc0) == 0x80;
}
Value get_version(Runtime& rt, const Value& self) {
  const std::string bytes = bytes_of_hex(hex_of(rt, self));
  return has_variant(bytes) ? Value::integer(static_cast<unsigned char>(bytes[6]) >> 4) : Value(none);
}
Value get_variant(Runtime& rt, const Value& self) {
  const unsigned top = static_cast<unsigned char>(bytes_of_hex(hex_of(rt, self))[8]);
  if (!(top & 0x80)) return text(rt, "reserved for NCS compatibility");
  if (!(top & 0x40)) return text(rt, "specified in RFC 4122");
  return text(rt, top & 0x20 ? "reserved for future definition" : "reserved for Microsoft compatibility");
}
constexpr NativeAttribute attributes[] = {
    {"hex", get_hex}, {"bytes", get_bytes}, {"urn", get_urn}, {"version", get_version}, {"variant", get_variant}};

// ---------------------------------------------------------------- the functions of the module

Value uuid4(Runtime& rt, Args) {
  return of_bytes(rt, with_version(entropy_bytes(rt, 16), 4));
}

// The name behind its namespace, digested.
Value of_name(Runtime& rt, Args args, std::string_view function, std::string_view digest, int version) {
  const auto [space, name] = bind_python<2>(rt, function, {"namespace", "name"}, args);
  std::string all(as_bytes(getattr(rt, space, "bytes")).view());
  all += is_str(name) ? as_str(name).view() : bytes_argument(rt, name);
  const Value hash = call(rt, module_member(rt, "hashlib", digest), make_bytes(rt, all));
  return of_bytes(rt,
                  with_version(std::string(as_bytes(call_method(rt, hash, "digest")).view().substr(0, 16)), version));
}
Value uuid3(Runtime& rt, Args args) {
  return of_name(rt, args, "uuid3", "md5", 3);
}
Value uuid5(Runtime& rt, Args args) {
  return of_name(rt, args, "uuid5", "sha1", 5);
}

constexpr NativeMethod functions[] = {{"uuid4", uuid4, no_arguments()}, {"uuid3", uuid3}, {"uuid5", uuid5}};

}  // namespace

Ref<ModuleObject> uuid_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "uuid");
  add_functions(rt, *module->dict, "uuid", functions);
  Type* const type =
      make_library_class(rt, {.name = "UUID", .module = "uuid", .methods = methods, .attributes = attributes});
  define_class(rt, *module, type);
  constexpr std::pair<std::string_view, std::string_view> spaces[] = {
      {"NAMESPACE_DNS", "6ba7b810-9dad-11d1-80b4-00c04fd430c8"},
      {"NAMESPACE_URL", "6ba7b811-9dad-11d1-80b4-00c04fd430c8"},
      {"NAMESPACE_OID", "6ba7b812-9dad-11d1-80b4-00c04fd430c8"},
      {"NAMESPACE_X500", "6ba7b814-9dad-11d1-80b4-00c04fd430c8"}};
  for (const auto& [name, hex] : spaces) define(rt, *module, name, call(rt, value_of(type), text(rt, hex)));
  return module;
}

}  // namespace orrery::script
