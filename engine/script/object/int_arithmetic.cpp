// Arithmetic of ints: machine words where they suffice, GMP beyond. (longobject.c)
#include <fmt/format.h>

#include <cmath>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/int_type.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"

namespace orrery::script::ints {

namespace {

// Larger ints end in MemoryError: nobody wants to wait for them.
constexpr std::uint64_t most_bits = std::uint64_t{1} << 27;

[[noreturn]] void zero_division(Runtime& rt, const char* text) {
  raise(rt, rt.types().zero_division_error, text);
}

void check_size(Runtime& rt, std::uint64_t bits) {
  if (bits > most_bits) rt.heap().out_of_memory();
}

std::uint64_t bits_of(const mpz_t n) {
  return mpz_sizeinbase(n, 2);
}

Value add_wide(Runtime& rt, const mpz_t a, const mpz_t b) {
  Big r;
  mpz_add(r.n, a, b);
  return make_int(rt, r.n);
}
Value subtract_wide(Runtime& rt, const mpz_t a, const mpz_t b) {
  Big r;
  mpz_sub(r.n, a, b);
  return make_int(rt, r.n);
}
Value multiply_wide(Runtime& rt, const mpz_t a, const mpz_t b) {
  check_size(rt, bits_of(a) + bits_of(b));
  Big r;
  mpz_mul(r.n, a, b);
  return make_int(rt, r.n);
}
Value floor_divide_wide(Runtime& rt, const mpz_t a, const mpz_t b) {
  if (mpz_sgn(b) == 0) zero_division(rt, "integer division or modulo by zero");
  Big r;
  mpz_fdiv_q(r.n, a, b);
  return make_int(rt, r.n);
}
Value modulo_wide(Runtime& rt, const mpz_t a, const mpz_t b) {
  if (mpz_sgn(b) == 0) zero_division(rt, "integer modulo by zero");
  Big r;
  mpz_fdiv_r(r.n, a, b);
  return make_int(rt, r.n);
}
Value and_wide(Runtime& rt, const mpz_t a, const mpz_t b) {
  Big r;
  mpz_and(r.n, a, b);
  return make_int(rt, r.n);
}
Value or_wide(Runtime& rt, const mpz_t a, const mpz_t b) {
  Big r;
  mpz_ior(r.n, a, b);
  return make_int(rt, r.n);
}
Value xor_wide(Runtime& rt, const mpz_t a, const mpz_t b) {
  Big r;
  mpz_xor(r.n, a, b);
  return make_int(rt, r.n);
}

// How far to shift; huge counts only matter as "all of it".
bool shift_count(Runtime& rt, const mpz_t b, std::uint64_t& count) {
  if (mpz_sgn(b) < 0) raise_value_error(rt, "negative shift count");
  if (!mpz_fits_ulong_p(b)) return false;
  count = mpz_get_ui(b);
  return true;
}

Value left_shift_wide(Runtime& rt, const mpz_t a, const mpz_t b) {
  std::uint64_t count = 0;
  const bool fits = shift_count(rt, b, count);
  if (mpz_sgn(a) == 0) return Value::integer(0);
  if (!fits) raise(rt, rt.types().overflow_error, "too many digits in integer");
  if (count > most_bits) rt.heap().out_of_memory();
  check_size(rt, bits_of(a) + count);
  Big r;
  mpz_mul_2exp(r.n, a, count);
  return make_int(rt, r.n);
}
Value right_shift_wide(Runtime& rt, const mpz_t a, const mpz_t b) {
  std::uint64_t count = 0;
  if (!shift_count(rt, b, count)) return Value::integer(mpz_sgn(a) < 0 ? -1 : 0);
  Big r;
  mpz_fdiv_q_2exp(r.n, a, count);
  return make_int(rt, r.n);
}

Value power_wide(Runtime& rt, const mpz_t a, const mpz_t b) {
  if (mpz_sgn(b) < 0) {
    const double base = big_to_double(rt, a);
    if (base == 0) zero_division(rt, "0.0 cannot be raised to a negative power");
    return make_float(rt, std::pow(base, big_to_double(rt, b)));
  }
  const bool trivial = mpz_cmpabs_ui(a, 1) <= 0;
  if (!trivial && (!mpz_fits_ulong_p(b) || mpz_get_ui(b) > most_bits)) rt.heap().out_of_memory();
  if (!trivial) check_size(rt, (bits_of(a) - 1) * mpz_get_ui(b));
  Big r;
  mpz_pow_ui(r.n, a, trivial ? (mpz_sgn(b) == 0 ? 0 : mpz_even_p(b) ? 2 : 1) : mpz_get_ui(b));
  return make_int(rt, r.n);
}

// a / b, rounded once (longobject.c, long_true_divide).
Value true_divide_wide(Runtime& rt, const mpz_t a, const mpz_t b) {
  if (mpz_sgn(b) == 0) zero_division(rt, "division by zero");
  if (mpz_sgn(a) == 0) return make_float(rt, 0.0);
  const auto difference = static_cast<std::int64_t>(bits_of(a)) - static_cast<std::int64_t>(bits_of(b));
  if (difference > 1024) raise(rt, rt.types().overflow_error, "integer division result too large for a float");
  const bool negative = (mpz_sgn(a) < 0) != (mpz_sgn(b) < 0);
  if (difference < -1080) return make_float(rt, negative ? -0.0 : 0.0);
  const std::int64_t shift = std::max<std::int64_t>(difference, -1021) - 55;
  Big x, y, q, r;
  mpz_abs(x.n, a);
  mpz_abs(y.n, b);
  if (shift <= 0) {
    mpz_mul_2exp(x.n, x.n, static_cast<mp_bitcnt_t>(-shift));
  } else {
    mpz_mul_2exp(y.n, y.n, static_cast<mp_bitcnt_t>(shift));
  }
  mpz_tdiv_qr(q.n, r.n, x.n, y.n);
  // 55 to 57 bits: round half to even by hand, at the place where the double's last bit will be.
  std::uint64_t bits = mpz_get_ui(q.n);
  const auto width = static_cast<std::int64_t>(mpz_sizeinbase(q.n, 2));
  const std::int64_t extra = std::max<std::int64_t>(width, -1021 - shift) - 53;
  const std::uint64_t mask = std::uint64_t{1} << (extra - 1);
  if (mpz_sgn(r.n) != 0) bits |= 1;
  if ((bits & mask) && (bits & (3 * mask - 1))) bits += mask;
  bits &= ~(2 * mask - 1);
  const double d = std::ldexp(static_cast<double>(bits), static_cast<int>(shift));
  if (std::isinf(d)) raise(rt, rt.types().overflow_error, "integer division result too large for a float");
  return make_float(rt, negative ? -d : d);
}

using Wide = Value (*)(Runtime&, const mpz_t, const mpz_t);
constexpr Wide wide[] = {add_wide,          subtract_wide, multiply_wide, nullptr,         true_divide_wide,
                         floor_divide_wide, modulo_wide,   power_wide,    left_shift_wide, right_shift_wide,
                         and_wide,          or_wide,       xor_wide};

std::int64_t floor_quotient(std::int64_t a, std::int64_t b) {
  const std::int64_t q = a / b;
  return q - ((a % b != 0) && ((a < 0) != (b < 0)));
}

std::int64_t floor_remainder(std::int64_t a, std::int64_t b) {
  const std::int64_t r = a % b;
  return r != 0 && ((r < 0) != (b < 0)) ? r + b : r;
}

// The result in machine words, or `unset` if it may not fit (or is an error).
template <BinaryOp op>
Value narrow(Runtime& rt, std::int64_t a, std::int64_t b) {
  std::int64_t r = 0;
  if constexpr (op == BinaryOp::add) return __builtin_add_overflow(a, b, &r) ? Value(unset) : make_int(rt, r);
  if constexpr (op == BinaryOp::subtract) return __builtin_sub_overflow(a, b, &r) ? Value(unset) : make_int(rt, r);
  if constexpr (op == BinaryOp::multiply) return __builtin_mul_overflow(a, b, &r) ? Value(unset) : make_int(rt, r);
  if constexpr (op == BinaryOp::bit_and) return make_int(rt, a & b);
  if constexpr (op == BinaryOp::bit_or) return make_int(rt, a | b);
  if constexpr (op == BinaryOp::bit_xor) return make_int(rt, a ^ b);
  if (a == INT64_MIN) return unset;
  if constexpr (op == BinaryOp::floor_divide) return b == 0 ? Value(unset) : make_int(rt, floor_quotient(a, b));
  if constexpr (op == BinaryOp::modulo) return b == 0 ? Value(unset) : make_int(rt, floor_remainder(a, b));
  if constexpr (op == BinaryOp::right_shift) return b < 0 ? Value(unset) : make_int(rt, a >> (b > 63 ? 63 : b));
  if constexpr (op == BinaryOp::left_shift) {
    const bool fits = b >= 0 && b < 62 && (a < 0 ? -a : a) < (std::int64_t{1} << (62 - b));
    return fits ? make_int(rt, a * (std::int64_t{1} << b)) : Value(unset);
  }
  if constexpr (op == BinaryOp::true_divide) {
    constexpr std::int64_t exact = std::int64_t{1} << 53;
    if (b == 0 || a > exact || a < -exact || b > exact || b < -exact) return unset;
    return make_float(rt, static_cast<double>(a) / static_cast<double>(b));
  }
  return unset;
}

template <BinaryOp op>
Value operate(Runtime& rt, const Value& a, const Value& b) {
  if (!is_int(a) || !is_int(b)) return not_implemented;
  std::int64_t x = 0;
  std::int64_t y = 0;
  if (int_to_number(a, x) && int_to_number(b, y)) {
    Value result = narrow<op>(rt, x, y);
    if (!is_unset(result)) return result;
  }
  const Big left(a);
  const Big right(b);
  return wide[static_cast<std::size_t>(op)](rt, left.n, right.n);
}

Value negative(Runtime& rt, const Value& v) {
  Big n(v);
  mpz_neg(n.n, n.n);
  return make_int(rt, n.n);
}
Value positive(Runtime& rt, const Value& v) {
  return plain(rt, v);
}
// (Objects/boolobject.c, bool_invert)
void warn_of_inverted_bool(Runtime& rt) {
  if (rt.environment().rules() == loop::Rules::py311) return;
  const bool dated = rt.environment().rules() >= loop::Rules::py313;
  rt.warn(rt.types().deprecation_warning,
          fmt::format("Bitwise inversion '~' on bool is deprecated{}. This returns the bitwise inversion of the "
                      "underlying int object and is usually not what you expect from negating a bool. Use the 'not' "
                      "operator for boolean negation or ~int(x) if you really want the bitwise inversion of the "
                      "underlying int.",
                      dated ? " and will be removed in Python 3.16" : ""));
}
Value invert(Runtime& rt, const Value& v) {
  if (is_boolean(v)) warn_of_inverted_bool(rt);
  Big n(v);
  mpz_com(n.n, n.n);
  return make_int(rt, n.n);
}

}  // namespace

Value plain(Runtime& rt, const Value& v) {
  return v.is_integer() ? v : make_int(rt, Big(v).n);
}

Value absolute(Runtime& rt, const Value& v) {
  return int_sign(v) < 0 ? negative(rt, v) : plain(rt, v);
}

void fill_arithmetic(Slots& slots) {
  const auto set = [&slots](BinaryOp op, Slots::Binary f) { slots.binary[static_cast<std::size_t>(op)] = f; };
  set(BinaryOp::add, operate<BinaryOp::add>);
  set(BinaryOp::subtract, operate<BinaryOp::subtract>);
  set(BinaryOp::multiply, operate<BinaryOp::multiply>);
  set(BinaryOp::true_divide, operate<BinaryOp::true_divide>);
  set(BinaryOp::floor_divide, operate<BinaryOp::floor_divide>);
  set(BinaryOp::modulo, operate<BinaryOp::modulo>);
  set(BinaryOp::power, operate<BinaryOp::power>);
  set(BinaryOp::left_shift, operate<BinaryOp::left_shift>);
  set(BinaryOp::right_shift, operate<BinaryOp::right_shift>);
  set(BinaryOp::bit_and, operate<BinaryOp::bit_and>);
  set(BinaryOp::bit_or, operate<BinaryOp::bit_or>);
  set(BinaryOp::bit_xor, operate<BinaryOp::bit_xor>);
  slots.unary = {negative, positive, invert};
}

}  // namespace orrery::script::ints

namespace orrery::script {

Value divmod_of_numbers(Runtime& rt, const Value& a, const Value& b) {
  if (is_int(a) && is_int(b)) {
    if (int_sign(b) == 0) raise(rt, rt.types().zero_division_error, "integer division or modulo by zero");
    Big q, r;
    const Big x(a);
    const Big y(b);
    mpz_fdiv_qr(q.n, r.n, x.n, y.n);
    return make_tuple(rt, {make_int(rt, q.n), make_int(rt, r.n)});
  }
  const bool numbers = (is_int(a) || is_float(a)) && (is_int(b) || is_float(b));
  if (!numbers) return unset;
  const double x = int_to_double(rt, a);
  const double y = int_to_double(rt, b);
  if (y == 0) raise(rt, rt.types().zero_division_error, "float divmod()");
  double remainder = 0;
  const double quotient = floor_divide(x, y, remainder);
  return make_tuple(rt, {make_float(rt, quotient), make_float(rt, remainder)});
}

Value int_power(Runtime& rt, const Value& a, const Value& b, const Value& m) {
  if (m.is_none()) return binary(rt, BinaryOp::power, a, b);
  Big base(a), exponent(b), modulus(m), result;
  if (mpz_sgn(modulus.n) == 0) raise_value_error(rt, "pow() 3rd argument cannot be 0");
  if (mpz_sgn(exponent.n) < 0) {
    if (!mpz_invert(base.n, base.n, modulus.n)) raise_value_error(rt, "base is not invertible for the given modulus");
    mpz_neg(exponent.n, exponent.n);
  }
  mpz_powm(result.n, base.n, exponent.n, modulus.n);
  if (mpz_sgn(modulus.n) < 0 && mpz_sgn(result.n) != 0) mpz_add(result.n, result.n, modulus.n);
  return make_int(rt, result.n);
}

}  // namespace orrery::script
