// complex. (complexobject.c)
#include <fmt/format.h>

#include <cmath>

#include "engine/script/object/complex.hpp"
#include "engine/script/object/exception.hpp"
#include "engine/script/object/format_spec.hpp"
#include "engine/script/object/number.hpp"
#include "engine/script/object/operators.hpp"
#include "engine/script/object/sequence.hpp"
#include "engine/script/object/specs.hpp"
#include "engine/script/object/str.hpp"

namespace orrery::script {

Value make_complex(Runtime& rt, std::complex<double> number) {
  return Value(rt.heap().make<Complex>(rt.types().complex, number));
}

namespace {

using Number = std::complex<double>;

const Number& self_of(const Value& v) {
  return static_cast<Complex*>(v.object())->value;
}

// A complex number, int or float as a complex number; false for anything else.
bool to_complex(Runtime& rt, const Value& v, Number& number) {
  if (is_complex(rt, v)) {
    number = self_of(v);
    return true;
  }
  if (!is_int(v) && !is_float(v)) return false;
  number = {int_to_double(rt, v), 0.0};
  return true;
}

std::string part_text(double d, bool always_sign) {
  std::string text = float_repr(std::fabs(d));
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  const bool minus = std::signbit(d) && !std::isnan(d);
  return (minus ? "-" : always_sign ? "+" : "") + text;
}

Value repr_complex(Runtime& rt, const Value& v) {
  const Number& z = self_of(v);
  if (z.real() == 0 && !std::signbit(z.real())) return make_str(rt, part_text(z.imag(), false) + "j");
  return make_str(rt, fmt::format("({}{}j)", part_text(z.real(), false), part_text(z.imag(), true)));
}

std::int64_t hash_complex(Runtime&, const Value& v) {
  const auto real = static_cast<std::uint64_t>(hash_double(self_of(v).real()));
  const auto imag = static_cast<std::uint64_t>(hash_double(self_of(v).imag()));
  const auto sum = static_cast<std::int64_t>(real + 1000003u * imag);
  return sum == -1 ? -2 : sum;
}

Value compare_complex(Runtime& rt, CompareOp op, const Value& a, const Value& b) {
  Number other;
  if ((op != CompareOp::equal && op != CompareOp::not_equal) || !to_complex(rt, b, other)) return not_implemented;
  if (is_int(b)) {
    const bool same = self_of(a).imag() == 0 && equal(rt, b, make_float(rt, self_of(a).real()));
    return boolean(same == (op == CompareOp::equal));
  }
  return boolean((self_of(a) == other) == (op == CompareOp::equal));
}

// Smith's method, as CPython divides.
Number quotient(Runtime& rt, const Number& a, const Number& b) {
  const double real = std::fabs(b.real()), imag = std::fabs(b.imag());
  if (real == 0 && imag == 0) raise(rt, rt.types().zero_division_error, "complex division by zero");
  if (real >= imag) {
    const double ratio = b.imag() / b.real(), bottom = b.real() + b.imag() * ratio;
    return {(a.real() + a.imag() * ratio) / bottom, (a.imag() - a.real() * ratio) / bottom};
  }
  if (imag < real || std::isnan(real) || std::isnan(imag)) return {std::nan(""), std::nan("")};
  const double ratio = b.real() / b.imag(), bottom = b.real() * ratio + b.imag();
  return {(a.real() * ratio + a.imag()) / bottom, (a.imag() * ratio - a.real()) / bottom};
}

Number product(const Number& a, const Number& b) {
  return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

Number small_power(Runtime& rt, const Number& base, long exponent) {
  Number result{1.0, 0.0}, factor = base;
  for (long mask = std::labs(exponent); mask > 0; mask >>= 1) {
    if (mask & 1) result = product(result, factor);
    factor = product(factor, factor);
  }
  return exponent < 0 ? quotient(rt, {1.0, 0.0}, result) : result;
}

Number general_power(Runtime& rt, const Number& a, const Number& b) {
  if (b == Number{}) return {1.0, 0.0};
  if (a == Number{}) {
    if (b.imag() != 0 || b.real() < 0) raise(rt, rt.types().zero_division_error, "0.0 to a negative or complex power");
    return {};
  }
  const double length_of = std::hypot(a.real(), a.imag());
  double length = std::pow(length_of, b.real());
  const double at = std::atan2(a.imag(), a.real());
  double phase = at * b.real();
  if (b.imag() != 0) {
    length *= std::exp(-at * b.imag());
    phase += b.imag() * std::log(length_of);
  }
  return {length * std::cos(phase), length * std::sin(phase)};
}

template <BinaryOp op>
Value operate(Runtime& rt, const Value& a, const Value& b) {
  Number x, y;
  if (!to_complex(rt, a, x) || !to_complex(rt, b, y)) return not_implemented;
  if constexpr (op == BinaryOp::add) return make_complex(rt, x + y);
  if constexpr (op == BinaryOp::subtract) return make_complex(rt, x - y);
  if constexpr (op == BinaryOp::multiply) return make_complex(rt, product(x, y));
  if constexpr (op == BinaryOp::true_divide) return make_complex(rt, quotient(rt, x, y));
  return complex_power(rt, x, y);
}

Value negative(Runtime& rt, const Value& v) {
  return make_complex(rt, -self_of(v));
}
Value itself(Runtime&, const Value& v) {
  return v;
}
bool truth_complex(Runtime&, const Value& v) {
  return self_of(v) != Number{};
}

// ---- complex(x, y)

bool read_part(std::string_view& text, double& value) {
  const std::string copy(text);
  char* end = nullptr;
  value = std::strtod(copy.c_str(), &end);
  const auto used = static_cast<std::size_t>(end - copy.c_str());
  text.remove_prefix(used);
  return used > 0;
}

// "1+2j", "(1-j)", "3", "-j"; false if it is no number.
bool read_complex(std::string_view text, Number& number) {
  const auto trim = [&] {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
  };
  trim();
  if (text.starts_with('(') && text.ends_with(')')) text = text.substr(1, text.size() - 2);
  trim();
  const auto is_j = [&] { return text == "j" || text == "J"; };
  const auto unit = [&] { return text == "+j" || text == "-j" || text == "+J" || text == "-J"; };
  double first = 0, second = 0;
  if (is_j() || unit()) return number = {0.0, text[0] == '-' ? -1.0 : 1.0}, true;
  if (text.find_first_of("xX") != std::string_view::npos || !read_part(text, first)) return false;
  if (text.empty()) return number = {first, 0.0}, true;
  if (is_j()) return number = {0.0, first}, true;
  if (unit()) return number = {first, text[0] == '-' ? -1.0 : 1.0}, true;
  if ((text[0] != '+' && text[0] != '-') || !read_part(text, second) || !is_j()) return false;
  number = {first, second};
  return true;
}

// One argument of complex(), and whether it was complex: only then does it have an imaginary part, even of zero.
struct Part {
  Number number{};
  bool is_complex = false;
};

Part part(Runtime& rt, const Value& v, bool first) {
  Number number;
  if (to_complex(rt, v, number)) return {number, is_complex(rt, v)};
  const Value convert = special_method(rt, v, rt.heap().intern("__complex__"));
  if (first && !is_unset(convert)) {
    const Value made = call(rt, convert);
    if (is_complex(rt, made)) return {self_of(made), true};
    raise_type_error(rt,
                     fmt::format("__complex__() should return a complex number, not '{}'", type_of(rt, made)->name()));
  }
  const Slots& slots = type_of(rt, v)->slots;
  if (slots.to_float) return {{as_double(slots.to_float(rt, v)), 0.0}};
  if (slots.index) return {{int_to_double(rt, slots.index(rt, v)), 0.0}};
  if (!first)
    raise_type_error(rt, fmt::format("complex() second argument must be a number, not '{}'", type_of(rt, v)->name()));
  raise_type_error(
      rt, fmt::format("complex() first argument must be a string or a number, not '{}'", type_of(rt, v)->name()));
}

Value construct_complex(Runtime& rt, Type*, Args args) {
  const auto values = bind<2>(rt, "complex", {"real", "imag"}, args);
  if (is_str(values[0])) {
    Number real;
    if (!is_unset(values[1])) raise_type_error(rt, "complex() can't take second arg if first is a string");
    if (!read_complex(as_str(values[0]).view(), real)) raise_value_error(rt, "complex() arg is a malformed string");
    return make_complex(rt, real);
  }
  if (is_str(values[1])) raise_type_error(rt, "complex() second arg can't be a string");
  const Part real = is_unset(values[0]) ? Part{} : part(rt, values[0], true);
  if (is_unset(values[1])) return make_complex(rt, real.number);
  const Part imag = part(rt, values[1], false);
  const Number& x = real.number;
  const Number& y = imag.number;
  return make_complex(
      rt, {imag.is_complex ? x.real() - y.imag() : x.real(), real.is_complex ? x.imag() + y.real() : y.real()});
}

// ---- methods

Value conjugate(Runtime& rt, Args args) {
  return make_complex(rt, std::conj(self_of(args[0])));
}
Value absolute(Runtime& rt, Args args) {
  const Number& z = self_of(args[0]);
  const double length = std::hypot(z.real(), z.imag());
  if (std::isinf(length) && std::isfinite(z.real()) && std::isfinite(z.imag()))
    raise(rt, rt.types().overflow_error, "absolute value too large");
  return make_float(rt, length);
}
Value plain(Runtime&, Args args) {
  return args[0];
}
Value get_real(Runtime& rt, const Value& v) {
  return make_float(rt, self_of(v).real());
}
Value get_imag(Runtime& rt, const Value& v) {
  return make_float(rt, self_of(v).imag());
}

constexpr NativeMethod methods[] = {{"conjugate", conjugate, no_arguments()},
                                    {"__abs__", absolute, no_arguments()},
                                    {"__complex__", plain, no_arguments()}};
constexpr NativeAttribute attributes[] = {{"real", get_real, set_readonly_member},
                                          {"imag", get_imag, set_readonly_member}};

}  // namespace

Value complex_power(Runtime& rt, std::complex<double> base, std::complex<double> exponent) {
  const bool whole =
      exponent.imag() == 0 && exponent.real() == std::floor(exponent.real()) && std::fabs(exponent.real()) <= 100.0;
  if (whole && exponent.real() < 0 && base == Number{}) return make_complex(rt, general_power(rt, base, exponent));
  const Number result =
      whole ? small_power(rt, base, static_cast<long>(exponent.real())) : general_power(rt, base, exponent);
  if (std::isinf(result.real()) || std::isinf(result.imag()))
    if (std::isfinite(base.real()) && std::isfinite(base.imag()))
      raise(rt, rt.types().overflow_error, "complex exponentiation");
  return make_complex(rt, result);
}

TypeSpec specs::complex(Types&) {
  Slots slots{};
  slots.repr = repr_complex;
  slots.format = format_complex;
  slots.hash = hash_complex;
  slots.compare = compare_complex;
  slots.truth = truth_complex;
  slots.construct = construct_complex;
  slots.unary = {negative, itself, nullptr};
  const auto set = [&slots](BinaryOp op, Slots::Binary f) { slots.binary[static_cast<std::size_t>(op)] = f; };
  set(BinaryOp::add, operate<BinaryOp::add>);
  set(BinaryOp::subtract, operate<BinaryOp::subtract>);
  set(BinaryOp::multiply, operate<BinaryOp::multiply>);
  set(BinaryOp::true_divide, operate<BinaryOp::true_divide>);
  set(BinaryOp::power, operate<BinaryOp::power>);
  return {.name = "complex", .slots = slots, .methods = methods, .attributes = attributes};
}

}  // namespace orrery::script
