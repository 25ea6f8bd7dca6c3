// float. (floatobject.c)
#include "engine/script/object/float_type.hpp"

#include <fmt/format.h>

#include <cmath>

#include "engine/script/object/bytes.hpp"
#include "engine/script/object/complex.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/format_spec.hpp"
#include "engine/script/object/int_type.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

Value make_float(Runtime& rt, double d) {
  return Value(rt.heap().make<Float>(rt.types().float_, d));
}

double floor_divide(double a, double b, double& remainder) {
  double mod = std::fmod(a, b);
  double div = (a - mod) / b;
  if (mod != 0) {
    if ((b < 0) != (mod < 0)) {
      mod += b;
      div -= 1.0;
    }
  } else {
    mod = std::copysign(0.0, b);
  }
  remainder = mod;
  if (div == 0) return std::copysign(0.0, a / b);
  const double floored = std::floor(div);
  return div - floored > 0.5 ? floored + 1.0 : floored;
}

int compare_int_float(const Value& a, double b) {
  if (std::isnan(b)) return 2;
  if (std::isinf(b)) return b > 0 ? -1 : 1;
  return mpz_cmp_d(Big(a).n, b) > 0 ? 1 : mpz_cmp_d(Big(a).n, b) < 0 ? -1 : 0;
}

namespace {

// A float with attributes: an instance of a subclass.
class DerivedFloat final : public Float {
 public:
  using Float::Float;
  Dict* attributes(bool create) override {
    if (!dict_ && create) dict_ = make_dict(type()->heap().runtime());
    return dict_.get();
  }

 protected:
  void dispose() noexcept override { ScriptObject::dispose(); }

 private:
  Ref<Dict> dict_;
};

bool is_number(const Value& v) {
  return is_float(v) || is_int(v);
}

double power_of(Runtime& rt, double a, double b) {
  if (b == 0) return 1.0;
  if (a == 0 && b < 0) raise(rt, rt.types().zero_division_error, "0.0 cannot be raised to a negative power");
  const double result = std::pow(a, b);
  if (std::isinf(result) && std::isfinite(a) && std::isfinite(b)) {
    const Value args[] = {Value::integer(34), Value(make_str(rt, "Numerical result out of range"))};
    raise(Ref<ExceptionObject>(
        &as_exception(call(rt, Value(static_cast<Object*>(rt.types().overflow_error)), Args(args, 2)))));
  }
  return result;
}

void check_divisor(Runtime& rt, double b, const char* text) {
  if (b == 0) raise(rt, rt.types().zero_division_error, text);
}

template <BinaryOp op>
double compute(Runtime& rt, double a, double b) {
  if constexpr (op == BinaryOp::add) return a + b;
  if constexpr (op == BinaryOp::subtract) return a - b;
  if constexpr (op == BinaryOp::multiply) return a * b;
  if constexpr (op == BinaryOp::power) return power_of(rt, a, b);
  if constexpr (op == BinaryOp::true_divide) {
    check_divisor(rt, b, "float division by zero");
    return a / b;
  }
  double remainder = 0;
  if constexpr (op == BinaryOp::floor_divide) {
    check_divisor(rt, b, "float floor division by zero");
    return floor_divide(a, b, remainder);
  }
  if constexpr (op == BinaryOp::modulo) {
    check_divisor(rt, b, rt.environment().rules() == loop::Rules::py313 ? "float modulo by zero" : "float modulo");
    floor_divide(a, b, remainder);
  }
  return remainder;
}

template <BinaryOp op>
Value operate(Runtime& rt, const Value& a, const Value& b) {
  if (!is_number(a) || !is_number(b)) return not_implemented;
  if constexpr (op == BinaryOp::power) {
    const double base = int_to_double(rt, a), exponent = int_to_double(rt, b);
    if (base < 0 && std::isfinite(base) && std::isfinite(exponent) && exponent != std::floor(exponent))
      return complex_power(rt, base, exponent);
  }
  return make_float(rt, compute<op>(rt, int_to_double(rt, a), int_to_double(rt, b)));
}

int order_of(const Value& a, const Value& b) {
  if (is_int(b)) {
    const int order = compare_int_float(b, as_double(a));
    return order == 2 ? 2 : -order;
  }
  const double x = as_double(a);
  const double y = as_double(b);
  return std::isnan(x) || std::isnan(y) ? 2 : (x > y) - (x < y);
}

Value compare_float(Runtime&, CompareOp op, const Value& a, const Value& b) {
  if (!is_number(b)) return not_implemented;
  const int order = order_of(a, b);
  if (order == 2) return boolean(op == CompareOp::not_equal);
  const bool results[] = {order<0, order <= 0, order == 0, order != 0, order> 0, order >= 0};
  return boolean(results[static_cast<std::size_t>(op)]);
}

std::int64_t hash_float(Runtime& rt, const Value& v) {
  return std::isnan(as_double(v)) ? rt.heap().id_of(v) >> 4 : hash_double(as_double(v));
}

Value repr_float(Runtime& rt, const Value& v) {
  return make_str(rt, float_repr(as_double(v)));
}
bool truth_float(Runtime&, const Value& v) {
  return as_double(v) != 0;
}
Value negative(Runtime& rt, const Value& v) {
  return make_float(rt, -as_double(v));
}
Value plain(Runtime& rt, const Value& v) {
  return make_float(rt, as_double(v));
}
Value to_int(Runtime& rt, const Value& v) {
  return int_from_double(rt, as_double(v));
}

// ---- float(x)

double from_text(Runtime& rt, const Value& x) {
  double d = 0;
  const std::string_view text = is_str(x) ? as_str(x).view() : as_bytes(x).view();
  if (!parse_float(text, d))
    raise_value_error(rt, fmt::format("could not convert string to float: {}", repr(rt, x)->view()));
  return d;
}

double convert(Runtime& rt, const Value& x) {
  if (is_str(x) || is_bytes_like(x)) return from_text(rt, x);
  const Slots& slots = type_of(rt, x)->slots;
  if (slots.to_float) return as_double(slots.to_float(rt, x));
  if (slots.index) return int_to_double(rt, slots.index(rt, x));
  raise_type_error(rt,
                   fmt::format("float() argument must be a string or a real number, not '{}'", type_of(rt, x)->name()));
}

Value construct_float(Runtime& rt, Type* type, Args args) {
  if (type == rt.types().float_) no_keywords(rt, args, "float");
  check_arity(rt, between(0, 1), Args(args.begin(), args.size()), "float", "float");
  const double d = args.size() == 0 ? 0.0 : convert(rt, args[0]);
  if (type == rt.types().float_) return make_float(rt, d);
  return Value(rt.heap().make<DerivedFloat>(type, d));
}

// ---- methods

Value is_integer(Runtime&, Args args) {
  const double d = as_double(args[0]);
  return boolean(std::isfinite(d) && d == std::floor(d));
}

Value round_method(Runtime& rt, Args args) {
  const double d = as_double(args[0]);
  if (args.size() == 1 || args[1].is_none()) return int_from_double(rt, std::nearbyint(d));
  const std::int64_t places = index_number(rt, args[1], nullptr);
  if (!std::isfinite(d) || places > 323) return make_float(rt, d);
  if (places < -309) return make_float(rt, 0.0 * d);
  const double rounded = round_to(d, static_cast<int>(places));
  if (!std::isfinite(rounded)) raise(rt, rt.types().overflow_error, "rounded value too large to represent");
  return make_float(rt, rounded);
}

Value as_ratio(Runtime& rt, Args args) {
  const double d = as_double(args[0]);
  if (std::isinf(d)) raise(rt, rt.types().overflow_error, "cannot convert Infinity to integer ratio");
  if (std::isnan(d)) raise_value_error(rt, "cannot convert NaN to integer ratio");
  int exponent = 0;
  double m = std::frexp(d, &exponent);
  while (m != std::floor(m)) {
    m *= 2;
    --exponent;
  }
  Big top, bottom(1);
  mpz_set_d(top.n, m);
  mpz_mul_2exp(exponent > 0 ? top.n : bottom.n, exponent > 0 ? top.n : bottom.n,
               static_cast<mp_bitcnt_t>(std::abs(exponent)));
  return make_tuple(rt, {make_int(rt, top.n), make_int(rt, bottom.n)});
}

Value hex(Runtime& rt, Args args) {
  const double d = as_double(args[0]);
  if (!std::isfinite(d)) return repr_float(rt, args[0]);
  if (d == 0) return make_str(rt, std::signbit(d) ? "-0x0.0p+0" : "0x0.0p+0");
  int exponent = 0;
  double m = std::frexp(std::fabs(d), &exponent);
  const int shift = 1 - std::max(-1021 - exponent, 0);
  m = std::ldexp(m, shift);
  exponent -= shift;
  std::string digits = fmt::format("{}.", static_cast<int>(m));
  m -= std::floor(m);
  for (int i = 0; i < 13; ++i) {
    m *= 16;
    digits += "0123456789abcdef"[static_cast<int>(m)];
    m -= std::floor(m);
  }
  return make_str(rt, fmt::format("{}0x{}p{:+}", d < 0 ? "-" : "", digits, exponent));
}

Value from_hex(Runtime& rt, Args args) {
  if (!is_str(args[1])) raise_type_error(rt, "bad argument type for built-in operation");
  const std::string text(as_str(args[1]).view());
  char* end = nullptr;
  const bool prefixed = text.find("0x") != std::string::npos || text.find("0X") != std::string::npos;
  const bool word = text.find_first_of("nN") != std::string::npos;
  const std::string readable = prefixed || word ? text : "0x" + text;
  const double d = std::strtod(readable.c_str(), &end);
  if (text.empty() || *end != '\0') raise_value_error(rt, "invalid hexadecimal floating-point string");
  return make_float(rt, d);
}

Value floor_method(Runtime& rt, Args args) {
  return int_from_double(rt, std::floor(as_double(args[0])));
}
Value ceil_method(Runtime& rt, Args args) {
  return int_from_double(rt, std::ceil(as_double(args[0])));
}
Value trunc_method(Runtime& rt, Args args) {
  return int_from_double(rt, as_double(args[0]));
}
Value absolute(Runtime& rt, Args args) {
  return make_float(rt, std::fabs(as_double(args[0])));
}
Value itself(Runtime& rt, Args args) {
  return plain(rt, args[0]);
}
Value divmod_method(Runtime& rt, Args args) {
  return is_number(args[1]) ? divmod_of_numbers(rt, args[0], args[1]) : Value(not_implemented);
}
Value zero(Runtime& rt, const Value&) {
  return make_float(rt, 0.0);
}

constexpr NativeMethod methods[] = {
    {"is_integer", is_integer, no_arguments()},
    {"as_integer_ratio", as_ratio, no_arguments()},
    {"hex", hex, no_arguments()},
    {"fromhex", from_hex, one_argument(), NativeMethod::Kind::class_method},
    {"conjugate", itself, no_arguments()},
    {"__round__", round_method, between(0, 1)},
    {"__trunc__", trunc_method, no_arguments()},
    {"__floor__", floor_method, no_arguments()},
    {"__ceil__", ceil_method, no_arguments()},
    {"__abs__", absolute, no_arguments()},
    {"__divmod__", divmod_method, one_argument()},
};
constexpr NativeAttribute attributes[] = {{"real", plain}, {"imag", zero}};

}  // namespace

double round_to(double d, int places) {
  if (places >= 0) return std::strtod(fmt::format("{:.{}f}", d, places).c_str(), nullptr);
  // The integral part, rounded half to even by exact arithmetic; the fraction only breaks ties.
  Big number, unit, quotient, remainder, twice;
  const double whole = std::trunc(std::fabs(d));
  mpz_set_d(number.n, whole);
  mpz_ui_pow_ui(unit.n, 10, static_cast<unsigned long>(-places));
  mpz_tdiv_qr(quotient.n, remainder.n, number.n, unit.n);
  mpz_mul_2exp(twice.n, remainder.n, 1);
  const int half = mpz_cmp(twice.n, unit.n);
  if (half > 0 || (half == 0 && (std::fabs(d) > whole || mpz_odd_p(quotient.n)))) mpz_add_ui(quotient.n, quotient.n, 1);
  mpz_mul(quotient.n, quotient.n, unit.n);
  std::string digits(mpz_sizeinbase(quotient.n, 10) + 2, '\0');
  mpz_get_str(digits.data(), 10, quotient.n);
  return std::copysign(std::strtod(digits.c_str(), nullptr), d);
}

TypeSpec specs::float_(Types&) {
  Slots slots{};
  slots.repr = repr_float;
  slots.format = format_float;
  slots.hash = hash_float;
  slots.compare = compare_float;
  slots.truth = truth_float;
  slots.construct = construct_float;
  slots.to_int = to_int;
  slots.to_float = plain;
  slots.unary = {negative, plain, nullptr};
  const auto set = [&slots](BinaryOp op, Slots::Binary f) { slots.binary[static_cast<std::size_t>(op)] = f; };
  set(BinaryOp::add, operate<BinaryOp::add>);
  set(BinaryOp::subtract, operate<BinaryOp::subtract>);
  set(BinaryOp::multiply, operate<BinaryOp::multiply>);
  set(BinaryOp::true_divide, operate<BinaryOp::true_divide>);
  set(BinaryOp::floor_divide, operate<BinaryOp::floor_divide>);
  set(BinaryOp::modulo, operate<BinaryOp::modulo>);
  set(BinaryOp::power, operate<BinaryOp::power>);
  return {.name = "float",
          .flags = TypeFlag::base_type | TypeFlag::is_float,
          .slots = slots,
          .methods = methods,
          .attributes = attributes};
}

}  // namespace orrery::script
