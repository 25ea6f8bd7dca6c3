// int and bool. (longobject.c, boolobject.c)
#include "engine/script/object/int_type.hpp"

#include <fmt/format.h>

#include <cmath>

#include "engine/script/object/bytes.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/format_spec.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

namespace {

Value repr_int(Runtime& rt, const Value& v) {
  return make_str(rt, ints::digits(rt, v, 10));
}
std::int64_t hash_slot(Runtime&, const Value& v) {
  return hash_int(v);
}
bool truth_slot(Runtime&, const Value& v) {
  return int_sign(v) != 0;
}

int order_of(const Value& a, const Value& b) {
  std::int64_t x = 0;
  std::int64_t y = 0;
  if (int_to_number(a, x) && int_to_number(b, y)) return (x > y) - (x < y);
  return mpz_cmp(Big(a).n, Big(b).n);
}

Value compare_int(Runtime&, CompareOp op, const Value& a, const Value& b) {
  if (!is_int(a) || !is_int(b)) return not_implemented;
  const int order = order_of(a, b);
  const bool results[] = {order<0, order <= 0, order == 0, order != 0, order> 0, order >= 0};
  return boolean(results[static_cast<std::size_t>(op)]);
}

// ---- int(x)

Value from_text(Runtime& rt, const Value& x, int base) {
  if (is_str(x)) return ints::parse(rt, as_str(x).view(), base, repr(rt, x)->view());
  return ints::parse(rt, as_bytes(x).view(), base, bytes_quoted(as_bytes(x).view()));
}

bool is_text(const Value& v) {
  return is_str(v) || is_bytes_like(v);
}

Value convert(Runtime& rt, const Value& x) {
  if (is_int(x) && !has_flag(x, TypeFlag::heap_type)) return ints::plain(rt, x);
  const Slots& slots = type_of(rt, x)->slots;
  if (slots.to_int) return ints::plain(rt, slots.to_int(rt, x));
  if (slots.index) return ints::plain(rt, slots.index(rt, x));
  bool pass_self = false;
  const Value trunc = lookup_special(rt, x, rt.names().dunder.trunc_, pass_self);
  if (!is_unset(trunc)) rt.warn(rt.types().deprecation_warning, "The delegation of int() to __trunc__ is deprecated.");
  if (!is_unset(trunc)) return ints::plain(rt, index(rt, pass_self ? call(rt, trunc, x) : call(rt, trunc)));
  if (is_text(x)) return from_text(rt, x, 10);
  raise_type_error(rt, fmt::format("int() argument must be a string, a bytes-like object or a real number, not '{}'",
                                   type_of(rt, x)->name()));
}

Value with_base(Runtime& rt, const Value& x, const Value& base_value) {
  const std::int64_t base = index_number(rt, base_value, nullptr);
  if (base != 0 && (base < 2 || base > 36)) raise_value_error(rt, "int() base must be >= 2 and <= 36, or 0");
  if (!is_text(x)) raise_type_error(rt, "int() can't convert non-string with explicit base");
  return from_text(rt, x, static_cast<int>(base));
}

Value construct_int(Runtime& rt, Type* type, Args args) {
  if (type == rt.types().int_ && args.size() == 1 && args.keyword_count() == 0) return convert(rt, args[0]);
  const auto values = bind<2>(rt, "int", {"", "base"}, args, 0, 1);
  if (is_unset(values[0]) && !is_unset(values[1])) raise_type_error(rt, "int() missing string argument");
  const Value number = is_unset(values[0])   ? Value::integer(0)
                       : is_unset(values[1]) ? convert(rt, values[0])
                                             : with_base(rt, values[0], values[1]);
  return make_int_of(rt, type, number);
}

// ---- methods

Value bit_length(Runtime&, Args args) {
  const Big n(args[0]);
  return Value::integer(mpz_sgn(n.n) == 0 ? 0 : static_cast<std::int64_t>(mpz_sizeinbase(n.n, 2)));
}

Value bit_count(Runtime&, Args args) {
  Big n(args[0]);
  mpz_abs(n.n, n.n);
  return Value::integer(static_cast<std::int64_t>(mpz_popcount(n.n)));
}

bool little_endian(Runtime& rt, const Value& order, std::string_view function) {
  if (is_unset(order)) return false;
  if (!is_str(order))
    raise_type_error(
        rt, fmt::format("{}() argument 'byteorder' must be str, not {}", function, type_of(rt, order)->name()));
  const std::string_view text = as_str(order).view();
  if (text != "little" && text != "big") raise_value_error(rt, "byteorder must be either 'little' or 'big'");
  return text == "little";
}

Value to_bytes(Runtime& rt, Args args) {
  const auto values = bind<3>(rt, "to_bytes", {"length", "byteorder", "signed"}, args.skip(1), 0, 0, 2);
  const std::int64_t size = is_unset(values[0]) ? 1 : index_number(rt, values[0], rt.types().overflow_error);
  if (size < 0) raise_value_error(rt, "length argument must be non-negative");
  const bool little = little_endian(rt, values[1], "to_bytes");
  const bool with_sign = !is_unset(values[2]) && truth(rt, values[2]);
  rt.heap().expect(static_cast<std::size_t>(size));
  Big n(args[0]);
  const bool minus = mpz_sgn(n.n) < 0;
  if (minus && !with_sign) raise(rt, rt.types().overflow_error, "can't convert negative int to unsigned");
  Big room;
  mpz_ui_pow_ui(room.n, 256, static_cast<unsigned long>(size));
  if (minus) mpz_add(n.n, n.n, room.n);
  Big limit;
  mpz_tdiv_q_2exp(limit.n, room.n, with_sign ? 1 : 0);
  const bool fits = minus ? mpz_cmp(n.n, limit.n) >= 0 : mpz_cmp(n.n, limit.n) < 0;
  if (!fits) raise(rt, rt.types().overflow_error, "int too big to convert");
  std::string bytes(static_cast<std::size_t>(size), '\0');
  std::size_t written = 0;
  std::string raw((mpz_sizeinbase(n.n, 2) + 7) / 8 + 1, '\0');
  mpz_export(raw.data(), &written, -1, 1, 0, 0, n.n);
  for (std::size_t i = 0; i < written; ++i) bytes[little ? i : bytes.size() - 1 - i] = raw[i];
  return make_bytes(rt, bytes);
}

Value from_bytes(Runtime& rt, Args args) {
  const auto values = bind<3>(rt, "from_bytes", {"bytes", "byteorder", "signed"}, args.skip(1), 1, 0, 2);
  const bool little = little_endian(rt, values[1], "from_bytes");
  const std::string bytes = bytes_from(rt, values[0]);
  Big n;
  if (!bytes.empty()) mpz_import(n.n, bytes.size(), little ? -1 : 1, 1, 0, 0, bytes.data());
  const bool with_sign = !is_unset(values[2]) && truth(rt, values[2]);
  if (with_sign && !bytes.empty() && mpz_tstbit(n.n, bytes.size() * 8 - 1)) {
    Big room;
    mpz_ui_pow_ui(room.n, 256, bytes.size());
    mpz_sub(n.n, n.n, room.n);
  }
  return call(rt, args[0], make_int(rt, n.n));
}

Value itself(Runtime& rt, Args args) {
  return ints::plain(rt, args[0]);
}
Value round_method(Runtime& rt, Args args) {
  return args.size() == 1 || args[1].is_none() ? ints::plain(rt, args[0]) : ints::rounded(rt, args[0], args[1]);
}
Value as_ratio(Runtime& rt, Args args) {
  return make_tuple(rt, {ints::plain(rt, args[0]), Value::integer(1)});
}
Value absolute(Runtime& rt, Args args) {
  return ints::absolute(rt, args[0]);
}
Value divmod_method(Runtime& rt, Args args) {
  return is_int(args[1]) ? divmod_of_numbers(rt, args[0], args[1]) : Value(not_implemented);
}

Value real(Runtime& rt, const Value& v) {
  return ints::plain(rt, v);
}
Value zero(Runtime&, const Value&) {
  return Value::integer(0);
}
Value one(Runtime&, const Value&) {
  return Value::integer(1);
}
Value float_slot(Runtime& rt, const Value& v) {
  return make_float(rt, int_to_double(rt, v));
}

constexpr NativeMethod methods[] = {
    {"bit_length", bit_length, no_arguments()},
    {"bit_count", bit_count, no_arguments()},
    {"to_bytes", to_bytes},
    {"from_bytes", from_bytes, any_arguments(), NativeMethod::Kind::class_method},
    {"conjugate", itself, no_arguments()},
    {"as_integer_ratio", as_ratio, no_arguments()},
    {"__round__", round_method, between(0, 1)},
    {"__trunc__", itself, no_arguments()},
    {"__floor__", itself, no_arguments()},
    {"__ceil__", itself, no_arguments()},
    {"__abs__", absolute, no_arguments()},
    {"__divmod__", divmod_method, one_argument()},
};
constexpr NativeAttribute attributes[] = {{"real", real}, {"imag", zero}, {"numerator", real}, {"denominator", one}};

}  // namespace

TypeSpec specs::int_(Types&) {
  Slots slots{};
  slots.repr = repr_int;
  slots.format = format_int;
  slots.hash = hash_slot;
  slots.compare = compare_int;
  slots.truth = truth_slot;
  slots.construct = construct_int;
  slots.index = slots.to_int = ints::plain;
  slots.to_float = float_slot;
  ints::fill_arithmetic(slots);
  return {.name = "int",
          .flags = TypeFlag::base_type | TypeFlag::is_int,
          .slots = slots,
          .methods = methods,
          .attributes = attributes};
}

// ---- bool

namespace {

Value repr_bool(Runtime& rt, const Value& v) {
  return make_str(rt, v == true_value ? "True" : "False");
}

Value construct_bool(Runtime& rt, Type*, Args args) {
  no_keywords(rt, args, "bool");
  check_arity(rt, between(0, 1), args, "bool", "bool");
  return boolean(args.size() == 1 && truth(rt, args[0]));
}

template <BinaryOp op>
Value logical(Runtime& rt, const Value& a, const Value& b) {
  if (!is_boolean(a) || !is_boolean(b)) return rt.types().int_->slots.binary[static_cast<std::size_t>(op)](rt, a, b);
  const bool x = a == true_value;
  const bool y = b == true_value;
  return boolean(op == BinaryOp::bit_and ? x && y : op == BinaryOp::bit_or ? x || y : x != y);
}

}  // namespace

TypeSpec specs::bool_(Types& types) {
  Slots slots{};
  slots.repr = repr_bool;
  slots.construct = construct_bool;
  slots.binary[static_cast<std::size_t>(BinaryOp::bit_and)] = logical<BinaryOp::bit_and>;
  slots.binary[static_cast<std::size_t>(BinaryOp::bit_or)] = logical<BinaryOp::bit_or>;
  slots.binary[static_cast<std::size_t>(BinaryOp::bit_xor)] = logical<BinaryOp::bit_xor>;
  return {.name = "bool", .base = types.int_, .flags = TypeFlag::is_int, .slots = slots};
}

}  // namespace orrery::script
