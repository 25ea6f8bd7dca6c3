// Making and looking at ints of any size, and the hashes of numbers. (longobject.c, pyhash.c)
#include "engine/script/object/number.hpp"
#include "engine/script/object/int_type.hpp"

#include <cmath>

#include "engine/script/object/exception.hpp"
#include "engine/script/object/operators.hpp"

namespace orrery::script {

namespace {

constexpr std::uint64_t modulus = (std::uint64_t{1} << 61) - 1;

Integer& integer_of(const Value& v) {
  return *static_cast<Integer*>(v.object());
}

std::size_t limb_bytes(const mpz_t n) {
  return static_cast<std::size_t>(std::abs(n->_mp_size)) * sizeof(mp_limb_t);
}

}  // namespace

Integer::~Integer() {
  if (charged) type()->heap().refund(charged);
  mpz_clear(number);
}

Dict* Integer::attributes(bool create) {
  if (!dict_ && create && type()->has(TypeFlag::heap_type)) dict_ = make_dict(type()->heap().runtime());
  return dict_.get();
}

Big::Big(const Value& v) noexcept {
  if (v.is_integer()) {
    mpz_init_set_si(n, v.as_integer());
  } else if (v.is_constant()) {
    mpz_init_set_si(n, v == true_value);
  } else {
    mpz_init_set(n, integer_of(v).number);
  }
}

Value make_int_of(Runtime& rt, Type* type, const Value& v) {
  if (type == rt.types().int_) return make_int(rt, Big(v).n);
  auto object = rt.heap().make<Integer>(type);
  const Big number(v);
  mpz_set(object->number, number.n);
  return Value(object);
}

Value make_int(Runtime& rt, const mpz_t n) {
  if (mpz_fits_slong_p(n) && Value::fits(mpz_get_si(n))) return Value::integer(mpz_get_si(n));
  rt.heap().expect(limb_bytes(n));
  rt.count_operations(mpz_size(n) / 64);  // huge numbers are slow
  auto object = rt.heap().make<Integer>(rt.types().int_);
  mpz_set(object->number, n);
  object->charged = limb_bytes(n);
  rt.heap().charge(object->charged);
  return Value(object);
}

Value make_int(Runtime& rt, std::int64_t i) {
  if (Value::fits(i)) return Value::integer(i);
  return make_int(rt, Big(i).n);
}

Value make_int(Runtime& rt, std::uint64_t i) {
  if (i <= static_cast<std::uint64_t>(Value::max_integer)) return Value::integer(static_cast<std::int64_t>(i));
  Big big;
  mpz_set_ui(big.n, i);
  return make_int(rt, big.n);
}

Value int_from_digits(Runtime& rt, const std::string& digits, int base) {
  Big big;
  mpz_set_str(big.n, digits.c_str(), base);
  return make_int(rt, big.n);
}

Value int_from_double(Runtime& rt, double d) {
  if (std::isnan(d)) raise_value_error(rt, "cannot convert float NaN to integer");
  if (std::isinf(d)) raise(rt, rt.types().overflow_error, "cannot convert float infinity to integer");
  if (std::fabs(d) < 4e18) return make_int(rt, static_cast<std::int64_t>(d));
  Big big;
  mpz_set_d(big.n, d);
  return make_int(rt, big.n);
}

bool int_to_number(const Value& v, std::int64_t& number) noexcept {
  if (v.is_integer()) {
    number = v.as_integer();
  } else if (v.is_constant()) {
    number = v == true_value;
  } else {
    if (!mpz_fits_slong_p(integer_of(v).number)) return false;
    number = mpz_get_si(integer_of(v).number);
  }
  return true;
}

int int_sign(const Value& v) noexcept {
  if (v.is_object()) return mpz_sgn(integer_of(v).number);
  std::int64_t number = 0;
  int_to_number(v, number);
  return (number > 0) - (number < 0);
}

double big_to_double(Runtime& rt, const mpz_t n) {
  const std::size_t bits = mpz_sizeinbase(n, 2);
  if (bits > 1024) raise(rt, rt.types().overflow_error, "int too large to convert to float");
  if (bits <= 53) return mpz_get_d(n);
  // The upper 64 bits, the last of them set if anything is lost: then one rounding is the right one.
  Big top;
  const std::size_t shift = bits > 64 ? bits - 64 : 0;
  mpz_abs(top.n, n);
  const bool inexact = mpz_scan1(top.n, 0) < shift;
  mpz_tdiv_q_2exp(top.n, top.n, shift);
  const double d = std::ldexp(static_cast<double>(mpz_get_ui(top.n) | (inexact ? 1u : 0u)), static_cast<int>(shift));
  if (std::isinf(d)) raise(rt, rt.types().overflow_error, "int too large to convert to float");
  return mpz_sgn(n) < 0 ? -d : d;
}

double int_to_double(Runtime& rt, const Value& v) {
  if (is_float(v)) return as_double(v);
  if (!v.is_object()) {
    std::int64_t number = 0;
    int_to_number(v, number);
    return static_cast<double>(number);
  }
  return big_to_double(rt, integer_of(v).number);
}

double to_double(Runtime& rt, const Value& v) {
  if (is_float(v) || is_int(v)) return int_to_double(rt, v);
  const Slots& slots = type_of(rt, v)->slots;
  if (slots.to_float) return as_double(slots.to_float(rt, v));
  if (slots.index) return int_to_double(rt, slots.index(rt, v));
  raise_type_error(rt, "must be real number, not " + type_of(rt, v)->name());
}

// ---- hashes

namespace {

std::int64_t signed_hash(std::uint64_t magnitude, bool negative) noexcept {
  const auto hash = static_cast<std::int64_t>(magnitude % modulus);
  const std::int64_t result = negative ? -hash : hash;
  return result == -1 ? -2 : result;
}

}  // namespace

std::int64_t hash_int(const Value& v) noexcept {
  if (v.is_object()) {
    const auto& n = integer_of(v).number;
    return signed_hash(mpz_tdiv_ui(n, modulus), mpz_sgn(n) < 0);
  }
  std::int64_t i = 0;
  int_to_number(v, i);
  return signed_hash(static_cast<std::uint64_t>(i < 0 ? -i : i), i < 0);
}

std::int64_t hash_double(double d) noexcept {
  if (std::isinf(d)) return d > 0 ? 314159 : -314159;
  if (std::isnan(d)) return 0;
  int exponent = 0;
  double m = std::frexp(std::fabs(d), &exponent);
  std::uint64_t x = 0;
  while (m != 0) {
    x = ((x << 28) & modulus) | x >> (61 - 28);
    m *= 268435456.0;
    exponent -= 28;
    const auto y = static_cast<std::uint64_t>(m);
    m -= static_cast<double>(y);
    x += y;
    if (x >= modulus) x -= modulus;
  }
  const int e = exponent >= 0 ? exponent % 61 : 61 - 1 - (-1 - exponent) % 61;
  x = ((x << e) & modulus) | x >> (61 - e);
  const auto hash = static_cast<std::int64_t>(x);
  const std::int64_t result = d < 0 ? -hash : hash;
  return result == -1 ? -2 : result;
}

}  // namespace orrery::script
