// struct: numbers as bytes. (CPython: Modules/_struct.c.)
#include <fmt/format.h>

#include "engine/script/module/define.hpp"
#include "engine/script/module/library.hpp"
#include "engine/script/module/standard.hpp"
#include "engine/script/module/standard_state.hpp"
#include "engine/script/module/struct_format.hpp"
#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {
namespace {

[[noreturn]] void fail(Runtime& rt, const std::string& words) {
  raise(rt, type_from(module_member(rt, "struct", "error")), words);
}

StructFormat format_of(Runtime& rt, const Value& v) {
  StructFormat format;
  if (!is_str(v) && !is_bytes_like(v))
    raise_type_error(rt,
                     fmt::format("Struct() argument 1 must be a str or bytes object, not {}", type_of(rt, v)->name()));
  const std::string words = parse_struct(is_str(v) ? as_str(v).view() : as_bytes(v).view(), format);
  if (!words.empty()) fail(rt, words);
  return format;
}

// ---------------------------------------------------------------- packing

// Up to 3.11 the words depend on how the number is too large.
std::string older_range_words(const StructItem& item, bool fits_long, bool big_endian) {
  if (!fits_long) return big_endian && item.size == 8 ? "int too large to convert" : "argument out of range";
  switch (item.code) {
    case 'b':
      return "byte format requires -128 <= number <= 127";
    case 'B':
      return "ubyte format requires 0 <= number <= 255";
    case 'h':
      return "short format requires -32768 <= number <= 32767";
    case 'H':
      return "ushort format requires 0 <= number <= 65535";
    default:
      break;
  }
  const bool whole = is_unsigned_code(item.code);
  const std::uint64_t most = whole ? 0xffffffffu : 0x7fffffffu;
  if (item.size == 8) return big_endian ? "int too large to convert" : "argument out of range";
  return fmt::format("'{}' format requires {} <= number <= {}", item.code, whole ? 0 : -2147483648LL, most);
}

[[noreturn]] void out_of_range(Runtime& rt, const StructItem& item, bool fits_long, bool big_endian) {
  if (rt.environment().rules() < loop::Rules::py312) fail(rt, older_range_words(item, fits_long, big_endian));
  const bool whole = is_unsigned_code(item.code);
  const unsigned bits = static_cast<unsigned>(item.size * 8 - (whole ? 0 : 1));
  const std::uint64_t most = bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
  const std::string least = whole ? "0" : fmt::format("-{}", most + 1);
  fail(rt, fmt::format("'{}' format requires {} <= number <= {}", item.code, least, most));
}

std::string packed_integer(Runtime& rt, const StructItem& item, const Value& v, bool big_endian) {
  const bool whole = is_unsigned_code(item.code);
  Value number = v;
  if (!is_int(v)) {
    if (!type_of(rt, v)->slots.index) fail(rt, "required argument is not an integer");
    number = index(rt, v);
  }
  std::int64_t small = 0;
  const bool fits_long = int_to_number(number, small);
  std::uint64_t bits = static_cast<std::uint64_t>(small);
  if (!fits_long) {
    const Big big(number);
    if (!whole || item.size != 8 || mpz_sgn(big.n) < 0 || mpz_sizeinbase(big.n, 2) > 64)
      out_of_range(rt, item, false, big_endian);
    bits = mpz_get_ui(big.n);
  } else if (whole ? small < 0 || (item.size < 8 && bits >> (item.size * 8) != 0)
                   : item.size < 8 && (small >> (item.size * 8 - 1)) != (small < 0 ? -1 : 0)) {
    // A negative one is no unsigned long, which all but the short ones are read as.
    out_of_range(rt, item, !(whole && small < 0 && item.size > 2), big_endian);
  }
  return number_bytes(bits, item.size, big_endian);
}

std::string packed_float(Runtime& rt, const StructItem& item, const Value& v, bool big_endian) {
  if (!is_int(v) && !is_float(v) && !type_of(rt, v)->slots.to_float) fail(rt, "required argument is not a float");
  std::uint64_t bits = 0;
  if (!float_bits(to_double(rt, v), item.size, bits))
    raise(rt, rt.types().overflow_error,
          item.code == 'e' ? "float too large to pack with e format" : "float too large to pack with f format");
  return number_bytes(bits, item.size, big_endian);
}

std::string packed_bytes(Runtime& rt, const StructItem& item, const Value& v) {
  if (!is_bytes_like(v)) fail(rt, fmt::format("argument for '{}' must be a bytes object", item.code));
  const bool pascal = item.code == 'p';
  const std::size_t room = item.count - (pascal && item.count > 0 ? 1 : 0);
  std::string bytes(as_bytes(v).view().substr(0, room));
  if (pascal && item.count > 0)
    bytes.insert(bytes.begin(), static_cast<char>(std::min<std::size_t>(bytes.size(), 255)));
  bytes.resize(item.count);
  return bytes;
}

std::string packed(Runtime& rt, const StructItem& item, const Value& v, bool big_endian) {
  if (item.code == 'c') {
    if (!is_bytes_like(v) || as_bytes(v).size() != 1) fail(rt, "char format requires a bytes object of length 1");
    return std::string(as_bytes(v).view());
  }
  if (item.code == '?') return std::string(1, truth(rt, v) ? '\1' : '\0');
  if (is_float_code(item.code)) return packed_float(rt, item, v, big_endian);
  return packed_integer(rt, item, v, big_endian);
}

std::string pack_all(Runtime& rt, const StructFormat& format, std::span<const Value> values,
                     std::string_view function) {
  if (values.size() != format.values)
    fail(rt, fmt::format("{} expected {} items for packing (got {})", function, format.values, values.size()));
  std::string bytes(format.size, '\0');
  std::size_t next = 0;
  for (const StructItem& item : format.items) {
    if (item.code == 'x') continue;
    if (item.code == 's' || item.code == 'p') {
      bytes.replace(item.offset, item.count, packed_bytes(rt, item, values[next++]));
      continue;
    }
    for (std::size_t i = 0; i < item.count; ++i)
      bytes.replace(item.offset + i * item.size, item.size, packed(rt, item, values[next++], format.big_endian));
  }
  return bytes;
}

// ---------------------------------------------------------------- unpacking

Value unpacked(Runtime& rt, const StructItem& item, std::string_view bytes, bool big_endian) {
  if (item.code == 'c') return make_bytes(rt, bytes);
  if (item.code == '?') return boolean(bytes[0] != 0);
  const std::uint64_t bits = number_of(bytes, big_endian);
  if (is_float_code(item.code)) return make_float(rt, float_of_bits(bits, item.size));
  if (is_unsigned_code(item.code)) return make_int(rt, bits);
  const unsigned unused = static_cast<unsigned>(64 - item.size * 8);
  return make_int(rt, static_cast<std::int64_t>(bits << unused) >> unused);
}

Value bytes_value(Runtime& rt, const StructItem& item, std::string_view bytes) {
  if (item.code == 's' || bytes.empty()) return make_bytes(rt, bytes);
  const std::size_t length = std::min<std::size_t>(static_cast<unsigned char>(bytes[0]), bytes.size() - 1);
  return make_bytes(rt, bytes.substr(1, length));
}

Value unpack_all(Runtime& rt, const StructFormat& format, std::string_view bytes) {
  std::vector<Value> values;
  for (const StructItem& item : format.items) {
    if (item.code == 'x') continue;
    if (item.code == 's' || item.code == 'p')
      values.push_back(bytes_value(rt, item, bytes.substr(item.offset, item.count)));
    else
      for (std::size_t i = 0; i < item.count; ++i)
        values.push_back(unpacked(rt, item, bytes.substr(item.offset + i * item.size, item.size), format.big_endian));
  }
  return Value(make_tuple(rt, std::span<const Value>(values)));
}

Value unpack_exactly(Runtime& rt, const StructFormat& format, const Value& buffer) {
  const std::string_view bytes = bytes_argument(rt, buffer);
  if (bytes.size() != format.size) fail(rt, fmt::format("unpack requires a buffer of {} bytes", format.size));
  return unpack_all(rt, format, bytes);
}

// Where in the buffer `offset` is; `verb`: what is to be done there.
std::size_t place_of(Runtime& rt, const StructFormat& format, std::int64_t offset, std::size_t size,
                     std::string_view function, std::string_view verb) {
  const auto have = static_cast<std::int64_t>(size), need = static_cast<std::int64_t>(format.size);
  if (offset < 0) {
    if (offset + need > 0)
      fail(rt, verb == "packing" ? fmt::format("no space to pack {} bytes at offset {}", need, offset)
                                 : fmt::format("not enough data to unpack {} bytes at offset {}", need, offset));
    if (offset + have < 0) fail(rt, fmt::format("offset {} out of range for {}-byte buffer", offset, size));
    offset += have;
  }
  if (have - offset < need)
    fail(rt, fmt::format(
                 "{} requires a buffer of at least {} bytes for {} {} bytes at offset {} (actual buffer size is {})",
                 function, need + offset, verb, need, offset, size));
  return static_cast<std::size_t>(offset);
}

Value unpack_at(Runtime& rt, const StructFormat& format, Args args) {
  const auto [buffer, offset] = script::bind<2>(rt, "unpack_from", {"buffer", "offset"}, args, 1);
  const std::string_view bytes = bytes_argument(rt, buffer);
  const std::int64_t at = is_unset(offset) ? 0 : index_number(rt, offset, rt.types().overflow_error);
  return unpack_all(rt, format,
                    bytes.substr(place_of(rt, format, at, bytes.size(), "unpack_from", "unpacking"), format.size));
}

Value pack_at(Runtime& rt, const StructFormat& format, Args args) {
  if (args.size() == 0) fail(rt, "pack_into expected buffer argument");
  if (args.size() == 1) fail(rt, "pack_into expected offset argument");
  if (!is_exact(args[0], rt.types().bytearray))
    raise_type_error(
        rt, fmt::format("argument must be read-write bytes-like object, not {}", type_of(rt, args[0])->name()));
  Bytes& buffer = as_bytes(args[0]);
  if (args.size() - 2 != format.values)
    fail(rt, fmt::format("pack_into expected {} items for packing (got {})", format.values, args.size() - 2));
  const std::int64_t offset = index_number(rt, args[1], rt.types().overflow_error);
  const std::size_t at = place_of(rt, format, offset, buffer.size(), "pack_into", "packing");
  buffer.content().replace(at, format.size, pack_all(rt, format, args.positional().subspan(2), "pack_into"));
  return none;
}

Value unpack_each(Runtime& rt, const StructFormat& format, const Value& buffer) {
  const std::string_view bytes = bytes_argument(rt, buffer);
  if (format.size == 0) fail(rt, "cannot iteratively unpack with a struct of length 0");
  if (bytes.size() % format.size != 0)
    fail(rt, fmt::format("iterative unpacking requires a buffer of a multiple of {} bytes", format.size));
  const Ref<List> all = make_list(rt);
  for (std::size_t at = 0; at < bytes.size(); at += format.size)
    all->append(unpack_all(rt, format, bytes.substr(at, format.size)));
  return iter(rt, Value(all));
}

// ---------------------------------------------------------------- the functions of the module

const Value& format_argument(Runtime& rt, Args args) {
  if (args.size() == 0) raise_type_error(rt, "missing format argument");
  return args[0];
}
Value pack(Runtime& rt, Args args) {
  const StructFormat format = format_of(rt, format_argument(rt, args));
  return make_bytes(rt, pack_all(rt, format, args.skip(1).positional(), "pack"));
}
Value pack_into(Runtime& rt, Args args) {
  return pack_at(rt, format_of(rt, format_argument(rt, args)), args.skip(1));
}
Value unpack(Runtime& rt, Args args) {
  return unpack_exactly(rt, format_of(rt, args[0]), args[1]);
}
Value unpack_from(Runtime& rt, Args args) {
  return unpack_at(rt, format_of(rt, format_argument(rt, args)), args.skip(1));
}
Value iter_unpack(Runtime& rt, Args args) {
  return unpack_each(rt, format_of(rt, args[0]), args[1]);
}
Value calcsize(Runtime& rt, Args args) {
  return make_int(rt, static_cast<std::uint64_t>(format_of(rt, args[0]).size));
}

constexpr NativeMethod functions[] = {{"pack", pack},
                                      {"pack_into", pack_into},
                                      {"unpack", unpack, between(2, 2)},
                                      {"unpack_from", unpack_from},
                                      {"iter_unpack", iter_unpack, between(2, 2)},
                                      {"calcsize", calcsize, one_argument()}};

// ---------------------------------------------------------------- Struct

StructFormat own_format(Runtime& rt, Args args) {
  return format_of(rt, field(rt, args[0], "format"));
}

Value struct_init(Runtime& rt, Args args) {
  const auto [self, format] = script::bind<2>(rt, "Struct", {"self", "format"}, args, 2);
  const StructFormat parsed = format_of(rt, format);
  set_field(rt, self, "format",
            is_str(format) ? format : Value(decode(rt, as_bytes(format).view(), "ascii", "strict")));
  set_field(rt, self, "size", make_int(rt, static_cast<std::uint64_t>(parsed.size)));
  return none;
}
Value struct_pack(Runtime& rt, Args args) {
  return make_bytes(rt, pack_all(rt, own_format(rt, args), args.skip(1).positional(), "pack"));
}
Value struct_pack_into(Runtime& rt, Args args) {
  return pack_at(rt, own_format(rt, args), args.skip(1));
}
Value struct_unpack(Runtime& rt, Args args) {
  return unpack_exactly(rt, own_format(rt, args), args[1]);
}
Value struct_unpack_from(Runtime& rt, Args args) {
  return unpack_at(rt, own_format(rt, args), args.skip(1));
}
Value struct_iter_unpack(Runtime& rt, Args args) {
  return unpack_each(rt, own_format(rt, args), args[1]);
}
Value struct_repr(Runtime& rt, Args args) {
  const Value format = field(rt, args[0], "format");
  if (rt.environment().rules() < loop::Rules::py313)
    return text(rt, fmt::format("<_struct.Struct object at {:#x}>", rt.heap().id_of(args[0])));
  return text(rt, fmt::format("Struct({})", repr(rt, format)->view()));
}

constexpr NativeMethod struct_methods[] = {{"__init__", struct_init},
                                           {"__repr__", struct_repr, no_arguments()},
                                           {"pack", struct_pack},
                                           {"pack_into", struct_pack_into},
                                           {"unpack", struct_unpack, one_argument()},
                                           {"unpack_from", struct_unpack_from},
                                           {"iter_unpack", struct_iter_unpack, one_argument()}};

}  // namespace

Ref<ModuleObject> struct_module(Runtime& rt) {
  Ref<ModuleObject> module = make_module(rt, "struct");
  add_functions(rt, *module->dict, "_struct", functions);
  define_class(rt, *module,
               make_library_class(rt, {.name = "error", .module = "struct", .bases = {rt.types().exception}}));
  define_class(rt, *module, make_library_class(rt, {.name = "Struct", .module = "_struct", .methods = struct_methods}));
  return module;
}

}  // namespace orrery::script
