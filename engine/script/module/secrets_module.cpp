// secrets: as its functions look. The numbers are repeatable, as everything in a run is: they are no secrets.
// (CPython: Lib/secrets.py.)
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

std::string entropy_bytes(Runtime& rt, std::size_t count) {
  std::string bytes(count, '\0');
  for (char& c : bytes) c = static_cast<char>(standard_state(rt).entropy.bits(8));
  return bytes;
}

namespace {

std::size_t count_of(Runtime& rt, Args args) {
  if (args.size() == 0 || args[0].is_none()) return 32;
  const std::int64_t count = index_number(rt, args[0], rt.types().overflow_error);
  if (count < 0) raise_value_error(rt, "negative argument not allowed");
  rt.heap().expect(static_cast<std::size_t>(count));
  return static_cast<std::size_t>(count);
}

Value token_bytes(Runtime& rt, Args args) {
  return make_bytes(rt, entropy_bytes(rt, count_of(rt, args)));
}
Value token_hex(Runtime& rt, Args args) {
  std::string shown;
  for (const char c : entropy_bytes(rt, count_of(rt, args)))
    shown += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return text(rt, shown);
}
Value token_urlsafe(Runtime& rt, Args args) {
  const Value encoded = call(rt, module_member(rt, "base64", "urlsafe_b64encode"), token_bytes(rt, args));
  const std::string_view shown = as_bytes(encoded).view();
  return text(rt, shown.substr(0, shown.find('=')));
}

Value randbits(Runtime& rt, Args args) {
  const std::int64_t bits = index_number(rt, args[0], rt.types().overflow_error);
  if (bits < 0) raise_value_error(rt, "number of bits must be non-negative");
  if (bits == 0) return Value::integer(0);
  const std::size_t bytes = static_cast<std::size_t>(bits + 7) / 8;
  std::string digits;
  for (const char c : entropy_bytes(rt, bytes)) digits += fmt::format("{:02x}", static_cast<unsigned char>(c));
  const Value whole = int_from_digits(rt, digits, 16);
  return binary(rt, BinaryOp::right_shift, whole, Value::integer(static_cast<std::int64_t>(bytes * 8) - bits));
}
Value randbelow(Runtime& rt, Args args) {
  if (int_sign(index(rt, args[0])) <= 0) raise_value_error(rt, "Upper bound must be positive.");
  std::int64_t bound = 0;
  if (int_to_number(index(rt, args[0]), bound))
    return make_int(rt, standard_state(rt).entropy.below(static_cast<std::uint64_t>(bound)));
  const Value wide[] = {Value::integer(256)};
  return binary(rt, BinaryOp::modulo, randbits(rt, Args(wide, 1)), args[0]);
}
Value choice(Runtime& rt, Args args) {
  const std::int64_t count = length(rt, args[0]);
  if (count == 0) raise(rt, rt.types().index_error, "Cannot choose from an empty sequence");
  const std::uint64_t place = standard_state(rt).entropy.below(static_cast<std::uint64_t>(count));
  return getitem(rt, args[0], make_int(rt, place));
}

Value compare_digest(Runtime& rt, Args args) {
  const bool both_text = is_str(args[0]) && is_str(args[1]);
  const bool both_bytes = is_bytes_like(args[0]) && is_bytes_like(args[1]);
  if (both_text && as_str(args[0]).is_ascii() && as_str(args[1]).is_ascii())
    return boolean(as_str(args[0]).view() == as_str(args[1]).view());
  if (both_text) raise_type_error(rt, "comparing strings with non-ASCII characters is not supported");
  if (!both_bytes)
    raise_type_error(rt, fmt::format("unsupported operand types(s) or combination of types: '{}' and '{}'",
                                     type_of(rt, args[0])->name(), type_of(rt, args[1])->name()));
  return boolean(as_bytes(args[0]).view() == as_bytes(args[1]).view());
}

constexpr NativeMethod functions[] = {
    {"token_bytes", token_bytes, between(0, 1)},      {"token_hex", token_hex, between(0, 1)},
    {"token_urlsafe", token_urlsafe, between(0, 1)},  {"randbits", randbits, one_argument()},
    {"randbelow", randbelow, one_argument()},         {"choice", choice, one_argument()},
    {"compare_digest", compare_digest, between(2, 2)}};

}  // namespace

Ref<ModuleObject> secrets_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "secrets");
  add_functions(rt, *module->dict, "secrets", functions);
  define(rt, *module, "DEFAULT_ENTROPY", Value::integer(32));
  return module;
}

}  // namespace orrery::script
